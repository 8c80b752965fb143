//! What a reader sees of a text: its paragraphs, its pictures.

use dom_query::Document;

/// The words of a piece of HTML.
pub fn text(html: &str) -> String {
    folded(&Document::fragment(html).text())
}

/// Paragraphs, headings and items, in order, without what is said of pictures.
pub fn paragraphs(html: &str) -> Vec<String> {
    let document = Document::fragment(html);
    document.select("figure").remove();
    let blocks = document.select("p, h2, h3, h4, h5, li, td");
    blocks.iter().map(|block| folded(&block.text())).collect()
}

/// The address of every picture and what is said of it.
pub fn pictures(html: &str) -> Vec<(String, String)> {
    let document = Document::fragment(html);
    let figures = document.select("figure");
    let figure = |figure: dom_query::Selection<'_>| {
        let src = figure.select("img").attr("src").map(|src| src.to_string()).unwrap_or_default();
        (src, folded(&figure.select("figcaption").text()))
    };
    figures.iter().map(figure).collect()
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
