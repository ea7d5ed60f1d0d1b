//! What a lint of the whole project sees.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use cfglint_syntax::{Parse, TextRange};
use rustc_hash::FxHashMap;

use super::{Report, internal_error};
use crate::analysis::{fail_if_wanted, guarded};
use crate::facts::{Fact, Units};
use crate::index::{COMPUTED, root_number};
use crate::memory::{Question, Selection, TextTest, TextWords, Tracked};
use crate::model::Definition;
use crate::systemd::Versions;
use crate::unit_files::{Order, PACKAGES, UnitFiles, UnitQuestion};
use crate::views::certs::{CERTIFICATES, Certs, HOSTS};
use crate::views::world::Imports;
use crate::{Config, Diagnostic, FileId, FileReport, LINTS, Release};

/// All files of a run, to a lint that joins them.
///
/// What a lint asks is noted, so that after a change of one file only those lints run again that
/// asked something to which there is another answer now. So the narrowest question is the best one.
pub struct ProjectContext<'a> {
    config: &'a Config,
    reports: &'a [FileReport],
    tracked: &'a Tracked,
    found: Vec<Diagnostic>,
    lint: usize,
    scope: Scope,
    /// How many times the running lint has gone over units.
    passes: u32,
    /// Which findings, by number, were made while a unit was looked at.
    marks: Vec<Mark>,
    /// The tree that was asked for last.
    parsed: RefCell<Option<(FileId, Arc<Parse>)>>,
    unit_files: OnceCell<Rc<UnitFiles<'a>>>,
    certs: OnceCell<Rc<Certs<'a>>>,
    units: RefCell<FxHashMap<&'static str, Rc<Units<'a>>>>,
}

/// Which units a lint is to look at.
#[derive(Debug, Clone)]
pub(crate) enum Scope {
    /// All. What is found belongs to the project as a whole.
    Project,
    /// All, one by one.
    EachUnit,
    /// Only those in these slots, in order.
    Units(Rc<[u32]>),
}

struct Mark {
    first: usize,
    slot: u32,
    pass: u32,
}

/// A finding, and the slot of the unit that was looked at when it was made.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub(crate) slot: Option<u32>,
    pub(crate) pass: u32,
    pub(crate) diagnostic: Diagnostic,
}

impl<'a> ProjectContext<'a> {
    pub(crate) fn new(
        config: &'a Config,
        reports: &'a [FileReport],
        tracked: &'a Tracked,
    ) -> ProjectContext<'a> {
        ProjectContext {
            config,
            reports,
            tracked,
            found: Vec::new(),
            lint: 0,
            scope: Scope::Project,
            passes: 0,
            marks: Vec::new(),
            parsed: RefCell::default(),
            unit_files: OnceCell::new(),
            certs: OnceCell::new(),
            units: RefCell::default(),
        }
    }

    /// Runs one lint. If it panics, which is what is said then, that is a finding of its own.
    pub(crate) fn run(&mut self, lint: usize, check: impl FnOnce(&mut Self)) -> bool {
        self.lint = lint;
        self.passes = 0;
        let is_sound = guarded(|| {
            let first = self.reports.first().map_or("", |report| &report.source.name);
            fail_if_wanted(LINTS[lint].name, first);
            check(self);
        });
        if !is_sound {
            self.found.clear();
            self.marks.clear();
            let culprit = format!("the lint `{}`", LINTS[lint].name);
            self.found.extend(self.reports.first().map(|it| internal_error(&culprit, &it.source)));
        }
        is_sound
    }

    /// As [`ProjectContext::run`], over some units only.
    pub(crate) fn run_in(
        &mut self,
        scope: Scope,
        lint: usize,
        check: impl FnOnce(&mut Self),
    ) -> bool {
        self.scope = scope;
        self.run(lint, check)
    }

    /// What was found since this was asked last.
    pub(crate) fn take_found(&mut self) -> Vec<Found> {
        let marks = std::mem::take(&mut self.marks);
        let found = std::mem::take(&mut self.found).into_iter().enumerate();
        let found = found.map(|(number, diagnostic)| {
            // A mark without a unit ends the findings of one.
            let after = marks.partition_point(|mark| mark.first <= number);
            let mark = after.checked_sub(1).map(|last| &marks[last]);
            let mark = mark.filter(|mark| mark.slot != u32::MAX);
            let (slot, pass) = (mark.map(|it| it.slot), mark.map_or(0, |it| it.pass));
            Found { slot, pass, diagnostic }
        });
        found.collect()
    }

    /// Which units were asked for while others were looked at, since this was asked last; `None` if
    /// all were.
    pub(crate) fn take_asked_units(&self) -> Option<Vec<UnitQuestion>> {
        self.unit_files.get().map_or(Some(Vec::new()), |it| it.take_asked())
    }

    /// Looks at units one after another: at all, or at those that have changed.
    pub(crate) fn each_unit(&mut self, mut look: impl FnMut(&mut Self, &UnitFiles<'a>, u32)) {
        let files = self.known_unit_files();
        self.passes += 1;
        let slots: Vec<u32> = match &self.scope {
            Scope::Project => {
                self.tracked.note(Question::Units);
                files.slots().to_vec()
            }
            Scope::EachUnit => files.slots().to_vec(),
            Scope::Units(slots) => slots.to_vec(),
        };
        for slot in slots {
            let first = self.found.len();
            files.look_at(Some(slot));
            look(self, &files, slot);
            if self.found.len() > first && !matches!(self.scope, Scope::Project) {
                self.marks.push(Mark { first, slot, pass: self.passes });
                self.marks.push(Mark { first: self.found.len(), slot: u32::MAX, pass: 0 });
            }
        }
        files.look_at(None);
    }

    pub(crate) fn tracked(&self) -> &'a Tracked {
        self.tracked
    }

    /// The release of NixOS, if it is known.
    pub fn release(&self) -> Option<Release> {
        self.config.release
    }

    /// The version of systemd, if it is known; one of [`SYSTEMD_VERSIONS`](crate::SYSTEMD_VERSIONS).
    pub fn systemd_version(&self) -> Option<u16> {
        self.config.systemd_version
    }

    /// The versions of systemd that the machine may have.
    pub fn versions(&self) -> Versions {
        let said = self.config.systemd_version.map(Versions::only);
        said.unwrap_or_else(|| Versions::of(self.config.release))
    }

    /// All files. A lint that asks this runs after each change.
    pub fn reports(&self) -> &'a [FileReport] {
        self.tracked.note(Question::All);
        self.reports
    }

    /// All definitions with their files. A lint that asks this runs after each change.
    pub fn definitions(&self) -> impl Iterator<Item = (&'a FileReport, &'a Definition)> + use<'a> {
        self.reports().iter().flat_map(|report| {
            report.module.definitions.iter().map(move |definition| (report, definition))
        })
    }

    /// All definitions whose paths begin with this name, one of [`ROOTS`](crate::index::ROOTS).
    pub(crate) fn definitions_under(
        &self,
        root: &str,
    ) -> impl Iterator<Item = (&'a FileReport, &'a Definition)> + use<'a> {
        let group = root_number(root);
        debug_assert!(group.is_some(), "`{root}` is to be among the roots in `index.rs`");
        // A name that is not there costs only time.
        let all = group.is_none().then(|| self.definitions());
        let root = root.to_owned();
        let all = all.into_iter().flatten();
        let all = all.filter(move |(_, it)| it.path[0].name() == Some(root.as_str()));
        group.map(|group| self.group(group)).into_iter().flatten().chain(all)
    }

    /// All definitions whose paths begin with a computed name.
    pub(crate) fn definitions_with_computed_root(
        &self,
    ) -> impl Iterator<Item = (&'a FileReport, &'a Definition)> + use<'a> {
        self.group(COMPUTED)
    }

    fn group(
        &self,
        group: usize,
    ) -> impl Iterator<Item = (&'a FileReport, &'a Definition)> + use<'a> {
        let reports = self.reports;
        self.tracked.group(group).iter().flat_map(move |place| {
            let report = &reports[*place as usize];
            let numbers = report.index.of(group).iter();
            numbers.map(move |number| (report, &report.module.definitions[*number as usize]))
        })
    }

    /// The definitions of a selection, in the order of files and definitions.
    pub(crate) fn select(&self, selection: &'static Selection) -> Vec<Fact<'a>> {
        self.tracked.select(self.reports, selection)
    }

    /// The files whose texts pass a test.
    pub(crate) fn files_with(&self, test: &'static TextTest) -> Vec<&'a FileReport> {
        let places = self.tracked.passing(self.reports, test).into_iter();
        places.map(|place| &self.reports[place]).collect()
    }

    /// Whether one of these words of any file is meant.
    pub(crate) fn has_word(
        &self,
        words: &'static TextWords,
        is_meant: impl Fn(&str) -> bool,
    ) -> bool {
        self.tracked.has_word(self.reports, words, is_meant)
    }

    /// How often a word stands in all files.
    pub(crate) fn count(&self, word: &str) -> usize {
        self.tracked.count(self.reports, word)
    }

    /// The parts of all units of one kind, such as `services`, by unit.
    ///
    /// A computed name is a unit of its own in each file.
    pub fn units(&self, kind: &'static str) -> Rc<Units<'a>> {
        let join = self.tracked.parts(self.reports);
        let mut known = self.units.borrow_mut();
        let units = known.entry(kind);
        Rc::clone(units.or_insert_with(|| Rc::new(Units::new(kind, self.reports, join))))
    }

    /// Which units wait for which, as far as files say so at all: also what something hides, or
    /// what belongs to different machines.
    pub(crate) fn orders(&self) -> impl Iterator<Item = &'a Order> + use<'a> {
        self.tracked.orders(self.reports)
    }

    /// The unit files that all files together make.
    pub fn unit_files(&self) -> Rc<UnitFiles<'a>> {
        self.tracked.note(Question::Units);
        self.known_unit_files()
    }

    /// As [`ProjectContext::unit_files`], for what looks at one unit after another.
    pub(crate) fn known_unit_files(&self) -> Rc<UnitFiles<'a>> {
        let packages = self.select(&PACKAGES);
        Rc::clone(self.unit_files.get_or_init(|| {
            let join = self.tracked.units(self.reports);
            Rc::new(UnitFiles::of(self.reports, join, packages))
        }))
    }

    /// The certificates of all files. They are read when they are first asked for, and kept.
    pub(crate) fn certs(&self) -> Rc<Certs<'a>> {
        // Whoever asks depends on this, also if it is known already.
        let (certificates, hosts) = (self.select(&CERTIFICATES), self.select(&HOSTS));
        let imports = self.imports();
        Rc::clone(self.certs.get_or_init(|| Rc::new(Certs::new(certificates, hosts, imports))))
    }

    /// Which file leads to which.
    pub(crate) fn imports(&self) -> Rc<Imports> {
        self.tracked.imports(self.reports)
    }

    /// The tree of a file. It is made anew, as only lints that report need it, unless it is the one
    /// that was asked for last.
    pub fn parse(&self, report: &FileReport) -> Arc<Parse> {
        let mut parsed = self.parsed.borrow_mut();
        match &*parsed {
            Some((file, parse)) if *file == report.source.id => Arc::clone(parse),
            _ => {
                let parse = Arc::new(cfglint_syntax::parse(&report.source.text));
                *parsed = Some((report.source.id, Arc::clone(&parse)));
                parse
            }
        }
    }

    /// Begins a finding of the running lint in one of the files.
    pub fn report(
        &mut self,
        file: &'a FileReport,
        range: TextRange,
        message: impl Into<String>,
    ) -> Report<'_> {
        let found = &mut self.found;
        Report::new(self.config, self.lint, &file.source, range, message.into(), found)
    }
}
