//! Whether a value of the model is the one that Nix evaluates.

use cfglint_lints::model::{Condition, Item, List, Text, TextPart, Value, ValueKind};
use serde_json::Value as Json;

use crate::asked::Answers;

/// Whether `value` may be `real`. What the model does not know may be anything.
pub(crate) fn agrees(value: &Value, real: &Json, answers: &Answers<'_>) -> bool {
    match &value.kind {
        ValueKind::Unknown => true,
        ValueKind::Null => real.is_null(),
        ValueKind::Bool(bool) => real.as_bool() == Some(*bool),
        ValueKind::Int(int) => real.as_i64() == Some(*int),
        ValueKind::Float(text) => {
            let number = |text: &str| text.parse::<f64>().ok();
            number(text) == real["float"].as_str().and_then(number)
        }
        ValueKind::Str(text) => real.as_str().is_some_and(|real| text_agrees(text, real, answers)),
        ValueKind::Path(text) => real["path"].as_str().is_some_and(|real| {
            real == &**text || real.ends_with(text.trim_start_matches('.').trim_end_matches("/."))
        }),
        ValueKind::List(list) => {
            real["list"].as_array().is_some_and(|real| list_agrees(list, real, answers))
        }
        ValueKind::EmptySet => real["set"].as_object().is_some_and(|set| set.is_empty()),
        // The stub calls functions, as the option of a submodule does, and takes them for sets.
        ValueKind::Function => {
            real["function"] == true || real["set"].as_object().is_some_and(|set| set.is_empty())
        }
        ValueKind::Call { arguments, .. } => match real["text"].as_array() {
            Some(parts) => arguments.iter().zip(parts).all(|(it, real)| agrees(it, real, answers)),
            None => {
                real.as_str().is_some_and(|it| it.trim_start_matches('-').starts_with("/store/"))
            }
        },
    }
}

/// Whether every part of the value is known.
pub(crate) fn is_whole(value: &Value) -> bool {
    match &value.kind {
        ValueKind::Unknown => false,
        ValueKind::List(list) => {
            list.is_complete && list.items.iter().all(|it| is_whole(&it.value))
        }
        _ => true,
    }
}

/// `true` if all hold, `false` if one does not, `None` if that is not settled.
pub(crate) fn hold(conditions: &[Condition], answers: &Answers<'_>) -> Option<bool> {
    let mut all = Some(true);
    for condition in conditions {
        match answers.condition(condition) {
            Some(true) => {}
            Some(false) => return Some(false),
            None => all = None,
        }
    }
    all
}

fn list_agrees(list: &List, real: &[Json], answers: &Answers<'_>) -> bool {
    items_agree(&list.items, list.is_complete, real, answers)
}

fn items_agree(items: &[Item], is_complete: bool, real: &[Json], answers: &Answers<'_>) -> bool {
    if !is_complete && !real.is_empty() && items_agree(items, is_complete, &real[1..], answers) {
        // An element that is not known stands before the known ones.
        return true;
    }
    let Some((first, rest)) = items.split_first() else {
        return real.is_empty() || !is_complete;
    };
    let is_there = hold(&first.conditions, answers);
    let taken = |real: &[Json]| match real.split_first() {
        Some((head, tail)) => {
            agrees(&first.value, head, answers) && items_agree(rest, is_complete, tail, answers)
        }
        None => false,
    };
    (is_there != Some(false) && taken(real))
        || (is_there != Some(true) && items_agree(rest, is_complete, real, answers))
}

fn text_agrees(text: &Text, real: &str, answers: &Answers<'_>) -> bool {
    let parts: Vec<Option<&str>> = text
        .parts
        .iter()
        .map(|part| match part {
            TextPart::Literal(literal) => Some(&**literal),
            TextPart::Hole(hole) => answers.text(&hole.text),
        })
        .collect();
    parts_agree(&parts, real)
}

/// Whether the text consists of the parts, of which `None` is any text.
pub(crate) fn parts_agree(parts: &[Option<&str>], real: &str) -> bool {
    match parts.split_first() {
        None => real.is_empty(),
        Some((Some(literal), rest)) => {
            real.strip_prefix(literal).is_some_and(|real| parts_agree(rest, real))
        }
        Some((None, rest)) => {
            let ends = real.char_indices().map(|(at, _)| at).chain([real.len()]);
            ends.into_iter().any(|at| parts_agree(rest, &real[at..]))
        }
    }
}
