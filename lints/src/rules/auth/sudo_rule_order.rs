//! Reports rules of sudo that later ones override.

use crate::lint::{Check, declare_lint};
use crate::views::privilege::{self, Rule, Tool, names, written};
use crate::views::sets;
use crate::{ProjectContext, Releases};
use cfglint_syntax::ast::{AstNode, AttrSet, Expr};

#[cfg(test)]
mod tests;

declare_lint! {
    /// A rule of sudo that a later one overrides.
    ///
    /// ## Why
    /// Of all rules that match, sudo follows the last. A rule that spares the password for one command does
    /// nothing if one for all commands comes after it: another one of the list, or the rule of NixOS
    /// for wheel, which has the order 600.
    ///
    /// ## Example
    /// ```nix
    /// { lib, ... }: {
    ///   security.sudo.extraRules = lib.mkBefore [ { groups = [ "wheel" ]; commands = [ { command = "/bin/beep"; options = [ "NOPASSWD" ]; } ]; } ];
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// { lib, ... }: {
    ///   security.sudo.extraRules = [ { groups = [ "wheel" ]; commands = [ { command = "/bin/beep"; options = [ "NOPASSWD" ]; } ]; } ];
    /// }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: puts the rule after the general one. It then grants what it did not grant before.
    ///
    /// ## When it is silent
    /// `wheelNeedsPassword` is not `true`, or options of sudo say that nobody is asked; the rules are
    /// computed, or are under conditions of their own. Up to 20.03 the place of wheel's rule is not known.
    /// Rules of one list behind the first 1,000.
    ///
    /// ## References
    /// `sudoers(5)`; nixpkgs issues 58276 and 87555, pull request 87579.
    pub(crate) static SUDO_RULE_ORDER = {
        name: "sudo-rule-order", group: Auth, severity: Warning,
        on_by_default: true, scope: Project, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0", check: Check::Project(check),
    }
}

const SUDO: Tool = Tool { name: "sudo", modules: &["sudo", "sudo-rs"], read };

fn check(cx: &mut ProjectContext<'_>) {
    privilege::check(cx, &SUDO);
}

fn read(set: AttrSet<'_>) -> Option<Rule> {
    let commands = sets::items(sets::attr(set, "commands")?)?;
    let commands: Vec<Command> = commands.into_iter().map(command).collect::<Option<_>>()?;
    Some(Rule {
        users: names(set, "users")?,
        groups: names(set, "groups")?,
        scope: format!("{} {}", written(set, "runAs"), written(set, "host")),
        is_free: commands.iter().any(|it| it.is_free),
        is_narrow: commands.iter().all(|it| !it.is_all),
        asks_for_all: commands.iter().any(|it| it.is_all) && !commands.iter().any(|it| it.is_free),
    })
}

struct Command {
    is_all: bool,
    is_free: bool,
}

/// `"ALL"` or `{ command = "ALL"; options = [ … ]; }`
fn command(expr: Expr<'_>) -> Option<Command> {
    let is_all = |name: Expr<'_>| match name {
        Expr::PlainString(_) | Expr::IndString(_) => {
            Some(sets::string(name).is_some_and(|it| it == "ALL"))
        }
        _ => None,
    };
    let Some(set) = AttrSet::cast(expr.node()) else {
        return Some(Command { is_all: is_all(expr)?, is_free: false });
    };
    let options = names(set, "options")?;
    let is_free = options.iter().any(|it| it == "NOPASSWD");
    Some(Command { is_all: is_all(sets::attr(set, "command")?)?, is_free })
}
