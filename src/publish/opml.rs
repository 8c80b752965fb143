//! OPML 2.0: all of our feeds for a reader's import, and the list of our sources.

use super::markup::Markup;
use super::press::Press;
use crate::model::{Document, Scope, Slug, Source, SourceKind, Timestamp};

/// OPML has no registered type; readers know this one.
const MEDIA_TYPE: &str = "text/x-opml; charset=utf-8";
const ROOM_BYTES: usize = 32 * 1024;

impl Press<'_> {
    /// `/opml.xml`: every feed of ours, grouped, in the configured order.
    pub fn opml_feeds(&self, updated: Timestamp) -> Document {
        let mut out = begin(&self.feed.title);
        self.feed_outline(&mut out, "feed", &self.feed.title);
        let (latest, title, _) = self.heading(&Scope::All);
        self.feed_outline(&mut out, &latest, &title);
        group(&mut out, "Chuyên mục", |out| {
            for category in &self.taxonomy.categories {
                self.feed_outline(out, &format!("category/{}", category.slug), &category.name);
            }
        });
        group(&mut out, "Tỉnh, thành phố", |out| {
            for province in &self.taxonomy.provinces {
                self.feed_outline(out, &format!("province/{}", province.slug), &province.name);
            }
        });
        group(&mut out, "Nguồn tin", |out| {
            for source in self.sources.iter().filter(|source| source.enabled) {
                self.feed_outline(out, &format!("source/{}", source.id), &source.name);
            }
        });
        end(out, updated)
    }

    /// `/sources.opml`: the addresses we poll, grouped by the first category an editor gave them.
    pub fn opml_sources(&self, updated: Timestamp) -> Document {
        let enabled = || self.sources.iter().map(AsRef::as_ref).filter(|source: &&Source| source.enabled);
        let first = |source: &Source| source.categories.first().cloned();
        let known = |slug: &Slug| self.taxonomy.categories.iter().any(|category| category.slug == *slug);
        let mut out = begin(&format!("{}: nguồn tin", self.feed.title));
        for category in &self.taxonomy.categories {
            let of = || enabled().filter(|source| first(source).as_ref() == Some(&category.slug));
            if of().next().is_some() {
                group(&mut out, &category.name, |out| of().for_each(|source| source_outline(out, source)));
            }
        }
        for source in enabled().filter(|source| !first(source).is_some_and(|slug| known(&slug))) {
            source_outline(&mut out, source);
        }
        end(out, updated)
    }

    fn feed_outline(&self, out: &mut Markup, path: &str, name: &str) {
        let address = format!("{}{path}.atom", self.root);
        outline(
            out,
            name,
            &[
                ("type", Some("rss")),
                ("version", Some("ATOM1")),
                ("xmlUrl", Some(&address)),
                ("htmlUrl", Some(self.root.as_str())),
            ],
        );
    }
}

/// A feed goes out as one; a list or sitemap is a link, since no reader could subscribe to it.
fn source_outline(out: &mut Markup, source: &Source) {
    let address = Some(source.url.as_str());
    match source.kind {
        SourceKind::Auto | SourceKind::Feed => {
            outline(out, &source.name, &[("type", Some("rss")), ("xmlUrl", address)]);
        }
        SourceKind::Listing | SourceKind::Sitemap => {
            outline(out, &source.name, &[("type", Some("link")), ("url", address)]);
        }
    }
}

fn outline(out: &mut Markup, name: &str, attributes: &[(&str, Option<&str>)]) {
    let mut all = vec![("text", Some(name)), ("title", Some(name))];
    all.extend_from_slice(attributes);
    out.empty("outline", &all);
}

fn group(out: &mut Markup, name: &str, members: impl FnOnce(&mut Markup)) {
    out.open("outline", &[("text", Some(name)), ("title", Some(name))]).raw("\n");
    members(out);
    out.raw("</outline>\n");
}

fn begin(title: &str) -> Markup {
    let mut out = Markup::new(ROOM_BYTES);
    out.raw("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<opml version=\"2.0\">\n<head>");
    out.element("title", title).raw("</head>\n<body>\n");
    out
}

fn end(mut out: Markup, updated: Timestamp) -> Document {
    out.raw("</body>\n</opml>\n");
    Document::new(MEDIA_TYPE, updated, out.finish())
}
