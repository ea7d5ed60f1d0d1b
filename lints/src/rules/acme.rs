//! Lints about certificates by `security.acme`.

pub(crate) mod acme_key_dir;
pub(crate) mod acme_key_type_p384;
