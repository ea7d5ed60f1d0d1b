//! Names and other texts with few rules.

use super::{Checked, Value};

/// `PATH[:FDNAME[:OPTIONS]]`
pub(super) fn open_file(value: Value<'_>) -> Checked {
    match value.text.starts_with(['/', '"', '\'', '\\', '%']) {
        true => Ok(()),
        false => Err(value
            .error(format!("`{}` does not begin with an absolute path", value.text))
            .with_help("write the whole path, from `/` on")),
    }
}
