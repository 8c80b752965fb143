//! Reading a body: bytes over the wire and bytes decoded are both bounded, silence is bounded, and what
//! came before a cut is kept.

use super::decode::{Coding, DecodeFault, Decoder};
use super::wire;
use crate::model::{Answer, TransportFault};
use reqwest::Response;
use std::time::Duration;
use tokio::time::timeout;

/// Room made for a body at once, whatever length it announces.
const MAX_EXPECTED_BYTES: usize = 256 * 1024;

/// The bounds of one body.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// On the wire, and decoded.
    pub(super) body_bytes: usize,
    /// Longest silence.
    pub(super) idle: Duration,
}

impl Limits {
    fn too_large(&self) -> TransportFault {
        TransportFault::BodyTooLarge { limit_bytes: self.body_bytes.try_into().unwrap_or(u64::MAX) }
    }
}

/// Reads the body of `response` into `answer`. `lenient`: a body that plainly is not in the coding it
/// claims is taken as it is.
pub(super) async fn read(
    response: Response,
    limits: &Limits,
    lenient: bool,
    answer: &mut Answer,
) -> Result<(), TransportFault> {
    answer.wire_bytes = 0;
    let announced = response.content_length().map(|length| usize::try_from(length).unwrap_or(usize::MAX));
    if announced.is_some_and(|length| length > limits.body_bytes) {
        return Err(limits.too_large());
    }
    let encodings = answer.headers.iter().filter(|(name, _)| name == "content-encoding");
    let coding = match Coding::named(encodings.map(|(_, value)| value.as_slice())) {
        Ok(coding) => coding,
        Err(_) if lenient => Coding::Identity,
        Err(why) => return Err(TransportFault::BadEncoding(why)),
    };
    let expected = announced.unwrap_or(0).min(MAX_EXPECTED_BYTES);
    let mut decoder = Decoder::new(coding, limits.body_bytes, lenient, expected);
    let outcome = pull(response, limits, &mut decoder, &mut answer.wire_bytes).await;
    let (body, end) = decoder.finish();
    answer.body = body;
    outcome.and_then(|()| end.map_err(|fault| named(fault, limits)))
}

async fn pull(
    mut response: Response,
    limits: &Limits,
    decoder: &mut Decoder,
    wire_bytes: &mut u64,
) -> Result<(), TransportFault> {
    let mut left = limits.body_bytes;
    loop {
        let chunk = match timeout(limits.idle, response.chunk()).await {
            Err(_) => return Err(TransportFault::Stalled),
            Ok(Err(error)) => return Err(wire::body_fault(&error)),
            Ok(Ok(None)) => return Ok(()),
            Ok(Ok(Some(chunk))) => chunk,
        };
        *wire_bytes = wire_bytes.saturating_add(chunk.len().try_into().unwrap_or(u64::MAX));
        left = left.checked_sub(chunk.len()).ok_or_else(|| limits.too_large())?;
        decoder.push(&chunk).map_err(|fault| named(fault, limits))?;
    }
}

fn named(fault: DecodeFault, limits: &Limits) -> TransportFault {
    match fault {
        DecodeFault::TooLarge => limits.too_large(),
        DecodeFault::Bad(why) => TransportFault::BadEncoding(why),
        DecodeFault::Truncated => TransportFault::Truncated,
    }
}
