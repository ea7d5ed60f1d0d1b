//! Lints about certificates and keys as programs use them.

pub(crate) mod acme_cert_file;
pub(crate) mod acme_duplicate_chain;
pub(crate) mod acme_key_cert_mismatch;
pub(crate) mod ecdh_curve_p384;
