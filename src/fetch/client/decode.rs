//! Content codings, undone as the bytes come, so that both bounds hold at every moment: what came over
//! the wire is counted by the caller, what it unfolds to here. A bomb stops at the bound.

use brotli::DecompressorWriter;
use flate2::{Decompress, FlushDecompress, Status};
use std::io::{self, Write};

/// Decoded bytes made at a time.
const STEP_BYTES: usize = 32 * 1024;

/// Members of one gzip body: empty ones cost time and bring nothing, so they are counted.
const MAX_MEMBERS: usize = 1000;

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
    Zlib(Inflater),
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
            State::Zlib(inflater) => inflater.push(coding, piece, &mut self.out),
            State::Brotli(writer) => writer
                .write_all(piece)
                .map_err(|e| if writer.get_ref().overflow { DecodeFault::TooLarge } else { bad(coding, &e) }),
        }
    }

    /// What was decoded, and whether the coded stream had its end.
    pub(super) fn finish(self) -> (Vec<u8>, Result<(), DecodeFault>) {
        match self.state {
            State::Fresh | State::Plain => (self.out.bytes, Ok(())),
            State::Zlib(inflater) => {
                (self.out.bytes, if inflater.ended { Ok(()) } else { Err(DecodeFault::Truncated) })
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
            Coding::Gzip => State::Zlib(Inflater::new(Decompress::new_gzip(15))),
            // RFC 9110 §8.4.1.2 means zlib; servers send bare deflate all the same
            Coding::Deflate => State::Zlib(Inflater::new(Decompress::new(is_zlib(first)))),
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

/// zlib, bare deflate, or gzip with its members.
struct Inflater {
    inflate: Decompress,
    /// The stream, or the member of it, is complete.
    ended: bool,
    /// A complete member was followed by the first byte of another, so far.
    half_magic: bool,
    members: usize,
}

impl Inflater {
    fn new(inflate: Decompress) -> Self {
        Self { inflate, ended: false, half_magic: false, members: 1 }
    }

    fn push(&mut self, coding: Coding, mut piece: &[u8], out: &mut Bounded) -> Result<(), DecodeFault> {
        loop {
            if self.ended {
                // another member follows (RFC 1952 §2.2), or padding that no client minds
                let split = std::mem::take(&mut self.half_magic) && piece.starts_with(&[0x8b]);
                if coding != Coding::Gzip || !(split || piece.starts_with(&[0x1f, 0x8b])) {
                    self.half_magic = piece == [0x1f];
                    return Ok(());
                }
                self.next_member(coding)?;
                if split {
                    self.push(coding, &[0x1f], out)?;
                }
            }
            let room = out.room().min(STEP_BYTES);
            out.bytes.reserve(room);
            let (before_in, before_out) = (self.inflate.total_in(), out.bytes.len());
            let status = self.inflate.decompress_vec(piece, &mut out.bytes, FlushDecompress::None);
            let status = status.map_err(|e| bad(coding, &e))?;
            let used = usize::try_from(self.inflate.total_in() - before_in).unwrap_or(piece.len());
            piece = piece.get(used..).unwrap_or_default();
            if out.bytes.len() > out.limit_bytes {
                out.bytes.truncate(out.limit_bytes);
                return Err(DecodeFault::TooLarge);
            }
            self.ended = status == Status::StreamEnd;
            let drained = piece.is_empty() && (self.ended || out.bytes.len() < out.bytes.capacity());
            let stuck = used == 0 && out.bytes.len() == before_out && !self.ended;
            if drained || stuck {
                return Ok(());
            }
        }
    }

    fn next_member(&mut self, coding: Coding) -> Result<(), DecodeFault> {
        self.members += 1;
        if self.members > MAX_MEMBERS {
            return Err(bad(coding, &"more members than any server writes"));
        }
        self.inflate.reset(true);
        self.ended = false;
        Ok(())
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

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    fn decoded(coding: Coding, limit: usize, pieces: &[&[u8]]) -> (Vec<u8>, Result<(), DecodeFault>) {
        let mut decoder = Decoder::new(coding, limit, false, 0);
        for piece in pieces {
            if let Err(fault) = decoder.push(piece) {
                return (decoder.finish().0, Err(fault));
            }
        }
        decoder.finish()
    }

    #[test]
    fn it_does_not_matter_how_the_wire_cuts_a_body() {
        let body = [gzip(b"mot "), gzip(b"hai "), gzip(b"ba"), vec![0; 9]].concat();
        for cut in 0..body.len() {
            let (front, back) = body.split_at(cut);
            assert_eq!(decoded(Coding::Gzip, 99, &[front, back]), (b"mot hai ba".to_vec(), Ok(())), "{cut}");
        }
        let bytes: Vec<&[u8]> = body.chunks(1).collect();
        assert_eq!(decoded(Coding::Gzip, 99, &bytes), (b"mot hai ba".to_vec(), Ok(())));
    }

    #[test]
    fn any_bytes_are_decoded_without_panic_and_within_the_bound() {
        let mut seed = 1_u32;
        let mut random = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 24) as u8
        };
        for _ in 0..2000 {
            let mut body = gzip(&vec![b'x'; 3000]);
            let at = usize::from(random()) % body.len();
            body[at] = random();
            for coding in [Coding::Gzip, Coding::Deflate, Coding::Brotli, Coding::Identity] {
                assert!(decoded(coding, 1000, &[&body]).0.len() <= 1000);
            }
        }
    }

    #[test]
    fn codings_are_named_in_many_ways() {
        let check = |values: &[&str], coding: Option<Coding>| {
            assert_eq!(Coding::named(values.iter().map(|v| v.as_bytes())).ok(), coding, "{values:?}");
        };
        check(&[], Some(Coding::Identity));
        check(&["", "identity", "none"], Some(Coding::Identity));
        check(&[" GZip "], Some(Coding::Gzip));
        check(&["identity, x-gzip"], Some(Coding::Gzip));
        check(&["br"], Some(Coding::Brotli));
        check(&["gzip, br"], None);
        check(&["gzip", "gzip"], None);
        check(&["utf-8"], None);
    }
}
