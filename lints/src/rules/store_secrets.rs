//! Lints about secrets in the Nix store.
