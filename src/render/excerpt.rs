//! Parts of lines that are too long to be shown whole.
//!
//! A file may be one line, with a finding in every word of it: each finding shows only the part that
//! it is about.

use std::ops::Range;

use cfglint_lints::FileId;
use cfglint_syntax::TextSize;
use codespan_reporting::files::{Error, Files};

use crate::files::FileStore;

/// Of a line that is longer than this, in bytes, only a part is shown.
pub(super) const LONG: usize = 400;

/// As much is shown on both sides of what a finding is about, in bytes.
const AROUND: usize = 80;

/// What stands in place of what is not shown.
const CUT: &str = "…";

/// The lines that one finding is about, with the long ones cut.
pub(super) struct Excerpts<'f> {
    files: &'f FileStore,
    text: String,
    lines: Vec<Line>,
}

struct Line {
    file: FileId,
    number: usize,
    /// What of the file is shown.
    source: Range<usize>,
    /// Where it stands in [`Excerpts::text`], and where the line does.
    shown: Range<usize>,
    whole: Range<usize>,
}

impl<'f> Excerpts<'f> {
    /// The lines of these places; `None` if all of them are short. Each place is within a line.
    pub(super) fn new(
        files: &'f FileStore,
        places: &[(FileId, Range<usize>)],
    ) -> Option<Excerpts<'f>> {
        let line_of = |(file, place): &(FileId, Range<usize>)| {
            let number = files.line_index(*file, place.start).ok()?;
            Some((*file, number, files.line_range(*file, number).ok()?))
        };
        if !places.iter().filter_map(line_of).any(|(.., line)| line.len() > LONG) {
            return None;
        }
        let mut excerpts = Excerpts { files, text: String::new(), lines: Vec::new() };
        for place in places {
            let (file, number, line) = line_of(place)?;
            if !excerpts.lines.iter().any(|it| it.file == file && it.number == number) {
                excerpts.add(file, number, line, &place.1)?;
            }
        }
        Some(excerpts)
    }

    fn add(
        &mut self,
        file: FileId,
        number: usize,
        line: Range<usize>,
        place: &Range<usize>,
    ) -> Option<()> {
        let text = self.files.source(file).ok()?;
        let line = line.start..line.start + text[line].trim_end_matches(['\r', '\n']).len();
        let source = part(text, line.clone(), place);
        let start = self.text.len();
        if source.start > line.start {
            self.text.push_str(CUT);
        }
        let first = self.text.len();
        self.text.push_str(&text[source.clone()]);
        let shown = first..self.text.len();
        if source.end < line.end {
            self.text.push_str(CUT);
        }
        self.text.push('\n');
        let whole = start..self.text.len();
        self.lines.push(Line { file, number, source, shown, whole });
        Some(())
    }

    /// Where a place of a file is in the excerpt: what is cut is the mark that it is.
    pub(super) fn place(&self, file: FileId, place: &Range<usize>) -> Range<usize> {
        let Ok(number) = self.files.line_index(file, place.start) else { return 0..0 };
        let found = self.lines.iter().find(|it| it.file == file && it.number == number);
        let Some(line) = found else { return 0..0 };
        let shown_end = line.whole.end - 1;
        let at = |offset: usize| match offset {
            _ if offset < line.source.start => line.whole.start,
            _ if offset > line.source.end => shown_end,
            _ => line.shown.start + (offset - line.source.start),
        };
        at(place.start)..at(place.end).max(at(place.start))
    }

    fn line(&self, file: FileId, offset: usize) -> Option<&Line> {
        self.lines.iter().find(|it| it.file == file && it.whole.contains(&offset))
    }
}

/// What is shown of a line.
fn part(text: &str, line: Range<usize>, place: &Range<usize>) -> Range<usize> {
    if line.len() <= LONG {
        return line;
    }
    let end = place.end.min(place.start + LONG - 2 * AROUND) + AROUND;
    cut(text, place.start.saturating_sub(AROUND).max(line.start)..end.min(line.end))
}

/// The range, made larger where it would cut characters in two.
fn cut(text: &str, range: Range<usize>) -> Range<usize> {
    let start = (0..=range.start).rev().find(|at| text.is_char_boundary(*at));
    let end = (range.end..=text.len()).find(|at| text.is_char_boundary(*at));
    start.unwrap_or(0)..end.unwrap_or(text.len())
}

/// The range with a little around it, within `limit`.
pub(super) fn around(text: &str, range: Range<usize>, limit: Range<usize>) -> Range<usize> {
    let start = range.start.saturating_sub(AROUND).max(limit.start);
    cut(text, start..(range.end + AROUND).min(limit.end))
}

/// The beginning of a line that is too long.
pub(super) fn shortened(line: &str) -> String {
    match line.len() > LONG {
        true => format!("{}{CUT}", &line[cut(line, 0..LONG)]),
        false => line.to_owned(),
    }
}

/// A part of a line, with marks where it is cut.
pub(super) fn marked(text: &str, is_cut: (bool, bool)) -> String {
    let mark = |is_cut| if is_cut { CUT } else { "" };
    format!("{}{text}{}", mark(is_cut.0), mark(is_cut.1))
}

impl<'a> Files<'a> for Excerpts<'_> {
    type FileId = FileId;
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, id: FileId) -> Result<&'a str, Error> {
        Ok(self.files.name(id))
    }

    fn source(&'a self, _: FileId) -> Result<&'a str, Error> {
        Ok(&self.text)
    }

    fn line_index(&'a self, id: FileId, byte: usize) -> Result<usize, Error> {
        self.line(id, byte).map(|it| it.number).ok_or(Error::FileMissing)
    }

    /// A line between two that are shown is left empty.
    fn line_range(&'a self, id: FileId, number: usize) -> Result<Range<usize>, Error> {
        let line = self.lines.iter().find(|it| it.file == id && it.number == number);
        Ok(line.map_or(0..0, |it| it.whole.clone()))
    }

    /// The column in the file, not in what is shown of it.
    fn column_number(&'a self, id: FileId, _: usize, byte: usize) -> Result<usize, Error> {
        let line = self.line(id, byte).ok_or(Error::FileMissing)?;
        let within = byte.clamp(line.shown.start, line.shown.end) - line.shown.start;
        let offset = TextSize::new((line.source.start + within) as u32);
        Ok(self.files.position(id, offset).column as usize)
    }
}
