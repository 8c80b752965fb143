//! HTML written anew with allowed elements and attributes only: the one place that writes a lead.
//!
//! It takes what it knows for certain how every browser reads, and gives up (`None`) at anything else.
//! From a portal that means well-formed, properly nested HTML, which most leads are: they need no tree.
//! The rest comes back from a tree, where nesting is already right and only attributes are judged.

use super::address::absolute;
use super::allowed::{Element, NO_ELEMENTS, RAW, Says, UNSEEN, attribute, element};
use super::nesting::Nesting;
use super::style;
use super::trackers::{is_counter, is_invisible, is_placeholder};
use crate::text::entities::reference;
use crate::text::html::displayed;
use std::borrow::Cow;
use url::Url;

/// Where HTML comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// A portal: taken only if a tree would leave its elements as they stand.
    Portal,
    /// The serialiser of a tree.
    Tree,
}

/// Most attributes of one tag without a tree.
const MAX_ATTRIBUTES: usize = 64;

/// `html` with the allowed elements and attributes only, addresses absolute, trackers out; `None` for
/// what is not certain. `html` holds no carriage return.
pub(super) fn rewrite(html: &str, base: Option<&Url>, origin: Origin) -> Option<String> {
    let out = String::with_capacity(html.len() + 16);
    let mut writer =
        Writer { origin, base, out, nesting: Nesting::default(), glued: false, attributes: Vec::new() };
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (text, tag) = rest.split_at(at);
        writer.text(text)?;
        rest = match tag.as_bytes().get(1)? {
            b'/' => writer.end(tag.get(2..)?)?,
            b'!' => writer.comment(tag)?,
            _ => writer.start(tag.get(1..)?)?,
        };
    }
    writer.text(rest)?;
    writer.nesting.close_all(&mut writer.out);
    Some(writer.out)
}

/// An attribute that is known, its value decoded.
struct Given<'a> {
    name: &'static str,
    says: Says,
    value: Cow<'a, str>,
}

struct Writer<'a, 'b> {
    origin: Origin,
    base: Option<&'b Url>,
    out: String,
    /// Of a portal only.
    nesting: Nesting,
    /// Something that is not written stood before what comes next.
    glued: bool,
    /// Of the current tag.
    attributes: Vec<Given<'a>>,
}

impl<'a> Writer<'a, '_> {
    fn text(&mut self, text: &str) -> Option<()> {
        if text.is_empty() {
            return Some(());
        }
        self.nesting.takes_text(text).then_some(())?;
        let glued = std::mem::take(&mut self.glued);
        if is_plain(text) {
            self.out.push_str(text);
            return Some(());
        }
        let decoded = decoded(text, false)?;
        // Without what stood between, a letter and a mark would be one.
        if glued && decoded.chars().next().is_some_and(may_compose) {
            return None;
        }
        for c in displayed(&decoded).chars() {
            match c {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '\u{A0}' => self.out.push_str("&nbsp;"),
                c => self.out.push(c),
            }
        }
        Some(())
    }

    /// Leaves a comment or a document type out; gives what follows it.
    fn comment(&mut self, tag: &'a str) -> Option<&'a str> {
        if tag.get(..9).is_some_and(|t| t.eq_ignore_ascii_case("<!doctype")) {
            let (inside, rest) = tag.split_once('>')?;
            self.glued = true;
            return (!inside.contains(['"', '\'']) && self.origin == Origin::Portal).then_some(rest);
        }
        let body = tag.strip_prefix("<!--")?;
        let (inside, rest) = body.split_once("-->")?;
        let odd = inside.starts_with(['>', '-']) || inside.contains("--");
        self.glued = true;
        (!odd && self.origin == Origin::Portal).then_some(rest)
    }

    /// An end tag, given what follows its `</`; gives what follows the tag.
    fn end(&mut self, after: &'a str) -> Option<&'a str> {
        let (name, rest) = name(after)?;
        let rest = rest.trim_start_matches([' ', '\t', '\n']).strip_prefix('>')?;
        if is_foreign(&name) && self.origin == Origin::Portal {
            self.glued = true;
            self.nesting.end("", Element::Inline, &mut self.out)?;
            return Some(rest);
        }
        if NO_ELEMENTS.contains(&&*name) && self.origin == Origin::Portal {
            self.glued = true;
            return Some(rest);
        }
        if name == "br" && self.origin == Origin::Portal {
            self.nesting.open("br", Element::Void, &mut self.out)?;
            self.out.push_str("<br>");
            return Some(rest);
        }
        let (name, kind) = element(&name).filter(|(_, kind)| !kind.is_void())?;
        if self.origin == Origin::Portal {
            self.nesting.end(name, kind, &mut self.out)?;
        }
        self.out.extend(["</", name, ">"]);
        Some(rest)
    }

    /// A start tag, given what follows its `<`; gives what follows the tag.
    fn start(&mut self, after: &'a str) -> Option<&'a str> {
        let (name, rest) = name(after)?;
        let Some((name, kind)) = element(&name) else { return self.leave_out(&name, rest) };
        let rest = self.read_attributes(rest)?;
        if self.origin == Origin::Portal {
            self.nesting.open(name, kind, &mut self.out)?;
        }
        let rest = if name == "pre" { self.first_line(rest) } else { rest };
        if name == "img" {
            self.picture();
        } else {
            let attributes = std::mem::take(&mut self.attributes);
            self.out.extend(["<", name]);
            for given in &attributes {
                self.write(name, given);
            }
            self.out.push('>');
            self.attributes = attributes;
        }
        Some(rest)
    }

    /// HTML takes no notice of a line end at the start of `pre`; a tree has none there any more.
    fn first_line(&self, rest: &'a str) -> &'a str {
        if self.origin == Origin::Portal { rest.strip_prefix('\n').unwrap_or(rest) } else { rest }
    }

    /// Leaves out what is not allowed, given what follows its name; gives what follows that of it which
    /// nobody sees. `None` for elements that HTML treats as one of its own.
    fn leave_out(&mut self, name: &str, rest: &'a str) -> Option<&'a str> {
        (self.origin == Origin::Portal).then_some(())?;
        let rest = self.read_attributes(rest)?;
        self.glued = true;
        if NO_ELEMENTS.contains(&name) {
            return Some(rest);
        }
        let kind = if is_foreign(name) { Element::Inline } else { Element::Void };
        self.nesting.open("", kind, &mut self.out)?;
        if RAW.contains(&name) {
            return after_raw(name, rest);
        }
        (is_foreign(name) || UNSEEN.contains(&name)).then_some(rest)
    }

    /// Reads the attributes that are known, up to the end of the tag; gives what follows it.
    fn read_attributes(&mut self, mut rest: &'a str) -> Option<&'a str> {
        self.attributes.clear();
        for _ in 0..self.most_attributes() {
            rest = rest.trim_start_matches([' ', '\t', '\n']);
            if let Some(after) = rest.strip_prefix('>').or_else(|| rest.strip_prefix("/>")) {
                return Some(after);
            }
            let (name, after) = name(rest)?;
            let (value, after) = value(after.trim_start_matches([' ', '\t', '\n']))?;
            rest = after;
            let Some((name, says)) = attribute(&name) else { continue };
            if !self.attributes.iter().any(|given| given.name == name) {
                self.attributes.push(Given { name, says, value: decoded(value, true)? });
            }
        }
        None
    }

    fn most_attributes(&self) -> usize {
        match self.origin {
            Origin::Portal => MAX_ATTRIBUTES,
            Origin::Tree => usize::MAX,
        }
    }

    /// Writes an attribute, if its value is one that it may have.
    fn write(&mut self, element: &str, given: &Given<'_>) {
        let value = given.value.as_ref();
        let mail = matches!(element, "a" | "area");
        let value = match given.says {
            Says::LateAddress => return,
            Says::Nothing | Says::Address | Says::Target if value.trim().is_empty() => Cow::Borrowed(""),
            Says::Nothing => return,
            Says::Address => match absolute(value, self.base, false) {
                Some(address) => address,
                None => return,
            },
            Says::Target => match absolute(value, self.base, mail) {
                Some(address) => address,
                None => return,
            },
            Says::Style => match style::harmless(value) {
                css if css.is_empty() => return,
                css => Cow::Owned(css),
            },
            Says::Anything => displayed(value),
        };
        self.write_value(given.name, &value);
    }

    fn write_value(&mut self, name: &str, value: &str) {
        self.out.extend([" ", name, "=\""]);
        if value.bytes().any(|b| matches!(b, b'&' | b'"' | b'<' | b'>')) {
            for c in value.chars() {
                match c {
                    '&' => self.out.push_str("&amp;"),
                    '"' => self.out.push_str("&quot;"),
                    '<' => self.out.push_str("&lt;"),
                    '>' => self.out.push_str("&gt;"),
                    c => self.out.push(c),
                }
            }
        } else {
            self.out.push_str(value);
        }
        self.out.push('"');
    }

    /// A picture with its address, or nothing: trackers and pictures whose address may not stay go. A
    /// bare `<img>`, which shows and fetches nothing, is no concern.
    fn picture(&mut self) {
        let attributes = std::mem::take(&mut self.attributes);
        let said = |name: &str| attributes.iter().find(|given| given.name == name).map(|given| &*given.value);
        let late = attributes.iter().find(|given| given.says == Says::LateAddress);
        let src = said("src");
        let early = src.filter(|src| !is_placeholder(src)).and_then(|src| absolute(src, self.base, false));
        let address = early.or_else(|| absolute(&late?.value, self.base, false));
        let address = address.or_else(|| absolute(src?, self.base, false));
        let start = self.out.len();
        self.out.push_str("<img");
        let bare = self.out.len();
        if src.is_none()
            && let Some(address) = &address
        {
            self.write_value("src", address);
        }
        for given in &attributes {
            match (given.name, &address) {
                ("src", Some(address)) => self.write_value("src", address),
                ("src", None) => {}
                _ => self.write("img", given),
            }
        }
        let hidden = is_invisible(said("width"), said("height"), said("style"));
        let stays = match &address {
            Some(address) => !hidden && !is_counter(address),
            None => self.out.len() == bare && late.is_none() && !src.is_some_and(is_placeholder),
        };
        if stays {
            self.out.push('>')
        } else {
            self.out.truncate(start)
        }
        self.attributes = attributes;
    }
}

/// Whether a character may become one with what stands before it. Vietnamese in NFC has none.
fn may_compose(c: char) -> bool {
    !matches!(c, '\0'..'\u{300}' | '\u{1E00}'..='\u{1EFF}' | '\u{2010}'..='\u{2027}')
}

/// What follows an element whose content is no markup.
fn after_raw<'a>(name: &str, rest: &'a str) -> Option<&'a str> {
    let mut from = 0;
    loop {
        let at = from + rest.get(from..)?.find("</")?;
        let after = rest.get(at + 2..)?;
        let is_end = after.get(..name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name));
        if is_end && let Some(rest_after) = after.get(name.len()..)?.strip_prefix('>') {
            return (!rest.get(..at)?.contains("<!--")).then_some(rest_after);
        }
        // An end tag written otherwise is left to the tree.
        if is_end {
            return None;
        }
        from = at + 2;
    }
}

/// Whether a name is that of no element of HTML for certain: Word's `o:p`.
fn is_foreign(name: &str) -> bool {
    name.contains(':')
}

/// Whether text is the same decoded, composed and escaped again.
fn is_plain(text: &str) -> bool {
    !text.bytes().any(|b| matches!(b, b'&' | b'>' | 0xC2)) && matches!(displayed(text), Cow::Borrowed(_))
}

/// The name at the start of `s` in lower case, and what follows it.
fn name(s: &str) -> Option<(Cow<'_, str>, &str)> {
    s.bytes().next().filter(u8::is_ascii_alphabetic)?;
    let named = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':');
    let (name, rest) = s.split_at(s.bytes().take_while(named).count());
    if !rest.starts_with([' ', '\t', '\n', '>', '/', '=']) {
        return None;
    }
    let upper = name.bytes().any(|b| b.is_ascii_uppercase());
    Some((if upper { Cow::Owned(name.to_ascii_lowercase()) } else { Cow::Borrowed(name) }, rest))
}

/// The value of an attribute whose name ended at `s`, and what follows it.
fn value(s: &str) -> Option<(&str, &str)> {
    let Some(after) = s.strip_prefix('=') else { return Some(("", s)) };
    let after = after.trim_start_matches([' ', '\t', '\n']);
    if let Some(quote) = after.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        return after.get(1..)?.split_once(quote);
    }
    let (bare, rest) = after.split_at(after.find([' ', '\t', '\n', '>'])?);
    let odd = |b: u8| matches!(b, b'"' | b'\'' | b'<' | b'=' | b'`');
    (!bare.is_empty() && !bare.bytes().any(odd)).then_some((bare, rest))
}

/// `s` with its character references replaced; `None` where browsers have rules of their own.
fn decoded(s: &str, in_attribute: bool) -> Option<Cow<'_, str>> {
    let mut rest = s;
    let mut out = String::new();
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let (length, c) = certain_reference(from, in_attribute)?;
        out.push(c);
        rest = from.get(length..)?;
    }
    if rest.len() == s.len() {
        return Some(Cow::Borrowed(s));
    }
    out.push_str(rest);
    Some(Cow::Owned(out))
}

/// The reference at the start of `s`, or a `&` that begins none for certain.
fn certain_reference(s: &str, in_attribute: bool) -> Option<(usize, char)> {
    let body = s.get(1..)?;
    let word = body.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let next = body.as_bytes().get(word);
    match (word, next) {
        (0, Some(b'#')) => reference(s).filter(|(length, c)| {
            let closed = s.as_bytes().get(length - 1) == Some(&b';');
            closed && (matches!(c, ' '..='~') || *c >= '\u{A0}') && !matches!(c, '\u{FFFD}' | '\u{FEFF}')
        }),
        (0, _) => Some((1, '&')),
        (_, Some(b'=')) if in_attribute => Some((1, '&')),
        // HTML 5 reads these two otherwise than HTML 4 did.
        (_, Some(b';')) => reference(s).filter(|(_, c)| !matches!(c, '\u{2329}' | '\u{232A}')),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn simple_html_needs_no_tree() {
        let check = |html: &str| assert_eq!(rewrite(html, None, Origin::Portal).as_deref(), Some(html));
        check("Hội nghị giao ban");
        check("<p>một</p><p>hai <b>ba</b></p>");
        check("<ul><li>một</li><li>hai</li></ul>");
        check(
            r#"<img src="https://bao.example/a.jpg" width="100" align="left" border="0">Lead &amp; &nbsp;"#,
        );
        check(r#"<a href="https://bao.example/x?a=1&amp;b=2">y</a><br>z"#);
    }

    #[test]
    fn what_a_tree_would_rearrange_is_left_to_it() {
        let check = |html: &str| assert_eq!(rewrite(html, None, Origin::Portal), None, "{html:?}");
        check("<b>một<p>hai</b></p>");
        check("<table><tr>x<td>x</td></tr></table>");
        check("<table><b></b></table>");
        check("<td>x</td>");
        check("<tr>x");
        check("e<o:p></o:p>\u{301}");
        check("<a>một<a>hai</a></a>");
        check("<p><span><p>x</p></span></p>");
        check("một < hai");
        check("<!-- x --!> -->");
        check("<!--> -->");
        check("<script><!-- x</script>");
        check("<script>x</script >");
        check("<form>x</form>");
        check("a &copy b");
        check("a</p>");
        check("<p a=\"x");
        check("<img src=a\"b>");
    }

    #[test]
    fn what_closes_itself_is_closed() {
        let check = |html: &str, expected: &str| {
            assert_eq!(rewrite(html, None, Origin::Portal).as_deref(), Some(expected), "{html:?}");
        };
        check("<p>một<p>hai", "<p>một</p><p>hai</p>");
        check("<UL><LI>một<li>hai</UL>", "<ul><li>một</li><li>hai</li></ul>");
        check("<div><p>x</div>", "<div><p>x</p></div>");
        check("<br/>x<hr /></br>", "<br>x<hr><br>");
        check("x<!-- y -->z<o:p>&nbsp;</o:p>", "xz&nbsp;");
        check(
            "<table>\n<tr><td><p>x<td>y<tr><th>z</table>t",
            "<table>\n<tbody><tr><td><p>x</p></td><td>y</td></tr><tr><th>z</th></tr></tbody></table>t",
        );
    }
}
