//! Portals that change their content system, host or addresses: nothing is told twice, news is told at once,
//! and what nobody can place waits for a person.

use super::news::{Item, item, rss};
use super::stage::{CATEGORIES, DAY, HOUR, MINUTE, Stage, at};
use diemtin::daemon::quarantine::{self, Decision};
use diemtin::daemon::settled::Settled;
use diemtin::model::{Problem, ProblemKind, Quarantined, Timestamp};

const TOPICS: [&str; 7] = [
    "Nghề dệt chiếu của người cao tuổi ven sông",
    "Thư viện lưu động về với học sinh vùng cao",
    "Mô hình nuôi tôm hai giai đoạn cho thu nhập khá",
    "Câu lạc bộ lý luận trẻ ra mắt tại trường chính trị",
    "Lớp xóa mù chữ ban đêm giữa bản làng xa",
    "Trồng rừng đầu nguồn sau mùa bão lớn",
    "Chuyển đổi số từ những tổ công nghệ cộng đồng",
];

fn lead(n: usize) -> String {
    format!(
        "Phóng viên thứ {n} ghi tại cơ sở: người dân kể lần {n} về chuyến đi thứ {n} của đoàn công tác liên ngành"
    )
}

/// The n-th newest article of a NukeViet portal: one every eight hours, the newest an hour old.
fn nuke(n: usize) -> Item {
    let number = 900 - n;
    let slug =
        format!("{}-{number}", ["det-chieu-ven-song", "thu-vien-luu-dong", "nuoi-tom-hai-giai-doan"][n % 3]);
    item(number)
        .guid(&format!("http://so.example/vi/news/khoa-giao/{slug}.html"))
        .link(&format!("http://so.example/vi/news/khoa-giao/{slug}.html"))
        .titled(&format!("{} kỳ {n}", TOPICS[n % TOPICS.len()]))
        .saying(&lead(n))
        .on(time(n))
}

fn time(n: usize) -> Timestamp {
    at(-HOUR - n as i64 * 8 * HOUR)
}

/// The same in another content system: other guids, slugs and host.
fn new_system(n: usize) -> Item {
    let id = 70_000 + n;
    nuke(n).guid(&format!("{id}")).link(&format!("https://cong.so.example/bai-viet/{id}"))
}

/// What the portal publishes after the move.
fn fresh(n: usize, date: Timestamp) -> Item {
    item(n)
        .guid(&format!("{}", 80_000 + n))
        .link(&format!("https://cong.so.example/bai-viet/{}", 80_000 + n))
        .titled(&format!("Tin nóng thứ {n} sau khi đổi cổng"))
        .saying("")
        .on(date)
}

fn all(of: impl Fn(usize) -> Item, count: usize) -> Vec<Item> {
    (0..count).map(of).collect()
}

/// A portal of which twenty articles are known.
fn known() -> Stage {
    let mut stage = Stage::new(&[("so", "")]);
    stage.poll("so", &rss(&all(nuke, 20)), at(0));
    assert_eq!(stage.latest().len(), 20);
    stage
}

/// Ids and places of every story.
fn places(stage: &Stage) -> Vec<(String, Timestamp)> {
    let mut all: Vec<_> = stage.latest().into_iter().map(|story| (story.id, story.published)).collect();
    all.sort();
    all
}

fn links(stage: &Stage) -> Vec<String> {
    let lead = |story: &super::stage::Read| {
        stage.store().story(&story.story()).unwrap().unwrap().entries[0].entry.link.clone().unwrap()
    };
    stage.latest().iter().map(lead).collect()
}

fn waiting(stage: &Stage) -> Vec<Quarantined> {
    stage.store().quarantine(&"so".parse().unwrap()).unwrap()
}

fn is_held(problem: Option<&Problem>) -> bool {
    problem.is_some_and(|problem| problem.kind == ProblemKind::Quarantine)
}

fn decide(stage: &mut Stage, decision: Decision, now: Timestamp) -> Settled {
    let state = stage.state("so");
    let settled = quarantine::decide(stage.store(), &stage.live, &state, decision, now).unwrap();
    stage.states.insert(state.source, settled.state.clone());
    settled
}

/// The portal moves while nothing happens: no story more, none lost, every link is the new one, and a day
/// later it is an ordinary portal again.
#[test]
fn a_portal_that_moves_tells_nothing_twice() {
    let check = |name: &str, moved: &dyn Fn(usize) -> Item| {
        let mut stage = known();
        let before = places(&stage);
        let items = all(moved, 20);
        let settled = stage.poll("so", &rss(&items), at(8 * HOUR));
        assert_eq!((settled.new_entries, settled.state.problem), (0, None), "{name}");
        assert_eq!(places(&stage), before, "{name}");
        let mut wanted: Vec<String> = items.iter().map(|item| item.link.clone()).collect();
        let mut found = links(&stage);
        wanted.sort();
        found.sort();
        // http and https are one address
        let plain =
            |all: Vec<String>| all.iter().map(|link| link.replace("https:", "http:")).collect::<Vec<_>>();
        assert_eq!(plain(found), plain(wanted), "{name}: the new link is what readers get");
        assert!(waiting(&stage).is_empty(), "{name}");

        let feeds = stage.everything(at(9 * HOUR));
        stage.poll("so", &(rss(&items) + "<!-- again -->"), at(9 * HOUR));
        assert!(stage.everything(at(9 * HOUR)) == feeds, "{name}: the same twice changes nothing");
        let mut later = vec![fresh(1, at(20 * HOUR))];
        later.extend(items[..19].iter().cloned());
        let settled = stage.poll("so", &rss(&later), at(DAY));
        assert_eq!((settled.new_entries, stage.latest().len()), (1, 21), "{name}");
        stage.poll("so", &rss(&all(nuke, 20)), at(2 * DAY));
        assert_eq!(stage.latest().len(), 21, "{name}: and back");
        stage.assert_sound();
    };
    let address = |n: usize, from: &str, to: &str| {
        let link = nuke(n).link.replace(from, to);
        nuke(n).guid(&link).link(&link)
    };
    check("https", &|n| address(n, "http://", "https://"));
    check("https and a new host", &|n| address(n, "http://so.example", "https://cong.so.example"));
    check("a new host, numbered guids", &|n| {
        address(n, "http://so.example", "https://cong.so.example").guid(&format!("news_{}", 900 - n))
    });
    check("no ending", &|n| address(n, ".html", ""));
    check("numbered anew", &|n| address(n, &format!("-{}.html", 900 - n), &format!("-{}.html", 4_000 + n)));
    check("a new system", &new_system);
    check("without guids", &|n| new_system(n).guid(""));
    check("dates of the import", &|n| new_system(n).on(at(7 * HOUR + n as i64)));
    check("dates gone", &|n| Item { date: None, ..new_system(n) });
    check("leads gone", &|n| new_system(n).saying(""));
}

#[test]
fn guids_that_stay_need_no_recognition() {
    let mut stage = Stage::new(&[("so", "")]);
    let numbered = |n: usize| nuke(n).guid(&format!("news_{}", 900 - n));
    stage.poll("so", &rss(&all(numbered, 20)), at(0));
    let before = places(&stage);
    let moved =
        |n: usize| numbered(n).link(&nuke(n).link.replace("http://so", "https://cong.so")).titled("Tên mới");
    stage.poll("so", &rss(&all(moved, 20)), at(8 * HOUR));
    assert_eq!(places(&stage), before);
    assert!(links(&stage).iter().all(|link| link.starts_with("https://cong.so.example/")));
}

/// Two thirds under their old titles, the rest reworded.
fn reworded(n: usize) -> Item {
    if n.is_multiple_of(3) {
        new_system(n).titled(&format!("Đọc chậm: {}", nuke(n).title))
    } else {
        new_system(n)
    }
}

/// The same, and nothing else tells which articles they were.
fn unknown(n: usize) -> Item {
    if n.is_multiple_of(3) {
        new_system(n)
            .titled(&format!("Nhan đề không ai nhận ra {n}"))
            .saying("")
            .on(Timestamp(time(n).0 - 5_000))
    } else {
        new_system(n)
    }
}

#[test]
fn titles_reworded_by_the_move_are_edits() {
    let mut stage = known();
    let before = places(&stage);
    let settled = stage.poll("so", &rss(&all(reworded, 20)), at(8 * HOUR));
    assert_eq!((settled.new_entries, settled.state.problem), (0, None));
    assert_eq!(places(&stage), before);
    assert_eq!(stage.titles().iter().filter(|title| title.starts_with("Đọc chậm")).count(), 7);
    stage.assert_sound();
}

#[test]
fn what_nobody_recognises_waits_while_news_goes_on() {
    let mut stage = known();
    let before = places(&stage);
    let mut items = vec![fresh(1, at(7 * HOUR))];
    items.extend(all(unknown, 19));
    let settled = stage.poll("so", &rss(&items), at(8 * HOUR));
    assert_eq!((settled.new_entries, waiting(&stage).len()), (1, 7));
    assert_eq!(stage.latest().len(), 21);
    assert!(before.iter().all(|place| places(&stage).contains(place)), "ids and places stay");
    let problem = settled.state.problem.clone().unwrap();
    assert_eq!(problem.kind, ProblemKind::Quarantine);
    assert!(
        problem.sentence.starts_with("7 entries") && problem.advice.contains("quarantine release so"),
        "{problem:?}"
    );
    assert!(
        waiting(&stage).iter().all(|held| held.entry.title.starts_with("Nhan đề")),
        "they keep everything"
    );

    // the same bytes, the same in other bytes, and nothing: the quarantine stays as it is
    let (revision, held) = (stage.revision(), waiting(&stage));
    stage.poll("so", &rss(&items), at(9 * HOUR));
    let tagged = [("etag", "\"7\"")];
    let settled = stage.answered("so", 200, &tagged, &(rss(&items) + " "), at(10 * HOUR));
    assert!(settled.committed.is_none() && is_held(settled.state.problem.as_ref()));
    let settled = stage.answered("so", 304, &[], "", at(11 * HOUR));
    assert!(is_held(settled.state.problem.as_ref()), "304 is no end of it");
    stage.answered("so", 500, &[], "", at(12 * HOUR));
    let settled = stage.answered("so", 304, &[], "", at(13 * HOUR));
    assert!(is_held(settled.state.problem.as_ref()), "nor is a failure in between");
    stage.reopen(at(14 * HOUR));
    assert_eq!((stage.revision(), waiting(&stage)), (revision, held));

    // news of later days is published, a straggler of the old days joins those that wait
    let mut later =
        vec![fresh(2, at(30 * HOUR)), new_system(300).titled("Chuyện từ năm ngoái").on(at(-300 * DAY))];
    later.extend(items[..18].iter().cloned());
    let settled = stage.poll("so", &rss(&later), at(32 * HOUR));
    assert_eq!((settled.new_entries, waiting(&stage).len(), stage.latest().len()), (1, 8, 22));
    // and one that gets its old title back is recognised
    let back: Vec<Item> = later
        .iter()
        .map(|item| if item.title.ends_with("nhận ra 3") { new_system(3) } else { item.clone() })
        .collect();
    stage.poll("so", &rss(&back), at(33 * HOUR));
    assert_eq!((waiting(&stage).len(), stage.latest().len()), (7, 22));
    assert!(stage.titles().iter().all(|title| !title.starts_with("Nhan đề")));
    stage.assert_sound();
}

/// Seven that wait since the eighth hour.
fn with_quarantine() -> Stage {
    let mut stage = known();
    stage.poll("so", &rss(&all(unknown, 20)), at(8 * HOUR));
    assert_eq!((waiting(&stage).len(), stage.latest().len()), (7, 20));
    stage
}

#[test]
fn released_entries_are_news_of_the_day_they_were_released() {
    let mut stage = with_quarantine();
    let settled = decide(&mut stage, Decision::Release, at(3 * DAY));
    assert_eq!((settled.entries, settled.new_entries, settled.state.problem), (7, 7, None));
    assert!(!settled.committed.unwrap().scopes.is_empty());
    let told = stage.latest();
    let released: Vec<_> = told.iter().filter(|story| story.title.starts_with("Nhan đề")).collect();
    assert_eq!((told.len(), released.len()), (27, 7));
    for story in &released {
        let record = stage.store().story(&story.story()).unwrap().unwrap();
        assert_eq!((record.story.founded, record.story.updated), (at(3 * DAY), at(3 * DAY)));
        assert!(story.published < at(0), "at the place that they claim: {story:?}");
    }
    assert!(waiting(&stage).is_empty());
    let settled = stage.poll("so", &(rss(&all(unknown, 20)) + " "), at(4 * DAY));
    assert_eq!((settled.new_entries, stage.latest().len(), settled.state.problem), (0, 27, None));
    let settled = decide(&mut stage, Decision::Release, at(5 * DAY));
    assert_eq!((settled.entries, settled.committed), (0, None), "nothing waits");
    stage.assert_sound();
}

#[test]
fn released_entries_without_a_date_stand_where_they_were_put_aside() {
    let mut stage = known();
    let undated = |n: usize| Item { date: None, ..unknown(n) };
    stage.poll("so", &rss(&all(undated, 20)), at(8 * HOUR));
    assert_eq!(waiting(&stage).len(), 7);
    decide(&mut stage, Decision::Release, at(3 * DAY));
    let told = stage.latest();
    assert_eq!(told.iter().filter(|story| story.published == at(8 * HOUR)).count(), 7);
    stage.assert_sound();
}

#[test]
fn dropped_entries_never_come_back() {
    let mut stage = with_quarantine();
    let feeds = stage.everything(at(DAY));
    let settled = decide(&mut stage, Decision::Drop, at(DAY));
    assert_eq!((settled.entries, settled.new_entries, settled.state.problem), (7, 0, None));
    assert!(waiting(&stage).is_empty() && stage.everything(at(DAY)) == feeds);
    for day in 2..5 {
        let settled = stage.poll("so", &(rss(&all(unknown, 20)) + &" ".repeat(day as usize)), at(day * DAY));
        assert_eq!((settled.new_entries, stage.latest().len(), settled.state.problem), (0, 20, None));
    }
    assert_eq!(stage.store().stats().unwrap().held, 7);
    stage.assert_sound();
}

#[test]
fn a_busy_day_is_no_move() {
    let mut stage = known();
    let news = |n: usize| {
        let number = 1_000 + n;
        nuke(0)
            .guid(&format!("http://so.example/vi/news/khoa-giao/tin-{number}.html"))
            .link(&format!("http://so.example/vi/news/khoa-giao/tin-{number}.html"))
            .titled(&format!("Tin thứ {n} trong ngày bận rộn"))
            .saying(&lead(n + 500))
            .on(at(HOUR + n as i64 * 60))
    };
    let settled = stage.poll("so", &rss(&all(news, 20)), at(8 * HOUR));
    assert_eq!((settled.new_entries, settled.state.problem, stage.latest().len()), (20, None, 40));
    let undated = |n: usize| Item { date: None, ..news(n + 100) };
    let settled = stage.poll("so", &rss(&all(undated, 20)), at(9 * HOUR));
    assert_eq!((settled.new_entries, settled.state.problem), (20, None));
    let month = |n: usize| news(n + 200).on(at((1 + n as i64) * DAY));
    let settled = stage.poll("so", &rss(&all(month, 30)), at(31 * DAY));
    assert_eq!((settled.new_entries, settled.state.problem, stage.latest().len()), (30, None, 90));
    assert!(waiting(&stage).is_empty());
    stage.assert_sound();
}

#[test]
fn a_flood_of_the_archive_waits() {
    let mut stage = known();
    let archive = |n: usize| {
        nuke(n)
            .guid("")
            .link(&format!("http://so.example/vi/news/luu/tu-lieu-{n}.html"))
            .titled(&format!("Tư liệu {n}"))
            .on(at(-(400 + n as i64) * DAY))
    };
    let settled = stage.poll("so", &rss(&all(archive, 30)), at(8 * HOUR));
    assert_eq!((settled.new_entries, waiting(&stage).len(), stage.latest().len()), (0, 30, 20));
}

#[test]
fn a_quarantine_has_room_for_so_many() {
    let mut stage = known();
    let most = Quarantined::MAX_PER_SOURCE;
    let archive = |n: usize| {
        nuke(n)
            .guid("")
            .link(&format!("http://so.example/vi/news/luu/tu-lieu-{n}.html"))
            .titled(&format!("Tư liệu {n}"))
            .on(at(-(400 + n as i64) * DAY))
    };
    let items = all(archive, most + 60);
    let settled = stage.poll("so", &rss(&items), at(8 * HOUR));
    let held = waiting(&stage);
    assert_eq!((held.len(), stage.latest().len()), (most, 20));
    assert!(
        held.iter().all(|held| held.entry.title != format!("Tư liệu {}", most + 1)),
        "the oldest leave first"
    );
    assert!(settled.state.problem.unwrap().sentence.ends_with("; 60 more were recorded and not kept"));
    let settled = stage.poll("so", &(rss(&items) + " "), at(9 * HOUR));
    assert!(settled.committed.is_none(), "what left does not come again");
    assert!(settled.state.problem.unwrap().sentence.contains("; 60 more"));
    assert_eq!(waiting(&stage), held);
    stage.assert_sound();
}

#[test]
fn another_address_in_the_config_tells_nothing_twice() {
    let mut stage = known();
    let before = places(&stage);
    stage.reload(CATEGORIES, &[("so", "url = \"https://cong.so.example/feed\"")], at(HOUR));
    let settled = stage.answered("so", 503, &[], "", at(2 * HOUR));
    assert!(settled.state.last_success.is_none(), "of the new address nothing is known");
    let settled = stage.poll("so", &rss(&all(unknown, 20)), at(8 * HOUR));
    assert_eq!((settled.new_entries, places(&stage) == before, waiting(&stage).len()), (0, true, 7));
    assert!(is_held(settled.state.problem.as_ref()));
    stage.assert_sound();
}

#[test]
fn a_forgotten_story_does_not_come_back_by_a_move() {
    let mut stage = known();
    let gone = stage.latest().into_iter().find(|story| story.title == nuke(4).title).unwrap();
    stage.store().forget(&gone.story(), at(300 * DAY), at(HOUR)).unwrap();
    stage.poll("so", &rss(&all(new_system, 20)), at(8 * HOUR));
    assert_eq!((stage.latest().len(), waiting(&stage).len()), (19, 1));
}

const LIST: &str = "url = \"https://so.example/khoa-giao\"\nkind = \"listing\"\n";

fn list(titles: &[String], address: &dyn Fn(usize) -> String) -> String {
    let one = |(n, title): (usize, &String)| {
        format!("<article><h3><a href=\"{}\">{title}</a></h3><p>{}</p></article>", address(n), lead(n))
    };
    let records: String = titles.iter().enumerate().map(one).collect();
    format!(
        "<!DOCTYPE html><html><head><title>Khoa giáo</title></head><body><main>{records}</main></body></html>"
    )
}

fn headlines(of: std::ops::Range<usize>) -> Vec<String> {
    of.map(|n| format!("{} kỳ {n}", TOPICS[n % TOPICS.len()])).collect()
}

#[test]
fn a_list_without_dates_that_moves_is_recognised_and_one_that_is_busy_is_news() {
    let lines = format!("{LIST}backfill = 50\n[source.article]\nfetch = false\n");
    let old = |n: usize| format!("/tin-tuc/bai-viet-dang-so-{n}.html");
    let new = |n: usize| format!("/Pages/xem.aspx?ItemID={}", 7_000 + n);
    let mut stage = Stage::new(&[("so", &lines)]);
    stage.poll("so", &list(&headlines(0..20), &old), at(0));
    let before = places(&stage);
    assert_eq!(before.len(), 20);
    let mut moved = headlines(0..20);
    moved[3] = "Ghi ở ven sông trong kỳ 3 của loạt bài".to_owned();
    moved[11] = "Bài này chưa ai từng thấy trên trang cũ".to_owned();
    let body = list(&moved, &new).replace(&lead(11), "Lời dẫn mới");
    let settled = stage.poll("so", &body, at(DAY));
    assert_eq!((settled.new_entries, waiting(&stage).len()), (0, 1), "one by its lead");
    assert_eq!(places(&stage), before);
    let mut later = vec!["Tin đầu tiên trên trang mới hôm nay".to_owned()];
    later.extend(moved.clone());
    let shifted = |n: usize| if n == 0 { "/Pages/xem.aspx?ItemID=9000".to_owned() } else { new(n - 1) };
    stage.poll("so", &list(&later, &shifted), at(2 * DAY));
    assert_eq!((stage.latest().len(), waiting(&stage).len()), (21, 1), "an undated list goes on");
    stage.assert_sound();

    let mut busy = Stage::new(&[("so", &lines)]);
    busy.poll("so", &list(&headlines(0..20), &old), at(0));
    let next = |n: usize| old(n + 20);
    let body = list(&headlines(20..40), &next);
    busy.poll("so", &(0..20).fold(body, |body, n| body.replace(&lead(n), &lead(n + 20))), at(DAY));
    assert_eq!((busy.latest().len(), waiting(&busy).len()), (40, 0));
}

#[test]
fn released_entries_of_a_list_wait_for_their_articles_like_others() {
    let old = |n: usize| format!("/tin-tuc/bai-viet-dang-so-{n}.html");
    let new = |n: usize| format!("/Pages/xem.aspx?ItemID={}", 7_000 + n);
    let mut stage = Stage::new(&[("so", &format!("{LIST}backfill = 50\n"))]);
    stage.poll("so", &list(&headlines(0..8), &old), at(0));
    stage.release("so", at(HOUR));
    assert_eq!(stage.latest().len(), 8);
    while !stage.wanted("so").is_empty() {
        stage.follow("so", 404, "", at(2 * HOUR));
    }
    let mut moved = headlines(0..8);
    moved[2] = "Bài này chưa ai từng thấy trên trang cũ".to_owned();
    stage.poll("so", &list(&moved, &new).replace(&lead(2), "Lời dẫn mới"), at(DAY));
    assert_eq!((stage.latest().len(), waiting(&stage).len(), stage.wanted("so").len()), (8, 1, 0));
    let settled = decide(&mut stage, Decision::Release, at(2 * DAY));
    assert_eq!((settled.entries, settled.new_entries, stage.wanted("so").len()), (1, 1, 1));
    assert!(settled.outlook.unwrap().next.is_some());
    stage.follow("so", 404, "", at(2 * DAY + MINUTE));
    assert_eq!((stage.latest().len(), waiting(&stage).len()), (9, 0));
    stage.assert_sound();
}

#[test]
fn hosts_that_a_source_names_are_one() {
    let aliases = "aliases = [\"cu.example\", \"www.cong.example\"]";
    let at_host = |host: &str, n: usize| {
        nuke(n).guid(&format!("{host}-{n}")).link(&format!("https://{host}/tin/bai-{n}"))
    };
    let mut stage = Stage::new(&[("so", aliases), ("ban", ""), ("bao", "")]);
    stage.poll("so", &rss(&[at_host("so.example", 1), at_host("so.example", 2)]), at(0));
    // the same source on its other hosts, under guids of their own
    stage.poll("so", &rss(&[at_host("cu.example", 1), at_host("cong.example", 2)]), at(HOUR));
    assert_eq!(stage.latest().len(), 2);
    // others that carried the article from either host, before and after
    stage.poll("ban", &rss(&[at_host("cu.example", 2), at_host("cu.example", 3)]), at(2 * HOUR));
    stage.poll("bao", &rss(&[at_host("cong.example", 1)]), at(2 * HOUR));
    stage.poll("so", &rss(&[at_host("so.example", 3)]), at(3 * HOUR));
    let mut publishers: Vec<Vec<String>> = stage.latest().into_iter().map(|story| story.publishers).collect();
    publishers.sort();
    assert_eq!(publishers, [vec!["ban", "so"], vec!["so", "ban"], vec!["so", "bao"]]);
    // a host that nobody named is another
    stage.poll("bao", &rss(&[at_host("khac.example", 1)]), at(4 * HOUR));
    assert_eq!(stage.latest().len(), 4);
    stage.assert_sound();
}

#[test]
fn a_guid_that_is_an_address_lives_on_every_host_of_its_source() {
    let at_host =
        |host: &str| nuke(1).guid(&format!("http://{host}/?p=7")).link(&format!("https://{host}/tin/{host}"));
    let mut stage = Stage::new(&[("so", "aliases = [\"cu.example\"]")]);
    stage.poll("so", &rss(&[at_host("cu.example")]), at(0));
    stage.poll("so", &rss(&[at_host("so.example")]), at(HOUR));
    assert_eq!(
        (stage.latest().len(), links(&stage)),
        (1, vec!["https://so.example/tin/so.example".to_owned()])
    );
}
