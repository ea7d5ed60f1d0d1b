//! Texts, positions and edits as an editor sees them, written down once more and independently.

use serde_json::{Value, json};

/// What a column counts.
#[derive(Debug, Clone, Copy)]
pub(super) enum Unit {
    Utf8,
    Utf16,
    Utf32,
}

impl Unit {
    pub(super) const ALL: [Unit; 3] = [Unit::Utf8, Unit::Utf16, Unit::Utf32];

    pub(super) fn name(self) -> &'static str {
        match self {
            Unit::Utf8 => "utf-8",
            Unit::Utf16 => "utf-16",
            Unit::Utf32 => "utf-32",
        }
    }

    fn measure(self, text: &str) -> usize {
        match self {
            Unit::Utf8 => text.len(),
            Unit::Utf16 => text.encode_utf16().count(),
            Unit::Utf32 => text.chars().count(),
        }
    }

    /// The position of an offset in bytes.
    pub(super) fn position(self, text: &str, offset: usize) -> Value {
        let before = &text[..offset];
        let line = before.matches('\n').count();
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        json!({ "line": line, "character": self.measure(&before[start..]) })
    }

    fn offset(self, text: &str, position: &Value) -> usize {
        let number = |value: &Value| value.as_u64().expect("a number") as usize;
        let lines = text.split_inclusive('\n').chain([""]);
        let start = lines.take(number(&position["line"])).map(str::len).sum();
        let line = text[start..].split('\n').next().unwrap_or_default();
        let mut offsets = line.char_indices().map(|(at, _)| at).chain([line.len()]);
        let found = offsets.find(|at| self.measure(&line[..*at]) == number(&position["character"]));
        start + found.unwrap_or_else(|| panic!("{position} is no place in {line:?}"))
    }

    pub(super) fn range(self, text: &str, range: std::ops::Range<usize>) -> Value {
        json!({ "start": self.position(text, range.start), "end": self.position(text, range.end) })
    }

    /// The text between two positions.
    pub(super) fn slice<'a>(self, text: &'a str, range: &Value) -> &'a str {
        &text[self.offset(text, &range["start"])..self.offset(text, &range["end"])]
    }

    /// Makes a change of the protocol to a text.
    pub(super) fn change(self, text: &mut String, change: &Value) {
        let new = change["text"].as_str().expect("a text");
        match change.get("range") {
            Some(range) => {
                let range = self.offset(text, &range["start"])..self.offset(text, &range["end"]);
                text.replace_range(range, new);
            }
            None => *text = new.to_owned(),
        }
    }

    /// The text after the edits of an action, all of which are for the document `uri`.
    pub(super) fn applied(self, text: &str, action: &Value, uri: &str) -> String {
        let edit = &action["edit"];
        let edits = match edit.get("documentChanges").and_then(Value::as_array) {
            Some(changes) => {
                assert_eq!(changes.len(), 1, "{action}");
                assert_eq!(changes[0]["textDocument"]["uri"], uri);
                &changes[0]["edits"]
            }
            None => &edit["changes"][uri],
        };
        let edits = edits.as_array().unwrap_or_else(|| panic!("no edits in {action}"));
        let mut edits: Vec<(usize, usize, &str)> = edits
            .iter()
            .map(|edit| {
                let (range, new) = (&edit["range"], edit["newText"].as_str().expect("a text"));
                (self.offset(text, &range["start"]), self.offset(text, &range["end"]), new)
            })
            .collect();
        edits.sort();
        let mut new = text.to_owned();
        for (start, end, insert) in edits.into_iter().rev() {
            new.replace_range(start..end, insert);
        }
        new
    }
}

/// Where `needle` stands in `text`, in bytes.
pub(super) fn find(text: &str, needle: &str) -> std::ops::Range<usize> {
    let at = text.find(needle).unwrap_or_else(|| panic!("{needle:?} is not in {text:?}"));
    at..at + needle.len()
}

/// The range of everything.
pub(super) fn everything() -> Value {
    json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 100_000, "character": 0 } })
}

/// What is flagged and where, for comparisons: line, column, lint.
pub(super) fn summary(diagnostics: &[Value]) -> Vec<String> {
    let line = |it: &Value| {
        let start = &it["range"]["start"];
        let lint = it["code"].as_str().unwrap_or_default();
        format!("{}:{} {lint}", start["line"], start["character"])
    };
    diagnostics.iter().map(line).collect()
}

/// The titles of actions.
pub(super) fn titles(actions: &[Value]) -> Vec<&str> {
    actions.iter().filter_map(|action| action["title"].as_str()).collect()
}

/// The action with a title.
pub(super) fn titled<'a>(actions: &'a [Value], title: &str) -> &'a Value {
    let found = actions.iter().find(|action| action["title"] == title);
    found.unwrap_or_else(|| panic!("there is no {title:?} in {:?}", titles(actions)))
}
