//! Reports names that nothing defines.

use crate::Releases;
use crate::lint::{Check, declare_lint};

declare_lint! {
    /// A name that nothing defines.
    ///
    /// ## Why
    /// Nix binds variables when it reads a file, so the whole file is refused, even if the expression is
    /// never used.
    /// Under `with` a name may come from the set, and nothing is reported, as in Nix.
    ///
    /// ## Example
    /// ```nix
    /// { config, ... }: { networking.hostName = lib.mkDefault "alpha"; }
    /// ```
    /// Use instead:
    /// ```nix
    /// { config, lib, ... }: { networking.hostName = lib.mkDefault "alpha"; }
    /// ```
    ///
    /// ## References
    /// The names that Nix defines everywhere, from version 2.3 on, are taken from its own source.
    pub(crate) static UNDEFINED_VARIABLE = {
        name: "undefined-variable", group: Nix, severity: Error,
        on_by_default: true, scope: File, holds: Releases::ALL,
        fix: None, since: "0.1.0", check: Check::Engine,
    }
}

/// What to do about an undefined `name`.
pub(crate) fn help(name: &str) -> String {
    match name {
        "lib" | "pkgs" | "config" | "options" | "modulesPath" => {
            format!("add `{name}` to the arguments of the module: `{{ {name}, ... }}:`")
        }
        _ => format!("define `{name}` in a `let`, take it as an argument, or correct the spelling"),
    }
}
