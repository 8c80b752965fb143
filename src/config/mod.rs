//! Text to settings, sources and taxonomy, or all of their faults.
