//! What lints ask of the lines of unit files, and how they speak of them.

use cfglint_syntax::{Node, TextRange, TextSize};

use crate::model::ValueKind;
use crate::systemd::{self, Availability, Directive, NixosOption, ValueError, ValueType};
use crate::unit_files::{Assignment, How, SettingLines, UnitManager};
use crate::{Fix, LintContext, SourceFile, Tag, TextEdit, edits};

/// What a name is to the section that it stands in.
pub(crate) enum Name {
    /// It belongs there, or did once.
    Known(Directive),
    /// Other sections of the same file know it.
    InSection(&'static str),
    /// NixOS has an option of this name, at the unit itself.
    Option(&'static NixosOption),
    /// Units of another type know it.
    InUnit(systemd::UnitType),
    /// Nothing knows it.
    Unknown,
}

/// The lines whose names the author chose, not NixOS, with what their names are: of sets of
/// directives and of whole texts. One line for each name that is written; none where systemd leaves
/// names to others, or knows no such section.
pub(crate) fn named<'l, 'a>(
    lines: &'l SettingLines<'a>,
) -> impl Iterator<Item = (&'l Assignment<'a>, Name)> {
    let known = written(lines).iter().zip(lines.directives());
    known.filter_map(|(line, directive)| {
        let name = directive.map(Name::Known).or_else(|| other_name(lines, line))?;
        Some((line, name))
    })
}

/// The lines of [`named`], whatever their names are.
pub(crate) fn written<'l, 'a>(lines: &'l SettingLines<'a>) -> &'l [Assignment<'a>] {
    match lines.setting.how {
        How::Raw => lines.assignments().lines.get(..1).unwrap_or_default(),
        How::Text => &lines.assignments().lines,
        _ => &[],
    }
}

/// What a name is that its section does not know.
fn other_name(lines: &SettingLines<'_>, line: &Assignment<'_>) -> Option<Name> {
    let unit = lines.setting.unit.unit_type;
    let (section, name) = (&*line.section, &*line.directive);
    let is_section = unit.sections().any(|it| it == section);
    if !is_section || systemd::is_extension(name) || systemd::is_extension(section) {
        return None;
    }
    if let Some(section) = systemd::sections_with(unit, name).next() {
        return Some(Name::InSection(section));
    }
    let has_options = lines.setting.how == How::Raw
        && matches!(lines.setting.unit.manager, UnitManager::System | UnitManager::User);
    if let Some(option) = systemd::nixos_option(unit, name).filter(|_| has_options) {
        return Some(Name::Option(option));
    }
    if let Some(unit) = systemd::units_with(name).next() {
        return Some(Name::InUnit(unit));
    }
    Some(Name::Unknown)
}

/// Whether what a setting says surely counts: no stronger definition may hide it, and its unit is
/// not switched off.
pub(crate) fn counts(cx: &LintContext<'_>, lines: &SettingLines<'_>) -> bool {
    let definition = lines.setting.definition;
    let is_disabled =
        || definition.unit_part().is_some_and(|part| cx.module.disables(definition, &part));
    !cx.module.hides(definition) && !is_disabled()
}

/// Another name in place of the one that is written.
pub(crate) fn rename(
    cx: &LintContext<'_>,
    line: &Assignment<'_>,
    new: &str,
    title: String,
) -> Option<Fix> {
    let place = line.definition.place;
    let range = line.key_range(cx.root);
    let is_own = !place.is_shared && place.statement.contains_range(range);
    if !is_own || cx.text()[range] != *line.directive {
        return None;
    }
    Some(Fix::risky(title, cx.source.id, TextEdit::replace(range, new)))
}

/// Reports the values of some types that systemd will not take.
pub(crate) fn check_values(
    cx: &mut LintContext<'_>,
    lines: &SettingLines<'_>,
    is_mine: impl Fn(ValueType) -> bool,
) {
    check_some(cx, lines, |kind, _| is_mine(kind));
}

/// As [`check_values`], for a choice of values.
pub(crate) fn check_some(
    cx: &mut LintContext<'_>,
    lines: &SettingLines<'_>,
    is_mine: impl Fn(ValueType, &str) -> bool,
) {
    let versions = cx.versions();
    for (line, directive) in lines.known() {
        let Some(value) = line.value.as_deref() else { continue };
        // The command that it belongs to is a script; of `null` a lint of its own speaks.
        let is_null = matches!(lines.setting.definition.value.kind, ValueKind::Null);
        if line.how == How::ScriptArguments || is_null || !is_mine(directive.value_type(), value) {
            continue;
        }
        let errors = systemd::errors(directive, value, versions);
        if errors.is_empty() || !counts(cx, lines) {
            continue;
        }
        let effect = effect(directive, systemd::refuses_unit(directive, value, versions));
        for error in errors {
            report_value(cx, line, &effect, &error);
        }
    }
}

/// Reports what is wrong with a value, at its own characters.
pub(crate) fn report_value(
    cx: &mut LintContext<'_>,
    line: &Assignment<'_>,
    effect: &str,
    error: &ValueError,
) {
    let message = format!("{effect}: {}", error.message);
    let fix = error.replacement.as_deref().and_then(|new| replace_value(cx, line, new));
    let range = line.source_range(cx.root, error.range.clone());
    let range = match (range.is_empty(), line.how, line.value.as_deref()) {
        (false, ..) => range,
        // The expression is the text of the whole file.
        (true, How::Text, Some("") | None) => line.key_range(cx.root),
        (true, How::Text, Some(value)) => line.source_range(cx.root, 0..value.len()),
        (true, ..) => line.range,
    };
    let report = cx.report(range, message).fix(fix);
    match &error.help {
        Some(help) => report.help(help.as_str()).emit(),
        None => report.emit(),
    }
}

/// What systemd does about a value that it cannot read.
fn effect(directive: Directive, refuses_unit: bool) -> String {
    let name = directive.name();
    let drops_words = matches!(
        directive.value_type(),
        ValueType::AddressFamilies
            | ValueType::Capabilities
            | ValueType::Environment
            | ValueType::SyscallFilter
            | ValueType::SyscallLog
            | ValueType::Units
            | ValueType::Variables
            | ValueType::VariablesOrAssignments
    );
    match (refuses_unit, drops_words) {
        (true, _) => format!("systemd refuses the unit for this `{name}`"),
        (false, true) => format!("systemd leaves this out of `{name}`"),
        (false, false) => format!("systemd ignores this `{name}`"),
    }
}

/// Another value in place of all that the line says, where it is spelt out by the definition itself.
pub(crate) fn replace_value(cx: &LintContext<'_>, line: &Assignment<'_>, new: &str) -> Option<Fix> {
    replace_in(cx.root, cx.source, line, new)
}

/// As [`replace_value`], in the file with this tree.
pub(crate) fn replace_in(
    root: Node<'_>,
    source: &SourceFile,
    line: &Assignment<'_>,
    new: &str,
) -> Option<Fix> {
    let value = line.literal()?;
    let place = line.definition.place;
    let is_plain = |text: &str| !text.contains(['"', '\\', '$', '\n']) && !text.contains("''");
    let range = line.source_range(root, 0..value.len());
    let is_own = !line.is_shared && place.statement.contains_range(range) && !range.is_empty();
    if !is_own || source.text[range] != *value || !is_plain(new) {
        return None;
    }
    let new = match is_expression(&source.text, line, range) {
        true => format!("\"{new}\""),
        false => new.to_owned(),
    };
    let title = format!("Replace `{value}` by `{}`", new.trim_matches('"'));
    Some(Fix::risky(title, source.id, TextEdit::replace(range, new)))
}

/// Whether the value is an expression of its own, such as a number, and not the text of a string.
fn is_expression(text: &str, line: &Assignment<'_>, range: TextRange) -> bool {
    range == line.range && !text[range].starts_with(['"', '\''])
}

/// Moves a directive to another option of the same unit: `serviceConfig.X` to `unitConfig.X`.
pub(crate) fn move_to(
    cx: &LintContext<'_>,
    lines: &SettingLines<'_>,
    option: &[&str],
    value: &str,
    title: String,
) -> Option<Fix> {
    let definition = lines.setting.definition;
    // Down to the unit's own name, the path stays.
    let stem = definition.path.len().checked_sub(2)?;
    let stem: Option<Vec<&str>> = definition.path[..stem].iter().map(|it| it.name()).collect();
    let path = [stem?.as_slice(), option].concat();
    let insert = edits::insert_beside(cx.root, cx.text(), definition, &[(path.as_slice(), value)])?;
    // A statement of its own keeps its place, and gets another name.
    let place = definition.place;
    let written = TextRange::new(place.statement.start(), place.key.end());
    let old = format!("{}.{}", lines.setting.option, lines.setting.directive);
    if let Some(stem) = cx.text()[written].strip_suffix(&old)
        && (stem.is_empty() || stem.ends_with('.'))
    {
        let start = written.start() + TextSize::of(stem);
        let range = TextRange::new(start, written.end());
        let edit = TextEdit::replace(range, option.join("."));
        return Some(Fix::risky(title, cx.source.id, edit));
    }
    let delete = edits::delete_definition(cx.root, cx.text(), &definition.place, 2)?;
    let edit = delete.union(&insert)?;
    Some(Fix::risky(title, cx.source.id, edit))
}

/// Reports names that `message` has something to say of, by how available they are, with what
/// stands in their place today.
pub(crate) fn report_old(
    cx: &mut LintContext<'_>,
    lines: &SettingLines<'_>,
    message: impl Fn(&str, Availability) -> Option<String>,
    without_successor: Option<&str>,
) {
    for (line, name) in named(lines) {
        let Name::Known(directive) = name else { continue };
        let name = &*line.directive;
        let Some(message) = message(name, directive.availability(cx.versions())) else { continue };
        if OWN_LINT.contains(&name) || !counts(cx, lines) {
            continue;
        }
        let fix = successor(lines, line, directive)
            .and_then(|new| rename(cx, line, new, format!("Write `{new}` instead of `{name}`")));
        let help = directive.replacement().map(|new| format!("use {}", quoted(new)));
        let help = help.or_else(|| without_successor.map(str::to_owned));
        let report = cx.report(line.key_range(cx.root), message).tag(Tag::Deprecated).fix(fix);
        match help {
            Some(help) => report.help(help).emit(),
            None => report.emit(),
        }
    }
}

/// Old names that lints of their own speak of.
const OWN_LINT: &[&str] = &["PermissionsStartOnly"];

/// The directive to write instead of an old one, if the line can stay as it is otherwise: it is one
/// name of the same section, with values of the same type.
fn successor(
    lines: &SettingLines<'_>,
    line: &Assignment<'_>,
    old: Directive,
) -> Option<&'static str> {
    let unit = lines.setting.unit.unit_type;
    let new = systemd::directive(unit, &line.section, old.replacement()?)?;
    (old.value_type() == new.value_type() && new.is_current()).then(|| new.name())
}

/// A replacement as the tables have it, for a sentence.
fn quoted(replacement: &str) -> String {
    match replacement.contains([' ', '[']) {
        true => replacement.to_owned(),
        false => format!("`{replacement}`"),
    }
}
