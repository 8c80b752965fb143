//! Vietnamese text and HTML.
