//! Changes to one text.

use std::collections::BTreeMap;

use cfglint_syntax::{TextRange, TextSize};

/// Deletes a range and inserts a text in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indel {
    /// What is deleted, in bytes of the old text.
    pub delete: TextRange,
    /// What stands there afterwards.
    pub insert: String,
}

/// Changes to one text, sorted by place and disjoint.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextEdit {
    indels: Vec<Indel>,
}

impl TextEdit {
    /// One replacement.
    pub fn replace(range: TextRange, text: impl Into<String>) -> TextEdit {
        TextEdit { indels: vec![Indel { delete: range, insert: text.into() }] }
    }

    /// One deletion.
    pub fn delete(range: TextRange) -> TextEdit {
        TextEdit::replace(range, "")
    }

    /// Several changes in any order, or `None` if two of them touch the same bytes.
    pub fn from_indels(mut indels: Vec<Indel>) -> Option<TextEdit> {
        indels.sort_by_key(|indel| (indel.delete.start(), indel.delete.end()));
        let disjoint = indels.windows(2).all(|pair| pair[0].delete.end() <= pair[1].delete.start());
        disjoint.then_some(TextEdit { indels })
    }

    /// The changes in order.
    pub fn indels(&self) -> &[Indel] {
        &self.indels
    }

    /// Both sets of changes, or `None` if they touch the same bytes.
    pub fn union(&self, other: &TextEdit) -> Option<TextEdit> {
        let all = self.indels.iter().chain(&other.indels).cloned().collect();
        let union = TextEdit::from_indels(all)?;
        // Two insertions at one place have no order.
        let ordered =
            union.indels.windows(2).all(|pair| pair[0].delete.start() != pair[1].delete.start());
        ordered.then_some(union)
    }

    /// The text after the changes; `None` if the edit was made for another text.
    pub fn apply(&self, text: &str) -> Option<String> {
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        for indel in &self.indels {
            out.push_str(text.get(at..indel.delete.start().into())?);
            out.push_str(&indel.insert);
            at = indel.delete.end().into();
        }
        out.push_str(text.get(at..)?);
        Some(out)
    }
}

/// Edits of one text that go together, one after the other. To add one costs as much as it is long,
/// where [`TextEdit::union`] costs as much as there are.
#[derive(Debug, Clone, Default)]
pub struct TextEdits {
    indels: Vec<Indel>,
    /// Where what is changed begins, and where it ends.
    touched: BTreeMap<TextSize, TextSize>,
}

impl TextEdits {
    /// Adds an edit, unless it touches what is touched already; says whether it did.
    pub fn add(&mut self, edit: &TextEdit) -> bool {
        let is_free = edit.indels.iter().all(|indel| self.is_free(indel));
        if is_free {
            for indel in &edit.indels {
                let end = self.touched.entry(indel.delete.start()).or_insert(indel.delete.end());
                *end = indel.delete.end().max(*end);
            }
            self.indels.extend_from_slice(&edit.indels);
        }
        is_free
    }

    /// Takes back the edit that was added last.
    pub(crate) fn remove_last(&mut self, edit: &TextEdit) {
        self.indels.truncate(self.indels.len() - edit.indels.len());
        for indel in &edit.indels {
            self.touched.remove(&indel.delete.start());
        }
    }

    /// All of them as one; `None` if there are none.
    pub fn all(&self) -> Option<TextEdit> {
        TextEdit::from_indels(self.indels.clone()).filter(|edit| !edit.indels.is_empty())
    }

    /// Whether a change touches nothing that is touched. Two insertions at one place have no order.
    fn is_free(&self, indel: &Indel) -> bool {
        let (start, end) = (indel.delete.start(), indel.delete.end());
        let before = self.touched.range(..=start).next_back();
        let after = self.touched.range(start..).next();
        before.is_none_or(|(other, other_end)| *other != start && *other_end <= start)
            && after.is_none_or(|(other, _)| *other >= end)
    }
}

#[cfg(test)]
mod tests;
