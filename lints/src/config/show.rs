//! Settings in force, for people who ask where they come from.

use toml::Value;

use super::{Config, Origin, Setting};
use crate::{LINTS, Lint};

impl Config {
    /// All settings for the file with this path from the folder of the settings, or for all files.
    ///
    /// `select` and `ignore` are shown as what they come to: the severity of each lint.
    pub fn settings(&self, path: Option<&str>) -> Vec<Setting> {
        let mut settings = vec![
            Setting {
                key: "release".to_owned(),
                value: self.release.map(|it| text(&it.to_string())),
                origin: self.release_origin.clone(),
                note: None,
            },
            Setting {
                key: "systemd-version".to_owned(),
                value: self.systemd_version.map(|it| it.to_string()),
                origin: self.systemd_version_origin.clone(),
                note: None,
            },
        ];
        settings.extend(self.exclude.iter().map(|pattern| {
            Setting {
                key: "exclude".to_owned(),
                value: Some(text(&pattern.written)),
                origin: pattern.origin.clone(),
                note: path
                    .filter(|path| pattern.covers(path))
                    .map(|_| "leaves this file out unless it is named".to_owned()),
            }
        }));
        settings.extend((0..LINTS.len()).map(|index| self.severity_setting(path, index)));
        for (index, lint) in LINTS.iter().enumerate() {
            settings.extend(self.option_settings(lint, index));
        }
        settings
    }

    fn severity_setting(&self, path: Option<&str>, index: usize) -> Setting {
        let lint = LINTS[index];
        let set = self.levels[index];
        let in_file = path.and_then(|path| self.per_file_level(path, index));
        let (mut level, mut origin, mut note) = (set, self.origins[index].clone(), None);
        if set.is_some() && self.level(index).is_none() {
            level = None;
            note = Some(format!("it holds {}", lint.holds));
        } else if let (Some(_), Some((in_file, said))) = (set, in_file) {
            (level, origin) = (*in_file, said.clone());
            note = Some("for this file".to_owned());
        }
        let level = level.map_or("off", |severity| severity.name());
        Setting { key: format!("severity.{}", lint.name), value: Some(text(level)), origin, note }
    }

    fn option_settings(&self, lint: &Lint, index: usize) -> Vec<Setting> {
        let Some(spec) = &lint.options else {
            return Vec::new();
        };
        let table = self.options.get(&index);
        let values = (spec.values)(table.and_then(|table| table.decoded.as_ref()));
        let setting = |(key, value): (String, Value)| Setting {
            origin: table.and_then(|it| it.origins.get(&key)).cloned().unwrap_or(Origin::Default),
            key: format!("lint.{}.{key}", lint.name),
            value: Some(value.to_string()),
            note: None,
        };
        values.into_iter().map(setting).collect()
    }
}

fn text(text: &str) -> String {
    Value::String(text.to_owned()).to_string()
}
