//! Asking a portal.
