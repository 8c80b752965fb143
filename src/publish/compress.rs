//! Compressed forms of a document. Deterministic: no time, no machine in them.

use crate::model::{Coding, Document};
use bytes::Bytes;
use flate2::{Compression, GzBuilder};
use std::io::Write;

/// On a 232 KB feed (2.1 ms, 54.3 KB) level 9 takes twice as long for 2 % less, level 1 a quarter for 46 % more.
const GZIP_LEVEL: u32 = 6;
/// "Unknown" in RFC 1952 §2.3.1, so that the bytes do not tell the machine.
const GZIP_OS_UNKNOWN: u8 = 255;
/// On the same feed 5.1 ms and 50.9 KB: quality 4 saves nothing against gzip, 7 takes half as long again
/// for 3 % less, 9 five times as long for 4 %.
const BROTLI_QUALITY: u32 = 5;
/// Base-two logarithm of the largest window: 4 MiB, twice the longest document we make.
const BROTLI_MAX_WINDOW_BITS: u32 = 22;
const BROTLI_MIN_WINDOW_BITS: u32 = 16;
const BROTLI_BUFFER_BYTES: usize = 64 * 1024;

/// `body` in one coding: RFC 1952 (time zero, system unknown) or RFC 7932. Equal bytes give equal bytes.
pub fn compress(body: &[u8], coding: Coding) -> Vec<u8> {
    match coding {
        Coding::Identity => body.to_vec(),
        Coding::Gzip => gzip(body),
        Coding::Br => br(body),
    }
}

/// Makes the form of `document` in `coding`, unless it is there already.
pub fn fill(document: &Document, coding: Coding) {
    let made = || Bytes::from(compress(&document.body, coding).into_boxed_slice());
    match coding {
        Coding::Identity => {}
        Coding::Gzip => {
            document.gzip.get_or_init(made);
        }
        Coding::Br => {
            document.br.get_or_init(made);
        }
    }
}

#[expect(clippy::expect_used, reason = "writing to a Vec cannot fail")]
fn gzip(body: &[u8]) -> Vec<u8> {
    let room = Vec::with_capacity(body.len() / 4 + 64);
    let mut encoder =
        GzBuilder::new().mtime(0).operating_system(GZIP_OS_UNKNOWN).write(room, Compression::new(GZIP_LEVEL));
    encoder.write_all(body).expect("a Vec takes every byte");
    encoder.finish().expect("a Vec takes every byte")
}

#[expect(clippy::expect_used, reason = "writing to a Vec cannot fail")]
fn br(body: &[u8]) -> Vec<u8> {
    let room = Vec::with_capacity(body.len() / 4 + 64);
    let mut encoder =
        brotli::CompressorWriter::new(room, BROTLI_BUFFER_BYTES, BROTLI_QUALITY, window_bits(body.len()));
    encoder.write_all(body).expect("a Vec takes every byte");
    encoder.into_inner()
}

/// The smallest window that holds the whole body: a decoder reserves as much.
fn window_bits(body_bytes: usize) -> u32 {
    let needed = usize::BITS - body_bytes.leading_zeros();
    needed.clamp(BROTLI_MIN_WINDOW_BITS, BROTLI_MAX_WINDOW_BITS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Timestamp;
    use std::io::Read;

    fn unpacked(bytes: &[u8], coding: Coding) -> Vec<u8> {
        let mut out = Vec::new();
        match coding {
            Coding::Identity => out.extend_from_slice(bytes),
            Coding::Gzip => drop(flate2::read::GzDecoder::new(bytes).read_to_end(&mut out).unwrap()),
            Coding::Br => drop(brotli::Decompressor::new(bytes, 4096).read_to_end(&mut out).unwrap()),
        }
        out
    }

    #[test]
    fn every_form_reads_back_as_the_body_and_is_always_the_same() {
        let long = "Tin về công tác khoa giáo. ".repeat(20_000);
        for body in ["", "x", "Khoa giáo", &long] {
            for coding in [Coding::Identity, Coding::Gzip, Coding::Br] {
                let packed = compress(body.as_bytes(), coding);
                assert_eq!(unpacked(&packed, coding), body.as_bytes());
                assert_eq!(packed, compress(body.as_bytes(), coding));
            }
        }
        assert!(compress(long.as_bytes(), Coding::Gzip).len() < long.len() / 20);
        assert!(compress(long.as_bytes(), Coding::Br).len() < long.len() / 20);
    }

    #[test]
    fn the_gzip_header_tells_neither_time_nor_machine() {
        assert_eq!(&compress(b"x", Coding::Gzip)[..10], [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
    }

    #[test]
    fn a_form_is_made_once() {
        let document = Document::new("text/plain", Timestamp(0), "Khoa giáo");
        assert!(document.form(Coding::Br).is_none());
        fill(&document, Coding::Br);
        let first = document.form(Coding::Br).unwrap().as_ptr();
        fill(&document, Coding::Br);
        assert_eq!(document.form(Coding::Br).unwrap().as_ptr(), first);
        assert!(document.form(Coding::Gzip).is_none());
    }
}
