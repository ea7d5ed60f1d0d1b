//! The findings of all files under names by which a client asks what is new.

use std::collections::BTreeMap;

use tower_lsp::ls_types::*;

/// As many files go into one part of an answer.
const PART: usize = 64;

/// What there is to say of each file.
#[derive(Default)]
pub(crate) struct Results {
    by_uri: BTreeMap<Uri, Findings>,
    last: u64,
}

struct Findings {
    id: String,
    version: Option<i32>,
    items: Vec<Diagnostic>,
}

impl Results {
    /// Says what there is of a file; whether that is new.
    pub(crate) fn set(&mut self, uri: &Uri, version: Option<i32>, items: Vec<Diagnostic>) -> bool {
        if let Some(known) = self.by_uri.get_mut(uri)
            && known.items == items
        {
            known.version = version;
            return false;
        }
        self.last += 1;
        // Ids of another run of the server are none of this one.
        let id = format!("{}-{}", std::process::id(), self.last);
        self.by_uri.insert(uri.clone(), Findings { id, version, items });
        true
    }

    /// The version at which a file was last spoken of.
    pub(crate) fn version(&self, uri: &Uri) -> Option<i32> {
        self.by_uri.get(uri)?.version
    }

    pub(crate) fn remove(&mut self, uri: &Uri) {
        self.by_uri.remove(uri);
    }

    /// Findings of files that are not open, of which a place lies in one that is.
    pub(crate) fn joined(&self, is_open: impl Fn(&Uri) -> bool) -> BTreeMap<Uri, Vec<Diagnostic>> {
        let leads = |it: &&Diagnostic| {
            let related = it.related_information.iter().flatten();
            related.map(|it| &it.location.uri).any(&is_open)
        };
        let closed = self.by_uri.iter().filter(|(_, it)| it.version.is_none());
        let joined = closed.map(|(uri, it)| {
            let items: Vec<Diagnostic> = it.items.iter().filter(leads).cloned().collect();
            (uri.clone(), items)
        });
        joined.filter(|(_, items)| !items.is_empty()).collect()
    }

    /// The answer about one file.
    pub(crate) fn document(
        &self,
        uri: &Uri,
        known: Option<&str>,
    ) -> DocumentDiagnosticReportResult {
        let Some(found) = self.by_uri.get(uri) else {
            return DocumentDiagnosticReport::Full(Default::default()).into();
        };
        let result_id = found.id.clone();
        let report = match known == Some(&found.id) {
            true => DocumentDiagnosticReport::Unchanged(RelatedUnchangedDocumentDiagnosticReport {
                related_documents: None,
                unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport {
                    result_id,
                },
            }),
            false => DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
                related_documents: None,
                full_document_diagnostic_report: FullDocumentDiagnosticReport {
                    result_id: Some(result_id),
                    items: found.items.clone(),
                },
            }),
        };
        report.into()
    }

    /// Whether a client that knows these results knows everything.
    pub(crate) fn is_known(&self, known: &[PreviousResultId]) -> bool {
        let has = |uri: &Uri, id: &str| known.iter().any(|it| it.uri == *uri && it.value == id);
        let is_told = |(uri, it): (&Uri, &Findings)| match known.iter().any(|it| it.uri == *uri) {
            true => has(uri, &it.id),
            false => it.items.is_empty(),
        };
        self.by_uri.iter().all(is_told) && known.iter().all(|it| self.by_uri.contains_key(&it.uri))
    }

    /// The answer about all files, in parts.
    pub(crate) fn workspace(&self, known: &[PreviousResultId]) -> Vec<WorkspaceDiagnosticReport> {
        let known: BTreeMap<&Uri, &str> = known.iter().map(|it| (&it.uri, &*it.value)).collect();
        let report = |(uri, found): (&Uri, &Findings)| {
            let version = found.version.map(i64::from);
            match known.get(uri) {
                None if found.items.is_empty() => None,
                Some(id) if *id == found.id => Some(WorkspaceDocumentDiagnosticReport::Unchanged(
                    WorkspaceUnchangedDocumentDiagnosticReport {
                        uri: uri.clone(),
                        version,
                        unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport {
                            result_id: found.id.clone(),
                        },
                    },
                )),
                _ => {
                    let id = Some(found.id.clone());
                    Some(full(uri.clone(), version, id, found.items.clone()))
                }
            }
        };
        let gone = known.keys().filter(|uri| !self.by_uri.contains_key(uri));
        let gone = gone.map(|uri| full((*uri).clone(), None, None, Vec::new()));
        let items: Vec<_> = self.by_uri.iter().filter_map(report).chain(gone).collect();
        let part = |items: &[_]| WorkspaceDiagnosticReport { items: items.to_vec() };
        items.chunks(PART).map(part).collect()
    }
}

fn full(
    uri: Uri,
    version: Option<i64>,
    result_id: Option<String>,
    items: Vec<Diagnostic>,
) -> WorkspaceDocumentDiagnosticReport {
    let full_document_diagnostic_report = FullDocumentDiagnosticReport { result_id, items };
    WorkspaceDocumentDiagnosticReport::Full(WorkspaceFullDocumentDiagnosticReport {
        uri,
        version,
        full_document_diagnostic_report,
    })
}
