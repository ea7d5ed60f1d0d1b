//! Files of settings that build on one another.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::error::ConfigError;
use super::resolve::Layer;
use super::{Config, ConfigFile, Overrides};
use crate::normalize;

/// More files than this do not build on one another.
const LENGTH_LIMIT: usize = 32;

/// A file of settings, and those that it extends.
#[derive(Debug, Clone)]
pub struct ConfigChain {
    /// The nearest first.
    links: Vec<Link>,
}

#[derive(Debug, Clone)]
struct Link {
    path: PathBuf,
    file: ConfigFile,
}

impl ConfigChain {
    /// Reads the file at `path`, an absolute path, whose text is at hand, and those that it extends.
    ///
    /// `read` gives the text of another file; its error is a reason such as `no such file`.
    pub fn load(
        path: &Path,
        text: impl Into<Arc<str>>,
        mut read: impl FnMut(&Path) -> Result<Arc<str>, String>,
    ) -> Result<ConfigChain, Box<ConfigError>> {
        let file = ConfigFile::parse(text, name(path))?;
        let mut links = vec![Link { path: normalize(path), file }];
        loop {
            let last = &links[links.len() - 1];
            let Some((written, span)) = last.file.extend() else {
                return Ok(ConfigChain { links });
            };
            let folder = last.path.parent().unwrap_or(Path::new("/"));
            let base = normalize(&folder.join(written));
            if let Some(start) = links.iter().position(|link| link.path == base) {
                let round: Vec<String> = links[start..]
                    .iter()
                    .chain([&links[start]])
                    .map(|link| link.file.name().to_owned())
                    .collect();
                let help = format!("the round is {}", round.join(" -> "));
                let message = "`extend` comes back to where it began";
                return Err(last.file.error(span, message, Some(help)));
            }
            if links.len() == LENGTH_LIMIT {
                let message = format!("more than {LENGTH_LIMIT} files extend one another");
                return Err(last.file.error(span, message, None));
            }
            let text = read(&base).map_err(|reason| {
                let help = format!("the path counts from {}", folder.display());
                last.file.error(
                    span,
                    format!("cannot read {}: {reason}", base.display()),
                    Some(help),
                )
            })?;
            let file = ConfigFile::parse(text, name(&base))?;
            links.push(Link { path: base, file });
        }
    }

    /// The nearest file.
    pub fn nearest(&self) -> &ConfigFile {
        &self.links[0].file
    }

    /// The paths of all files, the nearest first.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.links.iter().map(|link| link.path.as_path())
    }

    /// The settings that follow from the files and from `overrides`.
    pub fn resolve(&self, overrides: &Overrides) -> Result<Config, Box<ConfigError>> {
        let folder = |link: &Link| link.path.parent().unwrap_or(Path::new("/")).to_owned();
        let nearest = folder(&self.links[0]);
        let layers: Vec<Layer<'_>> = self
            .links
            .iter()
            .rev()
            .map(|link| Layer { file: &link.file, way: way(&folder(link), &nearest) })
            .collect();
        Config::of_layers(&layers, overrides)
    }
}

impl ConfigFile {
    /// The settings that follow from this file alone, whatever it extends, and from `overrides`.
    pub fn resolve(&self, overrides: &Overrides) -> Result<Config, Box<ConfigError>> {
        Config::of_layers(&[Layer { file: self, way: String::new() }], overrides)
    }
}

fn name(path: &Path) -> String {
    path.display().to_string()
}

/// The path from one folder to another with a `/` at its end; empty if they are the same.
fn way(from: &Path, to: &Path) -> String {
    let Some(common) = from.ancestors().find(|it| to.starts_with(it)) else {
        return String::new();
    };
    let up = from.strip_prefix(common).map_or(0, |rest| rest.components().count());
    let mut way = "../".repeat(up);
    for part in to.strip_prefix(common).unwrap_or(Path::new("")).components() {
        way.push_str(&part.as_os_str().to_string_lossy());
        way.push('/');
    }
    way
}

#[cfg(test)]
mod tests {
    use super::way;
    use std::path::Path;

    #[test]
    fn ways_lead_up_and_down() {
        let way = |from, to| way(Path::new(from), Path::new(to));
        assert_eq!(way("/p", "/p"), "");
        assert_eq!(way("/p", "/p/hosts/web"), "hosts/web/");
        assert_eq!(way("/p/shared", "/p/hosts"), "../hosts/");
        assert_eq!(way("/a/b", "/c"), "../../c/");
    }
}
