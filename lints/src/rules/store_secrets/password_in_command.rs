//! Reports passwords in command lines of units.

use std::ops::Range;

use crate::lint::{Check, declare_lint};
use crate::systemd::exec_line::{Command, commands};
use crate::unit_files::SettingLines;
use crate::views::lines;
use crate::views::options::is_test;
use crate::views::secrets::is_secret_line;
use crate::{LintContext, Releases, Severity};

#[cfg(test)]
mod tests;

declare_lint! {
    /// A password in a command of a unit.
    ///
    /// ## Why
    /// The unit file is in the Nix store, which every user can read, and `ps` shows the arguments of
    /// every program to everyone.
    ///
    /// ## Example
    /// ```nix
    /// { systemd.services.etl.serviceConfig.ExecStart = "/opt/etl/bin/etl --user etl --password=opensesame"; }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   systemd.services.etl.serviceConfig = {
    ///     EnvironmentFile = "/run/secrets/etl";
    ///     ExecStart = "/opt/etl/bin/etl --user etl --password=\${ETL_PASSWORD}";
    ///   };
    /// }
    /// ```
    ///
    /// ## When it is silent
    /// For computed values and variables, for paths and addresses, for words such as `prompt`, and for tokens
    /// that are short or have no digit.
    /// In files below `tests/` it is a hint.
    ///
    /// ## References
    /// `systemd.exec(5)`, "Credentials"; nixpkgs issue 24288.
    pub(crate) static PASSWORD_IN_COMMAND = {
        name: "password-in-command", group: StoreSecrets, severity: Warning,
        on_by_default: true, scope: File, holds: Releases::ALL,
        fix: None, since: "0.1.0",
        check: Check::Setting(check),
    }
}

fn check(cx: &mut LintContext<'_>, lines: &SettingLines<'_>) {
    let versions = cx.versions();
    for (line, _, value) in lines.commands() {
        for command in commands(value, versions).map_while(Result::ok) {
            for (option, range) in secrets(&command) {
                if !lines::counts(cx, lines) {
                    continue;
                }
                let is_test = is_test(&cx.source.name);
                let range = line.source_range(cx.root, range);
                let message = format!(
                    "the secret after `{option}` is readable by every user (unit file in the store, list of processes)"
                );
                let help = "hand it over with EnvironmentFile or LoadCredential, and change it: it has been published";
                let report = cx.report(range, message).help(help);
                match is_test {
                    true => report.severity(Severity::Hint).emit(),
                    false => report.emit(),
                }
            }
        }
    }
}

/// The options that are followed by a secret, and where that stands.
fn secrets(command: &Command<'_>) -> Vec<(String, Range<usize>)> {
    let mut found = Vec::new();
    let mut before: Option<String> = None;
    for word in command.arguments() {
        let option = before.take();
        if word.has_hole() {
            continue;
        }
        let text = word.text();
        match (option, text.split_once('=')) {
            (Some(option), _) if !text.starts_with('-') && is_secret(&option, &text) => {
                found.push((option, word.range.clone()));
            }
            (_, Some((option, value))) if option.starts_with("--") && is_secret(option, value) => {
                found.push((option.to_owned(), word.range.clone()));
            }
            // `--no-password` and the like take no value.
            (_, None) if matches!(&*text, "--password" | "--passwd" | "--passphrase") => {
                before = Some(text.into_owned());
            }
            _ => {}
        }
    }
    found
}

/// Words that say where a password comes from.
const WAYS: &[&str] = &["ask", "env", "file", "pass", "prompt", "stdin"];

fn is_secret(option: &str, value: &str) -> bool {
    let name = option.trim_start_matches('-').replace('-', "_").to_ascii_uppercase();
    let is_password = ["PASSWORD", "PASSWD", "PASSPHRASE"].iter().any(|it| name.ends_with(it));
    let is_token = ["TOKEN", "API_KEY", "APIKEY"].iter().any(|it| name.ends_with(it))
        && value.len() >= 16
        && value.bytes().any(|it| it.is_ascii_digit());
    let is_way = WAYS.contains(&value);
    (is_password || is_token) && !is_way && is_secret_line(&format!("{name}={value}"))
}
