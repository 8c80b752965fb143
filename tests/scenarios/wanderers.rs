//! Made-up portals of many habits, polled for months, half of them moving on the way: what is told twice, what
//! news is held back, what is taken for something else. The truth is written into a label that nothing reads.

use super::news::{Item, item, rss};
use super::stage::{DAY, HOUR, Stage, at};
use diemtin::model::Scope;
use std::collections::{HashMap, HashSet};

/// Deterministic: the same portals every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below
    }

    fn in_hundred(&mut self, percent: usize) -> bool {
        self.roll(100) < percent
    }
}

const WORDS: [&str; 24] = [
    "hội nghị",
    "tuyên truyền",
    "chuyển đổi số",
    "nông thôn mới",
    "khoa giáo",
    "dân vận",
    "lớp bồi dưỡng",
    "học sinh",
    "vùng cao",
    "ven biển",
    "người cao tuổi",
    "đoàn công tác",
    "nghị quyết",
    "mô hình điểm",
    "thư viện",
    "lịch sử đảng bộ",
    "báo cáo viên",
    "mùa bão lũ",
    "xóa nhà tạm",
    "di sản",
    "giảm nghèo",
    "tổ công nghệ",
    "trồng rừng",
    "khám bệnh",
];
/// Titles that come again and again.
const RECURRING: [&str; 3] =
    ["Tin vắn", "Lịch công tác tuần", "Thông báo lịch tiếp công dân định kỳ của lãnh đạo Ban"];

fn phrase(dice: &mut Dice, words: usize) -> String {
    let words: Vec<&str> = (0..words).map(|_| WORDS[dice.roll(WORDS.len())]).collect();
    words.join(" ")
}

#[derive(Debug, Clone)]
struct Article {
    id: usize,
    title: String,
    lead: String,
    /// Seconds after the start when it is put up, and the time that it claims.
    up: i64,
    claimed: i64,
}

/// How a portal writes its feed.
#[derive(Debug, Clone, Copy)]
struct Habits {
    dated: bool,
    leads: bool,
    guids: bool,
    listed: usize,
    gap: i64,
    /// Percent of the articles that claim a day up to four before they are put up.
    backdated: usize,
}

/// What a move does beside giving every article another address.
#[derive(Debug, Clone, Copy)]
struct Move {
    at: i64,
    host: bool,
    redated: bool,
    retitled_percent: usize,
}

fn articles(dice: &mut Dice, habits: Habits, until: i64) -> Vec<Article> {
    let mut all = Vec::new();
    let mut up = -60 * DAY;
    while up < until {
        let id = all.len();
        let title = match dice.roll(12) {
            0 => RECURRING[dice.roll(RECURRING.len())].to_owned(),
            _ => phrase(dice, 4),
        };
        let back = if dice.in_hundred(habits.backdated) { dice.roll(4 * 86_400) as i64 } else { 0 };
        all.push(Article { id, title, lead: phrase(dice, 12), up, claimed: up - back });
        up += habits.gap / 2 + dice.roll(habits.gap as usize) as i64;
    }
    all
}

fn shown(article: &Article, habits: Habits, moved: Option<Move>) -> Item {
    let id = article.id;
    let chosen = |percent: usize| (id * 37) % 100 < percent;
    let mut one = item(id).titled(&article.title).labelled(&format!("t{id}")).saying(&article.lead);
    one = one.guid(&format!("news_{id}")).link(&format!("http://so.example/vi/news/bai-viet-{id}.html"));
    let mut claimed = article.claimed;
    if let Some(moved) = moved {
        let host = if moved.host { "cong.so.example" } else { "so.example" };
        one = one
            .guid(&format!("{}", 90_000 + id * 3))
            .link(&format!("https://{host}/chi-tiet/{}", 90_000 + id * 3));
        if moved.redated && article.up < moved.at {
            claimed = moved.at - 7_200 + id as i64;
        }
        if article.up < moved.at && chosen(moved.retitled_percent) {
            one = one.titled(&format!("Ảnh và lời: {}", article.title)).saying("Mời bạn đọc theo dõi");
        }
    }
    if !habits.leads {
        one = one.saying("");
    }
    if !habits.guids {
        one = one.guid("");
    }
    if habits.dated { one.on(at(claimed)) } else { one }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Score {
    /// Articles listed after the first poll for the first time.
    news: usize,
    /// Of these, those that wait although nothing is wrong with them.
    held: usize,
    /// Of these, those that no story has: taken for another article.
    lost: usize,
    /// Articles that are told twice.
    twice: usize,
    /// Known articles under another key.
    moved: usize,
    /// Of these, those that wait.
    waiting: usize,
}

fn run(seed: u64, moves: bool) -> Score {
    let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let habits = Habits {
        dated: dice.in_hundred(75),
        leads: dice.in_hundred(75),
        guids: dice.in_hundred(75),
        listed: 8 + dice.roll(23),
        gap: (1 + dice.roll(24) as i64) * HOUR,
        backdated: [0, 0, 10, 40][dice.roll(4)],
    };
    let until = 60 * DAY;
    let all = articles(&mut dice, habits, until);
    let moved = moves.then(|| Move {
        at: (10 + dice.roll(30) as i64) * DAY,
        host: dice.in_hundred(50),
        redated: dice.in_hundred(25),
        retitled_percent: [0, 0, 10, 33][dice.roll(4)],
    });
    let mut stage = Stage::new(&[("so", "backfill = 100\n")]);
    let (mut now, mut first, mut before) = (0, HashSet::new(), HashSet::new());
    let (mut old_listed, mut new_listed) = (HashSet::new(), HashSet::new());
    while now < until {
        let moved = moved.filter(|moved| now >= moved.at);
        let newest: Vec<&Article> =
            all.iter().rev().filter(|one| one.up <= now).take(habits.listed).collect();
        let items: Vec<Item> = newest.iter().map(|one| shown(one, habits, moved)).collect();
        stage.poll("so", &rss(&items), at(now));
        let ids = newest.iter().map(|one| one.id);
        if moved.is_some() {
            new_listed.extend(ids.clone())
        } else {
            old_listed.extend(ids.clone())
        }
        if now == 0 {
            first.extend(ids.clone())
        }
        before.extend(ids);
        now += match dice.roll(40) {
            0 => (5 + dice.roll(25) as i64) * DAY,
            1..4 => DAY + dice.roll(3 * 86_400) as i64,
            _ => HOUR + dice.roll(43_200) as i64,
        };
    }
    let truth = |label: &str| label.trim_start_matches('t').parse::<usize>().unwrap();
    let mut told: HashMap<usize, usize> = HashMap::new();
    for one in stage.store().newest(&Scope::All, 100_000).unwrap() {
        *told.entry(truth(&one.entries[0].entry.labels[0].term)).or_default() += 1;
    }
    let waits: HashSet<usize> = stage
        .store()
        .all_quarantined()
        .unwrap()
        .iter()
        .map(|held| truth(&held.entry.labels[0].term))
        .collect();
    let news = before.difference(&first).filter(|id| !(new_listed.contains(*id) && old_listed.contains(*id)));
    let news: Vec<usize> = news.copied().collect();
    let moved: Vec<usize> = new_listed.intersection(&old_listed).copied().collect();
    stage.assert_sound();
    Score {
        news: news.len(),
        held: news.iter().filter(|id| waits.contains(*id)).count(),
        lost: news.iter().filter(|id| !waits.contains(*id) && !told.contains_key(*id)).count(),
        twice: told.values().filter(|count| **count > 1).count(),
        moved: moved.len(),
        waiting: moved.iter().filter(|id| waits.contains(*id)).count(),
    }
}

fn total(moves: bool, seeds: std::ops::Range<u64>) -> Score {
    let mut total = Score::default();
    for one in seeds.map(|seed| run(seed, moves)) {
        total.news += one.news;
        total.held += one.held;
        total.lost += one.lost;
        total.twice += one.twice;
        total.moved += one.moved;
        total.waiting += one.waiting;
    }
    total
}

#[test]
fn portals_that_stay_where_they_are_raise_no_alarm() {
    let total = total(false, 0..40);
    assert!(total.news > 4_000, "{total:?}");
    assert_eq!((total.held, total.lost, total.twice), (0, 0, 0), "{total:?}");
}

/// One without guid and lead whose only known article also got another date is told twice: nothing tells it
/// from a headline that comes again.
#[test]
fn portals_that_move_tell_next_to_nothing_twice_and_hold_little_news_back() {
    let total = total(true, 0..40);
    assert!(total.news > 4_000 && total.moved > 200, "{total:?}");
    assert_eq!(total.lost, 0, "{total:?}");
    assert!(
        total.twice <= 1 && total.held * 100 <= total.news && total.waiting * 10 <= total.moved,
        "{total:?}"
    );
}
