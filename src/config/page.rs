//! [`Page`]: the text of one file, and the way from a byte offset to line and column.

use super::fault::{Findings, Place};
use super::{limits, syntax};
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;
use toml::Spanned;
use toml::de::DeTable;

/// The text of one file.
#[derive(Debug)]
pub(super) struct Page {
    file: Arc<Path>,
    text: String,
    /// Byte offsets at which lines begin.
    lines: Vec<usize>,
}

impl Page {
    /// A page of `text`, without a byte-order mark if it began with one.
    pub fn new(file: &Path, text: String) -> Self {
        let text = match text.strip_prefix('\u{feff}') {
            Some(rest) => rest.to_owned(),
            None => text,
        };
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { file: file.into(), text, lines }
    }

    /// Reads a file of at most [`limits::FILE_BYTES`]; anything else is a fault at its first character,
    /// or at the first byte that is no UTF-8.
    pub fn read(file: &Path, findings: &Findings) -> Option<Self> {
        match bytes(file) {
            Err(sentence) => {
                findings.fault(&Place::top(file), sentence);
                None
            }
            Ok(bytes) => match String::from_utf8(bytes) {
                Ok(text) => Some(Self::new(file, text)),
                Err(error) => {
                    let valid = error.utf8_error().valid_up_to();
                    let head = String::from_utf8_lossy(error.as_bytes().get(..valid).unwrap_or_default());
                    let place = Self::new(file, head.into_owned()).end();
                    findings.fault(&place, not_utf8(error.as_bytes(), valid));
                    None
                }
            },
        }
    }

    /// Where a byte offset is.
    pub fn place(&self, offset: usize) -> Place {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.lines.partition_point(|&start| start <= offset);
        let start = self.lines.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let column = self.text.get(start..offset).map_or(0, |before| before.chars().count()) + 1;
        Place { file: self.file.clone(), line, column }
    }

    /// What stands between two offsets, on one line, cut to what a sentence can carry.
    pub fn quote(&self, span: std::ops::Range<usize>) -> String {
        shown(self.text.get(span).unwrap_or_default())
    }

    /// How long the text is.
    pub fn bytes(&self) -> u64 {
        self.text.len() as u64
    }

    /// The folder of the file; empty for the working directory.
    pub fn folder(&self) -> &Path {
        self.file.parent().unwrap_or(Path::new(""))
    }

    /// The document, or `None` after its syntax faults were noted: the first of each line, in order, up to
    /// one that makes nonsense of what follows.
    pub fn parse<'p>(&'p self, findings: &Findings) -> Option<Spanned<DeTable<'p>>> {
        let (document, errors) = DeTable::parse_recoverable(&self.text);
        if errors.is_empty() {
            return Some(document);
        }
        self.note(errors, findings);
        None
    }

    fn note(&self, errors: Vec<toml::de::Error>, findings: &Findings) {
        let mut errors: Vec<_> = errors.iter().map(|e| (e.span().unwrap_or(0..0), e.message())).collect();
        errors.sort_by_key(|(span, _)| span.start);
        let mut last_line = 0;
        for (span, message) in errors.into_iter().take(limits::SYNTAX_FAULTS) {
            let place = self.place(span.start);
            if place.line != last_line {
                last_line = place.line;
                let found = self.text.get(span.clone()).unwrap_or_default();
                findings.fault(&place, syntax::sentence(message, found, self.line_at(span.start)));
            }
            if syntax::is_contagious(message) {
                break;
            }
        }
    }

    /// The whole line around an offset, without its end.
    fn line_at(&self, offset: usize) -> &str {
        let line = self.lines.partition_point(|&start| start <= offset);
        let start = self.lines.get(line.saturating_sub(1)).copied().unwrap_or(0);
        self.text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default()
    }

    fn end(&self) -> Place {
        self.place(self.text.len())
    }
}

/// A text as a sentence can carry it: one line, no control characters, at most [`limits::SHOWN_CHARS`].
pub(super) fn shown(text: &str) -> String {
    let mut words: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    words.retain(|c| !c.is_control());
    match words.char_indices().nth(limits::SHOWN_CHARS) {
        Some((cut, _)) => format!("{}…", words.get(..cut).unwrap_or_default()),
        None => words,
    }
}

fn bytes(file: &Path) -> Result<Vec<u8>, String> {
    let cannot = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file: check the spelling of its path".to_owned(),
        std::io::ErrorKind::PermissionDenied => {
            "the file may not be read by this user: check its owner and mode".to_owned()
        }
        _ => format!("the file cannot be read: {error}"),
    };
    // Opening a pipe would wait for its writer for ever, so the kind comes first.
    if !std::fs::metadata(file).map_err(cannot)?.is_file() {
        return Err("this is no regular file: expected a toml file".to_owned());
    }
    let mut bytes = Vec::new();
    File::open(file).map_err(cannot)?.take(limits::FILE_BYTES + 1).read_to_end(&mut bytes).map_err(cannot)?;
    if bytes.len() as u64 > limits::FILE_BYTES {
        return Err("the file is larger than 1 MiB: split it and name the parts in include".to_owned());
    }
    Ok(bytes)
}

fn not_utf8(bytes: &[u8], at: usize) -> String {
    let byte = bytes.get(at).copied().unwrap_or_default();
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return "the file is UTF-16: save it as UTF-8".to_owned();
    }
    format!("byte 0x{byte:02x} is no UTF-8: save the file as UTF-8 (in the editor: save with encoding)")
}
