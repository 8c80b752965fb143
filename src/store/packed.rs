//! Exports compressed with zstd: a tenth of the bytes. What is read says by its first bytes what it is.

use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;
use zstd::stream::{read, write};

/// What every zstd frame begins with.
const MAGIC: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];
const LEVEL: i32 = 3;

/// Whether a file of this name is to be compressed.
pub fn is_packed(file: &Path) -> bool {
    file.extension().is_some_and(|ending| ending == "zst")
}

/// Compresses what is written to it.
pub struct Packer<W: Write>(write::Encoder<'static, W>);

impl<W: Write> Packer<W> {
    /// Into `to`.
    ///
    /// # Errors
    /// When there is no memory for it.
    pub fn new(to: W) -> io::Result<Self> {
        write::Encoder::new(to, LEVEL).map(Self)
    }

    /// Writes what is left, and gives back what was written to.
    ///
    /// # Errors
    /// When that cannot be written.
    pub fn finish(self) -> io::Result<W> {
        self.0.finish()
    }
}

impl<W: Write> Write for Packer<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// An export as lines, compressed or not.
///
/// # Errors
/// When its first bytes cannot be read.
pub fn unpacked<'a>(mut from: impl BufRead + 'a) -> io::Result<Box<dyn BufRead + 'a>> {
    if from.fill_buf()?.starts_with(&MAGIC) {
        return Ok(Box::new(BufReader::new(read::Decoder::with_buffer(from)?)));
    }
    Ok(Box::new(from))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn what_was_packed_reads_as_what_was_not() {
        let lines = "{\"tree\":\"store\"}\n".repeat(1_000);
        let mut packer = Packer::new(Vec::new()).unwrap();
        packer.write_all(lines.as_bytes()).unwrap();
        let packed = packer.finish().unwrap();
        assert!(packed.len() * 10 < lines.len());
        for bytes in [packed.as_slice(), lines.as_bytes()] {
            let mut read = String::new();
            unpacked(bytes).unwrap().read_to_string(&mut read).unwrap();
            assert_eq!(read, lines);
        }
        assert_eq!(unpacked(&b""[..]).unwrap().read(&mut [0]).unwrap(), 0);
        assert!(unpacked(&packed[..packed.len() / 2]).unwrap().read_to_string(&mut String::new()).is_err());
    }
}
