//! What reading a page costs: `cargo bench --bench pages` prints the time for an ordinary list of many
//! records, and for pages made to be expensive.

#[allow(dead_code, reason = "the other bench uses the rest")]
#[path = "../cycle/table.rs"]
mod table;

use diemtin::model::Timestamp;
use diemtin::parse::{Context, Wanted, read};
use std::hint::black_box;
use std::time::{Duration, Instant};
use table::Row;
use url::Url;

/// Time spent on one page, at least.
const TURNS_FOR: Duration = Duration::from_millis(800);
/// Turns of one page, at least and at most.
const TURNS: std::ops::Range<usize> = 3..200;
/// Size of the hostile pages, in bytes.
const HOSTILE_BYTES: usize = 1_000_000;

fn main() {
    let mut rows = vec![
        Row::new("list of 500 records", milliseconds(&list(500)), "ms", Some(20.0)),
        Row::new("list of 50 records", milliseconds(&list(50)), "ms", Some(5.0)),
    ];
    for (name, page) in hostile() {
        rows.push(Row::new(name, milliseconds(&page), "ms", Some(2_000.0)));
    }
    table::print("Reading a page as a list", "Hostile pages have 1 MB.", &rows);
}

/// Cards as portals write them.
fn list(records: usize) -> String {
    let card = |n: usize| {
        format!(
            "<div class=\"card\"><a href=\"/khoa-giao/hoi-nghi-giao-ban-lan-thu-{n}-{n}.html\"><img src=\"/anh/{n}.jpg\" alt=\"Ảnh {n}\"></a>\
             <h3><a href=\"/khoa-giao/hoi-nghi-giao-ban-lan-thu-{n}-{n}.html\">Hội nghị giao ban công tác khoa giáo lần thứ {n}</a></h3>\
             <span class=\"time\">{:02}/11/2026 08:30</span><p>Lời dẫn của bài viết thứ {n}, dài vừa phải như các cổng vẫn viết.</p></div>\n",
            1 + n % 28
        )
    };
    let menu = (0..60).map(|n| format!("<li><a href=\"/muc-{n}/\">Mục {n}</a></li>")).collect::<String>();
    let cards = (0..records).map(card).collect::<String>();
    format!(
        "<html lang=vi><title>Khoa giáo - Cổng</title><nav><ul>{menu}</ul></nav><main><div class=\"list\">{cards}</div></main></html>"
    )
}

/// Name and page.
fn hostile() -> Vec<(&'static str, String)> {
    let fill = |piece: &str| piece.repeat(HOSTILE_BYTES / piece.len());
    let numbered = |piece: &dyn Fn(usize) -> String| {
        let mut page = String::with_capacity(HOSTILE_BYTES);
        let mut n = 0;
        while page.len() < HOSTILE_BYTES {
            page.push_str(&piece(n));
            n += 1;
        }
        page
    };
    let headline =
        |n: usize| format!("<a href=\"/tin-so-{n}-trong-ngay-{n}.html\">Tin số {n} của ban biên tập</a>");
    vec![
        ("one anchor, over and over", fill("<a href=x>a</a>")),
        ("headlines in one block", numbered(&|n| headline(n))),
        ("headlines, each in its list item", numbered(&|n| format!("<li>{}", headline(n)))),
        (
            "headlines of one article",
            fill("<p><a href=/tin-so-1-trong-ngay-1.html>Tin số một của ban biên tập</a>"),
        ),
        (
            "nesting just below the bound",
            format!("{}{}", "<div>".repeat(150), numbered(&|n| format!("<p>{}", headline(n)))),
        ),
        ("nesting without end", fill("<div class=a>")),
        (
            "cards in cards",
            numbered(&|n| {
                format!("<div class=\"c{}\"><h3>{}</h3>", n % 7, headline(n))
                    + if n % 50 == 49 { "</div></div></div></div></div>" } else { "" }
            }),
        ),
        (
            "one huge table",
            format!(
                "<table>{}",
                numbered(&|n| format!("<tr><td>{n}<td>{}<td>{:02}/11/2026", headline(n), 1 + n % 28))
            ),
        ),
        (
            "attributes without end",
            format!("<ul><li {}>{}</ul>", numbered(&|n| format!("data-a{n}=x ")), headline(1).repeat(20)),
        ),
        (
            "classes without end",
            numbered(&|n| format!("<div class=\"a{n} b{n} c{n} d{n}\">{}</div>", headline(n))),
        ),
        ("headings of boxes", fill("<div><h3>Đọc nhiều</h3></div>")),
        ("dates", numbered(&|n| format!("<p>{:02}/11/2026 {}", 1 + n % 28, headline(n)))),
        ("one record of many dates", format!("<div>{}{}</div>", headline(1), fill("<b>12/11/2026</b>"))),
        (
            "data",
            format!(
                "<script type=\"application/json\">[{}0]</script>",
                fill("{\"a\":[{\"title\":\"a b c d\",\"id\":12345},{}]},")
            ),
        ),
        ("data nested", format!("<script type=\"application/json\">{}</script>", fill("[{\"a\":"))),
        ("assignments", format!("<script>{}</script>", fill("a={b:[1,2,3,"))),
        ("pagers", format!("<div class=pagination>{}", fill("<a href=\"?page=2\">»</a>"))),
    ]
}

fn milliseconds(page: &str) -> f64 {
    let Ok(url) = Url::parse("https://cong.example/khoa-giao") else { return f64::NAN };
    let context =
        Context { wanted: Wanted::List, max_entries: 1_000, ..Context::new(&url, Timestamp(1_795_136_400)) };
    let mut times = Vec::new();
    let began = Instant::now();
    while times.len() < TURNS.start || (began.elapsed() < TURNS_FOR && times.len() < TURNS.end) {
        let turn = Instant::now();
        let _ = black_box(read(page.as_bytes(), &context));
        times.push(turn.elapsed().as_secs_f64() * 1e3);
    }
    table::median(times)
}
