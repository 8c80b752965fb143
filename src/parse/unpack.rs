//! [`unpack`]: bodies that are gzip by themselves, as `sitemap.xml.gz` is sent. What HTTP packs
//! (`Content-Encoding`) was unpacked before; these are files that happen to be packed.

use super::refusal;
use super::tally::Tally;
use crate::model::Problem;
use flate2::bufread::MultiGzDecoder;
use std::borrow::Cow;
use std::io::Read;

/// Most bytes that a body unpacks to.
const MAX_BYTES: usize = 64 * 1024 * 1024;

/// Most bytes out for one byte in: addresses that differ in a number pack to a fortieth, bombs to a
/// thousandth.
const MAX_RATIO: usize = 250;

/// What is unpacked whatever the ratio, in bytes.
const MIN_ALLOWED_BYTES: usize = 1024 * 1024;

/// Bytes unpacked at a time.
const STEP_BYTES: usize = 64 * 1024;

/// RFC 1952 §2.3.1, with the only method there is.
const MAGIC: [u8; 3] = [0x1f, 0x8b, 8];

/// `body`, unpacked where its first bytes say that it is gzip. Of one that breaks off, what came before.
pub fn unpack<'a>(body: &'a [u8], tally: &mut Tally) -> Result<Cow<'a, [u8]>, Problem> {
    if !body.starts_with(&MAGIC) {
        return Ok(body.into());
    }
    let allowed_bytes = body.len().saturating_mul(MAX_RATIO).clamp(MIN_ALLOWED_BYTES, MAX_BYTES);
    let mut packed = MultiGzDecoder::new(body);
    let mut out = Vec::new();
    let mut step = vec![0; STEP_BYTES];
    loop {
        match packed.read(&mut step) {
            Ok(0) => break,
            Ok(got) if out.len().saturating_add(got) > allowed_bytes => {
                return Err(refusal::unpacks_too_large(body.len(), allowed_bytes));
            }
            Ok(got) => out.extend_from_slice(step.get(..got).unwrap_or_default()),
            Err(_) if out.is_empty() => return Err(refusal::bad_gzip()),
            Err(_) => {
                tally.note("broken-gzip");
                break;
            }
        }
    }
    Ok(out.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ProblemKind;
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write;

    fn packed(text: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    fn check(body: &[u8], expected: Result<&[u8], ProblemKind>, repairs: usize) {
        let mut tally = Tally::default();
        let got = unpack(body, &mut tally);
        assert_eq!(got.as_deref().map_err(|p| p.kind), expected);
        assert_eq!(tally.repairs().len(), repairs);
    }

    #[test]
    fn gzip_is_unpacked_and_nothing_else() {
        check(b"<urlset/>", Ok(b"<urlset/>"), 0);
        check(b"\x1f\x8b", Ok(b"\x1f\x8b"), 0);
        check(&packed(b"<urlset/>"), Ok(b"<urlset/>"), 0);
        check(&[packed(b"<url"), packed(b"set/>")].concat(), Ok(b"<urlset/>"), 0);
        check(b"\x1f\x8b\x08 is no gzip at all", Err(ProblemKind::BadEncoding), 0);
        let text: Vec<u8> =
            (0..40_000_u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_be_bytes()).collect();
        let cut = packed(&text);
        let mut tally = Tally::default();
        let got = unpack(&cut[..cut.len() / 2], &mut tally).unwrap();
        assert!(text.starts_with(&got) && got.len() > 60_000, "{}", got.len());
        assert_eq!(tally.repairs()[0].name, "broken-gzip");
    }

    #[test]
    fn a_bomb_does_not_go_off() {
        check(&packed(&vec![b' '; 900_000]), Ok(&vec![b' '; 900_000]), 0);
        check(&packed(&vec![b' '; 20_000_000]), Err(ProblemKind::BodyTooLarge), 0);
        check(&packed(b"").repeat(50_000), Ok(b""), 0);
    }
}
