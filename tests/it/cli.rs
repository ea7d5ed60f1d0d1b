//! The command line: formats, exit codes, settings, fixing, and bad input.

mod adoption;
#[cfg(unix)]
mod asking;
mod bad_input;
mod baseline;
#[cfg(target_os = "linux")]
mod cache;
mod changed_lines;
mod config;
mod exit_codes;
mod explain;
mod extend;
#[cfg(target_os = "linux")]
mod faults;
mod fixing;
mod formats;
mod hostile;
mod model;
#[cfg(target_os = "linux")]
mod progress;
mod project;
mod reports;
#[cfg(target_os = "linux")]
mod security;
mod settings;
mod shard;
mod suppressed;
#[cfg(target_os = "linux")]
mod terminal;
mod units;
#[cfg(target_os = "linux")]
mod watch;

/// One warning with a safe fix.
const SYSLOG: &str = "{\n  systemd.services.a.serviceConfig.StandardOutput = \"syslog\";\n}\n";
/// [`SYSLOG`] when fixed.
const JOURNAL: &str = "{\n  systemd.services.a.serviceConfig.StandardOutput = \"journal\";\n}\n";
/// One error with an unsafe fix.
const KEPT: &str = "\
{
  systemd.services.pull = {
    startAt = \"daily\";
    serviceConfig.RemainAfterExit = true;
  };
}
";
/// One hint with a fix.
const MOUNT_FLAGS: &str = "{\n  systemd.services.a.serviceConfig.MountFlags = \"private\";\n}\n";
/// Nothing to say.
const CLEAN: &str = "{ networking.hostName = \"alpha\"; }\n";
