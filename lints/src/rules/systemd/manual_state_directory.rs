//! Reports folders of services that a script makes.

use crate::lint::{Check, declare_lint};
use crate::model::Definition;
use crate::views::commands::{Command, HOLE, commands, texts};
use crate::views::unit::LocalUnit;
use crate::{Fix, LintContext, Releases, TextEdit};
use cfglint_syntax::TextRange;

#[cfg(test)]
mod tests;

declare_lint! {
    /// `mkdir` and `chown` for a folder that systemd can make.
    ///
    /// ## Why
    /// With `StateDirectory` and its kin systemd makes the folder for the user of the service before
    /// anything runs, keeps it writable in a sandbox, and no part of the unit needs to be root.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   systemd.services.wikiq = { serviceConfig.User = "wikiq"; preStart = "mkdir -p /var/lib/wikiq\nchown wikiq /var/lib/wikiq"; };
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   systemd.services.wikiq = { serviceConfig.User = "wikiq"; serviceConfig.StateDirectory = "wikiq"; };
    /// }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: puts the directive in place of the script. systemd hands over all that is in the folder to
    /// the user and the group of the service.
    ///
    /// ## When it is silent
    /// The script does anything else, the folder is computed, or it belongs to another user than the
    /// service.
    ///
    /// ## References
    /// `systemd.exec(5)`; nixpkgs pull request 60219.
    pub(crate) static MANUAL_STATE_DIRECTORY = {
        name: "manual-state-directory", group: Systemd, severity: Hint,
        on_by_default: false, scope: File, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0",
        check: Check::Definition(&["preStart", "ExecStartPre"], check),
    }
}

const PLACES: &[(&str, &str)] = &[
    ("/var/lib/", "State"),
    ("/var/cache/", "Cache"),
    ("/var/log/", "Logs"),
    ("/run/", "Runtime"),
];

/// What a script does for a folder.
#[derive(Default)]
struct Made {
    folder: Option<String>,
    is_made: bool,
    owner: Option<String>,
    mode: Option<String>,
}

fn check(cx: &mut LintContext<'_>, definition: &Definition) {
    let Some(part) = definition.unit_part() else {
        return;
    };
    let is_start =
        part.is("services", "", "preStart") || part.is("services", "serviceConfig", "ExecStartPre");
    if !is_start || cx.module.hides(definition) || cx.module.disables(definition, &part) {
        return;
    }
    let Some(made) = made(&texts(&definition.value)) else {
        return;
    };
    let (Some(folder), Some(owner), true) = (&made.folder, &made.owner, made.is_made) else {
        return;
    };
    let place = PLACES.iter().find_map(|(base, kind)| Some((folder.strip_prefix(base)?, kind)));
    let Some((rest, kind)) = place.filter(|(rest, _)| !rest.is_empty()) else {
        return;
    };
    let unit = LocalUnit::of(cx.module, definition, &part);
    let is_users = unit.get("serviceConfig", "User").any(|it| it.value.as_str() == Some(owner));
    if !is_users || !unit.is_silent_on("serviceConfig", "DynamicUser") {
        return;
    }
    let place = definition.place;
    let key = format!("{kind}Directory");
    let is_own = part.key == "preStart"
        && !place.is_shared
        && !place.is_partial
        && made.mode.is_none()
        && !cx.text()[place.value].contains('#')
        && unit.is_silent_on("serviceConfig", &key)
        && cx.text()[place.key] == *"preStart"
        && may_stand_beside(cx, definition);
    let fix = is_own.then(|| {
        let range = TextRange::new(place.key.start(), place.value.end());
        let new = format!("serviceConfig.{key} = \"{rest}\"");
        let title = format!("Let systemd make it: `{key}`");
        Fix::risky(title, cx.source.id, TextEdit::replace(range, new))
    });
    let message = format!(
        "create \"{folder}\" with {key} or systemd.tmpfiles instead of mkdir+chown in {}",
        part.key
    );
    cx.report(place.key, message).fix(fix).emit();
}

/// Whether `serviceConfig.x` can stand beside: what there is of it is written with dots.
fn may_stand_beside(cx: &LintContext<'_>, definition: &Definition) -> bool {
    let set = &cx.text()[definition.place.set];
    // A long one is not looked at for each finding.
    set.len() < 1 << 16
        && set.match_indices("serviceConfig").all(|(at, word)| {
            let after = set[at + word.len()..].trim_start();
            after.starts_with('.')
                || after.strip_prefix('=').is_some_and(|it| it.trim_start().starts_with('{'))
        })
}

/// What the commands do, if they do nothing but make one folder and hand it over.
fn made(texts: &[String]) -> Option<Made> {
    let mut made = Made::default();
    for command in texts.iter().map(|text| commands(text)).collect::<Option<Vec<_>>>()?.concat() {
        read(&command, &mut made)?;
    }
    Some(made)
}

fn read(command: &Command, made: &mut Made) -> Option<()> {
    let names = command.arguments.iter().filter(|it| !it.starts_with('-'));
    let names: Vec<&str> = names.map(String::as_str).collect();
    let is_install = command.arguments.iter().any(|it| it == "-d");
    let owner = |text: &str| text.split([':', '.']).next().unwrap_or_default().to_owned();
    let folder = match (command.name.as_str(), names.as_slice()) {
        ("mkdir", [folder]) => {
            made.is_made = true;
            folder
        }
        ("install", [folder]) if is_install => {
            made.is_made = true;
            folder
        }
        ("chown", [new, folder]) => {
            made.owner = Some(owner(new));
            folder
        }
        ("chmod", [mode, folder]) => {
            made.mode = Some((*mode).to_owned());
            folder
        }
        ("set", _) => return Some(()),
        _ => return None,
    };
    let folder = folder.trim_end_matches('/');
    let is_plain = folder.starts_with('/') && !folder.contains([HOLE, '$', '*', '{', '%']);
    let is_same = made.folder.as_deref().is_none_or(|it| it == folder);
    (is_plain && is_same).then(|| made.folder = Some(folder.to_owned()))
}
