//! The client: one conditional GET, its redirects included, within all bounds. It says what came back
//! and interprets nothing.
//!
//! Redirects are followed here and not by reqwest (`client/hop.rs` judges each), names are resolved past
//! the address guard (`client/resolve.rs`), content codings are undone here, so that both bounds hold
//! (`client/decode.rs`). No cookies, no referrer, no proxy from the environment.

mod body;
mod decode;
mod hop;
mod resolve;
mod tls;
mod wire;

use crate::model::{AddressRange, Answer, FetchSettings, Request, Source, TlsPolicy, TransportFault};
use reqwest::header::HeaderValue;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::time::{Instant, timeout};
use url::Url;

/// Connections kept open per host; more than one is never in use at the default politeness.
const IDLE_PER_HOST: usize = 1;

/// How long an idle connection is kept.
const IDLE_FOR: Duration = Duration::from_secs(6);

/// Header block of one response over HTTP/2, in bytes; `hop.rs` has the bound for all versions.
const MAX_HEADER_BYTES_H2: u32 = 64 * 1024;

/// Why there can be no client at all.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// The contact cannot stand in a header field.
    #[error("the contact {0:?} cannot stand in a User-Agent: expected printable characters on one line")]
    Contact(String),
    /// TLS or the connection pool.
    #[error("the HTTP client cannot be set up: {0}")]
    Setup(String),
}

/// Asks portals. Shared by all fetches; cheap per request.
#[derive(Debug)]
pub struct Client {
    timeout: Duration,
    limits: body::Limits,
    allowed: Arc<[AddressRange]>,
    user_agent: HeaderValue,
    /// One per TLS policy and proxy, built when first needed; those that cannot be built say why.
    ways: Mutex<HashMap<Way, Result<reqwest::Client, String>>>,
}

/// What connections depend on.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Way {
    tls: TlsPolicy,
    proxy: Option<Url>,
}

impl Client {
    /// A client within the bounds of `[fetch]` that names `contact` in its User-Agent.
    ///
    /// # Errors
    /// When the contact is no header value, or TLS cannot be set up.
    pub fn new(settings: &FetchSettings, contact: Option<&str>) -> Result<Self, ClientError> {
        let version = env!("CARGO_PKG_VERSION");
        let user_agent = match contact {
            Some(contact) => format!("diemtin/{version} (+{contact})"),
            None => format!("diemtin/{version}"),
        };
        let user_agent = HeaderValue::from_bytes(user_agent.as_bytes())
            .map_err(|_| ClientError::Contact(contact.unwrap_or_default().to_owned()))?;
        let limit_bytes = usize::try_from(settings.max_body_bytes).unwrap_or(usize::MAX);
        let client = Self {
            timeout: settings.timeout,
            limits: body::Limits { body_bytes: limit_bytes, idle: settings.idle_timeout },
            allowed: settings.allow_private.clone().into(),
            user_agent,
            ways: Mutex::default(),
        };
        client.way(&Way { tls: TlsPolicy::Standard, proxy: None }).map_err(ClientError::Setup)?;
        Ok(client)
    }

    /// One GET and its redirects. Never fails: what went wrong is in [`Answer::fault`], and everything
    /// that came before it is kept.
    pub async fn get(&self, request: &Request) -> Answer {
        let begun = Instant::now();
        let mut answer = Answer {
            hops: Vec::new(),
            final_url: hop::without_login(&request.url),
            status: 0,
            headers: Vec::new(),
            body: Vec::new(),
            wire_bytes: 0,
            fault: None,
            took: Duration::ZERO,
        };
        let exchange = timeout(self.timeout, self.follow(request, &mut answer)).await;
        answer.fault = exchange.unwrap_or(Err(TransportFault::Timeout)).err();
        answer.took = begun.elapsed();
        answer
    }

    async fn follow(&self, request: &Request, answer: &mut Answer) -> Result<(), TransportFault> {
        let http = self.way(&Way::of(&request.source)).map_err(TransportFault::Tls)?;
        let mut url = request.url.clone();
        let mut plain = false;
        loop {
            hop::check_literal(&url, &self.allowed)?;
            answer.final_url = hop::without_login(&url);
            let response = self.send(&http, request, &url, plain).await?;
            if request.source.proxy.is_none() {
                hop::check_peer(&response, &self.allowed)?;
            }
            answer.status = response.status().as_u16();
            answer.headers = hop::header_fields(&response)?;
            if hop::is_redirect(answer.status) {
                url = hop::step(answer, &url, &request.source)?;
                continue;
            }
            if !matches!(answer.status, 200 | 203) {
                return Ok(());
            }
            match body::read(response, &self.limits, plain, answer).await {
                // a server that mislabels its body is asked once to send it plain
                Err(TransportFault::BadEncoding(_)) if !plain => plain = true,
                outcome => return outcome,
            }
        }
    }

    /// One request; once more when the connection closed before a byte of the answer, because a
    /// connection kept open may close in the very moment it is used again.
    async fn send(
        &self,
        http: &reqwest::Client,
        request: &Request,
        url: &Url,
        plain: bool,
    ) -> Result<reqwest::Response, TransportFault> {
        let mut again = true;
        loop {
            let asked = hop::headers(request, url, &self.user_agent, plain);
            let sent = http.get(url.clone()).headers(asked).send();
            match timeout(self.limits.idle, sent).await {
                Err(_) => return Err(TransportFault::Stalled),
                Ok(Ok(response)) => return Ok(response),
                Ok(Err(error)) if again && wire::closed_unanswered(&error) => again = false,
                Ok(Err(error)) => return Err(wire::fault(&error)),
            }
        }
    }

    fn way(&self, way: &Way) -> Result<reqwest::Client, String> {
        // nothing panics while the lock is held, and the map is whole after every insertion
        let mut ways = self.ways.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = ways.get(way) {
            return known.clone();
        }
        let built = self.build(way);
        ways.insert(way.clone(), built.clone());
        built
    }

    fn build(&self, way: &Way) -> Result<reqwest::Client, String> {
        let proxy_host = way.proxy.as_ref().and_then(Url::host_str);
        let resolver = resolve::Filtered::new(Arc::clone(&self.allowed), proxy_host);
        let mut builder = reqwest::Client::builder()
            .tls_backend_preconfigured(tls::config(&way.tls)?)
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .no_proxy()
            .no_gzip()
            .no_brotli()
            .no_deflate()
            .dns_resolver(resolver)
            .connect_timeout(self.limits.idle.mul_f32(0.8))
            .pool_max_idle_per_host(IDLE_PER_HOST)
            .pool_idle_timeout(IDLE_FOR)
            .http1_ignore_invalid_headers_in_responses(true)
            .http1_allow_obsolete_multiline_headers_in_responses(true)
            .http1_allow_spaces_after_header_name_in_responses(true)
            .http2_max_header_list_size(MAX_HEADER_BYTES_H2);
        if let Some(proxy) = &way.proxy {
            builder = builder.proxy(reqwest::Proxy::all(proxy.clone()).map_err(|e| wire::words(&e))?);
        }
        builder.build().map_err(|e| wire::words(&e))
    }
}

impl Way {
    fn of(source: &Source) -> Self {
        Self { tls: source.tls.clone(), proxy: source.proxy.clone() }
    }
}
