//! `cfglint model`: what a file really sets, flattened.

use std::path::Path;
use std::sync::Arc;

use cfglint_lints::model::{
    Condition, Definition, Item, Module, Segment, TextPart, Value, ValueKind,
};
use cfglint_lints::{FileId, SourceFile, printable};
use serde::Serialize;
use serde_json::{Value as Json, json};

mod units;

use crate::Outcome;
use crate::args::{ListFormat, ModelArgs};
use crate::files::FileStore;
use crate::project::STDIN;
use crate::render::json_pretty;
use crate::source_files;

/// One definition. The shape is a public interface.
#[derive(Serialize)]
struct Row {
    /// Names as text; a computed one as `{ "computed": source }`.
    path: Vec<Json>,
    value: Json,
    /// 100 unless `mkForce` and its kin say otherwise; null if the text does not say which.
    priority: Option<u32>,
    /// 1000 unless `mkBefore` and its kin say otherwise.
    order: Option<u32>,
    conditions: Vec<Json>,
    /// The module within the file to which it belongs, from 0.
    root: u32,
    line: u32,
    column: u32,
}

pub(super) fn model(args: &ModelArgs) -> miette::Result<Outcome> {
    let content = match args.file.as_os_str() == STDIN {
        true => source_files::read_from(std::io::stdin().lock(), Path::new("<stdin>"))?,
        false => source_files::read(&args.file)?,
    };
    let name = crate::settings::slashed(&args.file);
    let source = SourceFile::new(FileId(0), name, Arc::clone(&content.text));
    let store = FileStore::new(vec![source.clone()]);
    if args.units {
        super::print(&units::units(&source, &store, args.format))?;
        return Ok(Outcome::Clean);
    }
    let parse = cfglint_syntax::parse(&content.text);
    let module = Module::lower(parse.root(), &content.text);
    match args.format {
        ListFormat::Json => {
            let rows: Vec<Row> = module.definitions.iter().map(|it| row(&store, it)).collect();
            super::print(&json_pretty(&rows))?;
        }
        ListFormat::Text => {
            let lines = module.definitions.iter().map(|it| line(&store, it));
            super::print(lines.collect::<String>().as_bytes())?;
        }
    }
    Ok(Outcome::Clean)
}

fn row(store: &FileStore, definition: &Definition) -> Row {
    let at = store.position(FileId(0), definition.place.key.start());
    let condition = |it: &Condition| json!({ "text": it.text, "negated": it.is_negated });
    Row {
        path: definition.path.iter().map(segment).collect(),
        value: value(&definition.value),
        priority: definition.priority,
        order: definition.order,
        conditions: definition.conditions.iter().map(condition).collect(),
        root: definition.root.0,
        line: at.line,
        column: at.column,
    }
}

fn segment(segment: &Segment) -> Json {
    match segment {
        Segment::Name(name) => json!(name),
        Segment::Dynamic { text, .. } => json!({ "computed": text }),
    }
}

fn value(it: &Value) -> Json {
    match &it.kind {
        ValueKind::Unknown => json!({ "kind": "unknown" }),
        ValueKind::Null => json!({ "kind": "null" }),
        ValueKind::Bool(bool) => json!({ "kind": "bool", "value": bool }),
        ValueKind::Int(int) => json!({ "kind": "int", "value": int }),
        ValueKind::Float(text) => json!({ "kind": "float", "value": text }),
        ValueKind::Str(text) => match text.as_literal() {
            Some(text) => json!({ "kind": "string", "value": text }),
            None => {
                let part = |part: &TextPart| match part {
                    TextPart::Literal(text) => json!(text),
                    TextPart::Hole(hole) => json!({ "computed": hole.text }),
                };
                let parts: Vec<Json> = text.parts.iter().map(part).collect();
                json!({ "kind": "string", "parts": parts })
            }
        },
        ValueKind::Path(path) => json!({ "kind": "path", "value": path }),
        ValueKind::List(list) => {
            let items: Vec<Json> = list.items.iter().map(item).collect();
            json!({ "kind": "list", "items": items, "complete": list.is_complete })
        }
        ValueKind::EmptySet => json!({ "kind": "set" }),
        ValueKind::Function => json!({ "kind": "function" }),
        ValueKind::Call { function, arguments } => {
            let arguments: Vec<Json> = arguments.iter().map(value).collect();
            json!({ "kind": "call", "function": function, "arguments": arguments })
        }
    }
}

fn item(item: &Item) -> Json {
    let mut json = value(&item.value);
    if !item.conditions.is_empty() {
        let condition = |it: &Condition| json!({ "text": it.text, "negated": it.is_negated });
        json["conditions"] = item.conditions.iter().map(condition).collect();
    }
    json
}

/// `line:column path = value  # if condition, priority 50`
fn line(store: &FileStore, definition: &Definition) -> String {
    let at = store.position(FileId(0), definition.place.key.start());
    let mut remarks: Vec<String> = definition.conditions.iter().map(condition_text).collect();
    match definition.priority {
        Some(100) => {}
        Some(priority) => remarks.push(format!("priority {priority}")),
        None => remarks.push("some priority".to_owned()),
    }
    match definition.order {
        Some(1000) => {}
        Some(order) => remarks.push(format!("order {order}")),
        None => remarks.push("some order".to_owned()),
    }
    let remarks = match remarks.is_empty() {
        true => String::new(),
        false => format!("  # {}", remarks.join(", ")),
    };
    let (path, value) = (definition.path_text(), value_text(&definition.value));
    let text = format!("{path} = {value}{remarks}").replace('\n', " ");
    format!("{}:{}: {}\n", at.line, at.column, printable(&text))
}

fn condition_text(condition: &Condition) -> String {
    match condition.is_negated {
        true => format!("unless {}", condition.text),
        false => format!("if {}", condition.text),
    }
}

/// The value nearly as one would write it; `…` is what the text does not say.
fn value_text(value: &Value) -> String {
    match &value.kind {
        ValueKind::Unknown => "…".to_owned(),
        ValueKind::Null => "null".to_owned(),
        ValueKind::Bool(bool) => bool.to_string(),
        ValueKind::Int(int) => int.to_string(),
        ValueKind::Float(text) | ValueKind::Path(text) => text.to_string(),
        ValueKind::Str(text) => {
            format!("\"{}\"", text.with_holes().escape_debug().to_string().replace("\\'", "'"))
        }
        ValueKind::List(list) => {
            let mut items: Vec<String> =
                list.items.iter().map(|item| value_text(&item.value)).collect();
            if !list.is_complete {
                items.push("…".to_owned());
            }
            match items.is_empty() {
                true => "[ ]".to_owned(),
                false => format!("[ {} ]", items.join(" ")),
            }
        }
        ValueKind::EmptySet => "{ }".to_owned(),
        ValueKind::Function => "a function".to_owned(),
        ValueKind::Call { function, arguments } => {
            let arguments: Vec<String> = arguments.iter().map(value_text).collect();
            format!("{function} {}", arguments.join(" "))
        }
    }
}
