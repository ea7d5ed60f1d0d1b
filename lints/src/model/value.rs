//! Values as far as the text says them.

use cfglint_syntax::TextRange;
use serde::{Deserialize, Serialize};

use super::env::ScopeOf;
use super::{Condition, Segment};

/// A value and where it is written.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Value {
    /// What it is.
    pub kind: ValueKind,
    /// The expression that says it, in bytes; in a `let` if a variable led there.
    pub range: TextRange,
}

/// What a value is.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum ValueKind {
    /// The text does not say.
    Unknown,
    /// `null`
    Null,
    /// `true`, `false`
    Bool(bool),
    /// An integer.
    Int(i64),
    /// A float, as written.
    Float(Box<str>),
    /// A string.
    Str(Text),
    /// A path literal, as written.
    Path(Box<str>),
    /// A list.
    List(List),
    /// A set without a leaf: `{ }`.
    EmptySet,
    /// A function.
    Function,
    /// A call of a function that writes a text into the store, such as `writeText`.
    Call {
        /// The function's own name.
        function: Box<str>,
        /// Its arguments.
        arguments: Vec<Value>,
    },
}

/// A string: literal text and holes.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Text {
    /// The pieces in order.
    pub parts: Vec<TextPart>,
}

/// A piece of a string.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum TextPart {
    /// Text that is known.
    Literal(Box<str>),
    /// An interpolation whose value is not known.
    Hole(Hole),
}

/// An interpolation whose value is not known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hole {
    /// Its source text, with `${` and `}`.
    pub text: Box<str>,
    /// Which variables it speaks of: holes with equal text and scope have the same value.
    pub scope: u32,
    /// Whether an argument of a function takes part, which may be called more than once.
    pub varies: bool,
    /// The text of the file that it names, if that is written into the store.
    pub written: Option<Box<str>>,
    /// Whether it surely is one absolute path in the Nix store.
    pub is_store_path: bool,
}

/// A list as far as it is known.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct List {
    /// The elements that are known, in order.
    pub items: Vec<Item>,
    /// Whether these are all.
    pub is_complete: bool,
}

/// One element of a list.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Item {
    /// The value.
    pub value: Value,
    /// The element as written in the list.
    pub range: TextRange,
    /// What must hold for it to be in the list.
    pub conditions: Vec<Condition>,
    /// Whether it comes from a list that others may share.
    pub is_shared: bool,
}

impl Value {
    /// What the text does not say.
    pub fn unknown(range: TextRange) -> Value {
        Value { kind: ValueKind::Unknown, range }
    }

    /// Gives back the room that was kept for more.
    pub(super) fn shrink(&mut self) {
        match &mut self.kind {
            ValueKind::Str(text) => text.parts.shrink_to_fit(),
            ValueKind::List(list) => {
                list.items.iter_mut().for_each(|it| it.value.shrink());
                list.items.shrink_to_fit();
            }
            ValueKind::Call { arguments, .. } => arguments.iter_mut().for_each(Value::shrink),
            _ => {}
        }
    }

    /// The text, if this is a string that is known throughout.
    pub fn as_str(&self) -> Option<&str> {
        match &self.kind {
            ValueKind::Str(text) => text.as_literal(),
            _ => None,
        }
    }

    /// Whether the option counts as switched on: `true` and the words systemd takes for it.
    /// `None` if that is not known.
    pub fn truth(&self) -> Option<bool> {
        match &self.kind {
            ValueKind::Bool(value) => Some(*value),
            ValueKind::Int(1) => Some(true),
            ValueKind::Int(0) => Some(false),
            ValueKind::Str(text) => match text.as_literal()?.to_ascii_lowercase().as_str() {
                "true" | "yes" | "on" | "1" | "y" | "t" => Some(true),
                "false" | "no" | "off" | "0" | "n" | "f" => Some(false),
                _ => None,
            },
            _ => None,
        }
    }

    /// The elements, if this is a list; a single value counts as a list of one.
    pub fn items(&self) -> Vec<Item> {
        match &self.kind {
            ValueKind::List(list) => list.items.clone(),
            ValueKind::Unknown | ValueKind::EmptySet | ValueKind::Function => Vec::new(),
            _ => vec![Item {
                value: self.clone(),
                range: self.range,
                conditions: Vec::new(),
                is_shared: false,
            }],
        }
    }
}

impl Text {
    pub(super) fn literal(text: &str) -> Text {
        let mut literal = Text::default();
        literal.push_literal(text);
        literal
    }

    /// The text, if no part of it is a hole.
    pub fn as_literal(&self) -> Option<&str> {
        match self.parts.as_slice() {
            [] => Some(""),
            [TextPart::Literal(text)] => Some(text),
            _ => None,
        }
    }

    /// The text with its holes as they are written.
    pub fn with_holes(&self) -> String {
        self.parts
            .iter()
            .map(|part| match part {
                TextPart::Literal(text) => &**text,
                TextPart::Hole(hole) => &*hole.text,
            })
            .collect()
    }

    /// The texts of the files that it names, where they are written into the store.
    pub fn written(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            TextPart::Literal(_) => None,
            TextPart::Hole(hole) => hole.written.as_deref(),
        })
    }

    /// This text as a name.
    pub fn segment(&self) -> Segment {
        if let Some(name) = self.as_literal() {
            return Segment::Name(name.into());
        }
        let holes = self.parts.iter().filter_map(|part| match part {
            TextPart::Literal(_) => None,
            TextPart::Hole(hole) => Some(hole),
        });
        let (mut scope, mut varies) = (0_u32, false);
        for hole in holes {
            scope = scope.rotate_left(5) ^ hole.scope;
            varies |= hole.varies;
        }
        Segment::Dynamic { text: self.with_holes().into(), scope, varies }
    }

    /// This text without `suffix` at its end.
    pub fn strip_suffix(&self, suffix: &str) -> Option<Text> {
        let (last, parts) = self.parts.split_last()?;
        let TextPart::Literal(last) = last else {
            return None;
        };
        let mut text = Text { parts: parts.to_vec() };
        text.push_literal(last.strip_suffix(suffix)?);
        Some(text)
    }

    /// Appends known text, joined to the text before.
    pub(super) fn push_literal(&mut self, more: &str) {
        if more.is_empty() {
            return;
        }
        if let Some(TextPart::Literal(text)) = self.parts.last_mut() {
            *text = format!("{text}{more}").into();
        } else {
            self.parts.push(TextPart::Literal(more.into()));
        }
    }

    pub(super) fn push_hole(&mut self, text: &str, scope: ScopeOf) {
        let (scope, varies) = (scope.hash, scope.varies);
        let hole = Hole { text: text.into(), scope, varies, written: None, is_store_path: false };
        self.parts.push(TextPart::Hole(hole));
    }

    pub(super) fn append(&mut self, more: Text) {
        for part in more.parts {
            match part {
                TextPart::Literal(literal) => self.push_literal(&literal),
                hole => self.parts.push(hole),
            }
        }
    }
}
