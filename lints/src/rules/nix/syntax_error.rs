//! Reports what Nix itself cannot read.

use crate::Releases;
use crate::lint::{Check, declare_lint};

declare_lint! {
    /// Text that Nix refuses to read.
    ///
    /// ## Why
    /// The whole configuration fails to evaluate, whatever the rest of the file says.
    /// The message names what was expected; the bindings before and after the place are still linted.
    ///
    /// A file that git-crypt has encrypted is a hint, as nothing is wrong with it once it is unlocked.
    ///
    /// ## Example
    /// ```nix
    /// { networking.hostName = "alpha" }
    /// ```
    /// Use instead:
    /// ```nix
    /// { networking.hostName = "alpha"; }
    /// ```
    ///
    /// ## Fix
    /// A missing token can be inserted on request; where it belongs is a guess.
    pub(crate) static SYNTAX_ERROR = {
        name: "syntax-error", group: Nix, severity: Error,
        on_by_default: true, scope: File, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0", check: Check::Engine,
    }
}
