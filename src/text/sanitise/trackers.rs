//! Pictures that count readers, and where a picture's address hides. The tables are facts of the world:
//! what counters and lazy loaders are called today.

use super::style::declarations;

/// Hosts and first parts of paths at which there is no picture, only a counter.
const COUNTERS: &[(&str, &str)] = &[
    ("feeds.feedburner.com", "/~r/"),
    ("feeds.feedburner.com", "/~ff/"),
    ("feedproxy.google.com", "/~r/"),
    ("stats.wordpress.com", "/b.gif"),
    ("pixel.wp.com", "/"),
    ("pixel.quantserve.com", "/"),
    ("sb.scorecardresearch.com", "/"),
    ("www.google-analytics.com", "/"),
    ("www.facebook.com", "/tr"),
    ("ad.doubleclick.net", "/"),
];

/// Names of files, without their ending, that stand in for a picture until it is loaded.
const PLACEHOLDERS: &[&str] =
    &["blank", "spacer", "lazy", "lazyload", "placeholder", "loading", "transparent", "pixel", "1x1", "grey"];

/// Whether a picture of this address is a known counter.
pub(super) fn is_counter(address: &str) -> bool {
    let Some((_, rest)) = address.split_once("://") else { return false };
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    COUNTERS.iter().any(|(h, p)| host.eq_ignore_ascii_case(h) && path.starts_with(p))
}

/// Whether an address, as written, only stands in for a picture.
pub(super) fn is_placeholder(address: &str) -> bool {
    let address = address.trim();
    if address.is_empty() || address.get(..5).is_some_and(|s| s.eq_ignore_ascii_case("data:")) {
        return true;
    }
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let file = path.rsplit('/').next().unwrap_or_default();
    let stem = file.split('.').next().unwrap_or_default();
    file.contains('.') && PLACEHOLDERS.iter().any(|p| p.eq_ignore_ascii_case(stem))
}

/// Whether a picture of these sides, by attributes and by CSS, shows nothing.
pub(super) fn is_invisible(width: Option<&str>, height: Option<&str>, style: Option<&str>) -> bool {
    let (mut width, mut height) = (width, height);
    for (property, value) in style.into_iter().flat_map(declarations) {
        let value = value.trim_end_matches("!important").trim_end();
        match property.to_ascii_lowercase().as_str() {
            "width" => width = Some(value),
            "height" => height = Some(value),
            "display" if value.eq_ignore_ascii_case("none") => return true,
            "visibility" if value.eq_ignore_ascii_case("hidden") => return true,
            _ => {}
        }
    }
    width.is_some_and(is_a_pixel) && height.is_some_and(is_a_pixel)
}

/// Whether a length is at most one pixel.
fn is_a_pixel(length: &str) -> bool {
    let length = length.trim();
    let digits = length.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    let (number, unit) = length.split_at(digits);
    let pixels = matches!(unit.trim(), "" | "px" | "PX");
    number.parse::<f32>().is_ok_and(|n| n == 0.0 || (pixels && n <= 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counters_are_known() {
        let check = |address: &str, expected: bool| assert_eq!(is_counter(address), expected, "{address}");
        check("http://feeds.feedburner.com/~r/tin/~4/abc", true);
        check("https://pixel.wp.com/b.gif?host=x", true);
        check("https://bao.example/~r/a.jpg", false);
        check("https://www.facebook.com/photo.jpg", false);
        check("x", false);
    }

    #[test]
    fn placeholders_are_known() {
        let check =
            |address: &str, expected: bool| assert_eq!(is_placeholder(address), expected, "{address}");
        check("/themes/default/images/Blank.gif?v=1", true);
        check("data:image/gif;base64,R0", true);
        check("", true);
        check("spacer.png", true);
        check("/lazy/a.jpg", false);
        check("/blank-space.jpg", false);
        check("/loading", false);
    }

    #[test]
    fn pictures_of_a_pixel_show_nothing() {
        let check = |w: &str, h: &str, style: &str, expected: bool| {
            let given = |s: &'static str| Some(s).filter(|s| !s.is_empty());
            let (w, h, style) = (w.to_owned().leak(), h.to_owned().leak(), style.to_owned().leak());
            assert_eq!(is_invisible(given(w), given(h), given(style)), expected, "{w} {h} {style}");
        };
        check("1", "1", "", true);
        check("0", "0px", "", true);
        check(" 1px", "1.0", "", true);
        check("", "", "width:1px;height:1px", true);
        check("1", "", "height : 0 !important", true);
        check("100", "1", "", false);
        check("1%", "1", "", false);
        check("", "", "", false);
        check("100", "100", "width:1px;height:1px", true);
        check("100", "100", "Display: none", true);
    }
}
