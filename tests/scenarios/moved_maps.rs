//! A sitemap without titles that moves to another host: articles are recognised by the words of their addresses.

use super::stage::{DAY, HOUR, Stage, at};

const SLUGS: [&str; 6] = [
    "thu-vien-luu-dong-ve-ban",
    "nghe-det-chieu-ven-song",
    "nuoi-tom-hai-giai-doan",
    "lop-xoa-mu-chu-ban-dem",
    "trong-rung-dau-nguon",
    "chuyen-doi-so-o-xa",
];

fn sitemap(address: &dyn Fn(&str) -> String, changed: &str) -> String {
    let one = |slug: &&str| format!("<url><loc>{}</loc><lastmod>{changed}</lastmod></url>", address(slug));
    let all: String = SLUGS.iter().map(one).collect();
    format!("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">{all}</urlset>")
}

fn article(slug: &str) -> String {
    let title = format!("Ghi chép dài kỳ: {}", slug.replace('-', " "));
    let text = format!("<p>Người dân kể về {slug} trong chuyến đi của đoàn công tác liên ngành tới cơ sở, nơi cán bộ và bà con cùng nhau làm từng việc nhỏ.</p>").repeat(4);
    format!(
        "<!DOCTYPE html><html><head><title>{title}</title><meta property=\"article:published_time\" \
         content=\"2026-08-31T09:30:07+07:00\"></head><body><div class=\"bai\"><h1>{title}</h1>{text}</div></body></html>"
    )
}

#[test]
fn a_sitemap_on_another_host_reads_and_publishes_nothing_again() {
    let mut stage = Stage::new(&[("so", "url = \"https://so.example/sitemap.xml\"\nkind = \"sitemap\"\n")]);
    stage.poll("so", &sitemap(&|slug| format!("https://so.example/tin/{slug}.html"), "2026-08-31"), at(0));
    for slug in SLUGS {
        stage.follow_at("so", &format!("{slug}.html"), 200, &article(slug), at(HOUR));
    }
    assert_eq!((stage.latest().len(), stage.wanted("so").len()), (6, 0));
    let ids: Vec<String> = stage.latest().into_iter().map(|story| story.id).collect();
    let moved = sitemap(&|slug| format!("https://cong.so.example/bai-viet/{slug}-77"), "2026-09-02");
    let settled = stage.poll("so", &moved, at(2 * DAY));
    assert_eq!((settled.new_entries, settled.state.problem), (0, None));
    assert_eq!(stage.latest().into_iter().map(|story| story.id).collect::<Vec<_>>(), ids);
    for story in stage.latest() {
        let told = stage.store().story(&story.story()).unwrap().unwrap();
        let entry = &told.entries[0].entry;
        assert!(entry.title.starts_with("Ghi chép") && entry.content.contains("chuyến đi"), "{entry:?}");
        assert!(entry.link.as_deref().unwrap().starts_with("https://cong.so.example/"), "{entry:?}");
    }
    stage.assert_sound();
}
