//! `cfglint config`: the settings that apply to a file, and where each comes from.

use std::path::Path;

use cfglint_lints::{Origin, Setting};
use serde::Serialize;

use crate::Outcome;
use crate::args::{ConfigArgs, ListFormat};
use crate::error::Error;
use crate::render::json_pretty;
use crate::settings::SettingsFinder;
use cfglint_lints::printable;

#[derive(Serialize)]
struct Shown<'a> {
    /// The files of settings, the nearest first.
    files: Vec<String>,
    settings: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    key: &'a str,
    /// In the language of `cfglint.toml`; null if nothing sets it.
    value: Option<&'a str>,
    origin: Source<'a>,
    note: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum Source<'a> {
    Default,
    File { file: &'a str, line: u32 },
    CommandLine,
}

pub(super) fn config(args: &ConfigArgs) -> miette::Result<Outcome> {
    let path =
        std::fs::canonicalize(&args.path).map_err(|error| Error::unreadable(&args.path, &error))?;
    let folder = match path.is_dir() {
        true => path.as_path(),
        false => path.parent().unwrap_or(Path::new("/")),
    };
    let found = SettingsFinder::new(&args.settings)?.for_folder(folder)?;
    let relative = (!path.is_dir()).then(|| found.relative(&path));
    let settings = found.analysis.config().settings(relative.as_deref());
    let files: Vec<String> = found.files.iter().map(|file| file.display().to_string()).collect();
    match args.format {
        ListFormat::Json => {
            let settings = settings.iter().map(row).collect();
            super::print(&json_pretty(&Shown { files, settings }))?;
        }
        ListFormat::Text => super::print(text(&files, &settings).as_bytes())?,
    }
    Ok(Outcome::Clean)
}

fn row(setting: &Setting) -> Row<'_> {
    Row {
        key: &setting.key,
        value: setting.value.as_deref(),
        origin: match &setting.origin {
            Origin::Default => Source::Default,
            Origin::File { name, line } => Source::File { file: name, line: *line },
            Origin::Override => Source::CommandLine,
        },
        note: setting.note.as_deref(),
    }
}

/// The settings in the language of `cfglint.toml`, so that the text is one.
fn text(files: &[String], settings: &[Setting]) -> String {
    let mut text = match files.split_first() {
        None => "# no cfglint.toml; these are the defaults\n".to_owned(),
        Some((nearest, bases)) => {
            let bases = bases.iter().map(|base| format!("#   extends {base}\n"));
            format!("# {nearest}\n{}", bases.collect::<String>())
        }
    };
    let part = |prefix: &str| -> Vec<&Setting> {
        settings.iter().filter(|it| it.key.split('.').next() == Some(prefix)).collect()
    };
    for key in ["release", "systemd-version"] {
        for setting in part(key) {
            let line = match &setting.value {
                Some(value) => format!("{key} = {value}"),
                None => format!("# {key} is not known"),
            };
            text.push_str(&commented(&line, setting));
        }
    }
    let excluded = part("exclude");
    if !excluded.is_empty() {
        text.push_str("exclude = [\n");
        for setting in excluded {
            let value = setting.value.as_deref().unwrap_or_default();
            text.push_str(&commented(&format!("  {value},"), setting));
        }
        text.push_str("]\n");
    }
    let mut table = String::new();
    for setting in part("severity").into_iter().chain(part("lint")) {
        let (own, key) = setting.key.rsplit_once('.').unwrap_or(("", &setting.key));
        if own != table {
            text.push_str(&format!("\n[{own}]\n"));
            table = own.to_owned();
        }
        let value = setting.value.as_deref().unwrap_or_default();
        text.push_str(&commented(&format!("{key} = {value}"), setting));
    }
    printable(&text).into_owned()
}

/// A line with where it comes from.
fn commented(line: &str, setting: &Setting) -> String {
    let note = setting.note.as_ref().map(|note| format!(", {note}")).unwrap_or_default();
    match (&setting.origin, &setting.value) {
        (Origin::Default, None) => format!("{line}\n"),
        (origin, _) => format!("{line:47} # {origin}{note}\n"),
    }
}
