//! What is kept from one run over the same files to the next, so that a change of one of a thousand
//! costs what follows from it and no more.
//!
//! A lint of the project runs again if something that it asked has another answer now. A lint that
//! goes over units looks again only at those of which a changed file speaks, and at those that asked
//! for one of them. Everything that is said without a memory goes the same way.

mod join;
mod readers;
mod shares;
#[cfg(test)]
mod tests;
mod texts;
mod tracked;

use std::collections::BTreeMap;
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

pub(crate) use join::{Join, JoinKey};
pub use shares::{Joined, Share};
pub(crate) use texts::{TextTest, TextWords};
pub(crate) use tracked::{Question, Selection, Tracked};

use crate::context::{Found, ProjectContext, Scope};
use crate::suppression::Suppressed;
use crate::{Analysis, Check, Diagnostic, FileId, FileReport, LINTS};
use readers::Readers;

/// What is kept from one run to the next. Empty at first.
#[derive(Default)]
pub struct Memory {
    tracked: Option<Tracked>,
    places: FxHashMap<FileId, usize>,
    files: Vec<FileMemory>,
    /// By number in [`LINTS`].
    lints: BTreeMap<usize, LintMemory>,
    readers: Readers,
}

/// What is said of one file.
#[derive(Default)]
struct FileMemory {
    /// What the file's own report leaves, which of its comments were of use, and what they silence.
    own: Vec<Diagnostic>,
    used: Vec<bool>,
    silenced: Vec<Suppressed>,
    /// With what lints of the project say.
    found: Vec<Diagnostic>,
    suppressed: Vec<Suppressed>,
}

/// A lint of the project.
#[derive(Default)]
struct LintMemory {
    /// When it ran last; 0 if it has to run in any case.
    ran: u64,
    asked: Vec<Question>,
    found: Vec<Found>,
}

impl Memory {
    /// What is to be said of the file at `place`, in order.
    pub fn of(&self, place: usize) -> &[Diagnostic] {
        self.files.get(place).map_or(&[], |file| &file.found)
    }

    /// What is to be said of all files, in the order of their names.
    pub fn all(&self, reports: &[FileReport]) -> Vec<Diagnostic> {
        let found = by_name(reports).into_iter().flat_map(|place| self.of(place));
        found.cloned().collect()
    }

    /// Everything, in the same order.
    pub(crate) fn into_all(mut self, reports: &[FileReport]) -> (Vec<Diagnostic>, Vec<Suppressed>) {
        let (mut found, mut suppressed) = (Vec::new(), Vec::new());
        for place in by_name(reports) {
            let file = std::mem::take(&mut self.files[place]);
            found.extend(file.found);
            suppressed.extend(file.suppressed);
        }
        (found, suppressed)
    }

    pub(crate) fn update(
        &mut self,
        analysis: &Analysis,
        reports: &[FileReport],
        changed: &[usize],
    ) -> Vec<usize> {
        let (mut affected, units) = match &mut self.tracked {
            Some(tracked) => {
                let units = tracked.update(reports, changed);
                let named = tracked.as_missing(reports, &units);
                (changed.to_vec(), self.readers.with(units, &named))
            }
            None => {
                let numbered = reports.iter().zip(0..);
                self.places = numbered.map(|(report, place)| (report.source.id, place)).collect();
                self.files.resize_with(reports.len(), FileMemory::default);
                self.tracked = Some(Tracked::new(reports));
                ((0..reports.len()).collect(), Vec::new())
            }
        };
        for &place in &affected {
            self.files[place].read(analysis, &reports[place]);
        }
        affected.extend(self.run_lints(analysis, analysis.project_lints(), reports, units));
        affected.sort_unstable();
        affected.dedup();
        let mut news = self.put_together(analysis, reports, &affected);
        news.extend(self.leading_to(reports, changed));
        news.sort_unstable();
        news.dedup();
        news
    }

    /// The places of the files of which something is said that leads to one of these: a part of it
    /// is on another line now, even if it is as many bytes from the beginning.
    fn leading_to(&self, reports: &[FileReport], places: &[usize]) -> Vec<usize> {
        let ids: Vec<FileId> = places.iter().map(|place| reports[*place].source.id).collect();
        let found = self.lints.values().flat_map(|lint| &lint.found).map(|it| &it.diagnostic);
        let leading = found.filter(|it| it.related.iter().any(|it| ids.contains(&it.file)));
        leading.filter_map(|it| self.places.get(&it.file)).copied().collect()
    }

    /// Runs those of some lints that have to run; `units` are those of which something else is said. Gives the
    /// places of the files of which lints said or say something.
    fn run_lints(
        &mut self,
        analysis: &Analysis,
        some: &[usize],
        reports: &[FileReport],
        units: Vec<u32>,
    ) -> Vec<usize> {
        let Memory { tracked: Some(tracked), places, lints, readers, .. } = self else {
            return Vec::new();
        };
        let revision = tracked.revision();
        let mut cx = ProjectContext::new(analysis.config(), reports, tracked);
        let units = order(tracked, reports, units);
        let mut affected = FxHashSet::default();
        for &index in some {
            let lint = lints.entry(index).or_default();
            let is_new = lint.ran == 0
                || lint.asked.iter().any(|it| tracked.has_changed_since(it, lint.ran));
            let (check, scope) = match LINTS[index].check {
                Check::Project(check) if is_new => (check, Scope::Project),
                Check::Units(check) if is_new => (check, Scope::EachUnit),
                Check::Units(check) if !units.is_empty() => {
                    (check, Scope::Units(Rc::clone(&units)))
                }
                _ => continue,
            };
            let is_partial = matches!(scope, Scope::Units(_));
            let is_past =
                |it: &Found| !is_partial || it.slot.is_none_or(|slot| units.contains(&slot));
            let past = lint.found.extract_if(.., |it| is_past(it));
            affected.extend(past.map(|it| it.diagnostic.file));
            let is_sound = cx.run_in(scope, index, check);
            match cx.take_asked_units() {
                Some(asked) => readers.add(asked),
                None => tracked.note(Question::Units),
            }
            let found = cx.take_found();
            affected.extend(found.iter().map(|it| it.diagnostic.file));
            lint.found.extend(found);
            if is_partial {
                // As if all had been looked at in one go.
                let join = tracked.units(reports);
                let first = |slot: u32| join.members(slot).first().copied();
                lint.found.sort_by_key(|it| (it.pass, it.slot.map(first)));
            }
            lint.ran = if is_sound { revision } else { 0 };
            let asked = tracked.take_asked();
            match is_partial {
                true => lint.asked.extend(asked),
                false => lint.asked = asked,
            }
            lint.asked.sort_unstable();
            lint.asked.dedup();
        }
        affected.iter().filter_map(|file| places.get(file)).copied().collect()
    }

    /// Puts together what is said of some files. Gives those of which that is something else.
    fn put_together(
        &mut self,
        analysis: &Analysis,
        reports: &[FileReport],
        places: &[usize],
    ) -> Vec<usize> {
        let mut joined: FxHashMap<FileId, Vec<&Diagnostic>> =
            places.iter().map(|place| (reports[*place].source.id, Vec::new())).collect();
        for index in analysis.project_lints() {
            let Some(lint) = self.lints.get(index) else { continue };
            for it in &lint.found {
                if let Some(found) = joined.get_mut(&it.diagnostic.file) {
                    found.push(&it.diagnostic);
                }
            }
        }
        let mut news = Vec::new();
        for &place in places {
            let report = &reports[place];
            let joined = joined.remove(&report.source.id).unwrap_or_default();
            if self.files[place].put_together(analysis, report, &joined) {
                news.push(place);
            }
        }
        news
    }
}

impl FileMemory {
    /// Takes in what the file's own report says.
    fn read(&mut self, analysis: &Analysis, report: &FileReport) {
        self.used.clear();
        self.silenced.clear();
        let FileMemory { used, silenced, .. } = self;
        let own = report.diagnostics.iter();
        self.own = own.filter(|it| analysis.is_left(it, report, used, silenced)).cloned().collect();
    }

    /// Adds what lints of the project say. Whether that makes something else of it.
    fn put_together(
        &mut self,
        analysis: &Analysis,
        report: &FileReport,
        joined: &[&Diagnostic],
    ) -> bool {
        let (mut used, mut suppressed) = (self.used.clone(), Vec::new());
        let joined = joined.iter().copied();
        let left = joined.filter(|it| analysis.is_left(it, report, &mut used, &mut suppressed));
        let mut found: Vec<Diagnostic> = left.chain(&self.own).cloned().collect();
        suppressed.extend(self.silenced.iter().cloned());
        analysis.complain(report, &used, &mut found);
        let order = |a: &Diagnostic, b: &Diagnostic| {
            let place = |it: &Diagnostic| (it.range.start(), it.range.end());
            (place(a), a.lint, &a.message).cmp(&(place(b), b.lint, &b.message))
        };
        found.sort_by(order);
        found.dedup();
        suppressed.sort_by(|a: &Suppressed, b| order(&a.diagnostic, &b.diagnostic));
        suppressed.dedup();
        let is_new = found != self.found;
        self.found = found;
        self.suppressed = suppressed;
        is_new
    }
}

/// The places of the files in the order of their names.
fn by_name(reports: &[FileReport]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..reports.len()).collect();
    order.sort_by(|a, b| reports[*a].source.name.cmp(&reports[*b].source.name));
    order
}

/// The slots that are in use, in the order of their units.
fn order(tracked: &Tracked, reports: &[FileReport], mut slots: Vec<u32>) -> Rc<[u32]> {
    if !slots.is_empty() {
        let join = tracked.units(reports);
        slots.sort_unstable_by_key(|slot| join.members(*slot).first().copied());
    }
    slots.into()
}
