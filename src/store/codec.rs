//! Compression of texts: zstd with a dictionary that belongs to the store format.
//!
//! A text of a kilobyte is too short for zstd to learn from, so it is given the words and the markup of
//! Vietnamese boards beforehand: `words.dict` is `words.txt` behind the entropy tables that
//! `ZDICT_finalizeDictionary` (level 3) made for it. It is part of the format and may never change; a
//! better one gets a method byte of its own.
//!
//! All of `words.txt` was written for this program, none of it taken from anybody's text. In ascending
//! order of use: single syllables and pairs of common vocabulary; the names of provinces and categories
//! from `config`; one in eight of the invented texts of `tests/portals/texts`; turns of phrase in the manner
//! of the boards; addresses and markup as the sanitiser leaves them. The entropy tables were trained on
//! records composed of those invented texts.
//!
//! Measured through libzstd, one core, on texts whose sentences are in neither: 2,000 records of 1.6 KB
//! composed of the word lists of `benches/cycle` take 0.57 of their size at 9.5 µs to compress without a
//! dictionary, 0.36 at 9.4 µs with `words.txt` as it is, 0.37 at 5.3 µs with `words.dict` at level 1 and
//! 0.33 at 5.7 µs at level 3; decompressing takes 3 µs. Of 628 real headlines with their leads (444 bytes,
//! general news of 2013) 0.80 remains without, 0.66 with `words.txt`, 0.56 at 2.9 µs with `words.dict`.

use super::record::{BadRecord, Reader, Writer};
use std::sync::{Mutex, PoisonError};
use zstd::bulk::{Compressor, Decompressor};
use zstd::zstd_safe::CParameter;

/// As it is.
const PLAIN: u8 = 0;
/// zstd with `words.dict`.
const ZSTD_WORDS: u8 = 1;
const WORDS: &[u8] = include_bytes!("words.dict");
const LEVEL: i32 = 3;
/// A text longer than this when decompressed is not ours; longer texts are stored as they are.
const MAX_TEXT_BYTES: usize = 64 << 20;

/// Compresses and decompresses texts. Contexts are kept, since making one costs more than using it.
pub struct Codec {
    compressor: Mutex<Option<Compressor<'static>>>,
    decompressor: Mutex<Option<Decompressor<'static>>>,
}

impl Codec {
    /// A codec. Where zstd cannot be had (no memory), texts are stored as they are.
    pub fn new() -> Self {
        let compressor = Self::compressor().ok();
        let decompressor = Decompressor::with_dictionary(WORDS).ok();
        Self { compressor: Mutex::new(compressor), decompressor: Mutex::new(decompressor) }
    }

    fn compressor() -> std::io::Result<Compressor<'static>> {
        let mut compressor = Compressor::with_dictionary(LEVEL, WORDS)?;
        // both are known without being said in every frame
        compressor.set_parameter(CParameter::DictIdFlag(false))?;
        compressor.set_parameter(CParameter::ContentSizeFlag(false))?;
        Ok(compressor)
    }

    /// Appends method, raw length and the bytes, compressed where that is shorter.
    pub fn pack(&self, out: &mut Writer, raw: &[u8]) {
        let mut context = self.compressor.lock().unwrap_or_else(PoisonError::into_inner);
        let packed = match context.as_mut() {
            Some(context) if raw.len() <= MAX_TEXT_BYTES => context.compress(raw).ok(),
            _ => None,
        };
        match packed.filter(|packed| packed.len() < raw.len()) {
            Some(packed) => {
                out.byte(ZSTD_WORDS);
                out.count(raw.len());
                out.raw(&packed);
            }
            None => {
                out.byte(PLAIN);
                out.raw(raw);
            }
        }
    }

    /// What [`Codec::pack`] was given, of everything that is left in `from`.
    pub fn unpack(&self, mut from: Reader<'_>) -> Result<Vec<u8>, BadRecord> {
        match from.byte()? {
            PLAIN => Ok(from.rest().to_vec()),
            ZSTD_WORDS => {
                let len: usize = from.small()?;
                if len > MAX_TEXT_BYTES {
                    return Err(BadRecord);
                }
                let mut context = self.decompressor.lock().unwrap_or_else(PoisonError::into_inner);
                let raw = context.as_mut().and_then(|context| context.decompress(from.rest(), len).ok());
                raw.filter(|raw| raw.len() == len).ok_or(BadRecord)
            }
            _ => Err(BadRecord),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn survives(raw: &[u8]) -> usize {
        let codec = Codec::new();
        let mut out = Writer::default();
        codec.pack(&mut out, raw);
        let packed = out.done();
        assert_eq!(codec.unpack(Reader::new(&packed)), Ok(raw.to_vec()));
        packed.len()
    }

    proptest! {
        #[test]
        fn every_text_survives(raw: Vec<u8>) {
            survives(&raw);
        }

        #[test]
        fn arbitrary_bytes_never_panic(bytes: Vec<u8>) {
            let _ = Codec::new().unpack(Reader::new(&bytes));
        }
    }

    #[test]
    fn a_short_vietnamese_text_shrinks_by_half() {
        let text = "<p>Ban Tuyên giáo Tỉnh ủy vừa tổ chức hội nghị triển khai nhiệm vụ công tác khoa giáo \
                    năm 2026, với sự tham dự của lãnh đạo các sở, ban, ngành trong tỉnh.</p>";
        assert!(survives(text.as_bytes()) * 2 < text.len());
    }

    #[test]
    fn a_length_that_lies_is_refused() {
        assert_eq!(
            Codec::new().unpack(Reader::new(&[1, 0xff, 0xff, 0xff, 0xff, 0x7f, 1, 2])),
            Err(BadRecord)
        );
        assert_eq!(Codec::new().unpack(Reader::new(&[7])), Err(BadRecord));
        assert_eq!(Codec::new().unpack(Reader::new(&[])), Err(BadRecord));
    }
}
