//! Writing and reading the primitives that records are made of.

use crate::model::Timestamp;
use std::ops::RangeInclusive;
use std::time::Duration;

/// A value that is not what its table holds: a bit that flipped, or a version from the future.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a record of this table")]
pub struct BadRecord;

/// Appends primitives.
#[derive(Debug, Default)]
pub struct Writer(Vec<u8>);

impl Writer {
    /// Begins with the version byte.
    pub fn version(version: u8) -> Self {
        Self(vec![version])
    }

    /// What was written.
    pub fn done(self) -> Vec<u8> {
        self.0
    }

    /// One byte.
    pub fn byte(&mut self, value: u8) {
        self.0.push(value);
    }

    /// LEB128.
    pub fn number(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.0.push((value as u8) | 0x80);
            value >>= 7;
        }
        self.0.push(value as u8);
    }

    /// A count or length.
    pub fn count(&mut self, value: usize) {
        self.number(value as u64);
    }

    /// Zigzag, then LEB128.
    pub fn signed(&mut self, value: i64) {
        self.number(((value << 1) ^ (value >> 63)) as u64);
    }

    /// A time.
    pub fn time(&mut self, value: Timestamp) {
        self.signed(value.0);
    }

    /// A time as the distance from another; exact for all values.
    pub fn time_from(&mut self, base: Timestamp, value: Timestamp) {
        self.signed(value.0.wrapping_sub(base.0));
    }

    /// In milliseconds, what is below them cut off.
    pub fn duration(&mut self, value: Duration) {
        self.number(u64::try_from(value.as_millis()).unwrap_or(u64::MAX));
    }

    /// Bytes of a length that the reader knows.
    pub fn raw(&mut self, value: &[u8]) {
        self.0.extend_from_slice(value);
    }

    /// Length, then bytes.
    pub fn bytes(&mut self, value: &[u8]) {
        self.count(value.len());
        self.raw(value);
    }

    /// Length, then UTF-8.
    pub fn text(&mut self, value: &str) {
        self.bytes(value.as_bytes());
    }

    /// 0, or 1 and the value.
    pub fn option<T>(&mut self, value: Option<T>, write: impl FnOnce(&mut Self, T)) {
        match value {
            None => self.byte(0),
            Some(value) => {
                self.byte(1);
                write(self, value);
            }
        }
    }

    /// A count, then each.
    pub fn list<T>(&mut self, values: &[T], mut write: impl FnMut(&mut Self, &T)) {
        self.count(values.len());
        values.iter().for_each(|value| write(self, value));
    }
}

/// Takes primitives off the front.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    /// Of everything, version byte included.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// Of what follows the version byte, which must be `version`.
    pub fn version(bytes: &'a [u8], version: u8) -> Result<Self, BadRecord> {
        match bytes.split_first() {
            Some((found, rest)) if *found == version => Ok(Self(rest)),
            _ => Err(BadRecord),
        }
    }

    /// Of what follows the version byte, which must be one of `versions`; and which.
    pub fn versions(bytes: &'a [u8], versions: RangeInclusive<u8>) -> Result<(Self, u8), BadRecord> {
        match bytes.split_first() {
            Some((found, rest)) if versions.contains(found) => Ok((Self(rest), *found)),
            _ => Err(BadRecord),
        }
    }

    /// Nothing may be left.
    pub fn end(self) -> Result<(), BadRecord> {
        if self.0.is_empty() { Ok(()) } else { Err(BadRecord) }
    }

    /// What is left.
    pub fn rest(self) -> &'a [u8] {
        self.0
    }

    /// One byte.
    pub fn byte(&mut self) -> Result<u8, BadRecord> {
        let (first, rest) = self.0.split_first().ok_or(BadRecord)?;
        self.0 = rest;
        Ok(*first)
    }

    /// LEB128 of at most 64 bits.
    pub fn number(&mut self) -> Result<u64, BadRecord> {
        let mut value = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            let bits = u64::from(byte & 0x7f);
            if shift == 63 && bits > 1 {
                return Err(BadRecord);
            }
            value |= bits << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(BadRecord)
    }

    /// A number that fits `T`.
    pub fn small<T: TryFrom<u64>>(&mut self) -> Result<T, BadRecord> {
        T::try_from(self.number()?).map_err(|_| BadRecord)
    }

    /// Zigzag LEB128.
    pub fn signed(&mut self) -> Result<i64, BadRecord> {
        let value = self.number()?;
        Ok(((value >> 1) as i64) ^ -((value & 1) as i64))
    }

    /// A time.
    pub fn time(&mut self) -> Result<Timestamp, BadRecord> {
        self.signed().map(Timestamp)
    }

    /// A time as the distance from another.
    pub fn time_from(&mut self, base: Timestamp) -> Result<Timestamp, BadRecord> {
        Ok(Timestamp(base.0.wrapping_add(self.signed()?)))
    }

    /// In milliseconds.
    pub fn duration(&mut self) -> Result<Duration, BadRecord> {
        self.number().map(Duration::from_millis)
    }

    /// Bytes of a known length.
    pub fn raw(&mut self, len: usize) -> Result<&'a [u8], BadRecord> {
        let (taken, rest) = self.0.split_at_checked(len).ok_or(BadRecord)?;
        self.0 = rest;
        Ok(taken)
    }

    /// An array of a known length.
    pub fn array<const N: usize>(&mut self) -> Result<[u8; N], BadRecord> {
        self.raw(N)?.try_into().map_err(|_| BadRecord)
    }

    /// Length-prefixed bytes.
    pub fn bytes(&mut self) -> Result<&'a [u8], BadRecord> {
        let len = self.small()?;
        self.raw(len)
    }

    /// Length-prefixed UTF-8.
    pub fn text(&mut self) -> Result<&'a str, BadRecord> {
        std::str::from_utf8(self.bytes()?).map_err(|_| BadRecord)
    }

    /// Text in the text form of `T`.
    pub fn parsed<T: std::str::FromStr>(&mut self) -> Result<T, BadRecord> {
        self.text()?.parse().map_err(|_| BadRecord)
    }

    /// 0, or 1 and a value.
    pub fn option<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, BadRecord>,
    ) -> Result<Option<T>, BadRecord> {
        match self.byte()? {
            0 => Ok(None),
            1 => read(self).map(Some),
            _ => Err(BadRecord),
        }
    }

    /// A count, then each. Every element takes at least a byte, so the count is bounded by what is left.
    pub fn list<T>(
        &mut self,
        mut read: impl FnMut(&mut Self) -> Result<T, BadRecord>,
    ) -> Result<Vec<T>, BadRecord> {
        let count: usize = self.small()?;
        if count > self.0.len() {
            return Err(BadRecord);
        }
        (0..count).map(|_| read(self)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn primitives_survive(n: u64, s: i64, t: String, b: Vec<u8>, o: Option<i64>) {
            let mut w = Writer::version(9);
            w.number(n);
            w.signed(s);
            w.text(&t);
            w.bytes(&b);
            w.option(o, Writer::signed);
            w.time_from(Timestamp(s), Timestamp(i64::MIN));
            let bytes = w.done();
            let mut r = Reader::version(&bytes, 9).unwrap();
            prop_assert_eq!(r.number(), Ok(n));
            prop_assert_eq!(r.signed(), Ok(s));
            prop_assert_eq!(r.text(), Ok(t.as_str()));
            prop_assert_eq!(r.bytes(), Ok(b.as_slice()));
            prop_assert_eq!(r.option(Reader::signed), Ok(o));
            prop_assert_eq!(r.time_from(Timestamp(s)), Ok(Timestamp(i64::MIN)));
            prop_assert_eq!(r.end(), Ok(()));
        }
    }

    #[test]
    fn numbers_beyond_64_bits_and_false_counts_are_refused() {
        assert_eq!(Reader::new(&[0xff; 12]).number(), Err(BadRecord));
        assert_eq!(
            Reader::new(&[0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 2]).number(),
            Err(BadRecord)
        );
        assert_eq!(Reader::new(&[0xff, 0xff, 0x7f, 1]).list(Reader::byte), Err(BadRecord));
        assert_eq!(Reader::new(&[200, 1, 1]).bytes(), Err(BadRecord));
    }
}
