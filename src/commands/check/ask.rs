//! `--ask`: one fix after the other, as the user wants it.

use std::collections::{BTreeMap, HashSet};
use std::io::{self, BufRead, IsTerminal, Write};
use std::sync::Arc;

use cfglint_lints::{Applicability, Diagnostic, Fix, checked};

use super::complain;
use super::fixing::{report_left, tell_fixed};
use super::report::style;
use crate::args::{Check, Format};
use crate::error::Error;
use crate::files::FileStore;
use crate::project::{Project, Texts};
use crate::render::{Style, fingerprints, render};
use crate::{Outcome, interrupt, unified_diff};

const HELP: &str = "\
y  apply the fix, or the first of several
1  apply this one of several
n  leave the finding as it is
a  apply this fix and the later ones of the same lint
d  leave this finding and the later ones of the same lint as they are
q  ask no more; what was applied stays
?  show this
";

/// Refuses to ask where nobody can answer.
pub(super) fn check_terminal() -> Result<(), Error> {
    match io::stdin().is_terminal() && io::stderr().is_terminal() {
        true => Ok(()),
        false => Err(Error::Usage {
            message: "`--ask` needs a terminal to ask in".to_owned(),
            help: Some("`--fix` applies safe fixes without asking".to_owned()),
        }),
    }
}

enum Answer {
    /// The fix with this number, from 0.
    Apply(usize),
    ApplyAll,
    Leave,
    LeaveAll,
    Quit,
}

/// A finding that can be mended, and the new texts by each of its fixes.
struct Question<'a> {
    finding: &'a Diagnostic,
    /// Survives changes of the text around the finding.
    fingerprint: String,
    choices: Vec<(&'a Fix, Texts)>,
}

/// Asks for each fix, writes what is accepted at once, and reports what is left.
///
/// All is read anew after each change, so that no fix is ever applied to a text that it was not
/// made for.
pub(super) fn ask(args: &Check, project: &Project) -> miette::Result<Outcome> {
    interrupt::listen();
    project.sweep();
    let mut session = Session::new(args, project);
    session.run();
    if !args.quiet {
        let files = session.texts.len();
        tell_fixed(&session.applied, files);
    }
    report_left(args, project, &session.texts, session.has_failed)
}

struct Session<'a> {
    args: &'a Check,
    project: &'a Project,
    texts: Texts,
    applied: BTreeMap<&'static str, usize>,
    /// Findings that are to be left as they are, by fingerprint.
    left: HashSet<String>,
    left_lints: HashSet<&'static str>,
    /// How far the fixes of a lint may be applied without a further question.
    wanted_lints: BTreeMap<&'static str, Applicability>,
    has_failed: bool,
}

impl<'a> Session<'a> {
    fn new(args: &'a Check, project: &'a Project) -> Session<'a> {
        Session {
            args,
            project,
            texts: Texts::new(),
            applied: BTreeMap::new(),
            left: HashSet::new(),
            left_lints: HashSet::new(),
            wanted_lints: BTreeMap::new(),
            has_failed: false,
        }
    }

    fn run(&mut self) {
        let mut reports = self.project.reports();
        loop {
            let found = self.project.findings_again(&mut reports, &self.texts);
            let files = FileStore::new(self.project.sources(&self.texts));
            let Some(question) = self.next(&found, &files) else { return };
            let lint = question.finding.lint;
            let first = question.choices[0].0.applicability;
            let is_wanted = self.wanted_lints.get(lint).is_some_and(|limit| first <= *limit);
            let answer = match is_wanted {
                true => Answer::Apply(0),
                false => self.put(&question, &files),
            };
            match answer {
                Answer::Quit => return,
                Answer::Leave => drop(self.left.insert(question.fingerprint)),
                Answer::LeaveAll => drop(self.left_lints.insert(lint)),
                Answer::ApplyAll => {
                    self.wanted_lints.insert(lint, first);
                    self.apply(&question, 0);
                }
                Answer::Apply(number) => self.apply(&question, number),
            }
        }
    }

    /// The first finding that can be mended and was not decided.
    fn next<'f>(&self, found: &'f [Diagnostic], files: &FileStore) -> Option<Question<'f>> {
        let undecided = found.iter().zip(fingerprints(files, found)).filter(|(finding, print)| {
            !self.left_lints.contains(finding.lint) && !self.left.contains(print)
        });
        undecided
            .map(|(finding, fingerprint)| {
                let choices =
                    finding.fixes.iter().filter_map(|fix| Some((fix, self.after(fix, files)?)));
                Question { finding, fingerprint, choices: choices.collect() }
            })
            .find(|question| !question.choices.is_empty())
    }

    /// The new texts by a fix; `None` if it cannot be applied.
    fn after(&self, fix: &Fix, files: &FileStore) -> Option<Texts> {
        let new = fix.edits.iter().map(|(id, edit)| {
            let text = checked(edit, files.text(*id))?;
            self.project.can_change(*id).then(|| (*id, Arc::from(text)))
        });
        new.collect::<Option<Texts>>().filter(|texts| !texts.is_empty())
    }

    /// Shows a finding with its fixes, and waits for an answer.
    fn put(&self, question: &Question<'_>, files: &FileStore) -> Answer {
        let alone = Diagnostic { fixes: Vec::new(), ..question.finding.clone() };
        let style =
            Style { format: Format::Human, statistics: false, summary: false, ..style(self.args) };
        let mut shown = String::from_utf8_lossy(&render(style, files, &[alone], None)).into_owned();
        let count = question.choices.len();
        for (index, (fix, texts)) in question.choices.iter().enumerate() {
            let kind = match fix.applicability {
                Applicability::Safe => "fix",
                Applicability::Unsafe => "unsafe fix",
            };
            let number = if count > 1 { format!("{}) ", index + 1) } else { String::new() };
            shown.push_str(&format!("{number}{kind}: {}\n", fix.title));
            for (id, new) in texts {
                let diff = unified_diff::of_file(files.name(*id), files.text(*id), new);
                shown.push_str(&cfglint_lints::printable(&diff));
            }
        }
        eprint!("{shown}");
        let numbers = if count > 1 { format!("1-{count},") } else { String::new() };
        let subject = if count > 1 { "Apply one of these fixes" } else { "Apply this fix" };
        loop {
            eprint!("{subject} [y,{numbers}n,a,d,q,?]? ");
            io::stderr().flush().ok();
            let mut line = String::new();
            match io::stdin().lock().read_line(&mut line) {
                // The end of input, as by Ctrl-D, asks for no more questions.
                Ok(0) | Err(_) => {
                    eprintln!();
                    return Answer::Quit;
                }
                Ok(_) => {}
            }
            match line.trim() {
                "y" | "Y" | "yes" => return Answer::Apply(0),
                "n" | "N" | "no" => return Answer::Leave,
                "a" => return Answer::ApplyAll,
                "d" => return Answer::LeaveAll,
                "q" => return Answer::Quit,
                answer => match answer.parse::<usize>() {
                    Ok(number) if (1..=count).contains(&number) => {
                        return Answer::Apply(number - 1);
                    }
                    _ => eprint!("{HELP}"),
                },
            }
        }
    }

    fn apply(&mut self, question: &Question<'_>, number: usize) {
        let new = &question.choices[number].1;
        let written = self.project.write(&self.texts, new);
        interrupt::obey();
        if written.failures.is_empty() && written.skipped.is_empty() {
            self.texts.extend(new.iter().map(|(id, text)| (*id, Arc::clone(text))));
            *self.applied.entry(question.finding.lint).or_default() += 1;
            return;
        }
        for (_, failure) in &written.failures {
            complain(failure);
        }
        self.has_failed = true;
        self.left.insert(question.fingerprint.clone());
    }
}
