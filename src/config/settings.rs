//! The tables of the main file that are no lists: `contact`, `[server]`, `[feed]`, `[store]`, `[dedup]`, `[fetch]`.
//!
//! A value that is not written has the default that stands here; one that is wrong is a fault.

use super::paths::Ground;
use super::table::{Table, Value};
use super::value::Mismatch;
use super::{fetch, limits, value};
use crate::model::{
    DedupSettings, ExportSettings, FeedSettings, OnDamage, ServerSettings, Settings, StoreSettings,
};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;
use url::Url;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// The keys at the top of the main file, for those that slipped below a header.
const ROOT_KEYS: &[&str] = &["include", "contact", "default", "not_after"];
/// The tables that stand in the main file only.
const MAIN_ONLY: &[&str] = &["contact", "server", "feed", "store", "dedup", "fetch"];

/// Reads all of them.
pub(super) fn read(root: &Table<'_>, ground: &Ground) -> Settings {
    let section = |key| root.section(key).inside(ROOT_KEYS);
    let contact = root.get("contact").and_then(|value| read_contact(&value));
    Settings {
        contact,
        server: server(section("server")),
        feed: feed(section("feed")),
        store: store(section("store"), ground),
        dedup: dedup(section("dedup")),
        fetch: fetch::read(section("fetch")),
    }
}

/// Notes what stands in an included file and belongs in the main one.
pub(super) fn refuse(root: &Table<'_>) {
    for key in MAIN_ONLY {
        if let Some(value) = root.get(key) {
            value.fault(format!("{key} stands in an included file: expected it in the main file only"));
        }
    }
}

fn read_contact(value: &Value<'_>) -> Option<String> {
    let contact = value.text(value::CONTACT, value::contact)?;
    if contact.contains("@example.") || contact.contains("//example.") {
        value.warn(format!("{}: nobody can be reached at an example address; put your own", value.quote()));
    }
    Some(contact)
}

fn server(table: Table<'_>) -> ServerSettings {
    let listen = table.get("listen").and_then(|v| v.text(value::LISTEN, value::listen));
    let listen = listen.unwrap_or_else(|| SocketAddr::from((Ipv4Addr::LOCALHOST, 8470)));
    let public_url = table.get("public_url").and_then(|v| v.text(value::HTTP_URL, value::public_url));
    table.finish();
    ServerSettings { listen, public_url: public_url.unwrap_or_else(|| own_url(listen)) }
}

/// What subscribers on this machine see; without `public_url` nothing else is known.
fn own_url(listen: SocketAddr) -> Url {
    let ip = if listen.ip().is_unspecified() { Ipv4Addr::LOCALHOST.into() } else { listen.ip() };
    let address = format!("http://{}/", SocketAddr::new(ip, listen.port()));
    #[expect(clippy::expect_used, reason = "a socket address is a valid authority")]
    Url::parse(&address).expect("a socket address makes a URL")
}

fn feed(table: Table<'_>) -> FeedSettings {
    let title = table.get("title").and_then(|v| v.text(value::NAME, |t| value::line(t, limits::NAME_CHARS)));
    let per_category = table.get("per_category").and_then(|v| v.count(limits::PER_CATEGORY));
    let page_size = table.get("page_size").and_then(|v| v.count(limits::PAGE_SIZE));
    table.finish();
    FeedSettings {
        title: title.unwrap_or_else(|| env!("CARGO_PKG_NAME").to_owned()),
        per_category: per_category.unwrap_or(20),
        page_size: page_size.unwrap_or(50),
    }
}

fn store(table: Table<'_>, ground: &Ground) -> StoreSettings {
    let path_value = table.get("path");
    let path = path_value.as_ref().and_then(|v| v.text("a path in quotes", path_text));
    let path = ground.state(path.as_deref().unwrap_or("var/store"));
    let control = control(&table, ground, &path, path_value.as_ref());
    let retention = table.get("retention").and_then(|v| v.duration(&limits::RETENTION));
    let keep = table.get("keep").and_then(|v| v.count(limits::KEEP_STORIES));
    let on_damage_value = table.get("on_damage");
    let on_damage = on_damage_value.as_ref().and_then(read_on_damage);
    let export = export(&table, ground, &path);
    if let (Some(value), Some(OnDamage::Restore), None) = (on_damage_value, on_damage, &export) {
        value.warn(format!(
            "{}: there is nothing to restore without export = {{ every = \"1d\" }}",
            value.quote()
        ));
    }
    table.finish();
    StoreSettings {
        path,
        control,
        retention: retention.unwrap_or(730 * DAY),
        keep,
        on_damage: on_damage.unwrap_or(OnDamage::Stop),
        export,
    }
}

fn control(table: &Table<'_>, ground: &Ground, store: &std::path::Path, path: Option<&Value<'_>>) -> PathBuf {
    let written = table.get("control");
    let named = written.as_ref().and_then(|v| v.text("a path in quotes", path_text));
    let control = match named {
        Some(text) => ground.runtime(&text),
        None => ground.default_control(store),
    };
    let bytes = control.as_os_str().len();
    if bytes > limits::SOCKET_PATH_BYTES {
        let sentence = format!(
            "the control socket {} has a path of {bytes} bytes: expected at most {}; name a shorter one in [store] control",
            control.display(),
            limits::SOCKET_PATH_BYTES
        );
        match written.as_ref().or(path) {
            Some(value) => value.fault(sentence),
            None => table.fault(sentence),
        }
    }
    if control.starts_with(store) {
        match written.as_ref() {
            Some(value) => value.fault(format!("{}: expected a path outside the store", value.quote())),
            None => table.fault("the store may neither be called control.sock nor be the root of the disk"),
        }
    }
    control
}

fn path_text(text: &str) -> Result<String, Mismatch> {
    if text.starts_with("~/") {
        return Mismatch::advised("a path", "write the home folder out, '~' means nothing here");
    }
    if text.contains(['$', '\0']) {
        return Mismatch::advised(
            "a path",
            "variables are not replaced; a relative path does what they would",
        );
    }
    value::line(text, limits::TEXT_CHARS)
}

fn read_on_damage(value: &Value<'_>) -> Option<OnDamage> {
    let words = [("stop", OnDamage::Stop), ("restore", OnDamage::Restore)];
    value.text("\"stop\" or \"restore\"", |text| value::one_of(text, &words))
}

fn export(store: &Table<'_>, ground: &Ground, store_path: &std::path::Path) -> Option<ExportSettings> {
    let table = store.section("export");
    if !table.is_present() {
        return None;
    }
    let every = table.get("every").and_then(|v| v.duration(&limits::EXPORT_EVERY));
    let keep = table.get("keep").and_then(|v| v.count(limits::KEEP));
    let written = table.get("path");
    let path = written.as_ref().and_then(|v| v.text("a path in quotes", path_text));
    let path = ground.state(path.as_deref().unwrap_or("var/exports"));
    if let Some(value) = written.filter(|_| path.starts_with(store_path)) {
        value.fault(format!("{}: expected a path outside the store", value.quote()));
    }
    table.finish();
    Some(ExportSettings { every: every.unwrap_or(DAY), keep: keep.unwrap_or(7), path })
}

fn dedup(table: Table<'_>) -> DedupSettings {
    let near = table.get("near").and_then(|v| v.boolean());
    let always = table.get("always").map(|v| pairs(&v)).unwrap_or_default();
    let never = table.get("never").map(|v| pairs(&v)).unwrap_or_default();
    table.finish();
    DedupSettings { near: near.unwrap_or(true), always, never }
}

/// `[["https://a.example/1", "https://b.example/2"], …]`.
fn pairs(value: &Value<'_>) -> Vec<(String, String)> {
    value.list("pairs of addresses").iter().filter_map(pair).collect()
}

fn pair(value: &Value<'_>) -> Option<(String, String)> {
    const PAIR: &str = "two addresses in brackets, such as [\"https://…\", \"https://…\"]";
    let two = if value.is_list() { value.list("two addresses") } else { Vec::new() };
    let [one, other] = two.as_slice() else {
        value.mismatch(PAIR, None);
        return None;
    };
    let read = |v: &Value<'_>| v.text(value::HTTP_URL, value::http_url).map(String::from);
    match (read(one), read(other)) {
        (Some(one), Some(other)) if one == other => {
            value.mismatch("two different addresses", None);
            None
        }
        (one, other) => one.zip(other),
    }
}
