//! Lints about certificates by `security.acme`.
