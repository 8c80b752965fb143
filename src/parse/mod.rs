//! Bytes to entries.
