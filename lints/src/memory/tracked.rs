//! What lints of the project ask of all files, and when the answer last changed.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::join::{Join, JoinKey};
use super::texts::{TextTest, TextWords, Texts, address};
use crate::FileReport;
use crate::facts::{Fact, PartKey};
use crate::index::{COMPUTED, ROOTS};
use crate::model::Definition;
use crate::unit_files::{AskedUnit, Order, SettingKey, orders, unit_in};
use crate::views::world::{Closedness, Imports, names};

/// Definitions that some lint is about. Which these are is found out once for each text.
pub(crate) struct Selection {
    /// The first names of their paths, if they are among [`ROOTS`]; `None` if any.
    pub(crate) roots: Option<&'static [&'static str]>,
    /// Whether a definition is one of them.
    pub(crate) is_meant: fn(&Definition) -> bool,
}

/// Something that was asked.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Question {
    /// Anything at all.
    All,
    /// The definitions of a group.
    Group(usize),
    /// A [`Selection`], by its address.
    Selection(usize),
    /// A [`TextTest`], by its address.
    Test(usize),
    /// Some [`TextWords`], by their address.
    Words(usize),
    /// How often a word stands in texts.
    Count(Box<str>),
    /// Which file leads to which.
    Imports,
    /// The unit files, all of them.
    Units,
    /// The parts of units.
    Parts,
}

/// Answers, kept up to date file by file.
///
/// **Invariant:** each is what it would be if it were found anew in the same files.
pub(crate) struct Tracked {
    revision: u64,
    groups: Vec<Group>,
    selections: RefCell<FxHashMap<usize, Selected>>,
    texts: Texts,
    names: OnceCell<FxHashMap<PathBuf, usize>>,
    imports: OnceCell<Rc<Imports>>,
    imports_changed: u64,
    units: OnceCell<Rc<Join>>,
    units_changed: u64,
    parts: OnceCell<Rc<Join>>,
    parts_changed: u64,
    closedness: Vec<Closedness>,
    orders: Vec<OnceCell<Vec<Order>>>,
    asked: RefCell<Vec<Question>>,
}

#[derive(Default)]
struct Group {
    /// The places of the files that have some, in order.
    files: Vec<u32>,
    changed: u64,
}

struct Selected {
    selection: &'static Selection,
    by_file: BTreeMap<u32, Vec<u32>>,
    changed: u64,
}

impl Tracked {
    pub(crate) fn new(reports: &[FileReport]) -> Tracked {
        let mut groups: Vec<Group> = (0..=COMPUTED).map(|_| Group::default()).collect();
        for (place, report) in (0..).zip(reports) {
            for (number, group) in groups.iter_mut().enumerate() {
                if !report.index.of(number).is_empty() {
                    group.files.push(place);
                }
            }
        }
        Tracked {
            revision: 1,
            groups,
            selections: RefCell::default(),
            texts: Texts::default(),
            names: OnceCell::new(),
            imports: OnceCell::new(),
            imports_changed: 0,
            units: OnceCell::new(),
            units_changed: 0,
            parts: OnceCell::new(),
            parts_changed: 0,
            closedness: vec![Closedness::default(); reports.len()],
            orders: vec![OnceCell::new(); reports.len()],
            asked: RefCell::default(),
        }
    }

    /// Takes in what the files at `places` say now. Gives the units of which something else may be
    /// said, by slot.
    pub(crate) fn update(&mut self, reports: &[FileReport], places: &[usize]) -> Vec<u32> {
        self.revision += 1;
        let revision = self.revision;
        for &place in places {
            self.update_groups(&reports[place], place as u32);
            for selected in self.selections.get_mut().values_mut() {
                let before = selected.by_file.remove(&(place as u32));
                let now = selected.selection.numbers(&reports[place]);
                if before.is_some() || !now.is_empty() {
                    selected.changed = revision;
                }
                if !now.is_empty() {
                    selected.by_file.insert(place as u32, now);
                }
            }
            self.texts.update(&reports[place].source.text, place, revision);
            self.closedness[place] = Closedness::default();
            self.orders[place] = OnceCell::new();
            if self.imports.get().is_some_and(|it| !it.has(place, &reports[place])) {
                self.imports = OnceCell::new();
                self.imports_changed = revision;
            }
        }
        if !exchange::<PartKey>(&mut self.parts, reports, places).is_empty() {
            self.parts_changed = revision;
        }
        let units = exchange::<SettingKey>(&mut self.units, reports, places);
        if !units.is_empty() {
            self.units_changed = revision;
        }
        units
    }

    fn update_groups(&mut self, report: &FileReport, place: u32) {
        for (number, group) in self.groups.iter_mut().enumerate() {
            let has_some = !report.index.of(number).is_empty();
            let known = group.files.binary_search(&place);
            match (known, has_some) {
                (Err(_), false) => continue,
                (Ok(at), false) => _ = group.files.remove(at),
                (Err(at), true) => group.files.insert(at, place),
                (Ok(_), true) => {}
            }
            group.changed = self.revision;
        }
    }

    pub(crate) fn revision(&self) -> u64 {
        self.revision
    }

    /// Whether an answer is another one than it was at `revision`.
    pub(crate) fn has_changed_since(&self, question: &Question, revision: u64) -> bool {
        let changed = match question {
            Question::All => self.revision,
            Question::Group(number) => self.groups[*number].changed,
            Question::Selection(it) => {
                self.selections.borrow().get(it).map_or(self.revision, |it| it.changed)
            }
            Question::Test(it) => self.texts.test_changed(*it).unwrap_or(self.revision),
            Question::Words(it) => self.texts.words_changed(*it).unwrap_or(self.revision),
            Question::Count(it) => self.texts.count_changed(it).unwrap_or(self.revision),
            Question::Imports => self.imports_changed,
            Question::Units => self.units_changed,
            Question::Parts => self.parts_changed,
        };
        changed > revision
    }

    /// Notes that something was asked.
    pub(crate) fn note(&self, question: Question) {
        let mut asked = self.asked.borrow_mut();
        if !asked.contains(&question) {
            asked.push(question);
        }
    }

    /// What was asked since this was asked last.
    pub(crate) fn take_asked(&self) -> Vec<Question> {
        self.asked.take()
    }

    /// The places of the files that have definitions of a group.
    pub(crate) fn group(&self, number: usize) -> &[u32] {
        self.note(Question::Group(number));
        &self.groups[number].files
    }

    /// The definitions of a selection, in the order of files and definitions.
    pub(crate) fn select<'a>(
        &self,
        reports: &'a [FileReport],
        selection: &'static Selection,
    ) -> Vec<Fact<'a>> {
        let address = address(selection);
        self.note(Question::Selection(address));
        let mut selections = self.selections.borrow_mut();
        let selected = selections.entry(address).or_insert_with(|| Selected {
            selection,
            by_file: self.find(reports, selection),
            changed: self.revision,
        });
        let facts = selected.by_file.iter().flat_map(|(place, numbers)| {
            let file = &reports[*place as usize];
            let definitions = &file.module.definitions;
            let fact = |number: &u32| Fact { file, definition: &definitions[*number as usize] };
            numbers.iter().map(fact)
        });
        facts.collect()
    }

    fn find(&self, reports: &[FileReport], selection: &Selection) -> BTreeMap<u32, Vec<u32>> {
        let mut places: Vec<u32> = match selection.roots {
            None => (0..reports.len() as u32).collect(),
            Some(roots) => {
                let groups = (0..COMPUTED).filter(|it| roots.contains(&ROOTS[*it]));
                groups.flat_map(|it| self.groups[it].files.iter().copied()).collect()
            }
        };
        places.sort_unstable();
        places.dedup();
        let numbered = places.into_iter().map(|it| (it, selection.numbers(&reports[it as usize])));
        numbered.filter(|(_, numbers)| !numbers.is_empty()).collect()
    }

    /// The places of the files whose texts pass a test.
    pub(crate) fn passing(&self, reports: &[FileReport], test: &'static TextTest) -> Vec<usize> {
        self.note(Question::Test(address(test)));
        self.texts.passing(reports, test, self.revision)
    }

    /// Whether one of these words of any text is meant.
    pub(crate) fn has_word(
        &self,
        reports: &[FileReport],
        words: &'static TextWords,
        is_meant: impl Fn(&str) -> bool,
    ) -> bool {
        self.note(Question::Words(address(words)));
        self.texts.has_word(reports, words, self.revision, is_meant)
    }

    /// How often a word stands in all texts.
    pub(crate) fn count(&self, reports: &[FileReport], word: &str) -> usize {
        self.note(Question::Count(word.into()));
        self.texts.count(reports, word, self.revision)
    }

    /// The places of the files by their names.
    pub(crate) fn names(&self, reports: &[FileReport]) -> &FxHashMap<PathBuf, usize> {
        self.names.get_or_init(|| names(reports))
    }

    /// Which file leads to which.
    pub(crate) fn imports(&self, reports: &[FileReport]) -> Rc<Imports> {
        self.note(Question::Imports);
        Rc::clone(
            self.imports.get_or_init(|| Rc::new(Imports::of_names(reports, self.names(reports)))),
        )
    }

    /// The settings of all files by unit.
    pub(crate) fn units(&self, reports: &[FileReport]) -> Rc<Join> {
        Rc::clone(self.units.get_or_init(|| Rc::new(Join::new::<SettingKey>(reports))))
    }

    /// The units in these slots, as one that is missing is asked for.
    pub(crate) fn as_missing(&self, reports: &[FileReport], slots: &[u32]) -> Vec<AskedUnit> {
        let join = self.units(reports);
        let units = slots.iter().filter_map(|slot| unit_in(reports, &join, *slot));
        units.map(|id| AskedUnit::Missing(id.manager, id.file_name().into())).collect()
    }

    /// The parts of units of all files.
    pub(crate) fn parts(&self, reports: &[FileReport]) -> Rc<Join> {
        self.note(Question::Parts);
        Rc::clone(self.parts.get_or_init(|| Rc::new(Join::new::<PartKey>(reports))))
    }

    /// Which units wait for which, as far as files say so at all.
    pub(crate) fn orders<'t>(
        &'t self,
        reports: &'t [FileReport],
    ) -> impl Iterator<Item = &'t Order> {
        self.note(Question::Units);
        let numbered = self.orders.iter().zip(reports);
        numbered.flat_map(|(known, report)| known.get_or_init(|| orders(report)))
    }

    /// What is known of whether the file at `place` says all that there is of a machine.
    pub(crate) fn closedness(&self, place: usize) -> &Closedness {
        &self.closedness[place]
    }
}

/// Takes in what files say now. Gives the slots that they spoke or speak of.
fn exchange<K: JoinKey>(
    join: &mut OnceCell<Rc<Join>>,
    reports: &[FileReport],
    places: &[usize],
) -> Vec<u32> {
    let Some(known) = join.get_mut() else { return Vec::new() };
    let Some(known) = Rc::get_mut(known) else {
        // Nobody keeps it beyond a run; if somebody did, no slot would be what it was.
        let new = Join::new::<K>(reports);
        let slots = 0..known.len().max(new.len()) as u32;
        *known = Rc::new(new);
        return slots.collect();
    };
    let mut slots: Vec<u32> = places.iter().flat_map(|place| known.remove(*place)).collect();
    for &place in places {
        slots.extend(known.add::<K>(reports, place));
    }
    slots.sort_unstable();
    slots.dedup();
    slots
}

impl Selection {
    fn numbers(&self, report: &FileReport) -> Vec<u32> {
        let definitions = &report.module.definitions;
        let is_meant = |number: &u32| (self.is_meant)(&definitions[*number as usize]);
        let Some(roots) = self.roots else {
            return (0..definitions.len() as u32).filter(is_meant).collect();
        };
        let groups = (0..COMPUTED).filter(|it| roots.contains(&ROOTS[*it]));
        let numbers = groups.flat_map(|it| report.index.of(it)).copied();
        let mut numbers: Vec<u32> = numbers.filter(is_meant).collect();
        numbers.sort_unstable();
        numbers
    }
}
