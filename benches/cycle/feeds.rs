//! The feeds of the bench: a thousand RSS documents of about 60 KB with 35 items each over 250 hosts.
//! Values in, values out: the same numbers give the same bytes.
//!
//! One item in ten is another feed's article under the same address. A feed is a window over its
//! endless list of items; it changes when the window moves on.

use super::words;
use chrono::DateTime;
use std::fmt::Write as _;

/// Feeds.
pub const FEEDS: usize = 1_000;
/// Items of a feed.
pub const ITEMS: usize = 35;
/// Hosts the feeds are spread over, evenly.
pub const HOSTS: usize = 250;
/// Items that a changed feed gains and loses.
pub const NEW_ITEMS: usize = 5;
/// From one item of a feed to the next, in seconds.
const SPACING_SECONDS: i64 = 50 * 60;

/// The host of `feed`: 127.0.1.1 to 127.0.5.50.
pub fn host(feed: usize) -> String {
    let host = feed % HOSTS;
    format!("127.0.{}.{}", 1 + host / 50, 1 + host % 50)
}

/// The path of `feed`.
pub fn path(feed: usize) -> String {
    format!("/rss/{feed}.xml")
}

/// The feeds that change at `step`: one in ten, other ones at each step.
pub fn changed(step: usize) -> impl Iterator<Item = usize> {
    (0..FEEDS).filter(move |feed| feed % 10 == step % 10)
}

/// What one item says.
pub struct Item {
    /// Feed and number of the article; those of another feed for one item in ten.
    pub article: (usize, usize),
    /// Its address.
    pub link: String,
    /// Its headline.
    pub title: String,
    /// Its lead, plain text.
    pub lead: String,
}

/// Whose article item `number` of `feed` is.
fn origin(feed: usize, number: usize) -> (usize, usize) {
    let shared = number % 10 == 9 || (number % 70 == 34 && feed.is_multiple_of(2));
    let other = (feed * 7 + number * 13 + 1) % FEEDS;
    match (shared, other == feed) {
        (false, _) => (feed, number),
        (true, false) => (other, number - 1),
        (true, true) => ((feed + 1) % FEEDS, number - 1),
    }
}

/// Item `number` of `feed`.
pub fn item(feed: usize, number: usize) -> Item {
    let article = origin(feed, number);
    let (feed, number) = article;
    let mut words = words::Words::new(feed as u64, number as u64);
    let title = words.headline();
    let lead = words.paragraph(if number.is_multiple_of(3) { 1_180 } else { 980 });
    let section = words::SECTIONS[feed % words::SECTIONS.len()];
    let link =
        format!("https://bao{}.example/{section}/{}-{feed}{number:05}.html", feed % HOSTS, words.slug());
    Item { article, link, title, lead }
}

/// The document of `feed` when `first` is the oldest item it still lists. `base` is the Unix time of item 0.
pub fn document(feed: usize, first: usize, base: i64) -> String {
    let host = feed % HOSTS;
    let mut out = String::with_capacity(68 << 10);
    let _ = write!(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\">\n<channel>\n\
         <title>Báo số {host} - Chuyên mục {feed}</title>\n<link>https://bao{host}.example/</link>\n\
         <description>Tin tức cập nhật</description>\n<language>vi</language>\n\
         <pubDate>{}</pubDate>\n<generator>bench</generator>\n",
        date(base, first + ITEMS - 1),
    );
    for number in (first..first + ITEMS).rev() {
        let item = item(feed, number);
        let (of, article) = item.article;
        let _ = write!(
            out,
            "<item>\n<title>{title}</title>\n<link>{link}</link>\n\
             <guid isPermaLink=\"false\">bai-{of}-{article}</guid>\n<pubDate>{date}</pubDate>\n\
             <description><![CDATA[<a href=\"{link}\"><img src=\"https://anh.bao{host}.example/2026/{of}/{article}.jpg\" \
             width=\"180\" alt=\"\"></a><p>{lead}</p>]]></description>\n</item>\n",
            title = item.title,
            link = item.link,
            lead = item.lead,
            date = date(base, article),
        );
    }
    out.push_str("</channel>\n</rss>\n");
    out
}

/// When item `number` of any feed was published, as RSS writes it.
pub fn date(base: i64, number: usize) -> String {
    let second = base + SPACING_SECONDS * i64::try_from(number).unwrap_or(0);
    DateTime::from_timestamp(second, 0).unwrap_or_default().format("%a, %d %b %Y %H:%M:%S +0000").to_string()
}
