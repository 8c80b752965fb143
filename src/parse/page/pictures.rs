//! Addresses of pictures: which of several, and of what type.

/// The first address of a `srcset`; other attributes hold one alone.
pub fn first_of_set(value: String) -> String {
    let first = value.trim().split(", ").next().unwrap_or_default();
    match first.rsplit_once(' ') {
        Some((url, size)) if size.ends_with(['w', 'x']) => url.trim().to_owned(),
        _ => value.trim().to_owned(),
    }
}

/// What the ending of a picture's address says of its type.
pub fn media_type(url: &str) -> Option<&'static str> {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    match path.rsplit_once('.')?.1.to_ascii_lowercase().as_str() {
        "jpg" | "jpeg" => Some("image/jpeg"),
        "png" => Some("image/png"),
        "gif" => Some("image/gif"),
        "webp" => Some("image/webp"),
        "avif" => Some("image/avif"),
        "svg" => Some("image/svg+xml"),
        _ => None,
    }
}
