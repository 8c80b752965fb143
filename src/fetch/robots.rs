//! [`Robots`]: what a host lets us ask for (RFC 9309), from the answer to its `/robots.txt`.
//!
//! The rules themselves are in `robots/rules.rs`, how a path is compared with one in `robots/pattern.rs`.
//! Here is what an answer means that is no list of rules: a file that is not there forbids nothing, a
//! host that cannot say what it forbids is left alone until it can.

mod pattern;
mod rules;

use self::pattern::normal;
use self::rules::{Rules, Ruling};
use super::fault;
use crate::model::{Answer, Problem, ProblemKind, TransportFault};
use std::sync::Arc;
use std::time::Duration;
use url::Url;

/// The product token of our User-Agent (RFC 9309 §2.2.1).
const PRODUCT: &str = "diemtin";

/// How long what a host said is kept (RFC 9309 §2.4).
const KEEP_RULES: Duration = Duration::from_secs(24 * 3600);

/// How long a host that could not be asked is left alone.
const KEEP_UNREACHABLE: Duration = Duration::from_secs(3600);

/// What a host lets us ask for. A clone is a pointer.
#[derive(Debug, Clone)]
pub struct Robots(Arc<Said>);

#[derive(Debug)]
enum Said {
    /// Rules; none at all forbid nothing.
    Rules { rules: Rules, keep_for: Duration },
    /// Nothing could be learned, and why.
    Unreachable(String),
}

impl Robots {
    /// Where the rules for `page` stand: at the root of its origin. Only http(s) has such a place.
    pub fn address(page: &Url) -> Option<Url> {
        if !matches!(page.scheme(), "http" | "https") || !page.has_host() {
            return None;
        }
        let mut address = page.join("/robots.txt").ok()?;
        address.set_username("").ok()?;
        address.set_password(None).ok()?;
        Some(address)
    }

    /// What the answer to a GET of [`Robots::address`] means.
    ///
    /// Redirects that lead nowhere count as a file that is not there (RFC 9309 §2.3.1.2). Of a body that
    /// was cut the whole lines count, and not for long.
    pub fn of(answer: &Answer) -> Self {
        let cut = match &answer.fault {
            None => false,
            Some(TransportFault::RedirectLoop | TransportFault::BadRedirect(_)) => return Self::open(),
            Some(TransportFault::Truncated | TransportFault::BodyTooLarge { .. })
                if is_success(answer.status) && !answer.body.is_empty() =>
            {
                true
            }
            Some(fault) => return Self::unreachable(fault::of_transport(fault, answer).sentence),
        };
        match answer.status {
            status if is_success(status) => Self::ruled(answer, cut),
            429 | 500..=599 => Self::unreachable(format!("it answered {}", answer.status)),
            0 => Self::unreachable("nothing came".to_owned()),
            _ => Self::open(),
        }
    }

    /// Nothing is forbidden.
    pub fn open() -> Self {
        Self(Arc::new(Said::Rules { rules: Rules::default(), keep_for: KEEP_RULES }))
    }

    fn ruled(answer: &Answer, cut: bool) -> Self {
        let asked = answer.hops.first().map_or(&answer.final_url, |hop| &hop.from);
        let rules = Rules::read(&answer.body, PRODUCT, asked, cut);
        let keep_for = if cut { KEEP_UNREACHABLE } else { KEEP_RULES };
        Self(Arc::new(Said::Rules { rules, keep_for }))
    }

    fn unreachable(why: String) -> Self {
        Self(Arc::new(Said::Unreachable(why)))
    }

    /// Whether `url`, an address of the same origin, may be asked for.
    ///
    /// # Errors
    /// [`ProblemKind::Robots`], with the rule that forbids it, or why there are no rules to go by.
    pub fn judge(&self, url: &Url) -> Result<(), Problem> {
        if url.path() == "/robots.txt" {
            return Ok(());
        }
        let host = url.host_str().unwrap_or("the host");
        match self.0.as_ref() {
            Said::Rules { rules, .. } => match rules.judge(&normal(&path_of(url))) {
                Ruling::Allowed => Ok(()),
                Ruling::Forbidden { rule, line } => Err(Problem::new(
                    ProblemKind::Robots,
                    format!("robots.txt of {host} forbids {url} with \"Disallow: {rule}\" in line {line}"),
                    "look for a feed of the portal at an address that is allowed; set robots = false for \
                     this source only after the portal has agreed to it",
                )),
            },
            Said::Unreachable(why) => Err(Problem::new(
                ProblemKind::Robots,
                format!("robots.txt of {host} cannot be read, {why}; until it can, nothing is asked for"),
                "nothing, it is asked for again every hour; if it stays so, tell the portal, and set robots = \
                 false for this source only after the portal has agreed to it",
            )),
        }
    }

    /// Whether nothing could be learned: a verdict for now, and of no page in particular.
    pub fn is_unreachable(&self) -> bool {
        matches!(self.0.as_ref(), Said::Unreachable(_))
    }

    /// The least time between two requests that the host asks for (`Crawl-delay`).
    pub fn crawl_delay(&self) -> Option<Duration> {
        match self.0.as_ref() {
            Said::Rules { rules, .. } => rules.crawl_delay(),
            Said::Unreachable(_) => None,
        }
    }

    /// The sitemaps that the host names.
    pub fn sitemaps(&self) -> &[Url] {
        match self.0.as_ref() {
            Said::Rules { rules, .. } => rules.sitemaps(),
            Said::Unreachable(_) => &[],
        }
    }

    /// How long to go by this before asking again.
    pub fn keep_for(&self) -> Duration {
        match self.0.as_ref() {
            Said::Rules { keep_for, .. } => *keep_for,
            Said::Unreachable(_) => KEEP_UNREACHABLE,
        }
    }
}

fn is_success(status: u16) -> bool {
    (200..300).contains(&status)
}

/// What rules are compared with: path and query (RFC 9309 §2.2.2).
fn path_of(url: &Url) -> String {
    match url.query() {
        Some(query) => format!("{}?{query}", url.path()),
        None => url.path().to_owned(),
    }
}

#[cfg(test)]
mod tests;
