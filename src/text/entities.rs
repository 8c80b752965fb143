//! Character references of HTML in text that is no longer markup, or was never meant to be.
//!
//! The names are those of HTML 4, and of HTML 5 those of letters and signs that content systems escape
//! (PHP's `htmlentities` does). The 2,000 others are mathematics, and stay as they are.

/// The character a name stands for (`nbsp`, without `&` and `;`).
pub fn named(name: &str) -> Option<char> {
    let at = NAMES.binary_search_by(|(n, _)| (*n).cmp(name)).ok()?;
    NAMES.get(at).and_then(|(_, code)| char::from_u32(*code))
}

/// The character a number stands for, as HTML reads it: 0x80 to 0x9F are windows-1252.
/// `None` for what is no character or may not stand in XML.
pub fn numbered(code: u32) -> Option<char> {
    let code = match code {
        0x80..=0x9F => C1.get(code as usize - 0x80).map_or(code, |&c| u32::from(c)),
        other => other,
    };
    char::from_u32(code).filter(|&c| super::is_xml_char(c))
}

/// One reference at the start of `s`, which begins with `&`: its length in bytes and its character.
/// A number without a character gives U+FFFD, as in HTML.
pub fn reference(s: &str) -> Option<(usize, char)> {
    let body = s.strip_prefix('&')?;
    if let Some(number) = body.strip_prefix('#') {
        let (digits, radix, skipped) = match number.strip_prefix(['x', 'X']) {
            Some(hex) => (hex, 16, 3),
            None => (number, 10, 2),
        };
        let length = digits.bytes().take_while(|b| char::from(*b).is_digit(radix)).count();
        if length == 0 {
            return None;
        }
        let code = digits.get(..length).and_then(|d| u32::from_str_radix(d, radix).ok());
        let closed = usize::from(digits.as_bytes().get(length) == Some(&b';'));
        return Some((skipped + length + closed, code.and_then(numbered).unwrap_or('\u{FFFD}')));
    }
    let length = body.bytes().take(LONGEST_NAME + 1).take_while(u8::is_ascii_alphanumeric).count();
    if length == 0 || body.as_bytes().get(length) != Some(&b';') {
        return None;
    }
    Some((length + 2, named(body.get(..length)?)?))
}

/// [`reference`], also without its semicolon where HTML once allowed that (Latin-1, and the signs of
/// markup) and no word or address goes on behind it: `&nbsp` and `R&amp D`, but not `?a=1&copy=2`.
fn lenient(s: &str) -> Option<(usize, char)> {
    if let Some(found) = reference(s) {
        return Some(found);
    }
    let body = s.strip_prefix('&')?;
    let length = body.bytes().take(LONGEST_NAME + 1).take_while(u8::is_ascii_alphanumeric).count();
    if body.as_bytes().get(length) == Some(&b'=') || body.get(length..)?.starts_with(char::is_alphanumeric) {
        return None;
    }
    let name = body.get(..length)?;
    named(name).filter(|c| u32::from(*c) <= 0xFF && !NEWER.contains(&name)).map(|c| (length + 1, c))
}

/// Names within Latin-1 that never went without a semicolon.
const NEWER: &[&str] = &[
    "NewLine", "Tab", "apos", "ast", "bsol", "colon", "comma", "commat", "dollar", "equals", "excl", "grave",
    "lcub", "lowbar", "lpar", "lsqb", "num", "percnt", "period", "plus", "quest", "rcub", "rpar", "rsqb",
    "semi", "sol", "verbar",
];

/// The text with every character reference replaced, once: `&amp;lt;` becomes `&lt;`.
pub fn decode(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    let mut rest = s;
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        match lenient(from) {
            Some((length, c)) => {
                out.push(c);
                rest = from.get(length..).unwrap_or_default();
            }
            None => {
                out.push('&');
                rest = from.get(1..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    out
}

/// Bytes of the longest name below.
const LONGEST_NAME: usize = 8;

/// What windows-1252 has at 0x80 to 0x9F; the five holes stay control characters.
#[rustfmt::skip]
const C1: [u16; 32] = [
    0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D, 0x8F,
    0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178,
];

/// Sorted by name.
#[rustfmt::skip]
const NAMES: &[(&str, u32)] = &[
    ("AElig", 0xC6), ("AMP", 0x26), ("Aacute", 0xC1), ("Abreve", 0x102), ("Acirc", 0xC2), ("Agrave", 0xC0),
    ("Alpha", 0x391), ("Aring", 0xC5), ("Atilde", 0xC3), ("Auml", 0xC4), ("Beta", 0x392), ("COPY", 0xA9),
    ("Ccedil", 0xC7), ("Chi", 0x3A7), ("Dagger", 0x2021), ("Delta", 0x394), ("Dstrok", 0x110),
    ("ETH", 0xD0), ("Eacute", 0xC9), ("Ecirc", 0xCA), ("Egrave", 0xC8), ("Epsilon", 0x395), ("Eta", 0x397),
    ("Euml", 0xCB), ("GT", 0x3E), ("Gamma", 0x393), ("Iacute", 0xCD), ("Icirc", 0xCE), ("Igrave", 0xCC),
    ("Iota", 0x399), ("Itilde", 0x128), ("Iuml", 0xCF), ("Kappa", 0x39A), ("LT", 0x3C), ("Lambda", 0x39B),
    ("Mu", 0x39C), ("NewLine", 0xA), ("Ntilde", 0xD1), ("Nu", 0x39D), ("OElig", 0x152), ("Oacute", 0xD3),
    ("Ocirc", 0xD4), ("Ograve", 0xD2), ("Omega", 0x3A9), ("Omicron", 0x39F), ("Oslash", 0xD8),
    ("Otilde", 0xD5), ("Ouml", 0xD6), ("Phi", 0x3A6), ("Pi", 0x3A0), ("Prime", 0x2033), ("Psi", 0x3A8),
    ("QUOT", 0x22), ("REG", 0xAE), ("Rho", 0x3A1), ("Scaron", 0x160), ("Sigma", 0x3A3), ("THORN", 0xDE),
    ("Tab", 0x9), ("Tau", 0x3A4), ("Theta", 0x398), ("Uacute", 0xDA), ("Ucirc", 0xDB), ("Ugrave", 0xD9),
    ("Upsilon", 0x3A5), ("Utilde", 0x168), ("Uuml", 0xDC), ("Xi", 0x39E), ("Yacute", 0xDD), ("Yuml", 0x178),
    ("Zeta", 0x396), ("aacute", 0xE1), ("abreve", 0x103), ("acirc", 0xE2), ("acute", 0xB4), ("aelig", 0xE6),
    ("agrave", 0xE0), ("alefsym", 0x2135), ("alpha", 0x3B1), ("amp", 0x26), ("and", 0x2227),
    ("ang", 0x2220), ("apos", 0x27), ("aring", 0xE5), ("ast", 0x2A), ("asymp", 0x2248), ("atilde", 0xE3),
    ("auml", 0xE4), ("bdquo", 0x201E), ("beta", 0x3B2), ("brvbar", 0xA6), ("bsol", 0x5C), ("bull", 0x2022),
    ("cap", 0x2229), ("ccedil", 0xE7), ("cedil", 0xB8), ("cent", 0xA2), ("chi", 0x3C7), ("circ", 0x2C6),
    ("clubs", 0x2663), ("colon", 0x3A), ("comma", 0x2C), ("commat", 0x40), ("cong", 0x2245), ("copy", 0xA9),
    ("crarr", 0x21B5), ("cup", 0x222A), ("curren", 0xA4), ("dArr", 0x21D3), ("dagger", 0x2020),
    ("darr", 0x2193), ("deg", 0xB0), ("delta", 0x3B4), ("diams", 0x2666), ("divide", 0xF7),
    ("dollar", 0x24), ("dstrok", 0x111), ("eacute", 0xE9), ("ecirc", 0xEA), ("egrave", 0xE8),
    ("empty", 0x2205), ("emsp", 0x2003), ("ensp", 0x2002), ("epsilon", 0x3B5), ("equals", 0x3D),
    ("equiv", 0x2261), ("eta", 0x3B7), ("eth", 0xF0), ("euml", 0xEB), ("euro", 0x20AC), ("excl", 0x21),
    ("exist", 0x2203), ("fnof", 0x192), ("forall", 0x2200), ("frac12", 0xBD), ("frac14", 0xBC),
    ("frac34", 0xBE), ("frasl", 0x2044), ("gamma", 0x3B3), ("ge", 0x2265), ("grave", 0x60), ("gt", 0x3E),
    ("hArr", 0x21D4), ("harr", 0x2194), ("hearts", 0x2665), ("hellip", 0x2026), ("horbar", 0x2015),
    ("hyphen", 0x2010), ("iacute", 0xED), ("icirc", 0xEE), ("iexcl", 0xA1), ("igrave", 0xEC),
    ("image", 0x2111), ("infin", 0x221E), ("int", 0x222B), ("iota", 0x3B9), ("iquest", 0xBF),
    ("isin", 0x2208), ("itilde", 0x129), ("iuml", 0xEF), ("kappa", 0x3BA), ("lArr", 0x21D0),
    ("lambda", 0x3BB), ("lang", 0x2329), ("laquo", 0xAB), ("larr", 0x2190), ("lceil", 0x2308),
    ("lcub", 0x7B), ("ldquo", 0x201C), ("le", 0x2264), ("lfloor", 0x230A), ("lowast", 0x2217),
    ("lowbar", 0x5F), ("loz", 0x25CA), ("lpar", 0x28), ("lrm", 0x200E), ("lsaquo", 0x2039), ("lsqb", 0x5B),
    ("lsquo", 0x2018), ("lt", 0x3C), ("macr", 0xAF), ("mdash", 0x2014), ("micro", 0xB5), ("middot", 0xB7),
    ("minus", 0x2212), ("mu", 0x3BC), ("nabla", 0x2207), ("nbsp", 0xA0), ("ndash", 0x2013), ("ne", 0x2260),
    ("ni", 0x220B), ("not", 0xAC), ("notin", 0x2209), ("nsub", 0x2284), ("ntilde", 0xF1), ("nu", 0x3BD),
    ("num", 0x23), ("oacute", 0xF3), ("ocirc", 0xF4), ("oelig", 0x153), ("ograve", 0xF2), ("oline", 0x203E),
    ("omega", 0x3C9), ("omicron", 0x3BF), ("oplus", 0x2295), ("or", 0x2228), ("ordf", 0xAA), ("ordm", 0xBA),
    ("oslash", 0xF8), ("otilde", 0xF5), ("otimes", 0x2297), ("ouml", 0xF6), ("para", 0xB6),
    ("part", 0x2202), ("percnt", 0x25), ("period", 0x2E), ("permil", 0x2030), ("perp", 0x22A5),
    ("phi", 0x3C6), ("pi", 0x3C0), ("piv", 0x3D6), ("plus", 0x2B), ("plusmn", 0xB1), ("pound", 0xA3),
    ("prime", 0x2032), ("prod", 0x220F), ("prop", 0x221D), ("psi", 0x3C8), ("quest", 0x3F), ("quot", 0x22),
    ("rArr", 0x21D2), ("radic", 0x221A), ("rang", 0x232A), ("raquo", 0xBB), ("rarr", 0x2192),
    ("rceil", 0x2309), ("rcub", 0x7D), ("rdquo", 0x201D), ("real", 0x211C), ("reg", 0xAE),
    ("rfloor", 0x230B), ("rho", 0x3C1), ("rlm", 0x200F), ("rpar", 0x29), ("rsaquo", 0x203A), ("rsqb", 0x5D),
    ("rsquo", 0x2019), ("sbquo", 0x201A), ("scaron", 0x161), ("sdot", 0x22C5), ("sect", 0xA7),
    ("semi", 0x3B), ("shy", 0xAD), ("sigma", 0x3C3), ("sigmaf", 0x3C2), ("sim", 0x223C), ("sol", 0x2F),
    ("spades", 0x2660), ("sub", 0x2282), ("sube", 0x2286), ("sum", 0x2211), ("sup", 0x2283), ("sup1", 0xB9),
    ("sup2", 0xB2), ("sup3", 0xB3), ("supe", 0x2287), ("szlig", 0xDF), ("tau", 0x3C4), ("there4", 0x2234),
    ("theta", 0x3B8), ("thetasym", 0x3D1), ("thinsp", 0x2009), ("thorn", 0xFE), ("tilde", 0x2DC),
    ("times", 0xD7), ("trade", 0x2122), ("uArr", 0x21D1), ("uacute", 0xFA), ("uarr", 0x2191),
    ("ucirc", 0xFB), ("ugrave", 0xF9), ("uml", 0xA8), ("upsih", 0x3D2), ("upsilon", 0x3C5),
    ("utilde", 0x169), ("uuml", 0xFC), ("verbar", 0x7C), ("weierp", 0x2118), ("xi", 0x3BE),
    ("yacute", 0xFD), ("yen", 0xA5), ("yuml", 0xFF), ("zeta", 0x3B6), ("zwj", 0x200D), ("zwnj", 0x200C),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_become_characters() {
        let check = |input: &str, expected: &str| assert_eq!(decode(input), expected, "{input:?}");
        check("Kiên Giang&#x3A; c&ocirc;ng t&aacute;c", "Kiên Giang: công tác");
        check("&amp;lt;b&amp;gt;", "&lt;b&gt;");
        check("AT&T & Co &unknown; &;", "AT&T & Co &unknown; &;");
        check("&#8211;&#150;&#x2013;", "–––");
        check("&#0;&#x110000;&#99999999999;", "\u{FFFD}\u{FFFD}\u{FFFD}");
        check("&#273 &#x;", "đ &#x;");
        check("&thetasym;&apos;", "ϑ'");
        check("a&nbsp b &copy2 ?a=1&copy=2 &colon x&lt", "a\u{A0} b &copy2 ?a=1&copy=2 &colon x<");
        check("&dstrok;&period;&AMP;", "đ.&");
    }

    #[test]
    fn the_table_is_sorted_and_its_longest_name_is_known() {
        assert!(NAMES.is_sorted_by(|a, b| a.0 < b.0));
        assert_eq!(NAMES.iter().map(|(n, _)| n.len()).max(), Some(LONGEST_NAME));
    }
}
