//! What may stand in a published text, as data: the elements, and the attributes with what each may say.
//!
//! Whatever is not named here goes. Elements that act, fetch by themselves or ask for something (`form`,
//! `input`, `button`, `object`, `embed`) are not named; their words stay. So is `dialog`: its words would
//! be hidden.

use Element::*;
use Says::*;

/// How an element nests: what must be known to do without a tree (`nesting`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Element {
    /// Within a line, closed by its own end tag.
    Inline,
    /// A link: never within another.
    Link,
    /// Ends a paragraph.
    Block,
    /// `p`.
    Paragraph,
    /// `h1` to `h6`: ends a paragraph, never within another.
    Heading,
    /// Holds `li`.
    List,
    /// `li`.
    Item,
    /// Without end tag, within a line.
    Void,
    /// `hr`: without end tag, ends a paragraph.
    Rule,
    /// `table`: ends a paragraph.
    Table,
    /// `tbody`, `thead`, `tfoot`.
    Section,
    /// `tr`.
    Row,
    /// `td`, `th`.
    Cell,
    /// Needs a tree: what HTML closes by rules of its own.
    Tree,
    /// `col`: needs a tree, has no end tag.
    TreeVoid,
}

impl Element {
    /// Whether it has no end tag.
    pub fn is_void(self) -> bool {
        matches!(self, Void | Rule | TreeVoid)
    }
}

/// What an attribute may say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
    /// Anything: it describes or decorates.
    Anything,
    /// Nothing: with a value it points at other things of the page that shows the text, takes a key
    /// from it, calls a tracker or fetches behind a reader's back. Empty it does none of that.
    Nothing,
    /// An http(s) address.
    Address,
    /// An http(s) address; of a link also an e-mail address or a telephone number.
    Target,
    /// CSS that the style filter lets through.
    Style,
    /// Where portals that load pictures late put the address of a picture. Never written.
    LateAddress,
}

/// The element of a name in lower case.
pub(super) fn element(name: &str) -> Option<(&'static str, Element)> {
    let at = ELEMENTS.binary_search_by(|(n, _)| (*n).cmp(name)).ok()?;
    ELEMENTS.get(at).copied()
}

/// The attribute of a name in lower case.
pub(super) fn attribute(name: &str) -> Option<(&'static str, Says)> {
    let at = ATTRIBUTES.binary_search_by(|(n, _)| (*n).cmp(name)).ok()?;
    ATTRIBUTES.get(at).copied()
}

/// Sorted by name.
#[rustfmt::skip]
pub(super) const ELEMENTS: &[(&str, Element)] = &[
    ("a", Link), ("abbr", Inline), ("acronym", Inline), ("address", Block), ("area", Void), ("article", Block),
    ("aside", Block), ("audio", Inline), ("b", Inline), ("bdi", Inline), ("big", Inline), ("blockquote", Block),
    ("br", Void), ("caption", Tree), ("center", Block), ("cite", Inline), ("code", Inline), ("col", TreeVoid),
    ("colgroup", Tree), ("dd", Tree), ("del", Inline), ("details", Block), ("dfn", Inline), ("div", Block),
    ("dl", Block), ("dt", Tree), ("em", Inline), ("figcaption", Block), ("figure", Block), ("font", Inline),
    ("footer", Block), ("h1", Heading), ("h2", Heading), ("h3", Heading), ("h4", Heading), ("h5", Heading),
    ("h6", Heading), ("header", Block), ("hr", Rule), ("i", Inline), ("img", Void), ("ins", Inline),
    ("kbd", Inline), ("label", Inline), ("li", Item), ("main", Block), ("map", Inline), ("mark", Inline),
    ("menu", List), ("multicol", Inline), ("nav", Block), ("ol", List), ("optgroup", Tree), ("option", Tree),
    ("output", Inline), ("p", Paragraph), ("picture", Inline), ("pre", Block), ("q", Inline), ("s", Inline),
    ("samp", Inline), ("section", Block), ("small", Inline), ("source", Void), ("span", Inline),
    ("strike", Inline), ("strong", Inline), ("sub", Inline), ("summary", Block), ("sup", Inline),
    ("table", Table), ("tbody", Section), ("td", Cell), ("tfoot", Section), ("th", Cell), ("thead", Section),
    ("time", Inline), ("tr", Row), ("tt", Inline), ("u", Inline), ("ul", List), ("var", Inline),
    ("video", Inline), ("wbr", Void),
];

/// Elements that go with everything in them: code, other documents, drawings, and choices of a form.
pub(super) const CONTENT_TOO: &[&str] = &[
    "script", "style", "iframe", "noembed", "noframes", "noscript", "template", "svg", "math", "textarea",
    "select", "title", "canvas", "head",
];

/// Those of them whose content is no markup.
pub(super) const RAW: &[&str] = &["script", "style", "iframe"];

/// Elements that show nothing and hold nothing.
pub(super) const UNSEEN: &[&str] = &["meta", "link"];

/// Tags that are no elements within a text.
pub(super) const NO_ELEMENTS: &[&str] = &["html", "head", "body"];

/// Sorted by name. On any element: one that means nothing there does nothing either.
#[rustfmt::skip]
pub(super) const ATTRIBUTES: &[(&str, Says)] = &[
    ("abbr", Anything), ("accesskey", Nothing), ("align", Anything), ("alt", Anything),
    ("autocomplete", Nothing), ("axis", Anything), ("background", Address), ("balance", Anything),
    ("bgcolor", Anything), ("border", Anything), ("bordercolor", Anything), ("bordercolordark", Anything),
    ("bordercolorlight", Anything), ("cellpadding", Anything), ("cellspacing", Anything), ("ch", Anything),
    ("challenge", Nothing), ("char", Anything), ("charoff", Anything), ("choff", Anything),
    ("cite", Address), ("class", Anything), ("clear", Anything), ("color", Anything), ("colspan", Anything),
    ("compact", Anything), ("controls", Anything), ("coords", Anything), ("data", Nothing),
    ("data-lazy-src", LateAddress), ("data-original", LateAddress), ("data-src", LateAddress),
    ("datafld", Nothing), ("datapagesize", Nothing), ("datasrc", Nothing), ("datetime", Anything),
    ("default", Anything), ("delay", Anything), ("dir", Anything), ("draggable", Anything),
    ("dynsrc", Nothing), ("end", Anything), ("face", Anything), ("for", Nothing), ("form", Nothing),
    ("frame", Anything), ("galleryimg", Anything), ("gutter", Anything), ("height", Anything),
    ("high", Anything), ("href", Target), ("hreflang", Anything), ("hspace", Anything), ("icon", Nothing),
    ("id", Nothing), ("ismap", Anything), ("kind", Anything), ("label", Anything), ("lang", Anything),
    ("leftspacing", Anything), ("list", Nothing), ("longdesc", Address), ("loop", Anything),
    ("loopcount", Anything), ("loopend", Anything), ("low", Anything), ("max", Anything), ("media", Anything),
    ("method", Nothing), ("min", Anything), ("multiple", Nothing), ("nohref", Anything),
    ("noshade", Anything), ("nowrap", Anything), ("open", Anything), ("optimum", Anything),
    ("pattern", Nothing), ("ping", Nothing), ("poster", Address), ("preload", Anything), ("rel", Anything),
    ("repeat-min", Anything), ("rev", Anything), ("reversed", Anything), ("rightspacing", Anything),
    ("rowspan", Anything), ("rules", Anything), ("scope", Anything), ("shape", Anything), ("size", Anything),
    ("sizes", Anything), ("span", Anything), ("src", Address), ("srcset", Nothing), ("start", Anything),
    ("style", Style), ("summary", Anything), ("suppress", Anything), ("target", Nothing),
    ("template", Nothing), ("title", Anything), ("type", Anything), ("unselectable", Anything),
    ("usemap", Nothing), ("valign", Anything), ("value", Anything), ("volume", Anything),
    ("vspace", Anything), ("width", Anything),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_and_keep_clear_of_what_acts() {
        assert!(ELEMENTS.is_sorted_by(|a, b| a.0 < b.0));
        assert!(ATTRIBUTES.is_sorted_by(|a, b| a.0 < b.0));
        assert!(!CONTENT_TOO.iter().any(|name| element(name).is_some()));
        assert!(!ATTRIBUTES.iter().any(|(name, _)| name.starts_with("on") || *name == "srcdoc"));
        for name in [
            "form",
            "input",
            "button",
            "object",
            "embed",
            "base",
            "meta",
            "link",
            "frame",
            "xmp",
            "plaintext",
        ] {
            assert_eq!(element(name), None, "{name}");
        }
    }
}
