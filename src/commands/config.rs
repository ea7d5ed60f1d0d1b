//! `cfglint config`: the settings that apply to a file.

use std::path::Path;

use cfglint_lints::LINTS;

use crate::Outcome;
use crate::args::ConfigArgs;
use crate::error::Error;
use crate::settings::SettingsFinder;

/// Prints the settings in the language of `cfglint.toml`.
pub(super) fn config(args: &ConfigArgs) -> miette::Result<Outcome> {
    let path =
        std::fs::canonicalize(&args.path).map_err(|error| Error::unreadable(&args.path, &error))?;
    let folder = match path.is_dir() {
        true => path.as_path(),
        false => path.parent().unwrap_or(Path::new("/")),
    };
    let settings = SettingsFinder::new(&args.settings)?.for_folder(folder)?;
    let config = settings.analysis.config();
    let origin = match &settings.file {
        Some(file) => file.display().to_string(),
        None => "no cfglint.toml; these are the defaults".to_owned(),
    };
    let mut text = format!("# {origin}\n");
    if let Some(release) = config.release {
        text.push_str(&format!("release = \"{release}\"\n"));
    }
    text.push_str("\n[severity]\n");
    for lint in LINTS {
        let level = config.severity(lint).map_or("off", |severity| severity.name());
        text.push_str(&format!("{} = \"{level}\"\n", lint.name));
    }
    super::print(text.as_bytes());
    Ok(Outcome::Clean)
}
