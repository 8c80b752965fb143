//! [`Problem`]: why a source yields nothing. Data for a person, not a log line.

use serde::{Deserialize, Serialize};

/// Why a source yields nothing, or less than it should.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// For programs and for telling problems apart.
    pub kind: ProblemKind,
    /// What happened: lower case, no full stop, with the value in question.
    pub sentence: String,
    /// What whoever can mend it should do.
    pub advice: String,
}

/// The kinds of problems. Their text form is kebab-case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProblemKind {
    /// The name does not resolve.
    Dns,
    /// The address is private and not allowed.
    ForbiddenAddress,
    /// No connection.
    Connect,
    /// Certificate or handshake.
    Tls,
    /// Too slow as a whole.
    Timeout,
    /// Went silent.
    Stalled,
    /// Over `max_body`.
    BodyTooLarge,
    /// Cut off; what could be read was kept.
    Truncated,
    /// `Content-Encoding` is wrong.
    BadEncoding,
    /// Redirects go in a circle or are too many.
    RedirectLoop,
    /// A redirect to nowhere.
    BadRedirect,
    /// Not HTTP.
    Protocol,
    /// 401, 407 or a login page.
    LoginRequired,
    /// 403 and other refusals.
    Forbidden,
    /// 404.
    NotFound,
    /// 410.
    Gone,
    /// 429 or 503.
    Throttled,
    /// 5xx.
    ServerError,
    /// Any other status that is no answer.
    UnexpectedStatus,
    /// A web page in place of a feed.
    HtmlInsteadOfFeed,
    /// A cookie or script challenge.
    Challenge,
    /// An empty body.
    EmptyBody,
    /// A feed without entries where there used to be some, or at the first poll.
    EmptyFeed,
    /// Neither a feed nor a page.
    NotAFeed,
    /// A feed that is broken beyond reading.
    BrokenFeed,
    /// A page without a list.
    NoList,
    /// A page without an article.
    NoArticle,
    /// The list is not where it was, and what is there now has nothing in common with it.
    ListChanged,
    /// A selector of the config matches nothing on the page.
    SelectorMatchesNothing,
    /// robots.txt asks not to fetch it, or cannot be had.
    Robots,
    /// Old or undated entries look new, as of a portal that has moved; they wait for a person.
    Quarantine,
    /// A kind of source this version does not read.
    Unsupported,
    /// No room on the disk of the store. A problem of the daemon, not of a source.
    DiskFull,
    /// A scheduled export failed. A problem of the daemon.
    ExportFailed,
    /// The store could not be looked after. A problem of the daemon.
    Upkeep,
    /// A panic of ours while reading; the body is at fault only in part.
    Internal,
}

impl ProblemKind {
    /// The stable text form (`html-instead-of-feed`).
    pub fn as_str(self) -> &'static str {
        use ProblemKind::*;
        match self {
            Dns => "dns",
            ForbiddenAddress => "forbidden-address",
            Connect => "connect",
            Tls => "tls",
            Timeout => "timeout",
            Stalled => "stalled",
            BodyTooLarge => "body-too-large",
            Truncated => "truncated",
            BadEncoding => "bad-encoding",
            RedirectLoop => "redirect-loop",
            BadRedirect => "bad-redirect",
            Protocol => "protocol",
            LoginRequired => "login-required",
            Forbidden => "forbidden",
            NotFound => "not-found",
            Gone => "gone",
            Throttled => "throttled",
            ServerError => "server-error",
            UnexpectedStatus => "unexpected-status",
            HtmlInsteadOfFeed => "html-instead-of-feed",
            Challenge => "challenge",
            EmptyBody => "empty-body",
            EmptyFeed => "empty-feed",
            NotAFeed => "not-a-feed",
            BrokenFeed => "broken-feed",
            NoList => "no-list",
            NoArticle => "no-article",
            ListChanged => "list-changed",
            SelectorMatchesNothing => "selector-matches-nothing",
            Robots => "robots",
            Quarantine => "quarantine",
            Unsupported => "unsupported",
            DiskFull => "disk-full",
            ExportFailed => "export-failed",
            Upkeep => "upkeep",
            Internal => "internal",
        }
    }
}

impl Problem {
    /// A problem of `kind`.
    pub fn new(kind: ProblemKind, sentence: impl Into<String>, advice: impl Into<String>) -> Self {
        Self { kind, sentence: sentence.into(), advice: advice.into() }
    }
}
