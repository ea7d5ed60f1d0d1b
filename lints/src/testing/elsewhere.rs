//! Cases in which functions name the options, by names that are written elsewhere in the file.

use cfglint_syntax::ast::{AstNode, Binding, Expr};
use cfglint_syntax::parse;

use crate::{Analysis, Applicability, SourceFile, fix_files};

/// Nothing fails over such texts, and they can be mended.
#[track_caller]
pub(super) fn check(analysis: &Analysis, files: &[SourceFile]) {
    for is_before in [true, false] {
        let named = |file: &SourceFile| {
            let text = names_elsewhere(&file.text, is_before).into();
            SourceFile { text, ..file.clone() }
        };
        let files: Vec<_> = files.iter().map(named).collect();
        let reports: Vec<_> = files.iter().map(|file| analysis.file(file)).collect();
        let found = analysis.workspace(&reports);
        let failed = found.iter().find(|it| it.lint == "internal-error");
        assert!(failed.is_none(), "{failed:?} of\n{}", files[0].text);
        assert!(fix_files(analysis, &files, Applicability::Unsafe).converged);
    }
}

/// The text with `a = lib.genAttrs names (_: 1);` in place of each `a.b = 1;`.
fn names_elsewhere(text: &str, is_before: bool) -> String {
    let tree = parse(text);
    let mut changed = text.to_owned();
    let mut names = String::new();
    let bindings: Vec<_> = tree.root().descendants().filter_map(Binding::cast).collect();
    for (number, binding) in bindings.into_iter().enumerate().rev() {
        let (Some(path), Some(value)) = (binding.path(), binding.value()) else { continue };
        let attrs: Vec<_> = path.attrs().collect();
        let ([.., around, last], false) = (attrs.as_slice(), matches!(value, Expr::AttrSet(_)))
        else {
            continue;
        };
        let Some(name) = last.name() else { continue };
        names += &format!("names{number} = [ \"{name}\" ]; ");
        let value = format!(" = lib.genAttrs names{number} (_: {});", &text[value.range()]);
        let (start, end) = (around.range().end(), binding.node().range().end());
        changed.replace_range(usize::from(start)..usize::from(end), &value);
    }
    match is_before {
        true => format!("let {names}in (\n{changed}\n)"),
        false => format!("let module = (\n{changed}\n); {names}in module"),
    }
}

#[test]
fn names_are_written_elsewhere() {
    let before = names_elsewhere("{ a.b = 1; c.d = { e.f = 2; }; }", true);
    assert_eq!(
        before,
        "let names2 = [ \"f\" ]; names0 = [ \"b\" ]; in (\n\
         { a = lib.genAttrs names0 (_: 1); c.d = { e = lib.genAttrs names2 (_: 2); }; }\n)"
    );
}
