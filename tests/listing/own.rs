//! One habit a case.

use super::{links, list, titles};
use diemtin::model::{FurtherKind, ListFound, ListPattern, ListingRule, Parsed, Precision, ProblemKind};

const AT: &str = "https://cong.example/khoa-giao";

/// A card of an ordinary list.
fn card(number: usize, title: &str) -> String {
    format!(
        "<article class=\"the-bai\"><a href=\"/bai-viet-thu-{number}-trong-ngay-{number}.html\"><img src=\"/anh/{number}.jpg\" alt=\"Ảnh\"></a>\
         <h3><a href=\"/bai-viet-thu-{number}-trong-ngay-{number}.html\">{title}</a></h3><span class=\"ngay\">{:02}/11/2026 08:30</span>\
         <p>Lời dẫn của bài viết thứ {number} trong ngày hôm nay.</p><a href=\"/bai-viet-thu-{number}-trong-ngay-{number}.html\">Xem tiếp</a></article>",
        1 + number % 28
    )
}

/// A page with a menu, a list and a box beside it.
fn page(cards: &[String]) -> String {
    format!(
        "<html lang=vi><head><title>Khoa giáo - Cổng tin</title></head><body><header><nav><ul><li><a href=/khoa-giao>Khoa giáo</a>\
         <li><a href=/van-hoa-van-nghe>Văn hóa - Văn nghệ</a></ul></nav></header><div class=\"noi-dung\">{}</div>\
         <div class=\"ben-phai\"><h3>Đọc nhiều</h3><ul><li><a href=\"/bai-viet-cu-duoc-doc-nhieu-nhat-900.html\">Bài viết cũ được đọc nhiều nhất</a></ul></div>\
         <footer>Cổng tin</footer></body></html>",
        cards.concat()
    )
}

fn day(numbers: std::ops::Range<usize>) -> String {
    page(
        &numbers
            .map(|n| card(n, &format!("Hội nghị giao ban công tác khoa giáo lần thứ {n}")))
            .collect::<Vec<_>>(),
    )
}

fn pattern(parsed: &Parsed) -> ListPattern {
    parsed.list.clone().unwrap().pattern
}

#[test]
fn a_record_is_read_whole() {
    let parsed = list(&day(3..9), AT, |_| {}).unwrap();
    assert_eq!(parsed.entries.len(), 6);
    let first = &parsed.entries[0];
    assert_eq!(first.title, "Hội nghị giao ban công tác khoa giáo lần thứ 3");
    assert_eq!(first.link.as_deref(), Some("https://cong.example/bai-viet-thu-3-trong-ngay-3.html"));
    assert_eq!(first.published.unwrap().at.to_string(), "2026-11-04T01:30:00Z");
    assert_eq!(first.published.unwrap().precision, Precision::Minute);
    assert_eq!(first.summary, "Lời dẫn của bài viết thứ 3 trong ngày hôm nay.");
    assert_eq!(first.enclosures[0].url, "https://cong.example/anh/3.jpg");
    assert_eq!(first.enclosures[0].media_type.as_deref(), Some("image/jpeg"));
    assert_eq!(parsed.feed.title.as_deref(), Some("Khoa giáo"));
    assert_eq!(parsed.feed.language.as_deref(), Some("vi"));
    assert_eq!(parsed.feed.link.as_deref(), Some(AT));
    let few = list(&day(3..9), AT, |context| context.max_entries = 2).unwrap();
    assert_eq!(few.entries.len(), 2);
}

#[test]
fn a_learned_pattern_finds_the_articles_of_another_day() {
    let pattern = pattern(&list(&day(1..8), AT, |_| {}).unwrap());
    let later = list(&day(6..16), AT, |context| context.remembered = Some(&pattern)).unwrap();
    assert_eq!(later.entries.len(), 10);
    assert_eq!(later.list.unwrap().how, ListFound::Remembered);
}

#[test]
fn a_pattern_that_finds_nothing_is_learned_anew() {
    let old = ListPattern::Selectors(ListingRule { item: "div.cu h2 a".into(), date: None, lead: None });
    let parsed = list(&day(1..8), AT, |context| context.remembered = Some(&old)).unwrap();
    assert_eq!(parsed.entries.len(), 7);
    let found = parsed.list.unwrap();
    assert_eq!(found.how, ListFound::Relearned);
    assert_ne!(found.pattern, old);
}

#[test]
fn the_selectors_of_the_config_decide() {
    let rule = ListingRule { item: ".ben-phai a".into(), date: None, lead: None };
    let parsed = list(&day(1..8), AT, |context| context.listing = Some(&rule)).unwrap();
    assert_eq!(titles(&parsed), ["Bài viết cũ được đọc nhiều nhất"]);
    assert_eq!(parsed.list.unwrap().how, ListFound::Configured);
    let rule = ListingRule { item: "h3 a".into(), date: Some("img".into()), lead: Some("span.ngay".into()) };
    let parsed = list(&day(1..4), AT, |context| context.listing = Some(&rule)).unwrap();
    assert_eq!(parsed.entries[0].published, None);
    assert_eq!(parsed.entries[0].summary, "02/11/2026 08:30");
}

#[test]
fn a_selector_that_matches_nothing_is_a_problem_with_what_would_be_found() {
    let rule = ListingRule { item: "div.khong-co a".into(), date: None, lead: None };
    let problem = list(&day(1..8), AT, |context| context.listing = Some(&rule)).unwrap_err();
    assert_eq!(problem.kind, ProblemKind::SelectorMatchesNothing);
    assert!(problem.sentence.contains("div.khong-co a"), "{}", problem.sentence);
    assert!(problem.advice.contains("7 links"), "{}", problem.advice);
    assert!(problem.advice.contains("div.noi-dung h3 a"), "{}", problem.advice);
}

#[test]
fn an_article_with_a_list_below_is_no_list() {
    let text = "<p>Đoạn văn dài kể lại diễn biến của hội nghị giao ban công tác khoa giáo được tổ chức tại huyện miền núi.</p>".repeat(20);
    let related = (1..9).map(|n| {
        format!("<li><a href=\"/tin-khac-so-{n}-cua-ngay-{n}.html\">Tin khác số {n} của ngày hôm nay</a>")
    });
    let html =
        format!("<h1>Hội nghị</h1><div>{text}</div><ul class=duoi>{}</ul>", related.collect::<String>());
    let problem =
        list(&html, "https://cong.example/hoi-nghi-giao-ban-cong-tac-khoa-giao-77.html", |_| {}).unwrap_err();
    assert_eq!(problem.kind, ProblemKind::NoList);
    assert!(problem.advice.contains("ul.duoi a"), "{}", problem.advice);
    assert!(problem.advice.contains("first \"Tin khác số 1 của ngày hôm nay\""), "{}", problem.advice);
}

#[test]
fn a_page_without_articles_is_no_list() {
    let html = "<h1>Liên hệ</h1><ul><li><a href=/gioi-thieu>Giới thiệu</a><li><a href=/van-ban>Văn bản</a></ul><p>Địa chỉ: 12 đường Sông Lam";
    let problem = list(html, AT, |_| {}).unwrap_err();
    assert_eq!(problem.kind, ProblemKind::NoList);
}

#[test]
fn a_flat_list_is_cut_at_its_headlines() {
    let item = |n: usize| {
        format!(
            "<dt><a href=\"/chuyen-so-{n}-cua-lang-{n}.html\">Chuyện số {n} của làng ven sông</a></dt><dd class=t>{n:02}/11/2026</dd><dd>Lời dẫn dài của chuyện số {n} ở làng.</dd>"
        )
    };
    let html = format!("<dl>{}</dl>", (1..6).map(item).collect::<String>());
    let parsed = list(&html, AT, |_| {}).unwrap();
    assert_eq!(parsed.entries.len(), 5);
    for (n, entry) in (1..6).zip(&parsed.entries) {
        assert_eq!(
            entry.published.unwrap().at.to_string(),
            format!("2026-11-{:02}T17:00:00Z", n - 1).replace("11-00", "10-31")
        );
        assert_eq!(entry.summary, format!("Lời dẫn dài của chuyện số {n} ở làng."));
    }
}

#[test]
fn a_date_can_stand_before_its_headline() {
    let item = |n: usize| {
        format!(
            "<p class=t>{n:02}/11/2026</p><h3><a href=\"/chuyen-so-{n}-cua-lang-{n}.html\">Chuyện số {n} của làng ven sông</a></h3>"
        )
    };
    let parsed = list(&format!("<div>{}</div>", (2..7).map(item).collect::<String>()), AT, |_| {}).unwrap();
    let days: Vec<String> =
        parsed.entries.iter().map(|e| e.published.unwrap().at.to_string()[8..10].to_owned()).collect();
    assert_eq!(days, ["01", "02", "03", "04", "05"]);
}

#[test]
fn what_is_cut_is_told_in_full() {
    let item = |n: usize| {
        format!(
            "<li><a href=\"/tin-so-{n}-trong-ngay-{n}.html\" title=\"Tin số {n} có tiêu đề rất dài được cắt bớt\">Tin số {n} có tiêu đề rất...</a> <i>{n}/11/2026</i></li>"
        )
    };
    let parsed = list(&format!("<ul>{}</ul>", (1..5).map(item).collect::<String>()), AT, |_| {}).unwrap();
    assert_eq!(parsed.entries[0].title, "Tin số 1 có tiêu đề rất dài được cắt bớt");
}

#[test]
fn headings_and_cards_can_be_links() {
    let item = |n: usize| {
        format!(
            "<div class=the data-href=\"/tin-so-{n}-trong-ngay-{n}.html\"><h3>Tin số {n} của ban biên tập</h3><p>{n} giờ trước</p></div>"
        )
    };
    let parsed = list(&format!("<main>{}</main>", (1..5).map(item).collect::<String>()), AT, |_| {}).unwrap();
    assert_eq!(titles(&parsed)[0], "Tin số 1 của ban biên tập");
    assert_eq!(parsed.entries[1].published.unwrap().precision, Precision::Hour);
}

#[test]
fn headlines_without_links_of_their_own_are_found() {
    let item = |n: usize| {
        format!(
            "<div class=the><img src=/{n}.png alt=ảnh><h4>Tin số {n} của ban biên tập</h4><p>Lời dẫn của tin số {n} ở đây.</p><a class=nut href=\"/tin-so-{n}-trong-ngay-{n}.html\">Xem chi tiết</a></div>"
        )
    };
    let parsed = list(&format!("<main>{}</main>", (1..5).map(item).collect::<String>()), AT, |_| {}).unwrap();
    assert_eq!(titles(&parsed)[0], "Tin số 1 của ban biên tập");
    assert_eq!(parsed.entries[0].summary, "Lời dẫn của tin số 1 ở đây.");
}

#[test]
fn the_order_of_day_and_month_is_learned_from_all_dates() {
    let item = |n: usize| {
        format!(
            "<li><a href=\"/tin-so-{n}-trong-ngay-{n}.html\">Tin số {n} của ban biên tập</a> <i>11/{n}/2026</i></li>"
        )
    };
    let parsed = list(&format!("<ul>{}</ul>", (9..18).map(item).collect::<String>()), AT, |_| {}).unwrap();
    assert_eq!(parsed.entries[0].published.unwrap().at.to_string(), "2026-11-08T17:00:00Z");
}

#[test]
fn older_pages_are_named() {
    let html = day(1..8).replace(
        "<footer>",
        "<ul class=pagination><li class=active><a href=#>1</a><li><a href=\"?page=2\">2</a></ul><footer>",
    );
    let parsed = list(&html, AT, |_| {}).unwrap();
    assert_eq!(parsed.further.len(), 1);
    assert_eq!(parsed.further[0].kind, FurtherKind::Older);
    assert_eq!(parsed.further[0].url, "https://cong.example/khoa-giao?page=2");
}

/// Objects as a content system sends them.
fn objects() -> String {
    let object = |n: usize| {
        format!(
            "{{\"id\":\"65f0c1a2b3d4e5f607182{n:03}\",\"title\":\"Tin số {n} của ban biên tập\",\"slug\":\"tin-so-{n}-trong-ngay\",\"publishedAt\":\"2026-11-{:02}T01:02:03.000Z\",\"description\":\"<p>Lời dẫn {n}</p>\"}}",
            n + 1
        )
    };
    (1..6).map(object).collect::<Vec<_>>().join(",")
}

#[test]
fn lists_in_data_are_read_with_addresses_that_the_page_shows() {
    let html = format!(
        "<div id=__next><a href=\"/blogs/tin-so-2-trong-ngay\"></a></div><script id=\"__NEXT_DATA__\" type=\"application/json\">{{\"props\":{{\"pageProps\":{{\"blogs\":[{}],\"menu\":[{{\"title\":\"Trang chủ\",\"slug\":\"trang-chu\"}}]}}}}}}</script>",
        objects()
    );
    let parsed = list(&html, AT, |_| {}).unwrap();
    assert_eq!(pattern(&parsed), ListPattern::Embedded { path: "props.pageProps.blogs".into() });
    assert_eq!(links(&parsed)[4], "https://cong.example/blogs/tin-so-5-trong-ngay");
    assert_eq!(parsed.entries[0].summary, "<p>Lời dẫn 1</p>");
    assert_eq!(parsed.entries[0].published.unwrap().at.to_string(), "2026-11-02T01:02:03Z");
    let pattern = pattern(&parsed);
    let again = list(&html, AT, |context| context.remembered = Some(&pattern)).unwrap();
    assert_eq!(again.entries, parsed.entries);
    assert_eq!(again.list.unwrap().how, ListFound::Remembered);
}

#[test]
fn without_an_address_the_id_tells() {
    let html = format!(
        "<div id=app></div><script>window.__INITIAL_STATE__ = {{\"news\":{{\"items\":[{}]}}}};</script>",
        objects()
    );
    let parsed = list(&html, AT, |_| {}).unwrap();
    assert_eq!(parsed.entries.len(), 5);
    assert_eq!(parsed.entries[0].link, None);
    assert_eq!(parsed.entries[0].guid.as_deref(), Some("65f0c1a2b3d4e5f607182001"));
    assert_eq!(parsed.repairs.iter().map(|r| (r.name, r.count)).collect::<Vec<_>>(), [("no-address", 5)]);
}

#[test]
fn data_sent_in_parts_is_put_together() {
    let row = format!(
        "1a:[\"$\",\"div\",null,{{\"list\":[{}]}}]\n",
        objects().replace("\"slug\":\"", "\"url\":\"/blogs/")
    );
    let (a, b) = row.split_at(row.char_indices().nth(200).unwrap().0);
    let push = |part: &str| {
        format!("<script>self.__next_f.push([1,{}])</script>", serde_json::to_string(part).unwrap())
    };
    let html = format!("<div></div>{}{}", push(a), push(b));
    let parsed = list(&html, AT, |_| {}).unwrap();
    assert_eq!(links(&parsed)[0], "https://cong.example/blogs/tin-so-1-trong-ngay");
    assert_eq!(pattern(&parsed), ListPattern::Embedded { path: "*.list".into() });
}

#[test]
fn item_lists_of_search_engines_are_read() {
    let item = |n: usize| {
        format!(
            "{{\"@type\":\"ListItem\",\"position\":{n},\"url\":\"/tin-so-{n}\",\"name\":\"Tin số {n} của ban biên tập\"}}"
        )
    };
    let items = (1..5).map(item).collect::<Vec<_>>().join(",");
    let html = format!(
        "<div></div><script type=\"application/ld+json\">{{\"@type\":\"ItemList\",\"itemListElement\":[{items}]}}</script>"
    );
    let parsed = list(&html, AT, |_| {}).unwrap();
    assert_eq!(
        links(&parsed),
        [
            "https://cong.example/tin-so-1",
            "https://cong.example/tin-so-2",
            "https://cong.example/tin-so-3",
            "https://cong.example/tin-so-4"
        ]
    );
}

#[test]
fn the_markup_is_preferred_to_data() {
    let html = day(1..8).replace(
        "</body>",
        &format!("<script type=\"application/json\">{{\"a\":[{}]}}</script></body>", objects()),
    );
    let parsed = list(&html, AT, |_| {}).unwrap();
    assert_eq!(parsed.entries.len(), 7);
    assert!(matches!(pattern(&parsed), ListPattern::Selectors(_)));
}
