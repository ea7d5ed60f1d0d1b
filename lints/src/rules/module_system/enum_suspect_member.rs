//! Reports enumerations whose members cannot be what was meant.

use cfglint_syntax::ast::{Apply, AstNode, Expr};
use cfglint_syntax::{Node, SyntaxKind, TextRange};
use rustc_hash::FxHashSet;

use crate::lint::{Check, declare_lint};
use crate::views::syntax::{attr_of, name_of, spine};
use crate::{Fix, LintContext, Releases, edits};

#[cfg(test)]
mod tests;

declare_lint! {
    /// An enumeration with a member, a default or an example that cannot be meant.
    ///
    /// ## Why
    /// A member that is the name of a type is accepted as that word and nothing else. A member that is
    /// there twice is one too few. A default that is no member fails when the option is left alone, an
    /// example that is none fails for whoever copies it.
    ///
    /// ## Example
    /// ```nix
    /// { lib, ... }: {
    ///   options.a.mode = lib.mkOption { type = lib.types.enum [ "fast" "slow" "fast" ]; };
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// { lib, ... }: {
    ///   options.a.mode = lib.mkOption { type = lib.types.enum [ "fast" "slow" ]; };
    /// }
    /// ```
    ///
    /// ## Fix
    /// Safe: deletes the second of two equal members. For the others there is none.
    ///
    /// ## When it is silent
    /// Computed members, defaults and examples. An enumeration in which other members are names of
    /// types or formats as well, or in which more than one is. `null` and `nullOr`.
    ///
    /// ## References
    /// nixpkgs commits 9513ab45aa6 and 0c34b9fcf8c.
    pub(crate) static ENUM_SUSPECT_MEMBER = {
        name: "enum-suspect-member", group: ModuleSystem, severity: Warning,
        on_by_default: true, scope: File, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0",
        check: Check::Node(&[SyntaxKind::APPLY], "enum", check),
    }
}

const TYPES: &[&str] = &["enum", "str", "string", "bool", "int"];
/// Next to one of these, the name of a type may well be meant.
const KINDS: &[&str] = &[
    "array", "binary", "boolean", "bytes", "char", "date", "double", "ext", "file", "float",
    "integer", "json", "list", "long", "map", "null", "number", "object", "path", "regex", "set",
    "text", "toml", "url", "uuid", "yaml",
];

fn check(cx: &mut LintContext<'_>, node: Node<'_>) {
    let Some(apply) = Apply::cast(node) else {
        return;
    };
    let Some(Expr::AttrSet(set)) = apply.argument().map(Expr::without_parens) else {
        return;
    };
    if apply.function().and_then(direct_name).as_deref() != Some("mkOption") {
        return;
    }
    let Some((type_key, type_expr)) = attr_of(set, "type") else {
        return;
    };
    let mut lists = Vec::new();
    enums(type_expr, &mut lists);
    for list in &lists {
        check_members(cx, type_key, list);
    }
    let is_plain = name_of(spine(type_expr.without_parens()).0).as_deref() == Some("enum");
    if let [members] = lists.as_slice()
        && is_plain
    {
        for key in ["default", "example"] {
            let Some((range, value)) = attr_of(set, key) else {
                continue;
            };
            let Some(value) = literal(value) else {
                continue;
            };
            if !members.iter().any(|(_, member)| *member == value) {
                let message = format!("{key} {} is not a member of the enum", value.shown());
                cx.report(range, message).emit();
            }
        }
    }
}

/// The name of a function that is not itself a call.
fn direct_name(function: Expr<'_>) -> Option<String> {
    match function.without_parens() {
        Expr::Apply(_) => None,
        function => name_of(function),
    }
}

#[derive(PartialEq, Eq, Hash)]
enum Literal {
    Str(String),
    Int(String),
}

impl Literal {
    fn shown(&self) -> String {
        match self {
            Literal::Str(text) => format!("\"{text}\""),
            Literal::Int(text) => text.clone(),
        }
    }
}

type Members = Vec<(TextRange, Literal)>;

fn literal(expr: Expr<'_>) -> Option<Literal> {
    match expr.without_parens() {
        Expr::Literal(literal) => {
            let token = literal.token()?;
            let text = token.text().to_owned();
            Some(match token.kind() {
                SyntaxKind::INTEGER => Literal::Int(text),
                SyntaxKind::FLOAT => return None,
                _ => Literal::Str(text),
            })
        }
        string => Some(Literal::Str(string.string_value()?.text().to_owned())),
    }
}

/// The members of all enumerations in a type, where they are all literal.
fn enums(expr: Expr<'_>, found: &mut Vec<Members>) {
    let Expr::Apply(_) = expr.without_parens() else {
        return;
    };
    let (head, arguments) = spine(expr);
    let name = name_of(head);
    match (name.as_deref(), arguments.as_slice()) {
        (Some("enum"), [list]) => {
            if let Expr::List(list) = list.without_parens() {
                let members: Option<Members> =
                    list.items().map(|item| Some((item.range(), literal(item)?))).collect();
                found.extend(members);
            }
        }
        (Some("nullOr" | "listOf" | "either" | "nonEmptyListOf" | "attrsOf"), arguments) => {
            for argument in arguments {
                enums(*argument, found);
            }
        }
        _ => {}
    }
}

fn check_members(cx: &mut LintContext<'_>, key: TextRange, members: &Members) {
    let mut seen = FxHashSet::default();
    for (range, member) in members {
        if !seen.insert(member) {
            let edit = edits::delete_item(cx.root, cx.text(), *range);
            let fix = Fix::safe("Delete the second", cx.source.id, edit);
            cx.report(key, format!("enum lists {} twice", member.shown())).fix(fix).emit();
            return;
        }
    }
    let words = || {
        members.iter().filter_map(|(_, member)| match member {
            Literal::Str(text) => Some(text.as_str()),
            Literal::Int(_) => None,
        })
    };
    let suspects: Vec<&str> = words().filter(|word| TYPES.contains(word)).collect();
    if let [suspect] = suspects.as_slice()
        && members.len() > 1
        && !words().any(|word| {
            // Next to `uint`, `int` is meant.
            let is_related = word != *suspect && word.contains(suspect);
            is_related || KINDS.contains(&word.to_ascii_lowercase().as_str())
        })
    {
        let message = format!("enum lists \"{suspect}\", which looks like a type name");
        cx.report(key, message).emit();
    }
}
