//! Ids in documents: `urn:uuid:` (RFC 9562 §4) made of ids that never change.

use crate::model::{Page, StoryId};

/// The id of a story. The hexadecimal digits are the story id's own, so that a reader's id finds the story.
pub fn of_story(id: StoryId) -> String {
    const DIGITS: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    let mut urn = String::with_capacity(45);
    urn.push_str("urn:uuid:");
    for (at, byte) in id.0.into_iter().enumerate() {
        if matches!(at, 4 | 6 | 8 | 10) {
            urn.push('-');
        }
        urn.extend([byte >> 4, byte & 15].map(|digit| DIGITS.get(usize::from(digit)).unwrap_or(&'0')));
    }
    urn
}

/// The id of a feed: of the instance and the path, so that a move to another address keeps it.
pub(super) fn of_feed(page: &Page) -> String {
    let digest = blake3::Hasher::new().update(&page.instance.0).update(page.path.as_bytes()).finalize();
    of_story(StoryId::of_digest(digest.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digits_are_the_story_ids_own() {
        let id: StoryId = "0123456789abcdef0f1e2d3c4b5a6978".parse().unwrap();
        assert_eq!(of_story(id), "urn:uuid:01234567-89ab-cdef-0f1e-2d3c4b5a6978");
        assert_eq!(of_story(id)[9..].replace('-', ""), id.to_string());
    }
}
