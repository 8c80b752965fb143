//! The Atom 1.0 feed of a review: summary and content, published and updated, tag URIs.

use super::article::slug;
use super::newspaper::hanoi;
use super::portal::{Portal, Told};
use std::fmt::Write as _;

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The feed, newest first.
pub fn feed(portal: &Portal, told: &[Told]) -> String {
    let Portal { host, title, path, .. } = portal;
    let updated = told.iter().map(|one| one.updated).max().unwrap_or_default().with_timezone(&hanoi());
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"vi\">\n\
         <id>tag:{host},2024:tap-chi</id>\n<title>{title}</title>\n\
         <link rel=\"self\" href=\"https://{host}{path}\"/>\n<link href=\"https://{host}/\"/>\n\
         <updated>{}</updated>\n<author><name>Ban biên tập</name></author>\n",
        updated.to_rfc3339(),
    );
    for one in told {
        let _ = write!(
            out,
            "<entry><id>tag:{host},2024:bai-{number}</id><title>{title}</title>\n\
             <link href=\"https://{host}/{section}/{slug}\"/>\n\
             <published>{published}</published><updated>{updated}</updated>\n\
             <category term=\"{section}\" label=\"{label}\"/>\n<summary>{lead}</summary>\n\
             <content type=\"html\">{content}</content></entry>\n",
            number = one.number,
            title = escape(one.title),
            section = slug(one.section),
            label = escape(one.section),
            slug = slug(one.title),
            published = one.published.with_timezone(&hanoi()).to_rfc3339(),
            updated = one.updated.with_timezone(&hanoi()).to_rfc3339(),
            lead = escape(one.lead),
            content = escape(&content(one)),
        );
    }
    out.push_str("</feed>\n");
    out
}

fn content(one: &Told) -> String {
    format!(
        "<p><strong>{}</strong></p><p>Bài viết gồm ba phần: bối cảnh, phân tích và kiến nghị. \
         Mời bạn đọc trao đổi thêm với tòa soạn.</p>",
        one.lead
    )
}
