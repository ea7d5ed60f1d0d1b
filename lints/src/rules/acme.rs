//! Lints about certificates by `security.acme`.

pub(crate) mod acme_broad_group;
pub(crate) mod acme_challenge_conflict;
pub(crate) mod acme_challenge_missing;
pub(crate) mod acme_consumer_not_reloaded;
pub(crate) mod acme_consumer_unordered;
pub(crate) mod acme_dns_credentials_missing;
pub(crate) mod acme_duplicate_domain;
pub(crate) mod acme_email_missing;
pub(crate) mod acme_extra_domains;
pub(crate) mod acme_key_dir;
pub(crate) mod acme_key_type_p384;
pub(crate) mod acme_key_type_unsupported;
pub(crate) mod acme_many_accounts;
pub(crate) mod acme_obsolete_endpoint;
pub(crate) mod acme_postrun_reload;
pub(crate) mod acme_reload_stale_credential;
pub(crate) mod acme_removed_option;
pub(crate) mod acme_renew_interval;
pub(crate) mod acme_reuse_key_flag;
pub(crate) mod acme_stale_unit;
pub(crate) mod acme_terms_not_accepted;
pub(crate) mod acme_valid_min_seconds;
pub(crate) mod acme_wildcard_http;
pub(crate) mod acme_wildcard_name;
pub(crate) mod cert_mtime_comparison;
