//! Ids in documents: `urn:uuid:` (RFC 9562 §4) made of ids that never change.

use crate::model::{Page, StoryId};

/// The id of a story. The hexadecimal digits are the story id's own, so that a reader's id finds the story.
pub fn of_story(id: StoryId) -> String {
    let hex = id.to_string();
    let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default();
    format!("urn:uuid:{}-{}-{}-{}-{}", part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32))
}

/// The id of a feed: of the instance and the path, so that a move to another address keeps it.
pub(super) fn of_feed(page: &Page) -> String {
    let digest = blake3::Hasher::new().update(&page.instance.0).update(page.path.as_bytes()).finalize();
    of_story(StoryId::of_digest(digest.as_bytes()))
}
