//! Reports rules of doas that later ones override.

use crate::lint::{Check, declare_lint};
use crate::views::privilege::{self, Rule, Tool, names, written};
use crate::views::sets;
use crate::{ProjectContext, Releases};
use cfglint_syntax::ast::{AttrSet, Expr};

#[cfg(test)]
mod tests;

declare_lint! {
    /// A rule of doas that a later one overrides.
    ///
    /// ## Why
    /// Of all rules that match, doas follows the last. A rule that spares the password for one command does
    /// nothing if one for all commands comes after it: another one of the list, or the rule of NixOS
    /// for wheel, which has the order 600.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   security.doas.extraRules = [ { users = [ "op" ]; cmd = "poweroff"; noPass = true; } { users = [ "op" ]; } ];
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   security.doas.extraRules = [ { users = [ "op" ]; } { users = [ "op" ]; cmd = "poweroff"; noPass = true; } ];
    /// }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: puts the rule after the general one. It then grants what it did not grant before.
    ///
    /// ## When it is silent
    /// `wheelNeedsPassword` is not `true`; the rules are computed, or are under conditions of their own.
    /// Rules of one list behind the first 1,000.
    ///
    /// ## References
    /// `doas.conf(5)`; nixpkgs pull requests 87581 and 221632.
    pub(crate) static DOAS_RULE_ORDER = {
        name: "doas-rule-order", group: Auth, severity: Warning,
        on_by_default: true, scope: Project, holds: Releases::since(20, 9),
        fix: Sometimes, since: "0.1.0", check: Check::Project(check),
    }
}

const DOAS: Tool = Tool { name: "doas", modules: &["doas"], read };

fn check(cx: &mut ProjectContext<'_>) {
    privilege::check(cx, &DOAS);
}

fn read(set: AttrSet<'_>) -> Option<Rule> {
    let flag = |name| match sets::attr(set, name) {
        None => Some(false),
        Some(Expr::Ident(value)) if value.name() == Some("true") => Some(true),
        Some(Expr::Ident(value)) if value.name() == Some("false") => Some(false),
        Some(_) => None,
    };
    let has_command = match sets::attr(set, "cmd") {
        None => false,
        Some(Expr::Ident(value)) if value.name() == Some("null") => false,
        Some(Expr::PlainString(_) | Expr::IndString(_)) => true,
        Some(_) => return None,
    };
    let is_free = flag("noPass")?;
    Some(Rule {
        users: names(set, "users")?,
        groups: names(set, "groups")?,
        scope: written(set, "runAs"),
        is_free,
        is_narrow: has_command,
        asks_for_all: !has_command && !is_free,
    })
}
