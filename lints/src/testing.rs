//! The fixture language.
