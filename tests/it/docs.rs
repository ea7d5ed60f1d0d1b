//! The documentation of lints says the truth.

mod mistakes;
mod pages;

use cfglint_lints::testing::{findings_of, fixed_by};
use cfglint_lints::{Applicability, FixAvailability, LINTS, Lint, by_name};

const HEADINGS: &[&str] = &["Why", "Example", "Fix", "When it is silent", "Options", "References"];

/// The documentation as lines, without the space in front of each.
fn lines(lint: &Lint) -> Vec<&'static str> {
    lint.docs.lines().map(|line| line.strip_prefix(' ').unwrap_or(line)).collect()
}

/// The code blocks that follow a line, up to the next heading.
fn blocks(lint: &Lint, after: &str) -> Vec<String> {
    let mut blocks: Vec<String> = Vec::new();
    let (mut is_section, mut is_code) = (false, false);
    for line in lines(lint) {
        match line {
            _ if line == after => is_section = true,
            "```" if is_code => is_code = false,
            "```nix" if is_section => {
                is_code = true;
                blocks.push(String::new());
            }
            _ if is_code => {
                if let Some(block) = blocks.last_mut() {
                    block.push_str(line);
                    block.push('\n');
                }
            }
            "Use instead:" => is_section = false,
            _ if line.starts_with("## ") => is_section = false,
            _ => {}
        }
    }
    blocks
}

#[test]
fn headings_are_known_and_in_order() {
    for lint in LINTS {
        let found: Vec<&str> =
            lines(lint).into_iter().filter_map(|line| line.strip_prefix("## ")).collect();
        let mut known = HEADINGS.iter();
        for heading in &found {
            assert!(known.any(|it| it == heading), "{}: `{heading}` in {found:?}", lint.name);
        }
        assert!(found.starts_with(&["Why", "Example"]), "{}: {found:?}", lint.name);
        let says_how = lint.fix == FixAvailability::None || found.contains(&"Fix");
        assert!(says_how, "{} has a fix and does not say which: {found:?}", lint.name);
        assert!(!lint.summary().is_empty() && lint.summary().ends_with('.'), "{}", lint.name);
    }
}

#[test]
fn examples_fire_and_their_remedies_do_not() {
    for lint in LINTS {
        let (bad, good) = (blocks(lint, "## Example"), blocks(lint, "Use instead:"));
        assert!(!bad.is_empty() && !good.is_empty(), "{} needs both kinds of example", lint.name);
        for text in &bad {
            let found = findings_of(lint, text);
            let is_ours = found.iter().any(|it| it.lint == lint.name);
            assert!(is_ours, "{} does not fire on:\n{text}", lint.name);
        }
        for text in &good {
            let found = findings_of(lint, text);
            assert!(found.is_empty(), "{} fires on its remedy:\n{text}{found:#?}", lint.name);
        }
    }
}

#[test]
fn fixing_an_example_gives_its_remedy() {
    let mut count = 0;
    for lint in LINTS.iter().filter(|lint| lint.fix != FixAvailability::None) {
        let (bad, good) = (blocks(lint, "## Example"), blocks(lint, "Use instead:"));
        for (bad, good) in bad.iter().zip(&good) {
            let fixed = fixed_by(lint, bad, Applicability::Unsafe);
            if fixed != *bad || lint.fix == FixAvailability::Always {
                assert_eq!(fixed, *good, "{}", lint.name);
                count += 1;
            }
        }
    }
    assert!(count >= 8, "only {count} examples are fixed");
}

#[test]
fn options_are_explained_with_their_defaults() {
    let mut count = 0;
    for lint in LINTS {
        let text = lines(lint).join("\n");
        let section = text.split("\n## Options\n").nth(1);
        let section = section.map(|it| it.split("\n## ").next().unwrap_or_default());
        let defaults = lint.options.as_ref().map(|it| it.defaults()).unwrap_or_default();
        assert_eq!(section.is_some(), !defaults.is_empty(), "{}", lint.name);
        for (key, value) in defaults {
            let wanted = format!("- `{key}` ({value}): ");
            assert!(
                section.unwrap_or_default().contains(&wanted),
                "{} lacks `{wanted}`",
                lint.name
            );
            count += 1;
        }
    }
    assert!(count > 0, "no lint has options");
}

#[test]
fn names_and_places_agree() {
    for lint in LINTS {
        let stem = lint.name.replace('-', "_");
        let group = lint.group.name().replace('-', "_");
        let path = format!("rules/{group}/{stem}.rs");
        assert!(lint.source.0.ends_with(&path), "{} is declared in {}", lint.name, lint.source.0);
    }
}

#[test]
fn every_lint_of_the_catalogue_is_as_it_says() {
    let rows: Vec<Vec<&str>> = include_str!("docs/catalogue.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
        .collect();
    for row in rows {
        let [name, group, severities, default, scope, fix] = row[..] else {
            panic!("a row has six fields: {row:?}");
        };
        let lint = by_name(name).unwrap_or_else(|| panic!("there is no lint {name}"));
        let severity = lint.severity.name();
        assert!(severities.split('/').any(|it| it == severity), "{name}: {severity}");
        let has_fix = if lint.fix == FixAvailability::None { "none" } else { "some" };
        let is_on = if lint.on_by_default { "on" } else { "off" };
        let found = [lint.group.name(), is_on, lint.scope.name(), has_fix];
        assert_eq!(found, [group, default, scope, fix], "{name}");
    }
}
