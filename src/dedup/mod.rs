//! Which entries are one story.
