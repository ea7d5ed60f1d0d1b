//! One line for each finding: `file:line:column: severity[lint] message`.

use cfglint_lints::{Diagnostic, printable};

use crate::files::FileStore;

pub(super) fn render(files: &FileStore, found: &[Diagnostic]) -> Vec<u8> {
    let mut out = String::new();
    for diagnostic in found {
        let at = files.position(diagnostic.file, diagnostic.range.start());
        let message = diagnostic.message.replace('\n', " ");
        out.push_str(&format!(
            "{}:{}:{}: {}[{}] {}\n",
            files.name(diagnostic.file),
            at.line,
            at.column,
            diagnostic.severity.name(),
            diagnostic.lint,
            printable(&message),
        ));
    }
    out.into_bytes()
}
