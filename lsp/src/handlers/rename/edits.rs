//! The edits of a renaming, with the new places of the names that they touch.

use std::collections::HashMap;
use std::rc::Rc;

use cfglint_syntax::ast::{AstNode, Attr, Inherit};
use cfglint_syntax::{TextRange, TextSize, is_identifier};
use tower_lsp::jsonrpc::Result;

use super::{Inherits, failed};
use crate::navigator::File;

/// What changes in one file.
pub(super) struct Change {
    pub(super) file: Rc<File>,
    edits: Vec<Edit>,
    /// Expressions that are said twice afterwards: with the edit's place, and how far behind the
    /// start of its new text the copy stands.
    copies: Vec<(TextRange, TextSize, usize)>,
}

/// One replacement. Names that move elsewhere with it are noted by their old start and by how far
/// behind the start of the new text they stand.
struct Edit {
    delete: TextRange,
    insert: String,
    place: Option<(TextSize, usize)>,
    usage: Option<(TextSize, usize)>,
}

/// What a name becomes in an `inherit`: `key = value;`.
struct Split<'a> {
    key: &'a str,
    /// Nothing if it is that of the set in parentheses.
    value: Option<&'a str>,
}

impl Change {
    pub(super) fn new(file: Rc<File>) -> Change {
        Change { file, edits: Vec::new(), copies: Vec::new() }
    }

    /// Renames a variable at one of its places or uses.
    pub(super) fn variable(
        &mut self,
        inherits: &Inherits<'_>,
        range: TextRange,
        is_place: bool,
        new: &str,
    ) -> Result<()> {
        let Some(inherit) = inherits.get(&range.start()).copied() else {
            self.replace(range, new);
            return Ok(());
        };
        if is_place {
            return self.key_of_inherit(inherit, range, new);
        }
        let key = self.file.slice(range).to_owned();
        self.split(inherit, range, &Split { key: &key, value: Some(new) });
        Ok(())
    }

    /// Renames the key of an argument.
    pub(super) fn key(
        &mut self,
        inherits: &Inherits<'_>,
        range: TextRange,
        new: &str,
    ) -> Result<()> {
        match inherits.get(&range.start()) {
            Some(inherit) => self.key_of_inherit(*inherit, range, new)?,
            None => self.replace(range, new),
        }
        Ok(())
    }

    fn key_of_inherit(&mut self, inherit: Inherit<'_>, range: TextRange, new: &str) -> Result<()> {
        let name = inherit.attrs().find(|it| it.range() == range).and_then(Attr::name);
        let name = name.unwrap_or_default().into_owned();
        if inherit.from().is_some() {
            self.split(inherit, range, &Split { key: new, value: None });
            return Ok(());
        }
        if !is_identifier(&name) {
            return Err(failed(format!("`{name}` can be named by `inherit` only")));
        }
        self.split(inherit, range, &Split { key: new, value: Some(&name) });
        Ok(())
    }

    fn replace(&mut self, range: TextRange, new: &str) {
        let at = Some((range.start(), 0));
        self.edits.push(Edit { delete: range, insert: new.to_owned(), place: at, usage: at });
    }

    /// Takes a name out of an `inherit` and says it as a binding.
    fn split(&mut self, inherit: Inherit<'_>, range: TextRange, split: &Split<'_>) {
        let old = range.start();
        let text = self.file.slice(range).to_owned();
        if inherit.attrs().count() > 1 {
            let Split { key, value } = split;
            let start = inherit.range().start();
            let value = match (value, inherit.from()) {
                (None, Some(from)) => {
                    self.copies.push((from.range(), start, key.len() + " = (".len()));
                    format!("({}).{text}", self.file.slice(from.range()))
                }
                (value, _) => value.unwrap_or(&text).to_owned(),
            };
            let insert = format!("{key} = {value};{}", self.separator(start));
            let usage = Some((old, key.len() + 3));
            let delete = TextRange::empty(start);
            self.edits.push(Edit { delete, insert, place: Some((old, 0)), usage });
            let delete = self.with_space(range);
            self.edits.push(Edit { delete, insert: String::new(), place: None, usage: None });
            return;
        }
        let keyword = TextRange::at(inherit.range().start(), TextSize::of("inherit"));
        let insert = format!("{} =", split.key);
        self.edits.push(Edit { delete: keyword, insert, place: Some((old, 0)), usage: None });
        let (delete, insert) = match split.value {
            Some(value) => (range, value.to_owned()),
            None => (self.without_space(range), format!(".{text}")),
        };
        self.edits.push(Edit { delete, insert, place: None, usage: Some((old, 0)) });
    }

    /// What separates a new statement from the one at `start`: the line end and the indentation if
    /// that one begins its line.
    fn separator(&self, start: TextSize) -> String {
        let before = &self.file.text[..usize::from(start)];
        let line = &before[before.rfind('\n').map_or(0, |at| at + 1)..];
        if !line.chars().all(|it| it == ' ' || it == '\t') || line.len() == before.len() {
            return " ".to_owned();
        }
        let end = if before.contains("\r\n") { "\r\n" } else { "\n" };
        format!("{end}{line}")
    }

    /// A name with the spaces before it, or its whole line if there is nothing else on it.
    fn with_space(&self, range: TextRange) -> TextRange {
        let text = &*self.file.text;
        let (start, end) = (usize::from(range.start()), usize::from(range.end()));
        let before = text[..start].trim_end_matches([' ', '\t']);
        let after = &text[end..];
        let line_end = ["\r\n", "\n"].into_iter().find(|it| after.starts_with(it));
        if let Some(line_end) = line_end
            && before.ends_with('\n')
        {
            let end = range.end() + TextSize::of(line_end);
            return TextRange::new(TextSize::of(before), end);
        }
        TextRange::new(TextSize::of(before), range.end())
    }

    /// A name with the white space before it. Comments in front of it stay where they are, and so
    /// does the line end of one.
    fn without_space(&self, range: TextRange) -> TextRange {
        let before = self.file.text[..usize::from(range.start())].trim_end();
        match before.ends_with(')') {
            true => TextRange::new(TextSize::of(before), range.end()),
            false => range,
        }
    }

    /// Puts the edits in order, and tells where things are afterwards.
    pub(super) fn finish(&mut self) -> Moved {
        self.edits.sort_by_key(|edit| (edit.delete.start(), edit.delete.end()));
        let mut moved = Moved::default();
        let mut growth: i64 = 0;
        for edit in &self.edits {
            let start = i64::from(u32::from(edit.delete.start())) + growth;
            let at = |within: usize| TextSize::new((start + within as i64) as u32);
            moved.places.extend(edit.place.map(|(old, within)| (old, at(within))));
            moved.usages.extend(edit.usage.map(|(old, within)| (old, at(within))));
            let copies = self.copies.iter().filter(|it| it.1 == edit.delete.end());
            moved.copies.extend(copies.map(|(range, _, within)| (*range, at(*within))));
            growth += edit.insert.len() as i64 - i64::from(u32::from(edit.delete.len()));
            moved.growth.push((edit.delete.end(), growth));
        }
        moved
    }

    /// The text after the edits, which are in order.
    pub(super) fn applied(&self) -> String {
        let mut text = String::new();
        let mut done = 0;
        for edit in &self.edits {
            text.push_str(&self.file.text[done..usize::from(edit.delete.start())]);
            text.push_str(&edit.insert);
            done = usize::from(edit.delete.end());
        }
        text + &self.file.text[done..]
    }

    /// What the client is told.
    pub(super) fn replacements(&self) -> Vec<(TextRange, String)> {
        self.edits.iter().map(|edit| (edit.delete, edit.insert.clone())).collect()
    }
}

/// Where things are after the edits.
#[derive(Default)]
pub(super) struct Moved {
    places: HashMap<TextSize, TextSize>,
    usages: HashMap<TextSize, TextSize>,
    /// Expressions that are said twice afterwards, and where the new copy begins.
    pub(super) copies: Vec<(TextRange, TextSize)>,
    /// By the end of each edit, how much longer the text is up to there.
    growth: Vec<(TextSize, i64)>,
}

impl Moved {
    /// Where a use that began at `offset` begins.
    pub(super) fn usage(&self, offset: TextSize) -> TextSize {
        self.usages.get(&offset).copied().unwrap_or_else(|| self.plain(offset))
    }

    /// Where a name that is bound at `offset` begins.
    pub(super) fn place(&self, offset: TextSize) -> TextSize {
        self.places.get(&offset).copied().unwrap_or_else(|| self.plain(offset))
    }

    fn plain(&self, offset: TextSize) -> TextSize {
        let edits = self.growth.partition_point(|(end, _)| *end <= offset);
        let growth = edits.checked_sub(1).map_or(0, |last| self.growth[last].1);
        TextSize::new((i64::from(u32::from(offset)) + growth) as u32)
    }
}
