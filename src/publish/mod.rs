//! Stories to documents.
