//! [`plainer`]: a page without drawings, formulas, templates and choices, before it becomes a tree.
//!
//! Nothing of them is text that anybody reads on a page, and by the rules of their own that they are read by
//! nobody can tell without a tree how deep one would become (`text::too_deep_for_tree`).

use crate::text::markup::{Piece, pieces};
use std::borrow::Cow;

/// What goes, and what is left in its place: a choice stays a control.
const GO: [(&str, &str); 4] = [("svg", ""), ("math", ""), ("template", ""), ("select", "<input>")];

/// Elements whose content is no markup.
const RAW: [&str; 8] = ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];

/// `html` without them. One that is never closed stays, and so does everything behind it.
pub fn plainer(html: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut copied = 0_usize;
    let mut all = pieces(html);
    loop {
        let before = html.len().saturating_sub(all.rest().len());
        let Some(piece) = all.next() else { break };
        let Piece::Open { name, .. } = piece else { continue };
        let rest = all.rest();
        if RAW.iter().any(|raw| raw.eq_ignore_ascii_case(name)) {
            match end_of(rest, name) {
                Some(end) => {
                    let content = rest.get(..end).unwrap_or_default();
                    if hides_its_end(content) {
                        out.push_str(
                            html.get(copied..html.len().saturating_sub(rest.len())).unwrap_or_default(),
                        );
                        out.push_str(&content.replace("<!--", "<! --"));
                        copied = html.len().saturating_sub(rest.len()).saturating_add(end);
                    }
                    all.pass_over(end);
                }
                None => break,
            }
        } else if let Some((_, left)) = GO.iter().find(|(go, _)| go.eq_ignore_ascii_case(name)) {
            let Some(end) = end_of(rest, name) else { break };
            let behind = rest
                .get(end..)
                .and_then(|tag| tag.find('>'))
                .map(|at| end.saturating_add(at).saturating_add(1));
            let Some(behind) = behind else { break };
            out.push_str(html.get(copied..before).unwrap_or_default());
            out.push_str(left);
            all.pass_over(behind);
            copied = html.len().saturating_sub(all.rest().len());
        }
    }
    if copied == 0 {
        return Cow::Borrowed(html);
    }
    out.push_str(html.get(copied..).unwrap_or_default());
    Cow::Owned(out)
}

/// Whether a parser may look for the end of a script behind its first end tag: a comment in it that writes a
/// script does that.
fn hides_its_end(script: &str) -> bool {
    script.contains("<!--") && script.as_bytes().windows(7).any(|w| w.eq_ignore_ascii_case(b"<script"))
}

/// Where the end tag of an element begins.
fn end_of(text: &str, name: &str) -> Option<usize> {
    let mut ends = memchr::memmem::find_iter(text.as_bytes(), b"</");
    ends.find(|at| {
        let from = at.saturating_add(2);
        let to = from.saturating_add(name.len());
        text.get(from..to).is_some_and(|n| n.eq_ignore_ascii_case(name))
            && text.as_bytes().get(to).is_none_or(|b| !b.is_ascii_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_reads_goes() {
        let check = |html: &str, expected: &str| assert_eq!(plainer(html), expected, "{html}");
        check("a<svg><path d=x></svg>b<SVG/></svg >c", "abc");
        check("<select><option>x<br></select>y", "<input>y");
        check("<script>'<svg>'</script><p></svg>", "<script>'<svg>'</script><p></svg>");
        check("<svg><p>a", "<svg><p>a");
        check("<template><p>x</p></template><p>y", "<p>y");
        check("<svgx><p>a", "<svgx><p>a");
        check("</svg", "</svg");
        check("<script>'<!--<script>'</script><p>", "<script>'<! --<script>'</script><p>");
    }
}
