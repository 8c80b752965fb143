//! From the path of the main file to a [`Config`], or to every fault of every file it includes.
//!
//! A file that cannot be read or parsed stops only itself: the others are read to their end, and only
//! what would have had to be looked up in the broken one is not complained of.

use super::check;
use super::fault::{Fault, Findings, Place, Placed};
use super::loaded::Config;
use super::page::Page;
use super::paths::{Ground, Surroundings};
use super::source::Draft;
use super::table::{Desk, Table};
use super::taxonomy::{CategoryDraft, ProvinceDraft};
use super::{include, limits, settings, source, taxonomy};
use crate::model::{Settings, Slug};
use std::collections::{HashSet, VecDeque};
use std::path::{Path, PathBuf};

/// Where the configuration is looked for when nobody names it: `/etc/diemtin/diemtin.toml`, else
/// `config/diemtin.toml` below the working directory.
pub fn default_path() -> PathBuf {
    let packaged = PathBuf::from("/etc/diemtin/diemtin.toml");
    if packaged.exists() { packaged } else { PathBuf::from("config/diemtin.toml") }
}

/// Reads a configuration and everything it includes, in the surroundings of this process.
///
/// # Errors
/// Every fault of every file, in the order of files and lines.
pub fn load(path: &Path) -> Result<Config, Vec<Fault>> {
    load_in(path, &Surroundings::of_process())
}

/// Reads a configuration and everything it includes, in the surroundings given.
///
/// # Errors
/// Every fault of every file, in the order of files and lines.
pub fn load_in(path: &Path, surroundings: &Surroundings) -> Result<Config, Vec<Fault>> {
    let findings = Findings::default();
    let mut reading = Reading::new(path, &findings, surroundings);
    while let Some(file) = reading.queue.pop_front() {
        reading.read(&file);
    }
    let Reading { files, gathered, .. } = reading;
    let complete = check::all(&gathered, &findings);
    let (faults, warnings) = findings.into_sorted(&files);
    match (gathered.settings, complete) {
        (Some(settings), Some((taxonomy, sources))) if faults.is_empty() => {
            Ok(Config::new(settings, taxonomy, sources, files, warnings))
        }
        _ => Err(faults),
    }
}

/// What the files say, before one is held against the other.
#[derive(Debug)]
pub(super) struct Gathered {
    pub settings: Option<Settings>,
    pub default: Option<Placed<Slug>>,
    pub categories: Vec<CategoryDraft>,
    pub provinces: Vec<ProvinceDraft>,
    pub not_after: Vec<String>,
    pub sources: Vec<Draft>,
    /// Whether every file could be read to its end and every category and province has its slug.
    pub complete: bool,
    /// The first character of the main file.
    pub top: Place,
}

struct Reading<'f> {
    findings: &'f Findings,
    surroundings: &'f Surroundings,
    queue: VecDeque<PathBuf>,
    seen: HashSet<PathBuf>,
    files: Vec<PathBuf>,
    bytes: u64,
    gathered: Gathered,
}

impl<'f> Reading<'f> {
    fn new(path: &Path, findings: &'f Findings, surroundings: &'f Surroundings) -> Self {
        let gathered = Gathered {
            settings: None,
            default: None,
            categories: Vec::new(),
            provinces: Vec::new(),
            not_after: Vec::new(),
            sources: Vec::new(),
            complete: true,
            top: Place::top(path),
        };
        Self {
            findings,
            surroundings,
            queue: VecDeque::from([path.to_owned()]),
            seen: HashSet::new(),
            files: Vec::new(),
            bytes: 0,
            gathered,
        }
    }

    /// Reads one file, once however often it is named.
    fn read(&mut self, file: &Path) {
        if !self.seen.insert(file.canonicalize().unwrap_or_else(|_| file.to_owned())) || self.is_enough(file)
        {
            return;
        }
        let is_main = self.files.is_empty();
        self.files.push(file.to_owned());
        let findings = self.findings;
        let Some(page) = Page::read(file, findings) else {
            self.gathered.complete = false;
            return;
        };
        self.bytes += page.bytes();
        let Some(document) = page.parse(findings) else {
            self.gathered.complete = false;
            return;
        };
        let root = Table::root(Desk { page: &page, findings }, &document);
        if is_main {
            let ground = Ground::new(page.folder(), self.surroundings);
            self.gathered.settings = Some(settings::read(&root, &ground));
        } else {
            settings::refuse(&root);
        }
        if let Some(value) = root.get("include") {
            let (files, complete) = include::expand(&value, page.folder());
            self.queue.extend(files);
            self.gathered.complete &= complete;
        }
        self.lists(&root, page.folder());
        root.finish();
    }

    /// What may stand in any file.
    fn lists(&mut self, root: &Table<'_>, folder: &Path) {
        let all = &mut self.gathered;
        if let Some(value) = root.get("default") {
            let default = taxonomy::default(&value);
            match &all.default {
                Some(first) => value.fault(format!(
                    "{}: the category of everything else is already named at {}; keep one of the two",
                    value.quote(),
                    first.place
                )),
                None => all.default = default,
            }
        }
        if let Some(value) = root.get("not_after") {
            all.not_after.extend(taxonomy::not_after(value));
        }
        let categories = root.sections("category", limits::CATEGORIES).into_iter().map(taxonomy::category);
        for category in categories {
            all.complete &= category.is_some();
            all.categories.extend(category);
        }
        for province in root.sections("province", limits::PROVINCES).into_iter().map(taxonomy::province) {
            all.complete &= province.is_some();
            all.provinces.extend(province);
        }
        let sources = root.sections("source", limits::SOURCES);
        all.sources.extend(sources.into_iter().map(|table| source::read(table, folder)));
    }

    /// Whether this file is one too many.
    fn is_enough(&mut self, file: &Path) -> bool {
        let over = if self.files.len() >= limits::FILES {
            format!("this is file number {}: expected at most {}", self.files.len() + 1, limits::FILES)
        } else if self.bytes > limits::TOTAL_BYTES {
            format!("the files before this one have more than {} MiB together", limits::TOTAL_BYTES >> 20)
        } else if self.gathered.sources.len() > limits::SOURCES {
            format!("the files before this one have more than {} sources", limits::SOURCES)
        } else {
            return false;
        };
        self.findings.fault(&Place::top(file), format!("{over}; the rest is not read"));
        self.gathered.complete = false;
        self.queue.clear();
        true
    }
}
