//! Lints about overlays and packages.

pub(crate) mod cacert_overlay;
