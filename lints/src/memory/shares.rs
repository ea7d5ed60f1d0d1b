//! Lints that join files, shared out among threads, for whoever asks once.

use std::collections::BTreeMap;

use super::{FileMemory, LintMemory, Memory};
use crate::context::Found;
use crate::memory::Tracked;
use crate::suppression::Suppressed;
use crate::{Analysis, Diagnostic, FileReport, Group, LINTS};

/// A part of the lints that join files. Those of one share ask for much the same, which is made once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Share {
    /// Those about units.
    Units,
    /// All others.
    Others,
}

/// What the lints of one share say.
#[derive(Debug)]
pub struct Joined(Vec<(usize, Vec<Found>)>);

impl Share {
    /// All shares.
    pub const ALL: [Share; 2] = [Share::Units, Share::Others];

    fn of(lint: usize) -> Share {
        match LINTS[lint].group {
            Group::Systemd | Group::Confinement => Share::Units,
            _ => Share::Others,
        }
    }
}

impl Analysis {
    /// What the lints of one share say of these files together; of use to [`Analysis::together`].
    pub fn joined(&self, reports: &[FileReport], share: Share) -> Joined {
        let lints = self.project_lints().iter().copied().filter(|it| Share::of(*it) == share);
        let lints: Vec<usize> = lints.collect();
        let mut memory = Memory { tracked: Some(Tracked::new(reports)), ..Memory::default() };
        memory.run_lints(self, &lints, reports, Vec::new());
        Joined(memory.lints.into_iter().map(|(index, lint)| (index, lint.found)).collect())
    }

    /// As [`Analysis::workspace_with_suppressed`], where the lints of all shares have been run.
    pub fn together(
        &self,
        reports: &[FileReport],
        joined: impl IntoIterator<Item = Joined>,
    ) -> (Vec<Diagnostic>, Vec<Suppressed>) {
        let said = joined.into_iter().flat_map(|it| it.0);
        let lint = |found| LintMemory { found, ..LintMemory::default() };
        let lints: BTreeMap<_, _> = said.map(|(index, found)| (index, lint(found))).collect();
        let read = |report| {
            let mut file = FileMemory::default();
            file.read(self, report);
            file
        };
        let files = reports.iter().map(read).collect();
        let mut memory = Memory { files, lints, ..Memory::default() };
        let places: Vec<usize> = (0..reports.len()).collect();
        memory.put_together(self, reports, &places);
        memory.into_all(reports)
    }
}
