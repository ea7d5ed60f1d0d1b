//! Actions on findings: mend one, mend all, allow one.

use cfglint_lints::{Applicability, Fix, TextEdit, checked};
use cfglint_syntax::TextRange;
use tower_lsp::ls_types::*;

use crate::capabilities::{Client, FIX_ALL};
use crate::handlers::allow::allow;
use crate::handlers::fix_all::fix_all;
use crate::project::Project;
use crate::report::{DocumentReport, Files, Finding, ProjectFile};
use crate::to_proto;

/// Fixes and allow comments are listed for so many findings at most: no menu needs more, and the
/// result of each one is parsed or linted before it is offered.
const FINDING_LIMIT: usize = 32;

/// What can be done at a range. Everything but the edit of "fix all" and "allow" is stored already.
pub(crate) fn code_actions(
    report: &DocumentReport,
    project: Option<&Project>,
    params: &CodeActionParams,
    client: Client,
) -> CodeActionResponse {
    let Some(document) = report.document() else {
        return CodeActionResponse::new();
    };
    let cx = Context { report, document, client, project: project.filter(|it| it.has(document)) };
    let range = client.encoding.text_range(document.text(), document.lines(), params.range);
    let meant = report.findings.iter().filter(|it| is_meant(it, range, &params.context));
    let findings: Vec<&Finding> = meant.take(FINDING_LIMIT).collect();
    let wants = |kind: &CodeActionKind| wants(params.context.only.as_deref(), kind);
    let mut actions = Vec::new();
    if wants(&CodeActionKind::QUICKFIX) {
        actions.extend(findings.iter().flat_map(|finding| cx.fixes(finding)));
        actions.extend(cx.allows(&findings));
    }
    if wants(&FIX_ALL) {
        actions.extend(cx.fix_all());
    }
    actions.into_iter().map(CodeActionOrCommand::CodeAction).collect()
}

struct Context<'a> {
    report: &'a DocumentReport,
    document: &'a ProjectFile,
    client: Client,
    project: Option<&'a Project>,
}

impl Context<'_> {
    fn fixes(&self, finding: &Finding) -> Vec<CodeAction> {
        let fixes = finding.diagnostic.fixes.iter().enumerate();
        let action = |(index, fix): (usize, &Fix)| {
            if !is_sound(fix, &self.report.files) {
                return None;
            }
            let is_safe = fix.applicability == Applicability::Safe;
            Some(CodeAction {
                title: match is_safe {
                    true => fix.title.clone(),
                    false => format!("{} (unsafe)", fix.title),
                },
                kind: Some(CodeActionKind::QUICKFIX),
                diagnostics: Some(vec![finding.published.clone()]),
                edit: Some(self.edit(&fix.edits)?),
                is_preferred: (index == 0 && is_safe).then_some(true),
                ..CodeAction::default()
            })
        };
        fixes.filter_map(action).collect()
    }

    /// One action for each lint and line.
    fn allows(&self, findings: &[&Finding]) -> Vec<CodeAction> {
        let Some(project) = self.project else {
            return Vec::new();
        };
        let place = |it: &Finding| (it.diagnostic.lint, it.published.range.start.line);
        let is_first = |(index, finding): &(usize, &&Finding)| {
            findings[..*index].iter().all(|before| place(before) != place(finding))
        };
        let action = |(_, finding): (usize, &&Finding)| {
            let edit = allow(project, self.document, &finding.diagnostic)?;
            let same = findings.iter().filter(|it| place(it) == place(finding));
            Some(CodeAction {
                title: format!("Allow `{}` on this line", finding.diagnostic.lint),
                kind: Some(CodeActionKind::QUICKFIX),
                diagnostics: Some(same.map(|it| it.published.clone()).collect()),
                edit: Some(self.edit_document(edit)?),
                ..CodeAction::default()
            })
        };
        findings.iter().enumerate().filter(is_first).filter_map(action).collect()
    }

    fn fix_all(&self) -> Option<CodeAction> {
        let found = self.report.findings.iter().map(|finding| &finding.diagnostic);
        let edit = fix_all(self.project?, self.document, found)?;
        Some(CodeAction {
            title: "Fix everything that can be fixed safely".to_owned(),
            kind: Some(FIX_ALL),
            edit: Some(self.edit_document(edit)?),
            ..CodeAction::default()
        })
    }

    fn edit_document(&self, edit: TextEdit) -> Option<WorkspaceEdit> {
        self.edit(&[(self.report.file, edit)])
    }

    fn edit(&self, edits: &[(cfglint_lints::FileId, TextEdit)]) -> Option<WorkspaceEdit> {
        to_proto::workspace_edit(edits, &self.report.files, self.client.has_versioned_edits)
    }
}

/// Whether the client means this finding: it lies at the range, or the client names it.
fn is_meant(finding: &Finding, range: TextRange, context: &CodeActionContext) -> bool {
    let is_named = |named: &Diagnostic| {
        named.range == finding.published.range && named.code == finding.published.code
    };
    finding.diagnostic.range.intersect(range).is_some() || context.diagnostics.iter().any(is_named)
}

/// Whether the client wants actions of this kind: it names none, or this one, or one above it.
fn wants(only: Option<&[CodeActionKind]>, kind: &CodeActionKind) -> bool {
    let Some(only) = only else {
        return true;
    };
    only.iter().any(|wanted| match kind.as_str().strip_prefix(wanted.as_str()) {
        Some(rest) => rest.is_empty() || rest.starts_with('.') || wanted.as_str().is_empty(),
        None => false,
    })
}

/// Whether a fix leaves no new syntax error behind.
fn is_sound(fix: &Fix, files: &Files) -> bool {
    fix.edits
        .iter()
        .all(|(id, edit)| files.get(id).is_some_and(|file| checked(edit, file.text()).is_some()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_wanted_by_its_name_and_by_those_above() {
        let only = |names: &[&'static str]| -> Vec<CodeActionKind> {
            names.iter().map(|name| CodeActionKind::new(name)).collect()
        };
        assert!(wants(None, &FIX_ALL));
        assert!(wants(Some(&only(&["source.fixAll"])), &FIX_ALL));
        assert!(wants(Some(&only(&["source"])), &FIX_ALL));
        assert!(wants(Some(&only(&["refactor", ""])), &FIX_ALL));
        assert!(!wants(Some(&only(&["quickfix"])), &FIX_ALL));
        assert!(!wants(Some(&only(&["source.fix"])), &FIX_ALL));
        assert!(!wants(Some(&only(&["quickfix.x"])), &CodeActionKind::QUICKFIX));
    }
}
