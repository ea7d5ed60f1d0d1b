//! What lints of the project ask of texts, whatever these say as modules.

use std::cell::RefCell;

use memchr::memmem::Finder;
use rustc_hash::FxHashMap;

use crate::FileReport;

/// Something that can be told of each text by itself. It is found out once for each text.
pub(crate) struct TextTest(pub(crate) fn(&str) -> bool);

/// Words that each text has, in order and each once. They are found once for each text.
pub(crate) struct TextWords(pub(crate) fn(&str) -> Vec<Box<str>>);

/// Answers, kept up to date text by text.
#[derive(Default)]
pub(super) struct Texts {
    tests: RefCell<FxHashMap<usize, Tests>>,
    words: RefCell<FxHashMap<usize, Words>>,
    counts: RefCell<FxHashMap<Box<str>, Counts>>,
}

type Tests = Answers<bool, &'static TextTest>;
type Words = Answers<Vec<Box<str>>, &'static TextWords>;
type Counts = Answers<usize, ()>;

struct Answers<T, A> {
    /// By the place of the file.
    each: Vec<T>,
    asked: A,
    changed: u64,
}

/// Words are asked for by name; names that are typed are many.
const COUNT_LIMIT: usize = 64;

impl Texts {
    /// Takes in another text of the file at `place`.
    pub(super) fn update(&mut self, text: &str, place: usize, revision: u64) {
        for answers in self.tests.get_mut().values_mut() {
            let now = answers.asked.0(text);
            let before = std::mem::replace(&mut answers.each[place], now);
            // Who was told so may have looked into the file.
            if before || now {
                answers.changed = revision;
            }
        }
        for answers in self.words.get_mut().values_mut() {
            let now = answers.asked.0(text);
            if answers.each[place] != now {
                answers.each[place] = now;
                answers.changed = revision;
            }
        }
        for (word, answers) in self.counts.get_mut() {
            let now = count_in(&Finder::new(&**word), text);
            if std::mem::replace(&mut answers.each[place], now) != now {
                answers.changed = revision;
            }
        }
    }

    /// When the answer to a test last changed; `None` if nobody knows.
    pub(super) fn test_changed(&self, address: usize) -> Option<u64> {
        self.tests.borrow().get(&address).map(|it| it.changed)
    }

    /// As [`Texts::test_changed`], for words.
    pub(super) fn words_changed(&self, address: usize) -> Option<u64> {
        self.words.borrow().get(&address).map(|it| it.changed)
    }

    /// As [`Texts::test_changed`], for the number of times that a word stands somewhere.
    pub(super) fn count_changed(&self, word: &str) -> Option<u64> {
        self.counts.borrow().get(word).map(|it| it.changed)
    }

    /// The places of the files whose texts pass a test.
    pub(super) fn passing(
        &self,
        reports: &[FileReport],
        test: &'static TextTest,
        revision: u64,
    ) -> Vec<usize> {
        let mut tests = self.tests.borrow_mut();
        let answers = tests.entry(address(test)).or_insert_with(|| Answers {
            each: reports.iter().map(|it| test.0(&it.source.text)).collect(),
            asked: test,
            changed: revision,
        });
        (0..reports.len()).filter(|place| answers.each[*place]).collect()
    }

    /// Whether one of these words of any text is meant.
    pub(super) fn has_word(
        &self,
        reports: &[FileReport],
        words: &'static TextWords,
        revision: u64,
        is_meant: impl Fn(&str) -> bool,
    ) -> bool {
        let mut all = self.words.borrow_mut();
        let answers = all.entry(address(words)).or_insert_with(|| Answers {
            each: reports.iter().map(|it| words.0(&it.source.text)).collect(),
            asked: words,
            changed: revision,
        });
        answers.each.iter().flatten().any(|word| is_meant(word))
    }

    /// How often a word stands in all texts.
    pub(super) fn count(&self, reports: &[FileReport], word: &str, revision: u64) -> usize {
        let mut counts = self.counts.borrow_mut();
        if let Some(answers) = counts.get(word) {
            return answers.each.iter().sum();
        }
        if counts.len() == COUNT_LIMIT {
            counts.clear();
        }
        let finder = Finder::new(word);
        let each: Vec<usize> =
            reports.iter().map(|it| count_in(&finder, &it.source.text)).collect();
        let count = each.iter().sum();
        counts.insert(word.into(), Answers { each, asked: (), changed: revision });
        count
    }
}

/// How often a word stands in a text. An empty one is not asked for.
fn count_in(word: &Finder<'_>, text: &str) -> usize {
    word.find_iter(text.as_bytes()).count()
}

/// What a question is known by.
pub(super) fn address<T>(it: &'static T) -> usize {
    std::ptr::from_ref(it) as usize
}
