//! Texts that have been read, so that of the next one only what has changed is read.

use std::cell::{OnceCell, RefCell};
use std::sync::Arc;

use cfglint_lints::{Analysis, FileReport, SourceFile};
use cfglint_syntax::{Change, Checked, Parse, Region};

/// A text, its tree and what is wrong with it.
struct Reading {
    text: Arc<str>,
    parse: Arc<Parse>,
    checked: OnceCell<Checked>,
}

/// The texts that were read last.
#[derive(Default)]
pub(super) struct Readings {
    /// What was linted.
    linted: Option<Reading>,
    /// What something else was asked about: a text may be newer than what was linted.
    asked: RefCell<Option<Reading>>,
}

impl Reading {
    fn new(text: &Arc<str>) -> Reading {
        let parse = Arc::new(cfglint_syntax::parse(text));
        Reading { text: Arc::clone(text), parse, checked: OnceCell::new() }
    }

    fn changed(&self, text: &Arc<str>) -> (Reading, Option<Region>) {
        let change = Change::between(&self.text, text);
        let (parse, region) = self.parse.changed(change, text);
        let (text, parse) = (Arc::clone(text), Arc::new(parse));
        (Reading { text, parse, checked: OnceCell::new() }, region)
    }

    fn checked(&self) -> &Checked {
        self.checked.get_or_init(|| Checked::new(&self.parse))
    }
}

impl Readings {
    /// The tree of a text. It is kept until another one is asked for.
    pub(super) fn tree(&self, text: &Arc<str>) -> Arc<Parse> {
        let is_same = |it: &&Reading| Arc::ptr_eq(&it.text, text);
        let mut asked = self.asked.borrow_mut();
        if let Some(known) = self.linted.as_ref().filter(is_same).or(asked.as_ref().filter(is_same))
        {
            return Arc::clone(&known.parse);
        }
        let new = match self.linted.as_ref().or(asked.as_ref()) {
            Some(near) => near.changed(text).0,
            None => Reading::new(text),
        };
        let parse = Arc::clone(&new.parse);
        *asked = Some(new);
        parse
    }

    /// Reads a text, so that a change of it costs no more than another one.
    pub(super) fn prepare(&self, text: &Arc<str>) {
        if !self.has(text) {
            let new = Reading::new(text);
            new.checked();
            *self.asked.borrow_mut() = Some(new);
        }
    }

    /// Whether the tree of a text is there.
    pub(super) fn has(&self, text: &Arc<str>) -> bool {
        let asked = self.asked.borrow();
        self.linted.iter().chain(asked.as_ref()).any(|it| Arc::ptr_eq(&it.text, text))
    }

    /// Brings the report on a file up to date, of which the text is another one now.
    pub(super) fn lint(
        &mut self,
        analysis: &Analysis,
        source: &SourceFile,
        report: &mut FileReport,
    ) {
        let mut known = [self.linted.take(), self.asked.take()].into_iter().flatten();
        let before = known.find(|it| Arc::ptr_eq(&it.text, &report.source.text));
        let changed = before.map(|before| {
            let (now, region) = before.changed(&source.text);
            (before, now, region)
        });
        let now = match changed {
            Some((before, now, Some(region))) => {
                let checked = before.checked().changed(&before.parse, &now.parse, region);
                let checked = now.checked.get_or_init(|| checked);
                let old = &before.parse;
                analysis.changed_file(source, &now.parse, checked, report, old, region);
                now
            }
            changed => {
                let now = match changed {
                    Some((_, now, _)) => now,
                    None => Reading::new(&source.text),
                };
                let missing_imports = std::mem::take(&mut report.missing_imports);
                *report = analysis.parsed_file(source, &now.parse, now.checked());
                report.missing_imports = missing_imports;
                now
            }
        };
        self.linted = Some(now);
    }
}
