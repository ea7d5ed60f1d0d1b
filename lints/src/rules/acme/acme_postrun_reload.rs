//! Reports commands that only reload services.

use crate::lint::{Check, declare_lint};
use crate::model::ValueKind;
use crate::views::acme::{Setting, settings};
use crate::{Fix, LintContext, Releases, edits};

#[cfg(test)]
mod tests;

declare_lint! {
    /// `postRun` that only reloads services.
    ///
    /// ## Why
    /// `reloadServices` says the same as data: other modules can add to it, and it neither fails when a
    /// service does not run nor waits for it.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   security.acme.certs."a.example".postRun = "systemctl reload lighttpd.service";
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   security.acme.certs."a.example".reloadServices = [ "lighttpd.service" ];
    /// }
    /// ```
    ///
    /// ## Fix
    /// Safe for `systemctl --no-block try-reload-or-restart`, which is what `reloadServices` runs.
    /// Unsafe for other commands: a service that cannot be reloaded is restarted, one that does not run
    /// is left alone, and nothing waits for it.
    ///
    /// ## When it is silent
    /// `restart` and `try-restart`, which services need that get the certificate by `LoadCredential`;
    /// and scripts that do something else as well.
    ///
    /// ## References
    /// nixpkgs pull requests 76052 and 140743.
    pub(crate) static ACME_POSTRUN_RELOAD = {
        name: "acme-postrun-reload", group: Acme, severity: Hint,
        on_by_default: true, scope: File, holds: Releases::since(22, 5),
        fix: Sometimes, since: "0.1.0", check: Check::Module(check),
    }
}

fn check(cx: &mut LintContext<'_>) {
    for setting in settings(cx, &["postRun"]) {
        let ValueKind::Str(text) = &setting.value.kind else {
            continue;
        };
        let Some(reloads) = reloads(&text.with_holes()) else {
            continue;
        };
        let fix = fix(cx, &setting, &reloads);
        let message = "use reloadServices instead of a postRun that only reloads";
        cx.report(setting.place.key, message).fix(fix).emit();
    }
}

/// What a script reloads.
struct Reloads {
    units: Vec<String>,
    /// Whether it runs what `reloadServices` runs.
    is_same: bool,
}

/// What a script reloads, if it does nothing else.
fn reloads(script: &str) -> Option<Reloads> {
    let mut all = Reloads { units: Vec::new(), is_same: true };
    let lines =
        script.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    for line in lines {
        let line = line.trim_end_matches(';');
        let command = line.strip_suffix("|| true").unwrap_or(line);
        let mut words = command.split_whitespace().peekable();
        let program = words.next()?;
        if program != "systemctl" && !program.ends_with("/systemctl") {
            return None;
        }
        let is_detached = words.next_if_eq(&"--no-block").is_some();
        let verb = words.next()?;
        if !["reload", "reload-or-restart", "try-reload-or-restart"].contains(&verb) {
            return None;
        }
        words.peek()?;
        for word in words {
            all.units.push(unit(word)?);
        }
        all.is_same &= is_detached && verb == "try-reload-or-restart";
    }
    (!all.units.is_empty()).then_some(all)
}

/// The unit's name with its suffix.
fn unit(word: &str) -> Option<String> {
    let is_plain = |it: char| it.is_ascii_alphanumeric() || "@._:-".contains(it);
    if word.starts_with('-') || !word.chars().all(is_plain) {
        return None;
    }
    let has_suffix = [".service", ".socket", ".target", ".timer", ".path", ".mount"]
        .iter()
        .any(|suffix| word.ends_with(suffix));
    Some(if has_suffix { word.to_owned() } else { format!("{word}.service") })
}

fn fix(cx: &LintContext<'_>, setting: &Setting<'_>, reloads: &Reloads) -> Option<Fix> {
    let place = &setting.place;
    let text = cx.text();
    let is_own = place.value == setting.value.range
        && text[place.key] == *"postRun"
        && !place.is_partial
        && !edits::may_have(text, place.set, "reloadServices")
        && !text[place.value].contains('#');
    if !is_own {
        return None;
    }
    let items: String = reloads.units.iter().map(|unit| format!("\"{unit}\" ")).collect();
    let list = format!("[ {items}]");
    let edit = edits::replace_both((place.key, "reloadServices"), (place.value, &list))?;
    let is_safe = reloads.is_same && setting.definition.is_some() && !place.is_shared;
    let title = "Write `reloadServices`";
    Some(match is_safe {
        true => Fix::safe(title, cx.source.id, edit),
        false => Fix::risky(title, cx.source.id, edit),
    })
}
