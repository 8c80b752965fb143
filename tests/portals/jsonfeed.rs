//! The JSON Feed 1.1 of a bulletin: HTML and text, tags, a correction date.

use super::article::slug;
use super::newspaper::hanoi;
use super::portal::{Portal, Told};
use serde_json::{Value, json};

/// The feed, newest first.
pub fn feed(portal: &Portal, told: &[Told]) -> String {
    let Portal { host, title, path, .. } = portal;
    let items: Vec<Value> = told
        .iter()
        .map(|one| {
            json!({
                "id": format!("https://{host}/ban-tin/{}", one.number),
                "url": format!("https://{host}/ban-tin/{}/{}", one.number, slug(one.title)),
                "title": one.title,
                "summary": one.lead,
                "content_html": format!("<p>{}</p>", one.lead),
                "date_published": one.published.with_timezone(&hanoi()).to_rfc3339(),
                "date_modified": one.updated.with_timezone(&hanoi()).to_rfc3339(),
                "tags": [one.section],
            })
        })
        .collect();
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": format!("https://{host}/"),
        "feed_url": format!("https://{host}{path}"),
        "language": "vi",
        "items": items,
    });
    format!("{feed:#}\n")
}
