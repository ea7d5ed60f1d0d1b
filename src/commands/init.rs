//! `cfglint init`: a file of settings to begin with.

use std::io::Write;
use std::path::{Path, PathBuf};

use cfglint_lints::CONFIG_NAME;

use crate::Outcome;
use crate::error::{Error, reason};

/// What is written. Every line of it that sets something is commented out.
const TEMPLATE: &str = include_str!("init/cfglint.toml");

pub(super) fn init(path: &Path) -> miette::Result<Outcome> {
    let file = match path.extension().is_some_and(|it| it == "toml") && !path.is_dir() {
        true => path.to_owned(),
        false => path.join(CONFIG_NAME),
    };
    write_new(&file)?;
    super::print(format!("wrote {}\n", file.display()).as_bytes())?;
    Ok(Outcome::Clean)
}

/// Writes the file whole, or not at all. A file that is there stays, even if it comes meanwhile.
fn write_new(file: &Path) -> Result<(), Error> {
    let folder = match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    };
    let failed = |error: &std::io::Error| Error::not_written(file, reason(error));
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // The umask decides, as for any new file.
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let mut new = builder.prefix(".cfglint-").tempfile_in(folder).map_err(|it| failed(&it))?;
    new.write_all(TEMPLATE.as_bytes()).map_err(|error| failed(&error))?;
    match new.persist_noclobber(file) {
        Ok(_) => Ok(()),
        Err(error) if error.error.kind() == std::io::ErrorKind::AlreadyExists => {
            Err(Error::Usage {
                message: format!("{} is there already", file.display()),
                help: Some("`cfglint config` shows what it says; nothing was written".to_owned()),
            })
        }
        Err(error) => Err(failed(&error.error)),
    }
}
