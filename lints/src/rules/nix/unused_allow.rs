//! Reports allow comments that do nothing.

use crate::Releases;
use crate::lint::{Check, declare_lint};

declare_lint! {
    /// A `# cfglint: allow(…)` comment that silences nothing, or names an unknown lint.
    ///
    /// ## Why
    /// It hides the next finding of that lint on its line, which nobody has looked at.
    ///
    /// ## Example
    /// ```nix
    /// # cfglint: allow(syslog-output)
    /// { networking.hostName = "alpha"; }
    /// ```
    /// Use instead:
    /// ```nix
    /// { networking.hostName = "alpha"; }
    /// ```
    pub(crate) static UNUSED_ALLOW = {
        name: "unused-allow", group: Nix, severity: Warning,
        on_by_default: true, scope: File, holds: Releases::ALL,
        fix: None, since: "0.1.0", check: Check::Engine,
    }
}
