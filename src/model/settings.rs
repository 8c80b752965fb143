//! [`Settings`]: the checked values of the config file, sources and taxonomy aside. Units are in the types.

use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;
use url::Url;

/// Everything `diemtin.toml` says, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// `mailto:` or `https:` address for the User-Agent; without it public hosts are polled hourly at most.
    pub contact: Option<String>,
    /// `[server]`.
    pub server: ServerSettings,
    /// `[feed]`.
    pub feed: FeedSettings,
    /// `[store]`.
    pub store: StoreSettings,
    /// `[dedup]`.
    pub dedup: DedupSettings,
    /// `[fetch]`.
    pub fetch: FetchSettings,
}

/// `[server]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerSettings {
    /// Host and port to listen on, unless systemd hands over a socket.
    pub listen: std::net::SocketAddr,
    /// What subscribers see; ends in `/`.
    pub public_url: Url,
}

/// `[feed]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedSettings {
    /// Title of the unified feed.
    pub title: String,
    /// Newest stories of each category in the unified feed.
    pub per_category: usize,
    /// Stories in every other feed.
    pub page_size: usize,
}

/// `[store]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoreSettings {
    /// Folder of the store, absolute.
    pub path: PathBuf,
    /// The control socket, absolute.
    pub control: PathBuf,
    /// How long stories are kept, and how old an entry may be to be published at all.
    pub retention: Duration,
    /// Newest stories kept of each source that says nothing itself; absent: all that are young enough.
    pub keep: Option<usize>,
    /// What to do about a damaged store.
    pub on_damage: OnDamage,
    /// Scheduled exports; absent: none.
    pub export: Option<ExportSettings>,
}

/// `[store] on_damage`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnDamage {
    /// Exit 1 with instructions.
    Stop,
    /// Set the damaged store aside and import the latest export.
    Restore,
}

/// `[store] export`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportSettings {
    /// How often.
    pub every: Duration,
    /// How many are kept.
    pub keep: usize,
    /// The folder, absolute.
    pub path: PathBuf,
}

/// `[dedup]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DedupSettings {
    /// Whether near-duplicates are looked for.
    pub near: bool,
    /// Pairs of URLs that are one story.
    pub always: Vec<(String, String)>,
    /// Pairs of URLs that are not.
    pub never: Vec<(String, String)>,
}

/// `[fetch]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FetchSettings {
    /// Before a source's own rhythm is known.
    pub interval: Duration,
    /// Never more often.
    pub min_interval: Duration,
    /// Never less often, back-off and 410 aside.
    pub max_interval: Duration,
    /// Of a whole exchange, redirects included.
    pub timeout: Duration,
    /// Longest silence inside an exchange; a third of `timeout` where the config says nothing.
    pub idle_timeout: Duration,
    /// Bytes of one body, before and after decompression.
    pub max_body_bytes: u64,
    /// Fetches at once over all hosts.
    pub concurrency: usize,
    /// Fetches at once to one host.
    pub per_host: usize,
    /// From the end of one fetch to the beginning of the next at one host.
    pub per_host_delay: Duration,
    /// Address ranges a source may live in although they are private.
    pub allow_private: Vec<AddressRange>,
}

/// A CIDR range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AddressRange(pub ipnet::IpNet);

impl AddressRange {
    /// Whether `address` lies in the range.
    pub fn contains(&self, address: IpAddr) -> bool {
        self.0.contains(&address)
    }
}
