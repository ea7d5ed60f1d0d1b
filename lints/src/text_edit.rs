//! Changes to one text.

use cfglint_syntax::TextRange;

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

#[cfg(test)]
mod tests;
