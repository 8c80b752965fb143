//! Exit codes: 0 done, 1 failed while running, 2 usage (clap's), 78 configuration (sysexits.h).

use std::process::ExitCode;

/// The config has faults.
pub const CONFIG: u8 = 78;

/// How a command ended other than well.
#[derive(Debug)]
pub enum Failure {
    /// Faults that were printed already; systemd must not try again.
    Config,
    /// What went wrong, with its chain of causes.
    Error(anyhow::Error),
    /// Something did not work out and was reported already.
    Reported,
}

impl Failure {
    /// Prints what is still to be said and gives the code.
    pub fn code(self) -> ExitCode {
        match self {
            Self::Config => ExitCode::from(CONFIG),
            Self::Reported => ExitCode::FAILURE,
            Self::Error(error) => {
                super::out::say(&format!("diemtin: {error:#}"));
                ExitCode::FAILURE
            }
        }
    }
}

impl<E: Into<anyhow::Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Error(error.into())
    }
}
