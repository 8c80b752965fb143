//! An entry put together from what was read of it: bounded, absolute, sanitised.

use super::facts::{Item, MAX_LIST, Raw, RawLink};
use super::item::PICTURED;
use crate::model::{Claim, DateOrder, Dropped, Enclosure, Entry, Label, Origin, Person};
use crate::parse::context::{Context, Form};
use crate::parse::dates::date;
use crate::parse::links::{absolute, itself_absolute};
use crate::parse::tally::Tally;
use crate::text::{Sanitiser, escaped, plain, plain_text, visible};
use std::collections::HashSet;
use std::rc::Rc;
use url::Url;

/// Longest title, in characters.
const MAX_TITLE_CHARS: usize = 1_000;

/// Longest lead, in bytes before sanitising.
const MAX_SUMMARY_BYTES: usize = 64 * 1_024;

/// Longest full text, in bytes before sanitising.
const MAX_CONTENT_BYTES: usize = 1_024 * 1_024;

/// Longest guid, name or label, in bytes.
const MAX_NAME_BYTES: usize = 4_096;

/// What the entries of one feed are read with.
pub struct Workshop<'a> {
    /// Of the read.
    pub context: &'a Context<'a>,
    /// What relative addresses are resolved against, `xml:base` aside.
    pub base: Rc<Url>,
    /// How `4/5/2022` is meant here.
    pub order: Option<DateOrder>,
    /// Where repairs are counted.
    pub tally: &'a mut Tally,
    /// A lead or text was given of which nothing is left to show; of the entry last read.
    pub emptied: bool,
}

impl<'a> Workshop<'a> {
    /// For a feed whose relative addresses are resolved against `base`.
    pub fn new(
        context: &'a Context<'a>,
        base: Rc<Url>,
        order: Option<DateOrder>,
        tally: &'a mut Tally,
    ) -> Self {
        Self { context, base, order, tally, emptied: false }
    }

    /// An entry, or why there is none.
    pub fn entry(&mut self, mut item: Item) -> Result<Entry, Dropped> {
        let base = item.base.take().unwrap_or_else(|| Rc::clone(&self.base));
        let title = self.title(item.title.take());
        let link = self.link(&item, &base);
        let summary_base = item.summary_base.take().unwrap_or_else(|| Rc::clone(&base));
        let content_base = item.content_base.take().unwrap_or_else(|| Rc::clone(&base));
        self.emptied = false;
        let summary = self.html(item.summary.take(), MAX_SUMMARY_BYTES, &summary_base);
        let content = self.html(item.content.take(), MAX_CONTENT_BYTES, &content_base);
        let guid =
            item.guid.take().map(|g| crate::text::xml_safe(g.trim()).into_owned()).filter(|g| !g.is_empty());
        let guid = guid.map(|g| self.bounded(g, MAX_NAME_BYTES));
        let enclosures = self.enclosures(&item.enclosures, &item.links, &base);
        let medium = self.medium(&item, &base);
        let authors = [item.authors, Vec::from_iter(item.podcaster), item.source_authors];
        let authors = authors.into_iter().find(|named| !named.is_empty()).unwrap_or_default();
        let entry = Entry {
            title,
            link: link.or(medium),
            guid,
            published: self.date(item.published.get()),
            updated: self.date(item.updated.get()),
            summary,
            content,
            authors: authors.into_iter().filter_map(|p| self.person(p)).collect(),
            labels: self.labels(item.labels),
            enclosures,
            origin: item.origin.and_then(|o| self.origin(o, &base)),
        };
        if entry == Entry::default() && !self.emptied {
            return Err(Dropped { reason: "the entry is empty".into(), title: None });
        }
        Ok(entry)
    }

    /// A date of the feed.
    pub fn date(&mut self, text: Option<&String>) -> Option<Claim> {
        let text = text?;
        let claim = date(text, self.order, self.context.fetched);
        if claim.is_none() {
            self.tally.note("unreadable-date");
        }
        claim
    }

    /// A title: plain text, or what stands there in the other forms.
    pub fn title(&mut self, given: Option<Raw>) -> String {
        let Some(given) = given else { return String::new() };
        if self.context.form != Form::Published {
            return self.html(Some(given), MAX_CONTENT_BYTES, &Rc::clone(&self.base));
        }
        let text = self.bounded(unwrapped(given.text), MAX_SUMMARY_BYTES);
        let title = if given.html { plain(&text) } else { plain_text(&text) };
        match title.char_indices().nth(MAX_TITLE_CHARS) {
            Some((at, _)) => {
                self.tally.note("over-limit");
                title.get(..at).unwrap_or_default().trim_end().to_owned()
            }
            None => title,
        }
    }

    /// A name, a label: plain text, or what stands there in the other forms.
    fn name(&mut self, given: String) -> String {
        let given = self.bounded(given, MAX_NAME_BYTES);
        if self.context.form == Form::Published { plain(&given) } else { given }
    }

    /// A text: sanitised HTML, its addresses made absolute.
    pub fn html(&mut self, given: Option<Raw>, max_bytes: usize, base: &Rc<Url>) -> String {
        let Some(given) = given else { return String::new() };
        let text = self.bounded(unwrapped(given.text), max_bytes);
        if self.context.form == Form::AsGiven || text.trim().is_empty() {
            return if text.trim().is_empty() { String::new() } else { text };
        }
        let text = if given.html { text } else { escaped(&text) };
        let clean = Sanitiser::new(Some(base)).clean(&text);
        self.emptied |= clean.is_empty();
        if clean.len() <= 2 * max_bytes {
            return clean;
        }
        // Tags that were never closed can be repeated into any size.
        self.tally.note("over-limit");
        escaped(&visible(&text))
    }

    /// `text`, cut at a character where it is over its bound.
    fn bounded(&mut self, mut text: String, max_bytes: usize) -> String {
        if text.len() > max_bytes {
            self.tally.note("over-limit");
            let end = (0..=max_bytes).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
            text.truncate(end);
        }
        text
    }

    /// The article's address: what a feed service replaced, the first alternate link, else a guid that is
    /// a permalink. What only concerns it (comments, the feed itself) is no address of it; a medium
    /// is, when there is nothing else.
    fn link(&mut self, item: &Item, base: &Url) -> Option<String> {
        if let Some(original) = item.original_link.as_deref().and_then(itself_absolute) {
            return Some(original.into());
        }
        let alternate = |l: &&RawLink| {
            l.rel.as_deref().is_none_or(|r| r.is_empty() || r.eq_ignore_ascii_case("alternate"))
        };
        let is_page = |l: &&RawLink| l.media_type.as_deref().is_none_or(|t| t.contains("html"));
        let all = || item.links.iter().filter(alternate);
        for link in all().filter(is_page).chain(all().filter(|l| !is_page(l))) {
            match absolute(&link.href, link.base.as_deref().unwrap_or(base)) {
                Some(found) => return Some(found),
                None => self.tally.note("bad-link"),
            }
        }
        let guid = item.guid.as_deref().filter(|_| item.permalink != Some(false))?;
        itself_absolute(guid).map(|_| guid.trim().to_owned())
    }

    /// The address of the medium that an entry without a page is; pictures are none.
    fn medium(&self, item: &Item, base: &Url) -> Option<String> {
        let linked = item.links.iter().filter(|l| l.rel.as_deref() == Some("enclosure"));
        let media = item.enclosures.iter().filter(|m| m.rel.as_deref() != Some(PICTURED)).chain(linked);
        let is_picture = |m: &&RawLink| m.media_type.as_deref().is_some_and(|t| t.starts_with("image"));
        let found =
            media.filter(|m| !is_picture(m)).map(|m| absolute(&m.href, m.base.as_deref().unwrap_or(base)));
        found.flatten().next()
    }

    fn enclosures(&mut self, given: &[RawLink], links: &[RawLink], base: &Url) -> Vec<Enclosure> {
        let linked = links.iter().filter(|l| l.rel.as_deref() == Some("enclosure"));
        let mut seen = HashSet::new();
        let read = |l: &RawLink| {
            let url = absolute(&l.href, l.base.as_deref().unwrap_or(base))?;
            Some(Enclosure {
                url,
                length: l.length,
                media_type: l.media_type.clone().map(|t| plain_text(&t)),
            })
        };
        let found = given.iter().chain(linked).filter_map(read).filter(|e| seen.insert(e.url.clone()));
        found.take(MAX_LIST).collect()
    }

    /// A person with a name, or nothing.
    pub fn person(&mut self, given: Person) -> Option<Person> {
        let name = self.name(given.name);
        let tidy = |text: Option<String>| {
            text.map(|t| plain_text(&t)).filter(|t| !t.is_empty() && t.len() <= MAX_NAME_BYTES)
        };
        let uri = tidy(given.uri).and_then(|u| absolute(&u, &self.base));
        let person = Person { name, email: tidy(given.email), uri };
        (person != Person::default()).then_some(person)
    }

    /// Labels as given, trimmed, each once.
    pub fn labels(&mut self, given: Vec<Label>) -> Vec<Label> {
        let mut seen = HashSet::new();
        let tidy = |text: Option<String>| text.map(|t| plain_text(&t)).filter(|t| !t.is_empty());
        let mut labels = Vec::with_capacity(given.len());
        for label in given {
            let term = self.name(label.term);
            let scheme = tidy(label.scheme);
            let label = tidy(label.label);
            let says = !term.is_empty() || label.is_some() || scheme.is_some();
            if says && seen.insert((term.clone(), scheme.clone())) {
                labels.push(Label { term, scheme, label });
            }
        }
        labels
    }

    fn origin(&mut self, given: Origin, base: &Url) -> Option<Origin> {
        let title = given.title.map(|t| self.name(t)).filter(|t| !t.is_empty());
        let url = given.url.and_then(|u| absolute(&u, base));
        (title.is_some() || url.is_some()).then_some(Origin { title, url })
    }
}

/// A text without the CDATA around it that was escaped, or written twice.
fn unwrapped(text: String) -> String {
    let Some(inner) = text.trim_start().strip_prefix("<![CDATA[") else { return text };
    inner.trim_end().strip_suffix("]]>").unwrap_or(inner).trim().to_owned()
}
