//! Tables of facts: tab-separated, with a line of column names, sorted, each line once.

use std::fs;
use std::str::FromStr;

/// A table that was found to be well-formed.
pub struct Table {
    path: String,
    columns: usize,
    text: String,
}

/// A line of a table.
pub struct Row<'a> {
    path: &'a str,
    line: usize,
    cells: Vec<&'a str>,
}

impl Table {
    /// Reads `data/<name>.tsv`, whose columns must be `columns`.
    pub fn read(name: &str, columns: &[&str]) -> Table {
        let path = format!("data/{name}.tsv");
        println!("cargo:rerun-if-changed={path}");
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
        let header = text.lines().next().unwrap_or_default();
        assert!(
            header.split('\t').eq(columns.iter().copied()),
            "{path}:1: columns are not {columns:?}"
        );
        assert!(text.ends_with('\n') && !text.contains('\r'), "{path}:1: lines must end in \\n");
        Table { path, columns: columns.len(), text }
    }

    /// All lines below the names of columns.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        let mut last = "";
        self.text.lines().enumerate().skip(1).map(move |(index, text)| {
            let row = Row { path: &self.path, line: index + 1, cells: text.split('\t').collect() };
            row.check(row.cells.len() == self.columns, "wrong number of columns");
            row.check(last < text, "not sorted by bytes, or twice");
            row.check(row.cells.iter().all(|cell| cell.trim() == *cell), "blanks around a cell");
            last = text;
            row
        })
    }
}

impl<'a> Row<'a> {
    /// The cell in column `index`.
    pub fn cell(&self, index: usize) -> &'a str {
        self.cells[index]
    }

    /// The number in column `index`; 0 for an empty cell.
    pub fn number<T: FromStr + Default>(&self, index: usize) -> T {
        match self.cells[index] {
            "" => T::default(),
            text => text.parse().unwrap_or_else(|_| self.fail(&format!("`{text}` is no number"))),
        }
    }

    /// The number of the tag in column `index` among `tags`.
    pub fn tag(&self, index: usize, tags: &[&str]) -> u8 {
        let text = self.cells[index];
        let number = tags.iter().position(|tag| *tag == text);
        let number = number.unwrap_or_else(|| self.fail(&format!("`{text}` is none of {tags:?}")));
        u8::try_from(number).expect("there are few tags")
    }

    /// Ends the build unless `holds`.
    pub fn check(&self, holds: bool, reason: &str) {
        if !holds {
            self.fail(reason);
        }
    }

    /// Ends the build.
    pub fn fail(&self, reason: &str) -> ! {
        panic!("{}:{}: {reason}", self.path, self.line)
    }
}
