//! The JSON Schema of `cfglint.toml`, with which editors check and complete it.

use std::borrow::Cow;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use super::file::{Fields, Level};
use super::names::ALL;
use super::{OptionsSpec, SYSTEMD_VERSIONS};
use crate::{Group, LINTS};

/// The schema as JSON, in draft 7, which is what editors of TOML read.
pub fn config_schema() -> Value {
    let generator = SchemaSettings::draft07().into_generator();
    let mut schema = generator.into_root_schema_for::<Fields>();
    schema.insert("title".to_owned(), json!("cfglint.toml"));
    schema.to_value()
}

/// Names with what they stand for.
fn names() -> impl Iterator<Item = (&'static str, String)> {
    let groups = Group::ALL
        .iter()
        .map(|group| (group.name(), format!("The lints of the group {}.", group.name())));
    let lints = LINTS.iter().map(|lint| (lint.name, lint.summary().to_owned()));
    [(ALL, "All lints.".to_owned())].into_iter().chain(groups).chain(lints)
}

/// A type of the schema that stands for text or numbers in the file.
macro_rules! schema_type {
    ($name:ident, $title:literal, $schema:expr) => {
        pub(super) struct $name;

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                Cow::Borrowed($title)
            }

            fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                let schema: fn(&mut SchemaGenerator) -> Schema = $schema;
                schema(generator)
            }
        }
    };
}

schema_type!(LintOrGroup, "LintOrGroup", |_| {
    let choices: Vec<Value> = names()
        .map(|(name, description)| json!({ "const": name, "description": description }))
        .collect();
    json_schema!({ "description": "The name of a lint or of a group.", "oneOf": choices })
});

schema_type!(Severities, "Severities", |generator| {
    let level = generator.subschema_for::<Level>();
    let properties: Map<String, Value> = names()
        .map(|(name, description)| {
            // Draft 7 ignores what stands beside a reference, so that is wrapped.
            (name.to_owned(), json!({ "description": description, "allOf": [level] }))
        })
        .collect();
    json_schema!({ "type": "object", "properties": properties, "additionalProperties": false })
});

schema_type!(ReleaseText, "Release", |_| json_schema!({
    "type": "string",
    "pattern": "^[0-9]{2}\\.(03|05|09|11)$",
    "examples": ["24.11", "25.05"],
}));

schema_type!(SystemdVersion, "SystemdVersion", |_| json_schema!({
    "type": "integer",
    "minimum": SYSTEMD_VERSIONS.start(),
    "maximum": SYSTEMD_VERSIONS.end(),
}));

schema_type!(LintTables, "LintTables", |generator| {
    let mut properties = Map::new();
    for lint in LINTS {
        if let Some(OptionsSpec { schema, .. }) = &lint.options {
            let schema = schema(generator);
            let description = format!("{} {}", lint.summary(), lint.url());
            let table = json!({ "description": description, "allOf": [schema] });
            properties.insert(lint.name.to_owned(), table);
        }
    }
    json_schema!({ "type": "object", "properties": properties, "additionalProperties": false })
});
