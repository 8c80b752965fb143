//! The RSS 2.0 of a newspaper that does everything right: permalinks, `<category>`, zones, `<ttl>`.

use super::article::slug;
use super::portal::{Portal, Told};
use chrono::FixedOffset;
use std::fmt::Write as _;

/// The address of an article; boards reprint it under the `http://www.` twin.
pub fn link(host: &str, title: &str, number: usize) -> String {
    format!("https://{host}/{}-post{}.html", slug(title), 48_200 + number)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The feed, newest first. The address of a corrected article stays what it was.
pub fn rss(portal: &Portal, told: &[Told]) -> String {
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel>\n\
         <title>{title}</title><link>https://{host}/</link>\n\
         <description>Tin mới trong ngày</description><language>vi-VN</language><ttl>15</ttl>\n",
        title = portal.title,
        host = portal.host,
    );
    for one in told {
        let first = portal.articles().get(one.number).map_or(one.title, |article| article.title);
        let link = link(portal.host, first, one.number);
        let _ = write!(
            out,
            "<item><title>{}</title><link>{link}</link><guid isPermaLink=\"true\">{link}</guid>\n\
             <category>{}</category><pubDate>{}</pubDate><dc:creator>Phóng viên</dc:creator>\n\
             <description><![CDATA[<p>{}</p>]]></description></item>\n",
            escape(one.title),
            escape(one.section),
            one.published.with_timezone(&hanoi()).format("%a, %d %b %Y %H:%M:%S %z"),
            escape(one.lead),
        );
    }
    out.push_str("</channel></rss>\n");
    out
}

/// +07:00, all year round.
pub fn hanoi() -> FixedOffset {
    FixedOffset::east_opt(7 * 3600).unwrap_or_else(|| unreachable!("seven hours are less than a day"))
}
