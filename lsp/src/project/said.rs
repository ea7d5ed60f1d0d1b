//! What there is to say of files, open or not.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;

use cfglint_lints::{Diagnostic, FileId};

use super::{FileIds, Group, Project};
use crate::report::{ClosedReport, Files, Finding};
use crate::to_proto;

impl Project {
    /// What is new of all files that are not open.
    pub(super) fn all_closed(
        &mut self,
        group: &Group,
        ids: &mut FileIds,
        open: &HashSet<FileId>,
        closed: &[PathBuf],
        files: &Files,
    ) -> Vec<ClosedReport> {
        // If one was opened and closed in between, the client has been told to forget it since, or
        // was told of it once more by a report that was under way.
        let closed: HashSet<FileId> = closed.iter().map(|path| ids.of(path)).collect();
        let mut gone = std::mem::take(&mut self.said);
        let mut news = Vec::new();
        self.workspace = group.workspace.iter().map(|path| ids.of(path)).collect();
        for path in group.workspace.iter() {
            let id = ids.of(path);
            if open.contains(&id) || !self.files.contains(&id) {
                continue;
            }
            let before = gone.remove(&id).map(|(_, found)| found).unwrap_or_default();
            news.extend(self.say(id, &before, files, closed.contains(&id)));
        }
        let is_closed = |(id, _): &(FileId, _)| !open.contains(id);
        let gone = gone.into_iter().filter(is_closed);
        news.extend(gone.map(|(_, (uri, _))| ClosedReport { uri, items: Vec::new() }));
        news
    }

    /// What is new of these files, by place, as far as they are not open.
    pub(super) fn closed(
        &mut self,
        places: &[usize],
        open: &HashSet<FileId>,
        files: &Files,
    ) -> Vec<ClosedReport> {
        let mut news = Vec::new();
        for &place in places {
            let id = self.reports.get_mut()[place].source.id;
            if open.contains(&id) || !self.workspace.contains(&id) {
                continue;
            }
            let before = self.said.remove(&id).map(|(_, found)| found).unwrap_or_default();
            // The places that it leads to may be on other lines.
            news.extend(self.say(id, &before, files, true));
        }
        news
    }

    fn say(
        &mut self,
        id: FileId,
        before: &[Diagnostic],
        files: &Files,
        in_any_case: bool,
    ) -> Option<ClosedReport> {
        let (file, place) = (files.get(&id)?, *self.places.get(&id)?);
        let found = self.memory.get_mut().of(place);
        let is_new = in_any_case || found != before;
        let to_proto = |it: &Diagnostic| to_proto::diagnostic(it, file, files);
        let items = || found.iter().map(to_proto).collect();
        let news = is_new.then(|| ClosedReport { uri: file.uri.clone(), items: items() });
        if !found.is_empty() {
            self.said.insert(id, (file.uri.clone(), found.to_vec()));
        }
        news
    }

    /// Takes back what was said of files that are not open.
    pub(crate) fn gone(&mut self) -> Vec<ClosedReport> {
        let said = std::mem::take(&mut self.said);
        said.into_values().map(|(uri, _)| ClosedReport { uri, items: Vec::new() }).collect()
    }

    /// What there is to say of an open document; what is not in `again` is as it was.
    pub(super) fn findings(
        &mut self,
        id: FileId,
        again: &HashSet<usize>,
        files: &Files,
    ) -> Arc<Vec<Finding>> {
        let (Some(file), Some(place)) = (files.get(&id), self.places.get(&id)) else {
            return Arc::default();
        };
        if let Some(known) = self.shown.get(&id).filter(|_| !again.contains(place)) {
            return Arc::clone(known);
        }
        let finding = |diagnostic: &Diagnostic| Finding {
            diagnostic: diagnostic.clone(),
            published: to_proto::diagnostic(diagnostic, file, files),
        };
        let found = Arc::new(self.memory.get_mut().of(*place).iter().map(finding).collect());
        self.shown.insert(id, Arc::clone(&found));
        found
    }
}
