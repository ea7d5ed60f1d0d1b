//! Reports values that end before their text does.

use cfglint_syntax::TextRange;

use crate::lint::{Check, declare_lint};
use crate::systemd::has_hole;
use crate::systemd::words::value_end;
use crate::unit_files::{How, SettingLines};
use crate::views::lines;
use crate::{LintContext, Releases};

#[cfg(test)]
mod tests;

declare_lint! {
    /// A value of a directive that goes on in the next line.
    ///
    /// ## Why
    /// NixOS writes the text as it is, and a line of a unit file ends where it ends, unless a backslash stands
    /// there. systemd takes the next line for a directive that it does not know, and what it says is lost.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   systemd.services.web.serviceConfig.ExecStart = ''
    ///     /opt/web/bin/web
    ///       --port 80
    ///   '';
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   systemd.services.web.serviceConfig.ExecStart = ''
    ///     /opt/web/bin/web \
    ///       --port 80
    ///   '';
    /// }
    /// ```
    ///
    /// ## When it is silent
    /// For a line break at the end of the text, and for lines that are directives or comments.
    ///
    /// ## References
    /// `systemd.syntax(7)`.
    pub(crate) static LINE_BREAK_IN_VALUE = {
        name: "line-break-in-value", group: Systemd, severity: Warning,
        on_by_default: true, scope: File, holds: Releases::ALL,
        fix: None, since: "0.1.0",
        check: Check::Setting(check),
    }
}

fn check(cx: &mut LintContext<'_>, lines: &SettingLines<'_>) {
    if lines.setting.how != How::Raw {
        return;
    }
    for (line, directive) in lines.known() {
        let Some(value) = line.value.as_deref() else { continue };
        if !value.trim_end().contains('\n') {
            continue;
        }
        // systemd takes both for the end of a line; each byte keeps its place.
        let text = value.trim_end().replace("\\\r\n", " \\\n").replace("\r\n", " \n");
        let text = text.as_str();
        // What a text in a file with such line ends begins with, nobody has written.
        let start =
            if value.starts_with("\r\n") { text.len() - text.trim_start().len() } else { 0 };
        let end = start + value_end(&text[start..]);
        if end >= text.len() {
            continue;
        }
        let Some((start, lost)) = first_lost(text, end) else { continue };
        if !lines::counts(cx, lines) {
            continue;
        }
        let name = directive.name();
        let message = format!(
            "the value of `{name}` ends before this line, which systemd ignores as a directive that it does not know"
        );
        let range = line.source_range(cx.root, start..start + lost.len());
        let range = if range.is_empty() { line.range } else { first_line(cx.text(), range) };
        cx.report(range, message)
            .help("write all of it in one line, or end each line with a backslash")
            .emit();
    }
}

/// The first line after `end` that is surely lost, and where it begins.
fn first_lost(text: &str, end: usize) -> Option<(usize, &str)> {
    let mut start = end;
    for line in text[end..].split_inclusive('\n') {
        let content = line.trim();
        let at = start + (line.len() - line.trim_start().len());
        start += line.len();
        if content.is_empty() || content.starts_with(['#', ';']) {
            continue;
        }
        let is_directive = content.split_once('=').is_some_and(|(name, _)| {
            name.starts_with(|it: char| it.is_ascii_uppercase())
                && name.trim_end().bytes().all(|it| it.is_ascii_alphanumeric())
        });
        let is_lost = !is_directive && !content.starts_with('[') && !has_hole(content);
        return is_lost.then_some((at, content));
    }
    None
}

fn first_line(text: &str, range: TextRange) -> TextRange {
    let len = text[range].find(['\r', '\n']).unwrap_or_else(|| text[range].len());
    let start = usize::from(range.start());
    TextRange::new(range.start(), cfglint_syntax::TextSize::new((start + len) as u32))
}
