//! An entry put together: identity and dates from the facts, texts from feed-rs, all of it bounded,
//! absolute and sanitised.

use super::date::date;
use super::facts::{Item, MAX_LIST, Raw, RawLink};
use super::feed::Texts;
use super::links::{absolute, itself_absolute};
use super::read::Context;
use super::tally::Tally;
use crate::model::{Claim, DateOrder, Dropped, Enclosure, Entry, Label, Origin, Person};
use crate::text::{Sanitiser, escaped, plain, plain_text, visible};
use std::collections::HashSet;
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
    pub base: Url,
    /// How `4/5/2022` is meant here.
    pub order: Option<DateOrder>,
    /// Where repairs are counted.
    pub tally: &'a mut Tally,
    sanitiser: (Url, Sanitiser),
}

impl<'a> Workshop<'a> {
    /// For a feed whose relative addresses are resolved against `base`.
    pub fn new(context: &'a Context<'a>, base: Url, order: Option<DateOrder>, tally: &'a mut Tally) -> Self {
        let sanitiser = (base.clone(), Sanitiser::new(Some(&base)));
        Self { context, base, order, tally, sanitiser }
    }

    /// An entry, or why there is none.
    pub fn entry(&mut self, item: Item, texts: Option<Texts>) -> Result<Entry, Dropped> {
        let texts = texts.unwrap_or_default();
        let base = item.base.clone().unwrap_or_else(|| self.base.clone());
        let title = self.title(item.title.as_ref(), texts.title);
        let link = self.link(&item, &base);
        let content_base = item.content_base.as_ref().unwrap_or(&base).clone();
        let summary = self.html(item.summary.as_ref(), texts.summary, MAX_SUMMARY_BYTES, &base);
        let content = self.html(item.content.as_ref(), texts.content, MAX_CONTENT_BYTES, &content_base);
        let guid = item.guid.map(|g| crate::text::xml_safe(g.trim()).into_owned()).filter(|g| !g.is_empty());
        let guid = guid.map(|g| self.bounded(g, MAX_NAME_BYTES));
        if title.is_empty() && link.is_none() && guid.is_none() && summary.is_empty() && content.is_empty() {
            return Err(Dropped { reason: "neither title nor link nor text".into(), title: None });
        }
        let enclosures = self.enclosures(&item.enclosures, &item.links, &base);
        Ok(Entry {
            title,
            link,
            guid,
            published: self.date(item.published.text()),
            updated: self.date(item.updated.text()),
            summary,
            content,
            authors: item.authors.into_iter().filter_map(|p| self.person(p)).collect(),
            labels: self.labels(item.labels),
            enclosures,
            origin: item.origin.and_then(|o| self.origin(o, &base)),
        })
    }

    /// A date of the feed.
    pub fn date(&mut self, text: Option<&str>) -> Option<Claim> {
        let text = text?;
        let claim = date(text, self.order, self.context.fetched);
        if claim.is_none() {
            self.tally.note("unreadable-date");
        }
        claim
    }

    /// A title: what feed-rs read of it, else what stands there.
    pub fn title(&mut self, given: Option<&Raw>, read: Option<String>) -> String {
        let Some(given) = given else { return read.map(|r| plain(&r)).unwrap_or_default() };
        let text = read.filter(|r| !r.trim().is_empty()).unwrap_or_else(|| given.text.clone());
        let text = self.bounded(text, MAX_SUMMARY_BYTES);
        let title = if given.html { plain(&text) } else { plain_text(&text) };
        match title.char_indices().nth(MAX_TITLE_CHARS) {
            Some((at, _)) => {
                self.tally.note("over-limit");
                title.get(..at).unwrap_or_default().trim_end().to_owned()
            }
            None => title,
        }
    }

    fn html(&mut self, given: Option<&Raw>, read: Option<String>, max_bytes: usize, base: &Url) -> String {
        let html = given.is_none_or(|g| g.html);
        let Some(text) = read.filter(|r| !r.trim().is_empty()).or_else(|| given.map(|g| g.text.clone()))
        else {
            return String::new();
        };
        let text = self.bounded(text, max_bytes);
        if text.trim().is_empty() {
            return String::new();
        }
        let text =
            if html { text } else { text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;") };
        if self.sanitiser.0 != *base {
            self.sanitiser = (base.clone(), Sanitiser::new(Some(base)));
        }
        let clean = self.sanitiser.1.clean(&text);
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

    /// The article's address: the first alternate link, else a guid that is a permalink. What only
    /// concerns it (comments, the feed itself, enclosures) is no address of it.
    fn link(&mut self, item: &Item, base: &Url) -> Option<String> {
        let alternate = |l: &&RawLink| {
            l.rel.as_deref().is_none_or(|r| r.is_empty() || r.eq_ignore_ascii_case("alternate"))
        };
        let is_page = |l: &&RawLink| l.media_type.as_deref().is_none_or(|t| t.contains("html"));
        let all = || item.links.iter().filter(alternate);
        for link in all().filter(is_page).chain(all().filter(|l| !is_page(l))) {
            match absolute(&link.href, link.base.as_ref().unwrap_or(base)) {
                Some(found) => return Some(found),
                None => self.tally.note("bad-link"),
            }
        }
        let guid = item.guid.as_deref().filter(|_| item.permalink != Some(false))?;
        itself_absolute(guid).map(|_| guid.trim().to_owned())
    }

    fn enclosures(&mut self, given: &[RawLink], links: &[RawLink], base: &Url) -> Vec<Enclosure> {
        let linked = links.iter().filter(|l| l.rel.as_deref() == Some("enclosure"));
        let mut seen = HashSet::new();
        let read = |l: &RawLink| {
            let url = absolute(&l.href, l.base.as_ref().unwrap_or(base))?;
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
        let name = plain(&self.bounded(given.name, MAX_NAME_BYTES));
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
            let term = plain(&self.bounded(label.term, MAX_NAME_BYTES));
            let scheme = tidy(label.scheme);
            if !term.is_empty() && seen.insert((term.clone(), scheme.clone())) {
                labels.push(Label { term, scheme, label: tidy(label.label) });
            }
        }
        labels
    }

    fn origin(&mut self, given: Origin, base: &Url) -> Option<Origin> {
        let title = given.title.map(|t| plain(&self.bounded(t, MAX_NAME_BYTES))).filter(|t| !t.is_empty());
        let url = given.url.and_then(|u| absolute(&u, base));
        (title.is_some() || url.is_some()).then_some(Origin { title, url })
    }
}
