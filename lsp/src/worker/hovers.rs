//! Questions for what is under the cursor. They are answered from the report on the very text that the
//! client had, as soon as there is one, without waiting for anybody to be told of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use tower_lsp::jsonrpc::Error;
use tower_lsp::ls_types::{Hover, Position, Uri};

use super::State;
use crate::capabilities::Client;
use crate::event::Reply;
use crate::handlers;
use crate::project::Snapshot;
use crate::report::DocumentReport;

/// A question for a place in a text.
pub(crate) struct HoverTask {
    pub(crate) uri: Uri,
    pub(crate) text: Arc<str>,
    pub(crate) client: Client,
    pub(crate) position: Position,
    pub(crate) reply: Reply<Option<Hover>>,
}

/// What was last said of each open document, and questions for texts of which nothing has been said.
#[derive(Default)]
pub(super) struct Hovers {
    reports: BTreeMap<Uri, Arc<DocumentReport>>,
    waiting: Vec<HoverTask>,
}

impl Hovers {
    /// Takes in what was found in the documents of a snapshot.
    pub(super) fn reported(&mut self, snapshot: &Snapshot, reports: &[Arc<DocumentReport>]) {
        self.reports.retain(|uri, _| snapshot.documents.iter().any(|it| it.uri == *uri));
        let new = reports.iter().map(|report| (report.uri.clone(), Arc::clone(report)));
        self.reports.extend(new);
    }

    /// Gives up all questions, as what was known is lost.
    pub(super) fn fail(&mut self) {
        self.reports.clear();
        for task in self.waiting.drain(..) {
            // It was cancelled if nobody takes it; so below.
            let _ = task.reply.send(Err(Error::internal_error()));
        }
    }

    fn report(&self, task: &HoverTask) -> Option<Arc<DocumentReport>> {
        let report = self.reports.get(&task.uri)?;
        let is_meant = report.document().is_none_or(|it| Arc::ptr_eq(&it.source.text, &task.text));
        is_meant.then(|| Arc::clone(report))
    }
}

impl State {
    /// Answers a question, or keeps it until the text has been looked at: that is under way.
    pub(super) fn hover(&mut self, task: HoverTask) {
        let Some(report) = self.hovers.report(&task) else {
            self.hovers.waiting.push(task);
            return;
        };
        let HoverTask { client, position, reply, .. } = task;
        let now = (self.clock)();
        self.answer(&report.group, reply, |project| {
            handlers::hover(&report, project, position, now, client)
        });
    }

    /// Answers what has waited for the last look at all documents: nothing before it is asked for any
    /// more.
    pub(super) fn hover_again(&mut self) {
        for task in std::mem::take(&mut self.hovers.waiting) {
            self.hover(task);
        }
        for task in self.hovers.waiting.drain(..) {
            let _ = task.reply.send(Err(Error::content_modified()));
        }
    }
}
