//! The rules of a robots.txt that are meant for us, out of the first 500 KiB of any bytes.
//!
//! The lines are read by the crate `robotstxt`, with the misspellings it knows. Its own matcher is not
//! used: it reads the whole file for every address and looks up characters by number, which a hostile
//! file turns into minutes. Groups and the longest match are a few lines here.

use super::pattern::{matches, normal_pattern};
use robotstxt::{RobotsParseHandler, parse_robotstxt};
use std::cmp::Reverse;
use std::collections::HashSet;
use std::fmt::Write;
use std::time::Duration;
use url::Url;

/// What is read of a file, in bytes (RFC 9309 §2.5).
const MAX_BYTES: usize = 500 * 1024;

/// What is read of a line, in bytes.
const MAX_LINE_BYTES: usize = 4_096;

/// Most rules kept of each group.
const MAX_RULES: usize = 10_000;

/// Most sitemaps kept.
const MAX_SITEMAPS: usize = 100;

/// The longest `Crawl-delay` obeyed.
const MAX_DELAY: Duration = Duration::from_secs(600);

/// Longest pattern named in a sentence, in characters.
const MAX_SHOWN_CHARS: usize = 100;

/// What applies to us.
#[derive(Debug, Default)]
pub struct Rules {
    /// The longest first, and of equal ones those that allow: the first that matches decides.
    rules: Vec<Rule>,
    crawl_delay: Option<Duration>,
    sitemaps: Vec<Url>,
}

#[derive(Debug, PartialEq, Eq, Hash, Clone)]
struct Rule {
    allows: bool,
    pattern: String,
    line: u32,
}

/// What the rules say of a path.
#[derive(Debug, PartialEq, Eq)]
pub enum Ruling {
    /// Nothing forbids it.
    Allowed,
    /// A rule does.
    Forbidden {
        /// As it is compared.
        rule: String,
        /// Where it stands.
        line: u32,
    },
}

impl Rules {
    /// Those of the group for `product`, else of the group for everybody. `asked` is where the file
    /// belongs; the last line of one that was `cut` counts for nothing.
    pub fn read(body: &[u8], product: &str, asked: &Url, cut: bool) -> Self {
        if is_page(body) {
            return Self::default();
        }
        let mut groups = Groups::new(product, asked);
        parse_robotstxt(&tame(body, cut), &mut groups);
        let Group { mut rules, crawl_delay, .. } =
            if groups.ours.named { groups.ours } else { groups.everybody };
        rules.sort_by_key(|rule| (Reverse(rule.pattern.len()), !rule.allows));
        Self { rules, crawl_delay, sitemaps: groups.sitemaps }
    }

    /// What the rules say of a path in normal form: the longest that matches decides (RFC 9309 §2.2.2).
    pub fn judge(&self, path: &str) -> Ruling {
        match self.rules.iter().find(|rule| matches(&rule.pattern, path)) {
            Some(rule) if !rule.allows => Ruling::Forbidden {
                rule: rule.pattern.chars().take(MAX_SHOWN_CHARS).collect(),
                line: rule.line,
            },
            _ => Ruling::Allowed,
        }
    }

    /// The longest `Crawl-delay` of the group.
    pub fn crawl_delay(&self) -> Option<Duration> {
        self.crawl_delay
    }

    /// Every `Sitemap:` that is an address, each once.
    pub fn sitemaps(&self) -> &[Url] {
        &self.sitemaps
    }
}

/// A web page in place of the file. Markup before the rules, as warnings of PHP leave it, is none.
fn is_page(body: &[u8]) -> bool {
    let head = body.get(..body.len().min(512)).unwrap_or_default();
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let head = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    head.starts_with("<!doctype html") || head.starts_with("<html")
}

/// The file as ASCII in lines of bounded length: octets of other characters as `%XX`, a `%` that begins
/// no escape as `%25`. What a byte order mark, NUL or control character leaves is taken out.
fn tame(body: &[u8], cut: bool) -> String {
    let whole = body.len() <= MAX_BYTES && !cut;
    let body = body.get(..body.len().min(MAX_BYTES)).unwrap_or_default();
    let last = body.iter().rposition(|b| matches!(b, b'\n' | b'\r')).map_or(0, |at| at + 1);
    let body = if whole { body } else { body.get(..last).unwrap_or_default() };
    let marks: [&[u8]; 3] = [b"\xEF\xBB\xBF", b"\xFF\xFE", b"\xFE\xFF"];
    let body = marks.iter().find_map(|mark| body.strip_prefix(*mark)).unwrap_or(body);
    let is_hex = |at: usize| body.get(at).is_some_and(u8::is_ascii_hexdigit);
    let mut out = String::with_capacity(body.len());
    let mut length = 0;
    for (at, &byte) in body.iter().enumerate() {
        match byte {
            b'\n' | b'\r' => {
                length = 0;
                out.push(char::from(byte));
                continue;
            }
            _ if length >= MAX_LINE_BYTES => continue,
            b'%' if !(is_hex(at + 1) && is_hex(at + 2)) => out.push_str("%25"),
            b'\t' | b' '..=b'~' => out.push(char::from(byte)),
            0x80.. => {
                // writing to a string does not fail
                let _ = write!(out, "%{byte:02X}");
            }
            _ => continue,
        }
        length += 1;
    }
    out
}

/// What is gathered on the way through the lines.
struct Groups<'a> {
    product: &'a str,
    asked: &'a Url,
    ours: Group,
    everybody: Group,
    /// The names of the group are over: one more begins another.
    began: bool,
    sitemaps: Vec<Url>,
}

#[derive(Default)]
struct Group {
    /// Some line names it; without rules it allows everything.
    named: bool,
    /// The line that is read belongs to it.
    open: bool,
    rules: Vec<Rule>,
    known: HashSet<(bool, String)>,
    crawl_delay: Option<Duration>,
}

impl<'a> Groups<'a> {
    fn new(product: &'a str, asked: &'a Url) -> Self {
        let (ours, everybody) = (Group::default(), Group::default());
        Self { product, asked, ours, everybody, began: false, sitemaps: Vec::new() }
    }

    fn open(&mut self) -> impl Iterator<Item = &mut Group> {
        [&mut self.ours, &mut self.everybody].into_iter().filter(|group| group.open)
    }

    fn rule(&mut self, allows: bool, written: &str, line: u32) {
        self.began |= self.ours.open || self.everybody.open;
        let pattern = normal_pattern(written);
        if !pattern.starts_with(['/', '*']) {
            return;
        }
        for group in self.open().filter(|group| group.rules.len() < MAX_RULES) {
            if group.known.insert((allows, pattern.clone())) {
                group.rules.push(Rule { allows, pattern: pattern.clone(), line });
            }
        }
    }
}

impl RobotsParseHandler for Groups<'_> {
    fn handle_robots_start(&mut self) {}

    fn handle_robots_end(&mut self) {}

    fn handle_user_agent(&mut self, _: u32, user_agent: &str) {
        if std::mem::take(&mut self.began) {
            self.ours.open = false;
            self.everybody.open = false;
        }
        let end = user_agent.find(|c: char| !(c.is_ascii_alphabetic() || matches!(c, '-' | '_')));
        let token = user_agent.get(..end.unwrap_or(user_agent.len())).unwrap_or_default();
        let group = match user_agent.strip_prefix('*') {
            Some(rest) if rest.is_empty() || rest.starts_with(char::is_whitespace) => &mut self.everybody,
            _ if token.eq_ignore_ascii_case(self.product) => &mut self.ours,
            _ => return,
        };
        group.named = true;
        group.open = true;
    }

    fn handle_allow(&mut self, line: u32, value: &str) {
        self.rule(true, value, line);
    }

    fn handle_disallow(&mut self, line: u32, value: &str) {
        self.rule(false, value, line);
    }

    /// Belongs to no group and ends none (RFC 9309 §2.2.4).
    fn handle_sitemap(&mut self, _: u32, value: &str) {
        let Ok(url) = self.asked.join(value) else { return };
        let usable = matches!(url.scheme(), "http" | "https") && url.has_host();
        if usable && self.sitemaps.len() < MAX_SITEMAPS && !self.sitemaps.contains(&url) {
            self.sitemaps.push(url);
        }
    }

    /// `Crawl-delay` stands in a group and ends its list of names, as everybody writes it.
    fn handle_unknown_action(&mut self, _: u32, action: &str, value: &str) {
        if !action.eq_ignore_ascii_case("crawl-delay") && !action.eq_ignore_ascii_case("crawldelay") {
            return;
        }
        self.began = true;
        let seconds = value.replace(',', ".").parse::<f64>().ok().filter(|s| s.is_finite() && *s >= 0.0);
        let Some(seconds) = seconds else { return };
        let delay = Duration::from_secs_f64(seconds.min(MAX_DELAY.as_secs_f64()));
        for group in self.open() {
            group.crawl_delay = group.crawl_delay.max(Some(delay));
        }
    }
}
