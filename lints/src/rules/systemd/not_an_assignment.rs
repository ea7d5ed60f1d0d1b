//! Reports lines in the text of a unit that assign nothing.

use crate::lint::{Check, declare_lint};
use crate::unit_files::SettingLines;
use crate::views::lines;
use crate::{LintContext, Releases};

#[cfg(test)]
mod tests;

declare_lint! {
    /// A line without a directive in the text of a unit.
    ///
    /// ## Why
    /// A line ends where it ends, unless a backslash stands there. systemd ignores a line that is neither
    /// `Directive=value`, nor a section, nor a comment: what it says is lost.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   systemd.units."web.service".text = ''
    ///     [Service]
    ///     ExecStart=/opt/web/bin/web
    ///       --port 80
    ///   '';
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   systemd.units."web.service".text = ''
    ///     [Service]
    ///     ExecStart=/opt/web/bin/web \
    ///       --port 80
    ///   '';
    /// }
    /// ```
    ///
    /// ## When it is silent
    /// In sections that systemd does not know, of which it reads no line, and for lines with a part
    /// that the text does not say.
    ///
    /// ## References
    /// `systemd.syntax(7)`.
    pub(crate) static NOT_AN_ASSIGNMENT = {
        name: "not-an-assignment", group: Systemd, severity: Warning,
        on_by_default: true, scope: File, holds: Releases::ALL,
        fix: None, since: "0.1.0",
        check: Check::Setting(check),
    }
}

/// A version that surely takes `.include` no more.
const WITHOUT_INCLUDE: u16 = 252;

fn check(cx: &mut LintContext<'_>, lines: &SettingLines<'_>) {
    let unit = lines.setting.unit.unit_type;
    for line in &lines.assignments().loose {
        let text = line.value.as_deref().unwrap_or_default();
        // Old versions read another file there.
        let is_include = text.starts_with(".include") && cx.versions().any_before(WITHOUT_INCLUDE);
        let is_read = unit.sections().any(|it| it == line.section);
        if is_include || !is_read || !lines::counts(cx, lines) {
            continue;
        }
        let (message, help) = match text.starts_with('=') {
            true => (
                "systemd ignores this line: no directive stands before `=`",
                "write the name of a directive before `=`",
            ),
            false => (
                "systemd ignores this line: it assigns nothing",
                "end the line before with a backslash if this one goes on with it, or write a directive and `=`",
            ),
        };
        let range = line.source_range(cx.root, 0..text.len());
        let range = if range.is_empty() { line.range } else { range };
        cx.report(range, message).help(help).emit();
    }
}
