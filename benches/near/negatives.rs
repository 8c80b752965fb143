//! Pairs of articles that look alike and are not the same article.
//!
//! Both texts of a pair come from one template with one shape; what differs is what the kind says
//! (month, number, place …) and, mostly, the figures, names and clauses in the slots.

use super::articles::{Article, Dice, body, compose, host, moment, words_in};
use super::filling::{DAY, Setting, capital, fill};
use super::frames;
use super::notices::{NOTICES, Notice, Twist};
use super::subjects;
use super::words;

/// The kinds of pairs; the pair at place `i` of `negatives` is of kind `i % KINDS.len()`.
pub const KINDS: &[&str] = &[
    "monthly_notice",
    "decision_number",
    "quarter_report",
    "two_places",
    "school_year",
    "other_unit_report",
    "weather_days",
    "price_table",
    "job_or_tender",
    "congress_sessions",
    "draft_and_final",
    "obituary_or_greeting",
    "interview_parts",
    "follow_up",
    "correction",
];

/// `count` pairs, equally many of every kind.
pub fn negatives(count: usize, dice: &mut Dice) -> Vec<(Article, Article)> {
    (0..count)
        .map(|at| {
            let kind = KINDS[at % KINDS.len()];
            loop {
                let mut own = Dice::new(dice.next());
                let (first, second) = match kind {
                    "follow_up" => follow_up(&mut own),
                    "correction" => correction(&mut own),
                    _ => from_template(kind, &mut own),
                };
                let same_text = first.lead == second.lead && first.paragraphs == second.paragraphs;
                let bare = first.paragraphs.is_empty() && first.lead.is_empty();
                if !(same_text && (!bare || first.title == second.title)) {
                    return (first, second);
                }
            }
        })
        .collect()
}

fn from_template(kind: &str, dice: &mut Dice) -> (Article, Article) {
    let of_kind: Vec<&Notice> = NOTICES.iter().filter(|n| n.kind == kind).collect();
    let notice = of_kind.get(dice.below(of_kind.len())).copied().unwrap_or(&NOTICES[0]);
    let province = dice.below(words::PROVINCES.len());
    let published = moment(dice);
    let subject = subjects::subject(dice.below(subjects::count()));
    let mut setting = Setting::new(Some(subject), province, published, dice);
    let mut shape = Dice::new(dice.next());
    for (key, slot) in [("topic", "{topic}"), ("task2", "{task}"), ("dai", "{r:90-350}")] {
        let value = fill(slot, &mut setting, &mut shape, dice);
        setting.set(key, value);
    }
    let mut other = setting.clone();
    let later = twist(notice.twist, &mut setting, &mut other, dice);
    // Now and then nothing but the twist differs; always for most drafts.
    let same_facts = match notice.twist {
        Twist::Draft => 70,
        Twist::Month | Twist::Place => 35,
        Twist::SchoolYear | Twist::Unit => 12,
        _ => 0,
    };
    let seed = dice.next();
    let other_seed = if dice.chance(same_facts) { seed } else { dice.next() };
    let cut = dice.below(100);
    let longer = if dice.chance(45) { 1 + dice.below(5) } else { 0 };
    let here = host(province, dice);
    let there = match notice.twist {
        Twist::Place | Twist::Unit if dice.chance(60) => host(dice.below(words::PROVINCES.len()), dice),
        _ => here.clone(),
    };
    let first =
        from_notice(notice, (here, published), &mut setting, (shape.clone(), Dice::new(seed)), (cut, longer));
    let second = from_notice(
        notice,
        (there, published + later),
        &mut other,
        (shape, Dice::new(other_seed)),
        (cut, longer),
    );
    (first, second)
}

fn from_notice(
    notice: &Notice,
    (host, published): (String, i64),
    setting: &mut Setting,
    (mut shape, mut facts): (Dice, Dice),
    (cut, longer): (usize, usize),
) -> Article {
    let title = capital(&fill(notice.title, setting, &mut shape, &mut facts));
    let mut lead = capital(&fill(notice.lead, setting, &mut shape, &mut facts));
    let mut paragraphs = Vec::new();
    for frame in notice.body {
        paragraphs.push(capital(&fill(frame, setting, &mut shape, &mut facts)));
    }
    for _ in 0..longer {
        let mut text = String::new();
        while words_in(&text) < 34 {
            let frame = setting.fresh(frames::NEWS, &mut shape);
            text.push_str(&capital(&fill(frame, setting, &mut shape, &mut facts)));
            text.push(' ');
        }
        paragraphs.push(text.trim_end().to_string());
    }
    if cut < 15 {
        paragraphs.clear();
        if cut < 7 {
            lead.clear();
        }
    } else if cut < 30 {
        lead.clear();
    }
    Article { host, title, lead, paragraphs, published }
}

/// Makes the two settings differ; answers how many seconds later the second text is published.
fn twist(how: Twist, a: &mut Setting, b: &mut Setting, dice: &mut Dice) -> i64 {
    let redraw = |slots: &[(&'static str, &str)], b: &mut Setting, dice: &mut Dice| {
        for (key, slot) in slots {
            let mut shape = Dice::new(dice.next());
            let value = fill(slot, b, &mut shape, dice);
            b.set(key, value);
        }
    };
    let number = |setting: &Setting, key: &str| setting.get(key).parse::<i64>().unwrap_or(1);
    match how {
        Twist::Month => {
            let month = 1 + dice.below(11) as i64;
            a.set("thang", month.to_string());
            b.set("thang", (month + 1).to_string());
            30 * DAY
        }
        Twist::Number => {
            let first = 100 + dice.below(4000);
            a.set("so", first.to_string());
            b.set("so", (first + 1).to_string());
            redraw(&[("huyen", "{huyen2}")], b, dice);
            3600
        }
        Twist::Quarter => {
            let at = dice.below(3);
            let names = ["I", "II", "III", "IV"];
            a.set("quy", names[at].to_string());
            b.set("quy", names[at + 1].to_string());
            91 * DAY
        }
        Twist::Place => {
            redraw(&[("huyen", "{huyen2}"), ("xa", "{xa2}")], b, dice);
            if dice.chance(40) {
                let other = *dice.pick(words::PROVINCES);
                b.set("tinh", other.to_string());
            }
            2 * 3600
        }
        Twist::SchoolYear => {
            let year = number(a, "nam");
            for (setting, year) in [(&mut *a, year), (&mut *b, year + 1)] {
                setting.set("nam", year.to_string());
                setting.set("nh", format!("{year} - {}", year + 1));
            }
            365 * DAY
        }
        Twist::Unit => {
            redraw(&[("cq", "{office}"), ("xa", "{xa2}")], b, dice);
            if dice.chance(50) {
                redraw(&[("nguoi", "{ten}"), ("chuc", "{post}")], b, dice);
            }
            DAY
        }
        Twist::Day => {
            let start = 19_400 + dice.below(1200) as i64;
            let later = 1 + dice.below(3) as i64;
            a.set_day(start);
            b.set_day(start + later);
            later * DAY
        }
        Twist::Session => {
            let start = 19_400 + dice.below(1200) as i64;
            a.set_day(start);
            b.set_day(start + 1);
            a.set("phien", "Ngày làm việc thứ nhất".into());
            b.set("phien", "Ngày làm việc thứ hai".into());
            a.set("dienra", "tiến hành phiên trù bị".into());
            b.set("dienra", "bước vào phiên chính thức và bế mạc".into());
            a.set("viec", "Phiên trù bị thông qua chương trình, quy chế làm việc, bầu Đoàn Chủ tịch, Đoàn Thư ký, Ban Thẩm tra tư cách đại biểu; phổ biến nội quy, chia tổ thảo luận văn kiện và hướng dẫn nghiên cứu dự thảo nghị quyết.".into());
            b.set("viec", "Trong ngày làm việc thứ hai, đại hội bầu Ban Chấp hành khóa mới, bầu đoàn đại biểu dự đại hội cấp trên; thông qua nghị quyết với các chỉ tiêu chủ yếu. Ban Chấp hành khóa mới ra mắt và nhận nhiệm vụ trước đại hội.".into());
            DAY
        }
        Twist::Draft => {
            a.set("ban", "Lấy ý kiến dự thảo".into());
            b.set("ban", "Ban hành".into());
            a.set("bancau", "đang lấy ý kiến góp ý đối với dự thảo".into());
            b.set("bancau", "vừa trình UBND tỉnh ký ban hành văn bản chính thức".into());
            a.set("banket", "Các cơ quan, tổ chức, cá nhân nghiên cứu, góp ý bằng văn bản gửi về cơ quan soạn thảo trong thời hạn 20 ngày kể từ ngày đăng; quá thời hạn trên coi như thống nhất với dự thảo.".into());
            b.set("banket", "Văn bản có hiệu lực kể từ ngày ký. So với dự thảo, bản chính thức đã tiếp thu ý kiến của các địa phương, bổ sung cơ chế giám sát và quy định rõ trách nhiệm của người đứng đầu.".into());
            (20 + dice.below(60) as i64) * DAY
        }
        Twist::Person => {
            redraw(
                &[("nguoi", "{ten}"), ("chuc", "{post}"), ("xa", "{xa2}"), ("huyen", "{huyen2}")],
                b,
                dice,
            );
            b.set_day(19_400 + dice.below(1200) as i64);
            5 * DAY
        }
        Twist::Part => {
            a.set("phan", "Kỳ 1".into());
            b.set("phan", "Kỳ 2".into());
            DAY
        }
    }
}

/// A first report and a follow-up: two or three paragraphs again as background, as many or more
/// of its own.
fn follow_up(dice: &mut Dice) -> (Article, Article) {
    let subject = subjects::subject(dice.below(subjects::count()));
    let province = dice.below(words::PROVINCES.len());
    let published = moment(dice);
    let mut setting = Setting::new(Some(subject), province, published, dice);
    let here = host(province, dice);
    let first = compose(subject, here.clone(), published, &mut setting, dice);
    let later = (1 + dice.below(9) as i64) * DAY;
    let again = 2 + dice.below(2);
    let mut shape = Dice::new(dice.next());
    let own = again + 1 + dice.below(3);
    let mut paragraphs = body(subject, own, &mut setting, &mut shape, dice);
    let start = dice.below(2);
    let background = first.paragraphs.iter().filter(|p| words_in(p) > 8).skip(start).take(again);
    let bridge = if dice.chance(50) { "Trước đó, như tin đã đưa: " } else { "" };
    for (at, text) in background.enumerate() {
        paragraphs.push(if at == 0 { format!("{bridge}{text}") } else { text.clone() });
    }
    let title = match dice.below(3) {
        0 => format!("{} - thông tin mới", first.title),
        1 => format!("Vụ việc ở {}: diễn biến mới", setting.get("huyen")),
        _ => capital(&fill(setting.clone().fresh(subject.titles, dice), &mut setting, &mut shape, dice)),
    };
    let frame = setting.fresh(frames::LEAD, dice);
    let lead = capital(&fill(frame, &mut setting, &mut shape, dice));
    let second = Article { host: here, title, lead, paragraphs, published: published + later };
    (first, second)
}

/// An article and the correction that names it, sometimes with the paragraph in question.
fn correction(dice: &mut Dice) -> (Article, Article) {
    let subject = subjects::subject(dice.below(subjects::count()));
    let province = dice.below(words::PROVINCES.len());
    let published = moment(dice);
    let mut setting = Setting::new(Some(subject), province, published, dice);
    let first = compose(subject, host(province, dice), published, &mut setting, dice);
    setting.set("bai", first.title.clone());
    let mut shape = Dice::new(dice.next());
    let mut say = |frame: &str, dice: &mut Dice| fill(frame, &mut setting, &mut shape, dice);
    let title =
        say("[Đính chính|Cáo lỗi và đính chính|Nói lại cho rõ: “{bai}”|Đính chính bài “{bai}”]", dice);
    let mut paragraphs = vec![say(
        "Do sơ suất trong quá trình biên tập, bài “{bai}” đăng ngày {ngaydu} có [thông tin chưa chính xác|sai sót]: chỗ in {n:20-900} [trường hợp|hộ|người], xin đọc là {n:20-900}; tên [nhân vật|đơn vị] {ten} xin sửa thành {ten}, ở {thon}. [Tòa soạn|Ban Biên tập] thành thật xin lỗi [bạn đọc|nhân vật và bạn đọc] và mong được thông cảm.",
        dice,
    )];
    let quoted = dice.below(3);
    if quoted > 0 {
        paragraphs.push("Đoạn văn được đính chính, xin đăng lại như sau:".to_string());
        let start = dice.below(2);
        let chosen = first.paragraphs.iter().skip(start).take(1);
        paragraphs.extend(chosen.map(|text| if quoted == 1 { text.clone() } else { format!("“{text}”") }));
    }
    let later = (1 + dice.below(4) as i64) * DAY;
    let second = Article {
        host: first.host.clone(),
        title,
        lead: String::new(),
        paragraphs,
        published: first.published + later,
    };
    (first, second)
}
