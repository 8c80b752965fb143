//! General entities that a document declares for itself: `<!DOCTYPE rss [<!ENTITY id "tag:bao.example,">]>`.
//!
//! Only texts in the document count: nothing external is ever fetched. A text is taken as text, what
//! it refers to in turn is not looked up, and there is a bound on what all of them may add: no bomb
//! goes off.

use crate::text::decode;

/// Most entities kept.
const MAX_ENTITIES: usize = 64;

/// Longest name of one, in bytes.
const MAX_NAME_BYTES: usize = 100;

/// Longest text of one, in bytes.
const MAX_ENTITY_BYTES: usize = 1_024;

/// Most bytes that all references of one document may add.
const MAX_EXPANSION_BYTES: usize = 65_536;

/// The entities of one document.
#[derive(Debug, Default)]
pub struct Entities<'a> {
    known: Vec<(&'a str, String)>,
    expanded: usize,
}

impl<'a> Entities<'a> {
    /// Those that `prolog`, what precedes the root, declares.
    pub fn of(prolog: &'a str) -> Self {
        let mut known = Vec::new();
        for (_, rest) in prolog.match_indices("<!ENTITY").map(|(at, m)| (at, prolog.get(at + m.len()..))) {
            if known.len() == MAX_ENTITIES {
                break;
            }
            known.extend(rest.and_then(declared));
        }
        Self { known, expanded: 0 }
    }

    /// What the reference at the start of `s` stands for, and its length.
    pub fn reference(&mut self, s: &str) -> Option<(usize, &str)> {
        if self.known.is_empty() {
            return None;
        }
        let body = s.strip_prefix('&')?.as_bytes();
        let head = body.get(..body.len().min(MAX_NAME_BYTES + 1))?;
        let name = head.get(..memchr::memchr(b';', head)?)?;
        let (_, text) = self.known.iter().find(|(known, _)| known.as_bytes() == name)?;
        self.expanded += text.len();
        (self.expanded <= MAX_EXPANSION_BYTES).then_some((name.len() + 2, text.as_str()))
    }
}

/// `name "text">` behind `<!ENTITY`. Parameter entities and external ones are none.
fn declared(s: &str) -> Option<(&str, String)> {
    let s = s.strip_prefix(|c: char| c.is_whitespace())?.trim_start();
    let name = s.get(..s.find(|c: char| c.is_whitespace())?).filter(|n| n.len() <= MAX_NAME_BYTES)?;
    let value = s.get(name.len()..)?.trim_start();
    let quote = value.chars().next().filter(|q| matches!(q, '"' | '\''))?;
    let inner = value.get(1..)?;
    let end = inner.find(quote).filter(|end| *end <= MAX_ENTITY_BYTES)?;
    Some((name, decode(inner.get(..end)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_of_the_document_are_known() {
        let prolog = "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY id \"tag:x.example,\">\n<!ENTITY  tên 'Đảng &amp; ta' >
            <!ENTITY % p SYSTEM \"x\"><!ENTITY e SYSTEM \"file:///etc/passwd\"><!ENTITY a '&id;&id;'>]>";
        let mut entities = Entities::of(prolog);
        let mut check = |text: &str, expected: Option<(usize, &str)>| {
            assert_eq!(entities.reference(text), expected, "{text:?}");
        };
        check("&id;2006", Some((4, "tag:x.example,")));
        check("&tên;", Some((6, "Đảng & ta")));
        check("&a;", Some((3, "&id;&id;")));
        check("&id 2006", None);
        check("&e;", None);
        check("&p;", None);
        check("& id;", None);
    }

    #[test]
    fn expansion_is_bounded() {
        let prolog = format!("<!DOCTYPE x [<!ENTITY a '{}'>]>", "A".repeat(1_000));
        let mut entities = Entities::of(&prolog);
        let expanded = (0..1_000).filter(|_| entities.reference("&a;").is_some()).count();
        assert_eq!(expanded, 65);
        let long = format!("<!ENTITY a '{}'>", "A".repeat(2_000));
        assert!(Entities::of(&long).reference("&a;").is_none());
    }
}
