//! Whether the lines that cfglint sees can be those that Nix makes.

use std::sync::Arc;

use cfglint_lints::systemd::{has_hole, is_hole};
use cfglint_lints::unit_files::{
    Assignment, How, Member, UnitFile, UnitFiles, UnitManager, WrittenLine, written,
};
use cfglint_lints::{Analysis, Config, FileId, SourceFile};
use serde_json::Value as Json;

/// What was compared.
#[derive(Default)]
pub(crate) struct Figures {
    pub(crate) units: usize,
    pub(crate) known: usize,
    pub(crate) holes: usize,
    pub(crate) unknown: usize,
}

/// What is wrong, one line each.
pub(crate) fn compare(text: &str, real: &Json, figures: &mut Figures) -> Vec<String> {
    let source = SourceFile::new(FileId(0), "module.nix", text);
    let reports = [Analysis::new(Arc::new(Config::default())).file(&source)];
    let units = UnitFiles::new(&reports);
    let parse = cfglint_syntax::parse(text);
    let mut wrong = Vec::new();
    let mut seen = Vec::new();
    for unit in real.as_array().into_iter().flatten() {
        let (manager, name) = (string(&unit["manager"]), string(&unit["name"]));
        seen.push((manager.clone(), name.clone()));
        let found = units.iter().find(|it| manager_of(it) == manager && it.id.file_name() == name);
        match found {
            Some(found) if unit["text"].is_null() => {
                figures.units += 1;
                compare_unit(found, unit, figures, &mut wrong);
            }
            Some(_) => figures.units += 1,
            None if units.iter().any(|it| it.id.name.known().is_none()) => {}
            None => wrong.push(format!("{manager} {name} is not seen")),
        }
    }
    for unit in units.iter() {
        let is_there = |member: &&Member<'_>| {
            member.fact.definition.conditions.is_empty() && member.setting.how != How::Nothing
        };
        let key = (manager_of(unit).to_owned(), unit.id.file_name());
        let is_known = unit.id.name.known().is_some() && unit.id.unit_type.is_unit();
        if is_known
            && !seen.contains(&key)
            && unit.members.iter().any(|it| writes(&it) && is_there(&it))
        {
            wrong.push(format!("{} {} is seen, but not there", key.0, key.1));
        }
        // No place may lie outside of the definition's file, or split a character.
        for member in &unit.members {
            for line in member.setting.assignments(text).lines {
                check_places(&line, text, parse.root(), &mut wrong);
            }
        }
    }
    wrong
}

fn writes(member: &&Member<'_>) -> bool {
    !member.setting.directive.is_empty()
        && !member.setting.assignments(&member.fact.file.source.text).lines.is_empty()
}

/// Each character of a value has a place, and what is copied from the text stands there.
fn check_places(
    line: &Assignment<'_>,
    text: &str,
    root: cfglint_syntax::Node<'_>,
    wrong: &mut Vec<String>,
) {
    let Some(value) = line.value.as_deref() else {
        return;
    };
    let whole = line.source_range(root, 0..value.len());
    for (at, character) in value.char_indices() {
        let range = line.source_range(root, at..at + character.len_utf8());
        let Some(written) = text.get(usize::from(range.start())..usize::from(range.end())) else {
            wrong.push(format!("{}={value}: byte {at} has no place", line.directive));
            return;
        };
        let is_escape = matches!(line.how, How::Variable(_))
            && (character == '\\' || value[..at].ends_with('\\'));
        let is_exact = written.len() == character.len_utf8() && !is_hole(character) && !is_escape;
        // Where a line goes on behind a backslash, systemd reads a blank.
        let is_blank = character == ' ' && written == "\\";
        if is_exact
            && !is_blank
            && !written.starts_with(character)
            && !matches!(line.how, How::OnlyIf(_))
        {
            wrong.push(format!("{}={value}: byte {at} is not at {range:?}", line.directive));
        }
        if !whole.contains_range(range) && !line.range.contains_range(range) {
            wrong.push(format!("{}={value}: byte {at} is outside, at {range:?}", line.directive));
        }
    }
}

fn manager_of(unit: &UnitFile<'_>) -> &'static str {
    match unit.id.manager {
        UnitManager::System => "system",
        UnitManager::Initrd => "initrd",
        UnitManager::User => "user",
        UnitManager::Home => "home",
    }
}

fn string(json: &Json) -> String {
    json.as_str().unwrap_or_default().to_owned()
}

fn compare_unit(unit: &UnitFile<'_>, real: &Json, figures: &mut Figures, wrong: &mut Vec<String>) {
    let members: Vec<&Member<'_>> =
        unit.members.iter().filter(|it| !unit.hides(&it.fact)).collect();
    let file = written(&unit.id, &members);
    let name = unit.id.file_name();
    for section in real["sections"].as_array().into_iter().flatten() {
        let title = string(&section["name"]);
        let lines: Vec<String> =
            section["lines"].as_array().into_iter().flatten().map(string).collect();
        let ours = file.sections.iter().find(|it| it.name == title);
        let patterns: &[WrittenLine<'_>] = ours.map_or(&[], |it| &it.lines);
        for line in patterns {
            match &line.value {
                Some(value) if has_hole(value) => figures.holes += 1,
                Some(_) => figures.known += 1,
                None => figures.unknown += 1,
            }
        }
        let world = World {
            more: ours.map_or(&[], |it| &it.more),
            is_complete: file.is_complete && ours.is_none_or(|it| it.is_complete),
        };
        let real: Vec<(&str, &str)> =
            lines.iter().map(|line| line.split_once('=').unwrap_or((line, ""))).collect();
        if !world.agrees(patterns, &real) {
            let ours: Vec<String> = patterns.iter().map(shown).collect();
            wrong.push(format!("{name} [{title}]\n    Nix:     {lines:?}\n    cfglint: {ours:?}"));
        }
    }
    for section in &file.sections {
        let is_there =
            real["sections"].as_array().into_iter().flatten().any(|it| it["name"] == *section.name);
        if !is_there && section.lines.iter().any(|line| !is_optional(line) && line.value.is_some())
        {
            wrong.push(format!("{name} [{}] is seen, but not there", section.name));
        }
    }
}

fn shown(line: &WrittenLine<'_>) -> String {
    let value = line.value.as_deref().unwrap_or("<unknown>");
    let mark = if is_optional(line) { "?" } else { "" };
    format!("{}={value}{mark}", line.directive)
}

/// What else a section may hold.
struct World<'w> {
    more: &'w [String],
    is_complete: bool,
}

impl World<'_> {
    fn agrees(&self, ours: &[WrittenLine<'_>], real: &[(&str, &str)]) -> bool {
        if let Some((first, rest)) = real.split_first()
            && (!self.is_complete || self.more.iter().any(|it| it == first.0))
            && self.agrees(ours, rest)
        {
            return true;
        }
        let Some((line, after)) = ours.split_first() else {
            return real.is_empty();
        };
        let is_unknown = line.value.is_none();
        if (is_optional(line) || is_unknown) && self.agrees(after, real) {
            return true;
        }
        real.split_first().is_some_and(|((directive, value), rest)| {
            line.directive == *directive
                && line_agrees(line, value, self.more.iter().any(|it| it == directive))
                && (self.agrees(after, rest) || (is_unknown && self.agrees(ours, rest)))
        })
    }
}

fn is_optional(line: &WrittenLine<'_>) -> bool {
    line.parts.iter().all(|it| !it.is_unconditional())
}

fn line_agrees(line: &WrittenLine<'_>, real: &str, may_have_more: bool) -> bool {
    let is_words = line.parts.iter().any(|it| matches!(it.how, How::Words | How::Links(_)));
    if is_words {
        let words: Vec<&str> = real.split(' ').collect();
        return words_agree(&line.parts, &words, may_have_more);
    }
    match &line.value {
        Some(value) => value_agrees(value.trim_end(), real.trim_end()),
        None => true,
    }
}

fn words_agree(parts: &[Assignment<'_>], real: &[&str], may_have_more: bool) -> bool {
    if may_have_more && !real.is_empty() && words_agree(parts, &real[1..], true) {
        return true;
    }
    let Some((part, after)) = parts.split_first() else {
        return real.is_empty();
    };
    if (!part.is_unconditional() || part.value.is_none()) && words_agree(after, real, may_have_more)
    {
        return true;
    }
    let matches = |word: &str| part.value.as_deref().is_none_or(|value| value_agrees(value, word));
    real.split_first().is_some_and(|(word, rest)| {
        matches(word)
            && (words_agree(after, rest, may_have_more)
                || (part.value.is_none() && words_agree(parts, rest, may_have_more)))
    })
}

/// Whether the text is that of the pattern, in which a hole is any text.
fn value_agrees(pattern: &str, real: &str) -> bool {
    match pattern.split_once(is_hole) {
        None => pattern == real,
        Some((before, after)) => real.strip_prefix(before).is_some_and(|rest| {
            let mut ends = rest.char_indices().map(|(at, _)| at).chain([rest.len()]);
            ends.any(|at| value_agrees(after, &rest[at..]))
        }),
    }
}
