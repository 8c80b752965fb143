//! Four kinds of true reprint: the same article at another portal.

use super::articles::{Article, Dice, words_in};
use super::filling::{DAY, Setting, capital, fill};
use super::words;

/// Heads of the frame that a portal puts before an article.
const BEFORE: &[&str] = &[
    "Trang chủ > Tin tức - Sự kiện > Trong tỉnh | Cỡ chữ: A- A A+ | Đọc bài viết | In trang",
    "[Chia sẻ|Share] Facebook Zalo Twitter | Gửi email | Bình luận ({r:0-9}) | Lượt xem: {n:100-9000}",
    "Cổng thông tin điện tử {tinh} - Tiếng nói của Đảng bộ, chính quyền và nhân dân {tinh}",
    "Nghe bài viết: giọng nữ | giọng nam. Theo dõi chúng tôi trên Google News và Zalo.",
    "Thời sự | Chính trị | Kinh tế | Xã hội | Pháp luật | Văn hóa | Thể thao | Đa phương tiện",
];

/// What a portal puts behind an article, besides the related headlines.
const BEHIND: &[&str] = &[
    "Ý kiến bạn đọc: Vui lòng gõ tiếng Việt có dấu. Bình luận của bạn sẽ được biên tập trước khi đăng.",
    "Đường dây nóng: 09{r:10-99}.{r:100-999}.{r:100-999} – Email: toasoan@{tinhkhong}. Liên hệ quảng cáo: 02{r:10-99}.3{r:100-999}.{r:100-999}.",
    "Giấy phép số {r:10-690}/GP-TTĐT do Sở Thông tin và Truyền thông cấp ngày {r:1-28}/{r:1-12}/{r:2015-2022}. Chịu trách nhiệm: {ten}, Tổng Biên tập.",
    "Tòa soạn: số {r:1-299} đường {ten}, thành phố {place}, tỉnh {tinh}. Điện thoại: 02{r:10-99}.3{r:100-999}.{r:100-999}; Fax: 02{r:10-99}.3{r:100-999}.{r:100-999}.",
    "© Bản quyền thuộc về Báo {tinh}. Ghi rõ nguồn khi phát hành lại thông tin từ website này.",
    "Gửi bình luận | Thích | Chia sẻ | Lưu bài viết | Báo lỗi | Quay lại | Đầu trang",
    "Đang trực tuyến: {r:12-900} – Hôm nay: {n:900-9000} – Tổng lượt truy cập: {n:90000-9900000}",
];

/// Related headlines.
const HEADLINES: &[&str] = &[
    "{huyen2} tổng kết công tác xây dựng Đảng năm {r:2022-2025}",
    "Lịch cắt điện tuần tới tại {huyen2}",
    "{ong} được bầu giữ chức Chủ tịch UBND {huyen2}",
    "Giá nông sản ngày {r:1-28}/{r:1-12}: Cà phê, hồ tiêu biến động trái chiều",
    "Ảnh: {place} mùa lúa chín",
    "Khởi tố {r:2-9} đối tượng gây rối trật tự ở {xa2}",
    "Dự báo thời tiết: Bắc Bộ trời rét, có nơi dưới {r:8-14} độ C",
    "Kỷ niệm {r:20-90} năm thành lập Trường THPT {place}",
    "{xa2} gặp mặt người cao tuổi đầu xuân",
    "Video: Toàn cảnh lễ hội {place}",
    "Bàn giao nhà tình thương cho {ong}",
    "Cảnh báo thủ đoạn giả danh nhân viên điện lực",
];

fn at_another_portal(original: &Article, dice: &mut Dice) -> Article {
    let mut copy = original.clone();
    for _ in 0..8 {
        copy.host = super::articles::host(dice.below(words::PROVINCES.len()), dice);
        if copy.host != original.host {
            break;
        }
    }
    if copy.host == original.host {
        copy.host = format!("m-{}", original.host);
    }
    copy.published = original.published + 600 + dice.below(5 * DAY as usize - 600) as i64;
    copy
}

/// Applies `change` to the title, the lead and every paragraph.
fn everywhere(article: &mut Article, change: impl Fn(&str) -> String) {
    article.title = change(&article.title);
    article.lead = change(&article.lead);
    for text in &mut article.paragraphs {
        *text = change(text);
    }
}

/// The same text at another portal; white space, quotes and dashes may differ.
pub fn verbatim(original: &Article, dice: &mut Dice) -> Article {
    let mut copy = at_another_portal(original, dice);
    if dice.chance(40) {
        everywhere(&mut copy, |t| t.replace(['“', '”'], "\""));
    }
    if dice.chance(35) {
        let (from, to) = *dice.pick(&[(" – ", " - "), (" - ", " – "), (" – ", " — ")]);
        everywhere(&mut copy, |t| t.replace(from, to));
    }
    if dice.chance(25) {
        everywhere(&mut copy, |t| t.replace(". ", ".  "));
    }
    if dice.chance(20) {
        everywhere(&mut copy, |t| t.replacen(' ', "\u{a0}", 2));
    }
    if dice.chance(20) {
        everywhere(&mut copy, |t| if t.is_empty() { String::new() } else { format!("{t} ") });
    }
    if dice.chance(10) && copy.paragraphs.len() > 2 {
        let second = copy.paragraphs.remove(1);
        if let Some(first) = copy.paragraphs.first_mut() {
            first.push('\n');
            first.push_str(&second);
        }
    }
    copy
}

/// The mark at the head of a text: `(TTXVN) – `, `LÂM GIANG - `; its length in bytes.
fn mark_length(text: &str) -> usize {
    for dash in [" – ", " - "] {
        if let Some(at) = text.find(dash) {
            let head = &text[..at];
            let place = words::PROVINCES.contains(&head);
            if (head.starts_with('(') && head.ends_with(')') && words_in(head) < 4) || place {
                return at + dash.len();
            }
        }
    }
    0
}

/// True for a last line that only names an author or a source.
fn is_signature(text: &str) -> bool {
    words_in(text) <= 6 && !text.ends_with('.')
}

/// Mark at the head, signature and source at the end differ, are added or left out.
pub fn other_source_line(original: &Article, dice: &mut Dice) -> Article {
    let mut copy = at_another_portal(original, dice);
    if copy.paragraphs.last().is_some_and(|t| is_signature(t)) && dice.chance(80) {
        copy.paragraphs.pop();
    }
    let province = dice.below(words::PROVINCES.len());
    let mut setting = Setting::new(None, province, copy.published, dice);
    let mut shape = Dice::new(dice.next());
    let head = dice.below(4);
    if let Some(first) = copy.paragraphs.first_mut() {
        let bare = first[mark_length(first)..].to_string();
        let mark = match head {
            0 => "",
            1 => "({hang}) – ",
            2 => "{tinh} - ",
            _ => "[(Báo {tinh}) – |(TG) - |({tinh} Online) – |{hang}.VN - ]",
        };
        *first = format!("{}{bare}", fill(mark, &mut setting, &mut shape, dice));
    }
    let old = &original.host;
    let end = *dice.pick(&[
        "Nguồn: {old}",
        "Theo {old}",
        "Theo Báo {tinh}",
        "{ten} (Nguồn: {old})",
        "{ten} - {ten}",
        "Tin, ảnh: {ten}",
        "Nguồn: Báo {tinh} điện tử",
        "[BBT (t/h)|Ban Biên tập|Thanh Tâm (tổng hợp)]",
    ]);
    setting.set("old", old.clone());
    copy.paragraphs.push(fill(end, &mut setting, &mut shape, dice));
    copy
}

/// One paragraph left out; in texts of nine and more paragraphs now and then two.
pub fn paragraph_dropped(original: &Article, dice: &mut Dice) -> Article {
    let mut copy = at_another_portal(original, dice);
    let times = 1 + usize::from(copy.paragraphs.len() >= 9 && dice.chance(50));
    for _ in 0..times {
        let signed = copy.paragraphs.last().is_some_and(|t| is_signature(t));
        let last = copy.paragraphs.len().saturating_sub(usize::from(signed));
        if last >= 3 {
            copy.paragraphs.remove(1 + dice.below(last - 1));
        }
    }
    copy
}

/// The frame of a portal: lines before and behind; the same for every article of the host.
pub fn frame_of(host: &str) -> (Vec<String>, Vec<String>) {
    let seed = host
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    let mut dice = Dice::new(seed);
    let number = host.chars().filter(char::is_ascii_digit).collect::<String>();
    let province = number.parse::<usize>().unwrap_or(1).max(1) - 1;
    let mut setting = Setting::new(None, province, 20_000 * DAY, &mut dice);
    setting.set("tinhkhong", host.to_string());
    let mut shape = Dice::new(dice.next());
    let mut draw = |of: &'static [&'static str], count: usize, dice: &mut Dice| -> Vec<String> {
        (0..count)
            .map(|_| {
                let text = setting.fresh(of, dice);
                capital(&fill(text, &mut setting, &mut shape, dice))
            })
            .collect()
    };
    let count = 1 + dice.below(2);
    let before = draw(BEFORE, count, &mut dice);
    let heading = *dice.pick(&["Tin liên quan", "Tin cùng chuyên mục", "Tin khác", "Đọc thêm"]);
    let mut behind = vec![format!("{heading}:")];
    let count = 2 + dice.below(5);
    behind.extend(draw(HEADLINES, count, &mut dice));
    let count = 1 + dice.below(3);
    behind.extend(draw(BEHIND, count, &mut dice));
    (before, behind)
}

/// The portal's own frame around the text.
pub fn wrapped_in_boilerplate(original: &Article, dice: &mut Dice) -> Article {
    let mut copy = at_another_portal(original, dice);
    let (mut paragraphs, behind) = frame_of(&copy.host);
    paragraphs.append(&mut copy.paragraphs);
    paragraphs.extend(behind);
    copy.paragraphs = paragraphs;
    copy
}
