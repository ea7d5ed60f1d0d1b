//! Actions at a place: mend a finding, mend all, allow one, explain one, write something differently.

use cfglint_lints::{Applicability, Fix, TextEdit, checked};
use cfglint_syntax::TextRange;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::*;

use crate::capabilities::{Client, FIX_ALL};
use crate::handlers::allow::{allow, allow_file};
use crate::handlers::commands::EXPLAIN;
use crate::handlers::fix_all::{fix_all, has_safe_fix};
use crate::handlers::refactor::refactors;
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
        actions.extend(cx.explanations(&findings));
    }
    if wants(&CodeActionKind::REFACTOR_REWRITE) {
        actions.extend(refactors(document.text(), range).into_iter().filter_map(|it| {
            Some(CodeAction {
                title: it.title,
                kind: Some(it.kind),
                edit: Some(cx.edit_document(it.edit)?),
                ..CodeAction::default()
            })
        }));
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

    /// One action for each lint and line, and one for each lint.
    fn allows(&self, findings: &[&Finding]) -> Vec<CodeAction> {
        let Some(project) = self.project else {
            return Vec::new();
        };
        let action = |title: String, edit: TextEdit, same: &[&Finding]| {
            Some(CodeAction {
                title,
                kind: Some(CodeActionKind::QUICKFIX),
                diagnostics: Some(same.iter().map(|it| it.published.clone()).collect()),
                edit: Some(self.edit_document(edit)?),
                ..CodeAction::default()
            })
        };
        let place = |it: &Finding| (it.diagnostic.lint, it.published.range.start.line);
        let mut actions = Vec::new();
        for same in groups(findings, place) {
            let lint = same[0].diagnostic.lint;
            let all: Vec<_> = same.iter().map(|it| &it.diagnostic).collect();
            if let Some(edit) = allow(project, self.document, &all) {
                actions.extend(action(format!("Allow `{lint}` on this line"), edit, &same));
            }
        }
        for same in groups(findings, |it| it.diagnostic.lint) {
            let lint = same[0].diagnostic.lint;
            if let Some(edit) = allow_file(project, self.document, lint) {
                actions.extend(action(format!("Allow `{lint}` in this file"), edit, &same));
            }
        }
        actions
    }

    fn explanations(&self, findings: &[&Finding]) -> Vec<CodeAction> {
        let action = |same: Vec<&Finding>| {
            let lint = same[0].diagnostic.lint;
            let title = format!("Explain `{lint}`");
            let command = Command {
                title: title.clone(),
                command: EXPLAIN.to_owned(),
                arguments: Some(vec![lint.into()]),
            };
            CodeAction {
                title,
                kind: Some(CodeActionKind::QUICKFIX),
                diagnostics: Some(same.iter().map(|it| it.published.clone()).collect()),
                command: Some(command),
                ..CodeAction::default()
            }
        };
        groups(findings, |it| it.diagnostic.lint).into_iter().map(action).collect()
    }

    /// A client that asks for the edit later gets it later: it takes several rounds of lints.
    fn fix_all(&self) -> Option<CodeAction> {
        let mut action = CodeAction {
            title: "Fix everything that can be fixed safely".to_owned(),
            kind: Some(FIX_ALL),
            ..CodeAction::default()
        };
        match self.client.resolves_edits {
            true => {
                let mut found = self.report.findings.iter().map(|finding| &finding.diagnostic);
                if !found.any(|it| has_safe_fix(it, self.report.file)) {
                    return None;
                }
                action.data = Some(serde_json::json!({
                    "uri": self.report.uri,
                    "version": self.report.version,
                }));
            }
            false => action.edit = Some(self.fix_all_edit()?),
        }
        Some(action)
    }

    fn fix_all_edit(&self) -> Option<WorkspaceEdit> {
        let found = self.report.findings.iter().map(|finding| &finding.diagnostic);
        self.edit_document(fix_all(self.project?, self.document, found)?)
    }

    fn edit_document(&self, edit: TextEdit) -> Option<WorkspaceEdit> {
        self.edit(&[(self.report.file, edit)])
    }

    fn edit(&self, edits: &[(cfglint_lints::FileId, TextEdit)]) -> Option<WorkspaceEdit> {
        to_proto::workspace_edit(edits, &self.report.files, self.client.has_versioned_edits)
    }
}

/// The edit of an action that was offered without one, for the version that it was offered for.
pub(crate) fn resolve(
    report: &DocumentReport,
    project: Option<&Project>,
    mut action: CodeAction,
    client: Client,
) -> Result<CodeAction> {
    let version = action.data.as_ref().and_then(|data| data["version"].as_i64());
    if version != Some(report.version.into()) {
        return Err(Error::content_modified());
    }
    if let Some(document) = report.document() {
        let project = project.filter(|it| it.has(document));
        action.edit = Context { report, document, client, project }.fix_all_edit();
    }
    Ok(action)
}

/// The findings in groups of what is equal, each group where its first finding was.
fn groups<'a, K: PartialEq>(
    findings: &[&'a Finding],
    key: impl Fn(&Finding) -> K,
) -> Vec<Vec<&'a Finding>> {
    let mut groups: Vec<Vec<&Finding>> = Vec::new();
    for finding in findings {
        match groups.iter_mut().find(|group| key(group[0]) == key(finding)) {
            Some(group) => group.push(finding),
            None => groups.push(vec![finding]),
        }
    }
    groups
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
