//! The two outputs of a command. Data goes to standard output ([`print`]), everything else to standard
//! error ([`say`]). Whoever reads may have had enough (`diemtin stories | head -1`): that is no fault
//! of the command, and what is left to print is dropped. `println!` would panic there, so no command
//! uses it.

use std::io::{self, ErrorKind, Write};

/// Data, as it is.
///
/// # Errors
/// What the system says where the data cannot be kept, a full disk say; never for a closed pipe.
pub fn print(data: &str) -> io::Result<()> {
    let mut out = Pipe::default();
    tolerated(out.write_all(data.as_bytes()).and_then(|()| out.flush()))
}

/// A line of data.
///
/// # Errors
/// As for [`print`].
pub fn line(data: &str) -> io::Result<()> {
    print(&format!("{data}\n"))
}

/// A line for whoever watches. When nobody can, nothing is to be done about it.
pub fn say(sentence: &str) {
    let _ = writeln!(io::stderr().lock(), "{sentence}");
}

fn tolerated(result: io::Result<()>) -> io::Result<()> {
    result.or_else(|fault| if fault.kind() == ErrorKind::BrokenPipe { Ok(()) } else { Err(fault) })
}

/// Standard output for what writes by itself; remembers whether its reader went away.
#[derive(Debug, Default)]
pub struct Pipe {
    /// Nobody reads any more: an error that follows from it is none.
    pub closed: bool,
}

impl Pipe {
    fn watched<T>(&mut self, result: io::Result<T>) -> io::Result<T> {
        self.closed |= result.as_ref().is_err_and(|fault| fault.kind() == ErrorKind::BrokenPipe);
        result
    }
}

impl Write for Pipe {
    fn write(&mut self, data: &[u8]) -> io::Result<usize> {
        let written = io::stdout().lock().write(data);
        self.watched(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        let flushed = io::stdout().lock().flush();
        self.watched(flushed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closed_pipe_is_no_fault_and_a_full_disk_is() {
        assert!(tolerated(Err(ErrorKind::BrokenPipe.into())).is_ok());
        assert!(tolerated(Err(ErrorKind::StorageFull.into())).is_err());
    }

    #[test]
    fn a_pipe_remembers_that_its_reader_went_away() {
        let mut pipe = Pipe::default();
        assert!(pipe.watched::<()>(Err(ErrorKind::StorageFull.into())).is_err() && !pipe.closed);
        assert!(pipe.watched::<()>(Err(ErrorKind::BrokenPipe.into())).is_err() && pipe.closed);
    }
}
