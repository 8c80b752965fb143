//! Content codings, undone as the bytes come, so that both bounds hold at every moment: what came over
//! the wire is counted by the caller, what it unfolds to here. A bomb stops at the bound.

use brotli::DecompressorWriter;
use flate2::{Decompress, FlushDecompress, Status};
use std::io::{self, Write};

/// Decoded bytes made at a time.
const STEP_BYTES: usize = 32 * 1024;

/// Why a body could not be decoded further.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum DecodeFault {
    /// The decoded bytes passed the bound.
    TooLarge,
    /// The bytes are not of this coding.
    Bad(String),
    /// The coded stream has no end.
    Truncated,
}

/// The coding a `Content-Encoding` names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Coding {
    Identity,
    Gzip,
    Deflate,
    Brotli,
}

impl Coding {
    /// Of the values of all `Content-Encoding` fields; an error names what we do not undo.
    pub(super) fn named<'a>(values: impl Iterator<Item = &'a [u8]>) -> Result<Self, String> {
        let mut coding = Self::Identity;
        for value in values {
            for name in String::from_utf8_lossy(value).split(',') {
                let next = match name.trim().to_ascii_lowercase().as_str() {
                    "" | "identity" | "none" => continue,
                    "gzip" | "x-gzip" => Self::Gzip,
                    "deflate" => Self::Deflate,
                    "br" => Self::Brotli,
                    other => return Err(format!("the coding {other:.40?} is unknown")),
                };
                if coding != Self::Identity {
                    return Err("several codings on top of each other".to_owned());
                }
                coding = next;
            }
        }
        Ok(coding)
    }

    fn name(self) -> &'static str {
        match self {
            Self::Identity => "plain",
            Self::Gzip => "gzip",
            Self::Deflate => "deflate",
            Self::Brotli => "brotli",
        }
    }
}

/// A body on its way from the wire to its decoded form.
pub(super) struct Decoder {
    coding: Coding,
    state: State,
    lenient: bool,
    out: Bounded,
}

enum State {
    /// Nothing came yet.
    Fresh,
    Plain,
    Zlib {
        inflate: Decompress,
        ended: bool,
    },
    Brotli(Box<DecompressorWriter<Bounded>>),
}

impl Decoder {
    /// For a body in `coding` of at most `limit_bytes` decoded. `lenient`: bytes that are plainly not of
    /// this coding are taken as they are, because the server was already asked to send them plain.
    pub(super) fn new(coding: Coding, limit_bytes: usize, lenient: bool, expected_bytes: usize) -> Self {
        let bytes = Vec::with_capacity(expected_bytes.min(limit_bytes));
        let out = Bounded { bytes, limit_bytes, overflow: false };
        Self { coding, state: State::Fresh, lenient, out }
    }

    /// Decodes one piece of the wire.
    pub(super) fn push(&mut self, piece: &[u8]) -> Result<(), DecodeFault> {
        if piece.is_empty() {
            return Ok(());
        }
        if let State::Fresh = self.state {
            self.begin(piece);
        }
        let coding = self.coding;
        match &mut self.state {
            State::Fresh => Ok(()),
            State::Plain => self.out.write_all(piece).map_err(|_| DecodeFault::TooLarge),
            State::Zlib { inflate, ended } => inflate_piece(inflate, ended, coding, piece, &mut self.out),
            State::Brotli(writer) => writer
                .write_all(piece)
                .map_err(|e| if writer.get_ref().overflow { DecodeFault::TooLarge } else { bad(coding, &e) }),
        }
    }

    /// What was decoded, and whether the coded stream had its end.
    pub(super) fn finish(self) -> (Vec<u8>, Result<(), DecodeFault>) {
        match self.state {
            State::Fresh | State::Plain => (self.out.bytes, Ok(())),
            State::Zlib { ended, .. } => {
                (self.out.bytes, if ended { Ok(()) } else { Err(DecodeFault::Truncated) })
            }
            State::Brotli(mut writer) => {
                let end = writer.close().map_err(|_| {
                    if writer.get_ref().overflow { DecodeFault::TooLarge } else { DecodeFault::Truncated }
                });
                (writer.into_inner().unwrap_or_else(|out| out).bytes, end)
            }
        }
    }

    fn begin(&mut self, first: &[u8]) {
        if self.lenient && !self.coding_fits(first) {
            self.coding = Coding::Identity;
        }
        self.state = match self.coding {
            Coding::Identity => State::Plain,
            Coding::Gzip => State::Zlib { inflate: Decompress::new_gzip(15), ended: false },
            // RFC 9110 §8.4.1.2 means zlib; servers send bare deflate all the same
            Coding::Deflate => State::Zlib { inflate: Decompress::new(is_zlib(first)), ended: false },
            Coding::Brotli => {
                let out = std::mem::replace(
                    &mut self.out,
                    Bounded { bytes: Vec::new(), limit_bytes: 0, overflow: false },
                );
                State::Brotli(Box::new(DecompressorWriter::new(out, STEP_BYTES)))
            }
        };
    }

    fn coding_fits(&self, first: &[u8]) -> bool {
        let text = first.trim_ascii_start().strip_prefix(b"\xef\xbb\xbf").unwrap_or(first.trim_ascii_start());
        let looks_like_text = matches!(text.first(), Some(b'<' | b'{' | b'['));
        match self.coding {
            Coding::Identity => true,
            Coding::Gzip => first.first() == Some(&0x1f),
            Coding::Deflate | Coding::Brotli => !looks_like_text,
        }
    }
}

/// RFC 1950 §2.2: method 8, and a checksum over the first two bytes.
fn is_zlib(first: &[u8]) -> bool {
    match first {
        [cmf, flg, ..] => cmf & 0x0f == 8 && (u16::from(*cmf) << 8 | u16::from(*flg)).is_multiple_of(31),
        [cmf] => *cmf == 0x78,
        [] => true,
    }
}

fn inflate_piece(
    inflate: &mut Decompress,
    ended: &mut bool,
    coding: Coding,
    mut piece: &[u8],
    out: &mut Bounded,
) -> Result<(), DecodeFault> {
    loop {
        if *ended {
            // another member follows (RFC 1952 §2.2), or padding that no client minds
            if coding != Coding::Gzip || !piece.starts_with(&[0x1f, 0x8b]) {
                return Ok(());
            }
            *inflate = Decompress::new_gzip(15);
            *ended = false;
        }
        let room = out.room().min(STEP_BYTES);
        out.bytes.reserve(room);
        let (before_in, before_out) = (inflate.total_in(), out.bytes.len());
        let status = inflate.decompress_vec(piece, &mut out.bytes, FlushDecompress::None);
        let status = status.map_err(|e| bad(coding, &e))?;
        let used = usize::try_from(inflate.total_in() - before_in).unwrap_or(piece.len());
        piece = piece.get(used..).unwrap_or_default();
        if out.bytes.len() > out.limit_bytes {
            out.bytes.truncate(out.limit_bytes);
            return Err(DecodeFault::TooLarge);
        }
        *ended = status == Status::StreamEnd;
        let stuck = used == 0 && out.bytes.len() == before_out;
        if piece.is_empty() && (*ended || out.bytes.len() < out.bytes.capacity()) || (stuck && !*ended) {
            return Ok(());
        }
    }
}

fn bad(coding: Coding, why: &dyn std::fmt::Display) -> DecodeFault {
    DecodeFault::Bad(format!("it is not {} ({why})", coding.name()))
}

/// A buffer that refuses to grow past its bound.
struct Bounded {
    bytes: Vec<u8>,
    limit_bytes: usize,
    overflow: bool,
}

impl Bounded {
    /// Bytes that may still come, and one more to notice that there are too many.
    fn room(&self) -> usize {
        self.limit_bytes.saturating_sub(self.bytes.len()) + 1
    }
}

impl Write for Bounded {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        if piece.len() >= self.room() {
            self.overflow = true;
            return Err(io::Error::other("over the bound"));
        }
        self.bytes.extend_from_slice(piece);
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
