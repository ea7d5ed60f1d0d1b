//! Releases of NixOS.

use std::fmt;
use std::str::FromStr;

/// A release such as 24.11.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Release {
    /// 24
    pub year: u8,
    /// 5 or 11 (3 or 9 before 2021)
    pub month: u8,
}

impl FromStr for Release {
    type Err = String;

    fn from_str(text: &str) -> Result<Release, String> {
        let parts =
            text.split_once('.').filter(|(year, month)| year.len() == 2 && month.len() == 2);
        let release = parts.and_then(|(year, month)| {
            let (year, month) = (year.parse().ok()?, month.parse().ok()?);
            matches!(month, 3 | 5 | 9 | 11).then_some(Release { year, month })
        });
        release.ok_or_else(|| format!("`{text}` is not a release of NixOS; write it like 24.11"))
    }
}

impl fmt::Display for Release {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}.{:02}", self.year, self.month)
    }
}
