//! Names of elements: which vocabulary one belongs to, and how it is spelled there.

use quick_xml::name::ResolveResult;

/// The vocabulary of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Space {
    /// RSS of any version.
    Rss,
    /// Atom 0.3 and 1.0 (RFC 4287), also inside RSS.
    Atom,
    /// Dublin Core, elements and terms.
    Dc,
    /// `content:encoded`.
    Content,
    /// `sy:updatePeriod` and its kin.
    Sy,
    /// Media RSS.
    Media,
    /// The podcast directory's.
    Itunes,
    /// FeedBurner's, which keeps the address that it replaced.
    Feedburner,
    /// HTML as XML.
    Xhtml,
    /// Anything else.
    Other,
}

impl Space {
    /// RSS's own elements or Atom's, which say the same under the same names.
    pub fn is_core(self) -> bool {
        matches!(self, Self::Rss | Self::Atom)
    }
}

/// Where an element belongs. `root` is its document's: an unknown namespace that the root itself is in
/// is RSS by another name, and so is no namespace at all.
pub fn space_of(resolved: &ResolveResult<'_>, prefix: Option<&str>, root: Option<Space>) -> Space {
    match resolved {
        ResolveResult::Bound(namespace) => by_uri(namespace.0).unwrap_or(match (prefix, root) {
            (Some(_), _) => Space::Other,
            (None, Some(Space::Atom)) => Space::Atom,
            (None, _) => Space::Rss,
        }),
        ResolveResult::Unbound if prefix.is_none() => match root {
            Some(Space::Atom) => Space::Atom,
            _ => Space::Rss,
        },
        _ => prefix.and_then(by_prefix).unwrap_or(Space::Other),
    }
}

/// The vocabulary of a namespace; writers differ in case, slashes and versions.
fn by_uri(uri: &[u8]) -> Option<Space> {
    let mut lower = [0; MAX_URI_BYTES];
    let lower = lower.get_mut(..uri.len())?;
    lower.copy_from_slice(uri);
    lower.make_ascii_lowercase();
    let found = SPACES.iter().find(|(part, _)| memchr::memmem::find(lower, part.as_bytes()).is_some());
    found.map(|(_, space)| *space)
}

/// Longest namespace looked at, in bytes.
const MAX_URI_BYTES: usize = 128;

/// A vocabulary by the prefix everybody uses for it, for documents that do not declare it.
fn by_prefix(prefix: &str) -> Option<Space> {
    let found = PREFIXES.iter().find(|(known, _)| prefix.eq_ignore_ascii_case(known));
    found.map(|(_, space)| *space)
}

/// Parts of namespaces, lower case; the first that occurs decides.
#[rustfmt::skip]
const SPACES: &[(&str, Space)] = &[
    ("www.w3.org/2005/atom", Space::Atom), ("purl.org/atom/ns", Space::Atom), ("purl.org/atom-blog/ns", Space::Atom),
    ("purl.org/dc/", Space::Dc), ("purl.org/rss/1.0/modules/dc", Space::Dc), ("purl.org/rss/1.0/modules/content", Space::Content),
    ("purl.org/rss/1.0/modules/syndication", Space::Sy), ("search.yahoo.com/mrss", Space::Media),
    ("itunes.com/dtds/podcast", Space::Itunes), ("example.com/dtds/podcast", Space::Itunes),
    ("feedburner.com/feednamespace", Space::Feedburner), ("feedburner.org/ns", Space::Feedburner),
    ("www.w3.org/1999/xhtml", Space::Xhtml),
    ("purl.org/rss/1.0/modules", Space::Other), ("purl.org/rss/", Space::Rss), ("purl.org/net/rss", Space::Rss),
    ("netscape.com/rdf/simple/0.9", Space::Rss), ("netscape.com/publish/formats/rss", Space::Rss),
    ("backend.userland.com/rss", Space::Rss), ("harvard.edu/tech/rss", Space::Rss), ("harvard.edu/rss", Space::Rss),
];

#[rustfmt::skip]
const PREFIXES: &[(&str, Space)] = &[
    ("atom", Space::Atom), ("atom10", Space::Atom), ("a10", Space::Atom), ("dc", Space::Dc), ("dcterms", Space::Dc), ("content", Space::Content),
    ("sy", Space::Sy), ("media", Space::Media), ("itunes", Space::Itunes), ("feedburner", Space::Feedburner),
    ("xhtml", Space::Xhtml), ("rss", Space::Rss),
];

/// A local name as its vocabulary spells it, whatever case the document writes.
pub fn spelled(name: &str) -> &str {
    if !name.bytes().any(|b| b.is_ascii_uppercase()) && name != "pubdate" {
        return name;
    }
    KNOWN.iter().find(|known| name.eq_ignore_ascii_case(known)).copied().unwrap_or(name)
}

/// Every name that is read.
#[rustfmt::skip]
const KNOWN: &[&str] = &[
    "pubDate", "lastBuildDate", "rss", "feed", "RDF", "channel", "item", "entry", "title", "link", "description", "guid",
    "author", "category", "updatePeriod", "updateFrequency", "skipHours", "skipDays", "managingEditor", "origLink",
    "enclosure", "source", "content", "encoded", "summary", "published", "updated", "issued", "modified", "created", "date",
    "creator", "subject", "id", "language", "generator", "copyright", "ttl", "hour", "day", "image", "name", "email", "uri",
    "subtitle", "tagline", "contributor", "keywords", "publishDate", "pubDateUTC", "items", "url", "body",
];

#[cfg(test)]
mod tests {
    use super::*;
    use quick_xml::name::Namespace;

    #[test]
    fn vocabularies_are_known_by_namespace_and_by_prefix() {
        let bound =
            |uri, prefix, root| space_of(&ResolveResult::Bound(Namespace(str::as_bytes(uri))), prefix, root);
        assert_eq!(bound("http://www.w3.org/2005/Atom", Some("x"), None), Space::Atom);
        assert_eq!(bound("http://purl.org/atom/ns#", None, None), Space::Atom);
        assert_eq!(bound("HTTP://SEARCH.YAHOO.COM/MRSS", Some("m"), None), Space::Media);
        assert_eq!(bound("http://purl.org/rss/1.0/", None, None), Space::Rss);
        assert_eq!(bound("http://purl.org/rss/1.0/modules/slash/", Some("slash"), None), Space::Other);
        assert_eq!(bound("urn:unknown", None, Some(Space::Atom)), Space::Atom);
        assert_eq!(bound("urn:unknown", None, None), Space::Rss);
        assert_eq!(bound("urn:unknown", Some("x"), None), Space::Other);
        let unbound = |prefix, root| space_of(&ResolveResult::Unknown("dc".into()), prefix, root);
        assert_eq!(unbound(Some("dc"), None), Space::Dc);
        assert_eq!(unbound(Some("zz"), None), Space::Other);
        assert_eq!(space_of(&ResolveResult::Unbound, None, Some(Space::Atom)), Space::Atom);
        assert_eq!(space_of(&ResolveResult::Unbound, None, None), Space::Rss);
    }

    #[test]
    fn names_are_read_in_any_case() {
        let check = |name: &str, expected: &str| assert_eq!(spelled(name), expected, "{name}");
        check("TiTlE", "title");
        check("pubdate", "pubDate");
        check("PUBDATE", "pubDate");
        check("pubDate", "pubDate");
        check("title", "title");
        check("Strange", "Strange");
    }
}
