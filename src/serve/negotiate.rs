//! Which content-coding a client gets (RFC 9110 §12.5.3).

use crate::model::Coding;

/// The acceptable coding of the highest weight; among equals the smallest body: br, gzip, as written.
/// `fields` are the values of all `Accept-Encoding` fields. Absent when the client refuses everything,
/// the plain form included.
pub(super) fn coding<'a>(fields: impl Iterator<Item = &'a [u8]>) -> Option<Coding> {
    let mut wishes = Wishes::default();
    for field in fields {
        let Ok(field) = std::str::from_utf8(field) else { continue };
        field.split(',').for_each(|member| wishes.note(member));
    }
    wishes.best()
}

/// Weights in thousandths; absent: not mentioned.
#[derive(Default)]
struct Wishes {
    br: Option<u16>,
    gzip: Option<u16>,
    identity: Option<u16>,
    others: Option<u16>,
}

impl Wishes {
    fn note(&mut self, member: &str) {
        let (name, parameters) = member.split_once(';').unwrap_or((member, ""));
        let Some(weight) = weight(parameters) else { return };
        let name = name.trim();
        let is = |known: &str| name.eq_ignore_ascii_case(known);
        if is("br") {
            self.br = Some(weight);
        } else if is("gzip") || is("x-gzip") {
            self.gzip = Some(weight);
        } else if is("identity") {
            self.identity = Some(weight);
        } else if name == "*" {
            self.others = Some(weight);
        }
    }

    fn best(&self) -> Option<Coding> {
        let asked = |named: Option<u16>| named.or(self.others).unwrap_or(0);
        // Not mentioned, the plain form is acceptable, but behind whatever was asked for.
        let identity = match (self.identity, self.others) {
            (Some(weight), _) => weight,
            (None, Some(0)) => 0,
            (None, _) => return Some(self.compressed(asked).map_or(Coding::Identity, |(coding, _)| coding)),
        };
        match self.compressed(asked) {
            Some((coding, weight)) if weight >= identity => Some(coding),
            _ => (identity > 0).then_some(Coding::Identity),
        }
    }

    fn compressed(&self, asked: impl Fn(Option<u16>) -> u16) -> Option<(Coding, u16)> {
        let (br, gzip) = (asked(self.br), asked(self.gzip));
        let best = if br >= gzip { (Coding::Br, br) } else { (Coding::Gzip, gzip) };
        (best.1 > 0).then_some(best)
    }
}

/// The weight in `;q=0.5` in thousandths, 1000 when none is given; absent when it is malformed, and the
/// member then does not count (RFC 9110 §12.4.2).
fn weight(parameters: &str) -> Option<u16> {
    let Some(text) = parameters.split(';').find_map(|p| {
        let (name, value) = p.split_once('=')?;
        name.trim().eq_ignore_ascii_case("q").then(|| value.trim())
    }) else {
        return Some(1000);
    };
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    if part.len() > 3 || !part.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let thousandths = format!("{part:0<3}").parse::<u16>().ok()?;
    match whole {
        "0" => Some(thousandths),
        "1" if thousandths == 0 => Some(1000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_decide_and_among_equals_the_smallest_body() {
        use Coding::{Br, Gzip, Identity};
        let check = |fields: &[&str], expected: Option<Coding>| {
            assert_eq!(coding(fields.iter().map(|f| f.as_bytes())), expected, "{fields:?}");
        };
        check(&[], Some(Identity));
        check(&[""], Some(Identity));
        check(&["gzip"], Some(Gzip));
        check(&["x-gzip"], Some(Gzip));
        check(&["GZip"], Some(Gzip));
        check(&["br"], Some(Br));
        check(&["gzip, deflate, br, zstd"], Some(Br));
        check(&["gzip", "br"], Some(Br));
        check(&["deflate, zstd"], Some(Identity));
        check(&["gzip;q=1.0, br;q=0.5"], Some(Gzip));
        check(&["gzip ; Q=0.5 , br ; q=0.501"], Some(Br));
        check(&["br;q=0, gzip;q=0"], Some(Identity));
        check(&["*"], Some(Br));
        check(&["br;q=0, *"], Some(Gzip));
        check(&["gzip;q=0.5, *;q=0.1"], Some(Gzip));
        check(&["gzip;q=0.5"], Some(Gzip));
        check(&["gzip;q=0.5, identity"], Some(Identity));
        check(&["gzip;q=0.5, identity;q=0.5"], Some(Gzip));
        check(&["identity"], Some(Identity));
        check(&["identity;q=0"], None);
        check(&["identity;q=0, gzip"], Some(Gzip));
        check(&["identity;q=0, *"], Some(Br));
        check(&["*;q=0"], None);
        check(&["*;q=0, identity"], Some(Identity));
        check(&["*;q=0, gzip;q=0.001"], Some(Gzip));
        check(&["gzip;q=7"], Some(Identity));
        check(&["gzip;q=0.0000"], Some(Identity));
        check(&["gzip;q=, br;q=x"], Some(Identity));
        check(&["gzip;q=1.001, ;;;,=,q"], Some(Identity));
    }

    #[test]
    fn bytes_that_are_no_text_are_passed_over() {
        let fields: [&[u8]; 2] = [b"\xff\xfe", b"gzip"];
        assert_eq!(coding(fields.into_iter()), Some(Coding::Gzip));
    }
}
