//! What the client has been told last, so that it is told only what is new.

use std::collections::BTreeMap;
use std::path::Path;

use cfglint_lints::LineIndex;
use cfglint_syntax::{TextRange, TextSize};
use tokio::sync::mpsc::UnboundedSender;
use tower_lsp::ls_types::{Diagnostic, DiagnosticSeverity, NumberOrString, Uri};

use crate::position::PositionEncoding;
use crate::publish::Outgoing;
use crate::settings::{Configs, Problem};
use crate::to_proto::SOURCE;

/// The diagnostics that the client shows.
pub(crate) struct Published {
    by_uri: BTreeMap<Uri, (Option<i32>, Vec<Diagnostic>)>,
    configs: Vec<Uri>,
    /// Files that are not open.
    joined: Vec<Uri>,
    outgoing: UnboundedSender<Outgoing>,
}

impl Published {
    pub(crate) fn new(outgoing: UnboundedSender<Outgoing>) -> Published {
        Published { by_uri: BTreeMap::new(), configs: Vec::new(), joined: Vec::new(), outgoing }
    }

    /// Tells what there is to say of a document, unless it has been said of this version.
    pub(crate) fn set(&mut self, uri: &Uri, version: Option<i32>, diagnostics: Vec<Diagnostic>) {
        let new = (version, diagnostics);
        if self.by_uri.get(uri) == Some(&new) {
            return;
        }
        self.by_uri.insert(uri.clone(), new.clone());
        self.send(uri, new.0, new.1);
    }

    /// Takes back what was said of a document.
    pub(crate) fn clear(&mut self, uri: &Uri) {
        if self.by_uri.remove(uri).is_some() {
            self.send(uri, None, Vec::new());
        }
    }

    /// Tells what there is to say of files that are not open, and takes back what is past.
    pub(crate) fn set_joined(&mut self, joined: BTreeMap<Uri, Vec<Diagnostic>>) {
        for past in std::mem::take(&mut self.joined) {
            // One that is open by now was told of with a version.
            let is_closed = self.by_uri.get(&past).is_some_and(|(version, _)| version.is_none());
            if is_closed && !joined.contains_key(&past) {
                self.clear(&past);
            }
        }
        self.joined = joined.keys().cloned().collect();
        for (uri, found) in joined {
            self.set(&uri, None, found);
        }
    }

    /// Tells what is wrong with the configuration files, and takes back what is mended.
    pub(crate) fn set_config_problems(
        &mut self,
        configs: &Configs,
        encoding: PositionEncoding,
        open: impl Fn(&Path) -> Option<(Uri, i32)>,
    ) {
        let mut broken = Vec::new();
        for (path, text, problem) in configs.problems() {
            let Some(problem) = problem else {
                continue;
            };
            let (uri, version) = match open(path) {
                Some((uri, version)) => (Some(uri), Some(version)),
                None => (Uri::from_file_path(path), None),
            };
            if let Some(uri) = uri {
                self.set(&uri, version, vec![diagnostic(problem, text, encoding)]);
                broken.push(uri);
            }
        }
        for mended in std::mem::take(&mut self.configs) {
            if !broken.contains(&mended) {
                self.clear(&mended);
            }
        }
        self.configs = broken;
    }

    fn send(&self, uri: &Uri, version: Option<i32>, diagnostics: Vec<Diagnostic>) {
        let uri = uri.clone();
        // The publishing task ends only with the process.
        let _ = self.outgoing.send(Outgoing::Publish { uri, version, diagnostics });
    }
}

fn diagnostic(problem: &Problem, text: &str, encoding: PositionEncoding) -> Diagnostic {
    let length = text.len();
    let offset = |at: usize| TextSize::new(at.min(length) as u32);
    let range = TextRange::new(offset(problem.span.start), offset(problem.span.end));
    Diagnostic {
        range: encoding.range(text, &LineIndex::new(text), range),
        severity: Some(DiagnosticSeverity::ERROR),
        code: Some(NumberOrString::String("config".to_owned())),
        source: Some(SOURCE.to_owned()),
        message: problem.message.clone(),
        ..Diagnostic::default()
    }
}
