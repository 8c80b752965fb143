//! The RSS of a NukeViet 4.5 board, faults included. Shape and faults are those of the CMS; the words
//! are ours.

use super::article::slug;
use super::portal::{Portal, Told};
use chrono::{DateTime, Utc};
use std::fmt::Write as _;

/// Its lists end after thirty items.
const LIMIT: usize = 30;

/// `gmdate('D, j M Y H:m:s')`: where the minute should stand, the CMS prints the month.
fn date(instant: DateTime<Utc>) -> String {
    instant.format("%a, %-d %b %Y %H:%m:%S GMT").to_string()
}

/// Far more is escaped than XML asks for.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#039;"),
            ':' => out.push_str("&#x3A;"),
            '/' => out.push_str("&#x002F;"),
            '(' => out.push_str("&#40;"),
            ')' => out.push_str("&#41;"),
            '=' => out.push_str("&#x3D;"),
            c => out.push(c),
        }
    }
    out
}

/// The feed. The two newest items stand in the wrong order and an old one is pinned second: the
/// board's editors weigh their items by hand.
pub fn rss(portal: &Portal, told: &[Told]) -> String {
    let mut items: Vec<&Told> = told.iter().take(LIMIT).collect();
    if items.len() > 6 {
        items.swap(0, 2);
        let pinned = items.remove(5);
        items.insert(1, pinned);
    }
    let home = format!("http://{}", portal.host);
    let newest = told.first().map(|one| date(one.published)).unwrap_or_default();
    let mut out = head(portal, &home, &newest);
    for one in items {
        item(&mut out, &home, one);
    }
    out.push_str("    </channel>\n</rss>\n");
    out
}

fn head(portal: &Portal, home: &str, newest: &str) -> String {
    let Portal { title, path, .. } = portal;
    let channel = if path.contains("khoa-giao") { "Tin Tức - Khoa giáo" } else { "Tin Tức" };
    format!(
        r#"<?xml version="1.0" encoding="utf-8"?>
<?xml-stylesheet type="text/xsl" href="/assets/css/rss.xsl" media="screen"?>
<rss version="2.0"
    xmlns:content="http://purl.org/rss/1.0/modules/content/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:atom="http://www.w3.org/2005/Atom"
>
    <channel>
        <title>{channel}</title>
        <link>{home}/</link>
        <atom:link href="{home}{path}" rel="self" />
                <description>
            <![CDATA[{title}]]>
        </description>
        
        <language>vi</language>
                <pubDate>{newest}</pubDate>
        <lastBuildDate>{newest}</lastBuildDate>
        
        <copyright>
            <![CDATA[{title}]]>
        </copyright>
        <docs>{home}/vi/rss/</docs>
        <generator>
            <![CDATA[NukeViet v4.0]]>
        </generator>
"#
    )
}

/// A reprint's section is the address it was taken from.
fn item(out: &mut String, home: &str, one: &Told) {
    let link = match one.section.strip_prefix("http") {
        Some(_) => one.section.to_owned(),
        None => format!("{home}/vi/news/{}/{}-{}.html", one.section, slug(one.title), id(one)),
    };
    let picture = match one.number % 3 {
        0 => String::new(),
        n => format!(
            r#"<img src="{home}/assets/news/2026_0{n}/anh-{}.jpg" width="100" align="left" border="0">"#,
            one.number
        ),
    };
    let _ = write!(
        out,
        r#"        
        <item>
            <title>{title}</title>
            <link>{link}</link>
                        <guid isPermaLink="false">
                <![CDATA[news_{id}]]>
            </guid>
            
                        <pubDate>{date}</pubDate>
            
            
            <description>
                <![CDATA[{picture}{lead}]]>
            </description>
            
        </item>
"#,
        title = escape(one.title),
        id = id(one),
        date = date(one.published),
        lead = escape(one.lead),
    );
}

/// The same small numbers on every board.
fn id(one: &Told) -> usize {
    1000 + one.number
}
