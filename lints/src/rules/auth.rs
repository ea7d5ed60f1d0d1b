//! Lints about who may do what.

pub(crate) mod doas_rule_order;
pub(crate) mod duosec_failmode;
pub(crate) mod inactive_privilege_rules;
pub(crate) mod nss_database_split;
pub(crate) mod pam_mount_order;
pub(crate) mod pam_mount_raw_xml;
pub(crate) mod polkit_root_identity;
pub(crate) mod sudo_rule_order;
