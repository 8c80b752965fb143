//! *Điểm tin*: one Atom feed, grouped by category, from the portals of Vietnam's Tuyên giáo boards.
//!
//! This file is the map; there is no code in it. The folders stand in the order in which an article
//! passes through them. Start reading at `daemon/pipeline.rs`: it is the whole product on one page.
//!
//! | folder | what lives there | what may never be there |
//! |---|---|---|
//! | [`model`] | the nouns: plain data | an import of anything else of ours |
//! | [`config`] | text → settings, sources, taxonomy, or all of their faults with line and column | network, store |
//! | [`fetch`] | asking a portal: when, what the answer means, robots.txt, the client, the address guard | reqwest outside `client`; a clock in `schedule`, `exchange`, `queue` |
//! | [`parse`] | bytes → entries: sniff, charset, repair, feeds, sitemaps, lists, articles, dates | clock, randomness, network, disk, log, async |
//! | [`text`] | Vietnamese text: normal form, HTML → text, sanitising | the same |
//! | [`dedup`] | identity, canonical URL, merging: which entries are one story | the same |
//! | [`classify`] | categories and provinces of a story, and why | the same |
//! | [`store`] | sled: keys, records, transactions | any other folder naming sled |
//! | [`publish`] | stories → documents: pages, Atom, RSS, JSON | clock, store, network |
//! | [`serve`] | HTTP: documents, probes, the accept loop | rendering |
//! | [`daemon`] | pipeline, pages left to be read, discovery, event loop, reload, signals, systemd, clock | a second reader of the time |
//! | [`cli`] | one file a command | decisions that a daemon would make otherwise |
//!
//! Stages never import each other sideways, `text` and `model` aside; `daemon::pipeline` introduces
//! them. `tests/house.rs` holds these rules and fails with the file and the rule that it breaks.

pub mod classify;
pub mod cli;
pub mod config;
pub mod daemon;
pub mod dedup;
pub mod fetch;
pub mod model;
pub mod parse;
pub mod publish;
pub mod serve;
pub mod store;
pub mod text;
