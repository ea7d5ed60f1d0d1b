//! Reports directives that stand in a section that does not know them.

use crate::lint::{Check, declare_lint};
use crate::unit_files::{How, SettingLines, UnitManager};
use crate::views::lines::{self, Name};
use crate::{Fix, LintContext, Releases};

#[cfg(test)]
mod tests;

declare_lint! {
    /// A directive in a section that does not know it, though another does.
    ///
    /// ## Why
    /// systemd reads each section by its own list of names.
    /// In the wrong one a directive is unknown: logged, and ignored.
    ///
    /// ## Example
    /// ```nix
    /// { systemd.services.web.serviceConfig.ConditionPathExists = "/etc/web"; }
    /// ```
    /// Use instead:
    /// ```nix
    /// { systemd.services.web.unitConfig.ConditionPathExists = "/etc/web"; }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: moves the directive to the set of its section, so that it takes effect.
    /// None for `[Install]`, of which NixOS writes links instead of lines.
    ///
    /// ## References
    /// `systemd.unit(5)`, `systemd.directives(7)`.
    pub(crate) static DIRECTIVE_WRONG_SECTION = {
        name: "directive-wrong-section", group: Systemd, severity: Warning,
        on_by_default: true, scope: File, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0",
        check: Check::Setting(check),
    }
}

fn check(cx: &mut LintContext<'_>, lines: &SettingLines<'_>) {
    for (line, place_of_name) in lines::named(lines) {
        let (name, section) = (&*line.directive, &*line.section);
        let (message, help, target) = match place_of_name {
            Name::InSection("Install") if lines.setting.unit.manager != UnitManager::Home => {
                let message =
                    format!("systemd ignores `{name}` in [{section}]; it belongs to [Install]");
                let help = "NixOS starts units by links: use the options `wantedBy`, `requiredBy` and `aliases` of the unit";
                (message, help.to_owned(), None)
            }
            Name::InSection(right) => {
                let message =
                    format!("systemd ignores `{name}` in [{section}]; it belongs to [{right}]");
                (message, format!("move it to {}", place(lines, right)), Some(right))
            }
            Name::InUnit(unit) => {
                let kind = unit.tag();
                let message =
                    format!("systemd ignores `{name}` in [{section}]; it is for {kind} units");
                let help = format!(
                    "a {kind} unit has a [{}] for it",
                    unit.own_section().unwrap_or_default()
                );
                (message, help, None)
            }
            _ => continue,
        };
        if !lines::counts(cx, lines) {
            continue;
        }
        let fix = target.and_then(|section| moved(cx, lines, section, name));
        cx.report(line.key_range(cx.root), message).help(help).fix(fix).emit();
    }
}

/// The set that becomes a section.
fn place(lines: &SettingLines<'_>, section: &str) -> String {
    match (lines.setting.how, lines.setting.unit.manager) {
        (How::Raw, UnitManager::Home) => format!("`{section}`"),
        (How::Raw, _) => format!("`{}`", option(section)),
        _ => format!("[{section}]"),
    }
}

fn option(section: &str) -> String {
    format!("{}Config", section.to_lowercase())
}

fn moved(cx: &LintContext<'_>, lines: &SettingLines<'_>, section: &str, name: &str) -> Option<Fix> {
    let is_home = lines.setting.unit.manager == UnitManager::Home;
    let set = if is_home { section.to_owned() } else { option(section) };
    let value = &cx.text()[lines.setting.definition.place.value];
    let title = format!("Move `{name}` to `{set}`");
    (lines.setting.how == How::Raw)
        .then(|| lines::move_to(cx, lines, &[&set, name], value, title))
        .flatten()
}
