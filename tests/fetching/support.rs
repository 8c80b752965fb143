//! What every test of fetching needs: settings, a source, one GET.

use diemtin::fetch::Client;
use diemtin::model::{AddressRange, Answer, FetchSettings, Request, Source, TransportFault, Validators};
use std::sync::Arc;
use std::time::Duration;

/// Bounds short enough for a test, with loopback allowed.
pub fn settings() -> FetchSettings {
    FetchSettings {
        interval: Duration::from_secs(1800),
        min_interval: Duration::from_secs(600),
        max_interval: Duration::from_secs(86_400),
        timeout: Duration::from_secs(20),
        idle_timeout: Duration::from_secs(10),
        max_body_bytes: 1024 * 1024,
        concurrency: 64,
        per_host: 1,
        per_host_delay: Duration::from_secs(2),
        allow_private: vec![AddressRange("127.0.0.0/8".parse().unwrap())],
    }
}

pub fn client(settings: &FetchSettings) -> Client {
    Client::new(settings, Some("mailto:ban-doc@diemtin.example")).unwrap()
}

pub fn source(url: &str) -> Source {
    Source { name: "Thử".to_owned(), ..Source::new("thu".parse().unwrap(), url.parse().unwrap()) }
}

pub fn request(source: Source) -> Request {
    Request { url: source.url.clone(), source: Arc::new(source), validators: Validators::default() }
}

/// One GET of `url` within `settings`.
pub async fn get_with(settings: &FetchSettings, url: &str) -> Answer {
    client(settings).get(&request(source(url))).await
}

/// One GET of `url`.
pub async fn get(url: &str) -> Answer {
    get_with(&settings(), url).await
}

/// The fault, which must be there.
pub fn fault(answer: &Answer) -> TransportFault {
    answer.fault.clone().unwrap_or_else(|| panic!("no fault, but status {}", answer.status))
}
