//! Categories and provinces of a story, and why.
