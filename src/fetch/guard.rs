//! Which addresses a portal may live at: the public ones, and those that `allow_private` names.
//!
//! Feeds choose where their redirects lead and names choose what they resolve to, so every address is
//! judged here, on every hop, before anything is sent to it. The ranges are those of the IANA special
//! purpose registries (RFC 6890 and its updates).

use crate::model::AddressRange;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Why nothing may be asked at `ip`; absent when it is public or lies in one of `allowed`.
///
/// An IPv4 address inside an IPv6 one is refused as such, whatever it is, because nobody publishes a
/// portal that way; NAT64 (RFC 6052) is the exception, there the IPv4 address decides. `allowed` may name
/// either form.
pub fn forbidden(ip: IpAddr, allowed: &[AddressRange]) -> Option<&'static str> {
    let inner = match ip {
        IpAddr::V4(_) => None,
        IpAddr::V6(v6) => embedded(v6),
    };
    let named = |address: IpAddr| allowed.iter().any(|range| range.contains(address));
    if named(ip) || inner.is_some_and(|(v4, _)| named(IpAddr::V4(v4))) {
        return None;
    }
    match (ip, inner) {
        (IpAddr::V4(v4), _) => special_v4(v4),
        (IpAddr::V6(_), Some((v4, Wrapping::Nat64))) => special_v4(v4),
        (IpAddr::V6(_), Some((_, Wrapping::Other))) => Some("an IPv4 address inside IPv6"),
        (IpAddr::V6(v6), None) => special_v6(v6),
    }
}

/// How an IPv4 address got into an IPv6 one.
#[derive(Clone, Copy, PartialEq)]
enum Wrapping {
    Nat64,
    Other,
}

fn embedded(ip: Ipv6Addr) -> Option<(Ipv4Addr, Wrapping)> {
    let s = ip.segments();
    let v4 = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        Ipv4Addr::new(a, b, c, d)
    };
    match s {
        // the unspecified and the loopback address are special in their own right
        [0, 0, 0, 0, 0, 0, 0, 0 | 1] => None,
        [0, 0, 0, 0, 0, 0 | 0xffff, high, low] | [0, 0, 0, 0, 0xffff, 0, high, low] => {
            Some((v4(high, low), Wrapping::Other))
        }
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => Some((v4(high, low), Wrapping::Nat64)),
        [0x64, 0xff9b, 1, _, _, _, high, low] => Some((v4(high, low), Wrapping::Other)),
        [0x2002, high, low, ..] => Some((v4(high, low), Wrapping::Other)),
        // Teredo (RFC 4380 §4): the client's address, inverted
        [0x2001, 0, _, _, _, _, high, low] => Some((v4(!high, !low), Wrapping::Other)),
        _ => None,
    }
}

fn special_v4(ip: Ipv4Addr) -> Option<&'static str> {
    match ip.octets() {
        [0, ..] => Some("unspecified"),
        [10, ..] | [172, 16..=31, ..] | [192, 168, ..] => Some("private"),
        [100, 64..=127, ..] => Some("carrier-grade NAT"),
        [127, ..] => Some("loopback"),
        [169, 254, ..] => Some("link-local"),
        [192, 0, 0, _] => Some("reserved for protocols"),
        [192, 0, 2, _] | [198, 51, 100, _] | [203, 0, 113, _] => Some("reserved for documentation"),
        [192, 88, 99, _] => Some("a 6to4 relay"),
        [198, 18..=19, ..] => Some("reserved for benchmarks"),
        [224..=239, ..] => Some("multicast"),
        [255, 255, 255, 255] => Some("broadcast"),
        [240..=255, ..] => Some("reserved"),
        _ => None,
    }
}

fn special_v6(ip: Ipv6Addr) -> Option<&'static str> {
    match ip.segments() {
        [0, 0, 0, 0, 0, 0, 0, 0] => Some("unspecified"),
        [0, 0, 0, 0, 0, 0, 0, 1] => Some("loopback"),
        [0xfc00..=0xfdff, ..] => Some("unique local"),
        [0xfe80..=0xfebf, ..] => Some("link-local"),
        [0xfec0..=0xfeff, ..] => Some("site-local"),
        [0xff00..=0xffff, ..] => Some("multicast"),
        [0x2001, 0xdb8, ..] | [0x3fff, 0..=0xfff, ..] => Some("reserved for documentation"),
        [0x2001, 0..=0x1ff, ..] => Some("reserved for protocols"),
        [0x2000..=0x3fff, ..] => None,
        _ => Some("not globally routable"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(ip: &str, allowed: &[&str]) -> Option<&'static str> {
        let allowed: Vec<_> = allowed.iter().map(|r| AddressRange(r.parse().unwrap())).collect();
        forbidden(ip.parse().unwrap(), &allowed)
    }

    #[test]
    fn only_public_addresses_are_asked() {
        let check = |ip: &str, reason: Option<&str>| assert_eq!(judged(ip, &[]), reason, "{ip}");
        check("8.8.8.8", None);
        check("113.160.0.1", None);
        check("172.15.255.255", None);
        check("172.32.0.0", None);
        check("100.63.255.255", None);
        check("100.128.0.0", None);
        check("2405:4800::1", None);
        check("0.0.0.0", Some("unspecified"));
        check("0.1.2.3", Some("unspecified"));
        check("10.255.255.255", Some("private"));
        check("172.16.0.1", Some("private"));
        check("172.31.255.255", Some("private"));
        check("192.168.1.1", Some("private"));
        check("100.64.0.1", Some("carrier-grade NAT"));
        check("127.0.0.1", Some("loopback"));
        check("127.255.255.254", Some("loopback"));
        check("169.254.169.254", Some("link-local"));
        check("198.18.0.1", Some("reserved for benchmarks"));
        check("203.0.113.9", Some("reserved for documentation"));
        check("224.0.0.1", Some("multicast"));
        check("255.255.255.255", Some("broadcast"));
        check("250.0.0.1", Some("reserved"));
        check("::", Some("unspecified"));
        check("::1", Some("loopback"));
        check("fc00::1", Some("unique local"));
        check("fdff::1", Some("unique local"));
        check("fe80::1", Some("link-local"));
        check("fec0::1", Some("site-local"));
        check("ff02::1", Some("multicast"));
        check("2001:db8::1", Some("reserved for documentation"));
        check("100::1", Some("not globally routable"));
        check("5f00::1", Some("not globally routable"));
    }

    #[test]
    fn an_ipv4_address_does_not_hide_inside_ipv6() {
        let inside = Some("an IPv4 address inside IPv6");
        let check = |ip: &str, reason: Option<&str>| assert_eq!(judged(ip, &[]), reason, "{ip}");
        check("::ffff:127.0.0.1", inside);
        check("::ffff:8.8.8.8", inside);
        check("::127.0.0.1", inside);
        check("::ffff:0:127.0.0.1", inside);
        check("2002:7f00:1::", inside);
        check("2001:0:1:2:3:4:80ff:fffe", inside);
        check("64:ff9b:1::7f00:1", inside);
        check("64:ff9b::10.0.0.1", Some("private"));
        check("64:ff9b::8.8.8.8", None);
    }

    #[test]
    fn what_the_config_names_is_allowed_and_nothing_beside_it() {
        let check = |ip: &str, allowed: &[&str], reason: Option<&str>| {
            assert_eq!(judged(ip, allowed), reason, "{ip} with {allowed:?}");
        };
        check("127.0.0.7", &["127.0.0.0/8"], None);
        check("::ffff:127.0.0.7", &["127.0.0.0/8"], None);
        check("::1", &["127.0.0.0/8"], Some("loopback"));
        check("10.0.0.1", &["127.0.0.0/8", "10.0.0.0/24"], None);
        check("10.0.1.1", &["127.0.0.0/8", "10.0.0.0/24"], Some("private"));
        check("0.0.0.0", &["127.0.0.0/8"], Some("unspecified"));
        check("fd00::1", &["fd00::/64"], None);
    }
}
