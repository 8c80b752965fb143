//! The pipeline and the event loop.
