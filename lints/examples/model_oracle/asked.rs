//! Expressions of the model whose values Nix is asked for.

use std::collections::BTreeMap;

use cfglint_lints::model::{Condition, Module, Segment, TextPart, Value, ValueKind};
use serde_json::Value as Json;

use crate::nix;

/// The expressions of a module whose values are wanted.
pub(crate) struct Asked {
    expressions: Vec<String>,
    numbers: BTreeMap<String, usize>,
    /// Whether the module gives its arguments' names another meaning, so that no text can be asked.
    is_shadowed: bool,
}

impl Asked {
    pub(crate) fn new(text: &str, module: &Module) -> Asked {
        let words = ["flags", "unknown", "config", "lib", "pkgs"];
        let binds = |word: &str| {
            text.contains(&format!(" {word} = ")) && word != "config"
                || text.contains(&format!("{word}: "))
                || text.contains(&format!("let {word} = "))
        };
        let is_shadowed = words.iter().any(|word| binds(word));
        let mut asked = Asked { expressions: Vec::new(), numbers: BTreeMap::new(), is_shadowed };
        for definition in &module.definitions {
            for condition in &definition.conditions {
                asked.ask(&condition.text);
            }
            for segment in &definition.path {
                if let Segment::Dynamic { text, .. } = segment {
                    asked.ask(&quoted(text));
                }
            }
            asked.ask_value(&definition.value);
        }
        asked
    }

    pub(crate) fn expressions(&self) -> &[String] {
        &self.expressions
    }

    fn ask_value(&mut self, value: &Value) {
        match &value.kind {
            ValueKind::Str(text) => {
                for part in &text.parts {
                    if let TextPart::Hole(hole) = part {
                        self.ask(&quoted(&hole.text));
                    }
                }
            }
            ValueKind::List(list) => {
                for item in &list.items {
                    self.ask_value(&item.value);
                    for condition in &item.conditions {
                        self.ask(&condition.text);
                    }
                }
            }
            ValueKind::Call { arguments, .. } => {
                for argument in arguments {
                    self.ask_value(argument);
                }
            }
            _ => {}
        }
    }

    fn ask(&mut self, expression: &str) {
        if self.is_shadowed || self.numbers.contains_key(expression) {
            return;
        }
        let text = format!("{}({expression})", nix::HEAD);
        let parse = cfglint_syntax::parse(&text);
        let problems = cfglint_syntax::check(&parse);
        if problems.syntax.is_empty() && problems.undefined.is_empty() {
            self.numbers.insert(expression.to_owned(), self.expressions.len());
            self.expressions.push(expression.to_owned());
        }
    }
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

/// What Nix says of the expressions that were asked, in one world.
pub(crate) struct Answers<'a> {
    pub(crate) asked: &'a Asked,
    pub(crate) values: &'a Json,
}

impl Answers<'_> {
    fn value(&self, expression: &str) -> Option<&Json> {
        self.values.get(*self.asked.numbers.get(expression)?)
    }

    pub(crate) fn condition(&self, condition: &Condition) -> Option<bool> {
        Some(self.value(&condition.text)?.as_bool()? != condition.is_negated)
    }

    /// The text of an interpolation.
    pub(crate) fn text(&self, source: &str) -> Option<&str> {
        self.value(&quoted(source))?.as_str()
    }
}
