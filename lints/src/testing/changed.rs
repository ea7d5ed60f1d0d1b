//! A report that is brought up to date after a change says what a new one says.

use cfglint_syntax::{Change, Checked, parse};

use crate::{Analysis, FileReport, SourceFile};

/// What is typed behind a `;`.
const TYPED: &[&str] = &[
    " ",
    ";",
    " probe = true;",
    " a.probe = { b = [ \"c\" ]; };",
    " probe = let c = d; in { e = \"${c}\"; };",
    " probe = mkIf config.a { };",
];

/// So many places of a text are tried.
const PLACES: usize = 3;

/// Types something into a text and takes it away again, in several places.
pub(super) fn check(analysis: &Analysis, report: &FileReport) {
    let text = report.source.text.to_string();
    let ends: Vec<usize> = text.match_indices(';').map(|(at, _)| at + 1).collect();
    let step = ends.len().div_ceil(PLACES).max(1);
    for (place, at) in ends.into_iter().step_by(step).enumerate() {
        let typed = TYPED[(place + text.len()) % TYPED.len()];
        let new = format!("{}{typed}{}", &text[..at], &text[at..]);
        let mut known = report.clone();
        for (before, now) in [(&text, &new), (&new, &text)] {
            again(analysis, &mut known, before, now);
        }
    }
}

/// Brings a report up to date, and compares it with a new one.
fn again(analysis: &Analysis, report: &mut FileReport, before: &str, now: &str) {
    let old = parse(before);
    let (parse, region) = old.changed(Change::between(before, now), now);
    let source = SourceFile { text: now.into(), ..report.source.clone() };
    let fresh = analysis.file(&source);
    let Some(region) = region else { return *report = fresh };
    let checked = Checked::new(&old).changed(&old, &parse, region);
    analysis.changed_file(&source, &parse, &checked, report, &old, region);
    assert_eq!(report.diagnostics, fresh.diagnostics, "from {before:?} to {now:?}");
    assert_eq!(said(report), said(&fresh), "from {before:?} to {now:?}");
}

/// What a file says, but for numbers of which only that they differ means something.
fn said(report: &FileReport) -> String {
    let module = &report.module;
    let said = format!("{:#?}{:#?}{:#?}", module.definitions, module.declared, module.imports);
    let is_number = |line: &&str| line.trim_start().starts_with("scope: ");
    said.lines().filter(|line| !is_number(line)).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use cfglint_syntax::{TextRange, TextSize};

    use super::*;
    use crate::FileId;
    use crate::model::Source;

    #[test]
    fn more_definitions_of_one_option_than_are_kept() {
        let analysis = Analysis::new(std::sync::Arc::default());
        let text =
            |last: &str| format!("{{\n{}  {last} = 2;\n}}\n", "  a.b = [ 1 ];\n".repeat(100));
        let source = SourceFile::new(FileId(0), "a.nix", text("c").as_str());
        let mut report = analysis.file(&source);
        assert_eq!(report.module.definitions.len(), 101);
        again(&analysis, &mut report, &text("c"), &text("a.b"));
        assert_eq!(report.module.definitions.len(), 100);
    }

    #[test]
    fn a_long_set_is_brought_up_to_date_without_reading_all_of_it() {
        let analysis = Analysis::new(std::sync::Arc::default());
        let binding = |number: u32| {
            format!(
                "  systemd.services.s{number} = {{ script = \"x\"; wants = [ \"a.service\" ]; }};\n"
            )
        };
        let bindings: String = (0..200).map(binding).collect();
        for (head, end) in
            [("{ pkgs, ... }:\nwith pkgs;\n{\n", "}\n"), ("{ systemd.x = 1; config = {\n", "};}\n")]
        {
            let text = format!("{head}{bindings}{end}");
            let report = analysis.file(&SourceFile::new(FileId(0), "a.nix", text.as_str()));
            check(&analysis, &report);
            // Without this the whole module would be lowered each time, and nothing be proved.
            let at = text.find("s100").expect("it is there") as u32;
            let range = TextRange::at(TextSize::new(at), TextSize::of("s100"));
            let change = Change { delete: range, insert: TextSize::of("other") };
            let new = text.replace("s100", "other");
            let old = parse(&text);
            let (now, region) = old.changed(change, &new);
            let region = region.expect("a binding is enough");
            assert!(u32::from(region.after.len()) < 400, "{region:?}");
            let mut module = report.module.clone();
            let is_again = module.try_again(
                Source { text: &text, root: old.root() },
                Source { text: &new, root: now.root() },
                region,
            );
            assert!(is_again, "all was lowered");
        }
    }
}
