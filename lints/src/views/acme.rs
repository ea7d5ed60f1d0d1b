//! Settings of certificates, also where a certificate is made by a function of which nothing is
//! known.

use cfglint_syntax::ast::{AstNode, AttrSet, Binding, Bindings, Entry, Expr};
use cfglint_syntax::{Node, StringPart, TextRange};
use rustc_hash::FxHashSet;

use super::syntax::{declares_options, name_of};
use crate::model::{Definition, Hole, Item, List, Place, Text, TextPart, Value, ValueKind};
use crate::{LintContext, TextEdit, edits};

/// One option of a certificate, and what it is set to.
pub(crate) struct Setting<'a> {
    /// The value; of an `if` there is one setting for each branch.
    pub(crate) value: Value,
    /// Where it stands.
    pub(crate) place: Place,
    /// The definition; `None` in a set that only has the shape of a certificate.
    pub(crate) definition: Option<&'a Definition>,
}

/// Options of certificates. Two of them in a set make the shape of one, if one of
/// the two is its own.
const CERT_KEYS: &[&str] = &[
    "domain",
    "extraDomainNames",
    "extraDomains",
    "dnsProvider",
    "dnsResolver",
    "webroot",
    "listenHTTP",
    "keyType",
    "validMinDays",
    "renewInterval",
    "server",
    "email",
    "group",
    "postRun",
    "reloadServices",
    "environmentFile",
    "credentialsFile",
    "extraLegoFlags",
    "extraLegoRunFlags",
    "extraLegoRenewFlags",
];

/// Those of them that other things have as well: a domain has a DKIM key, and a type of that.
const COMMON_KEYS: &[&str] = &[
    "domain",
    "keyType",
    "server",
    "email",
    "group",
    "postRun",
    "environmentFile",
    "credentialsFile",
];

/// Whether an attribute of this name tells a certificate from other sets.
fn is_telling(name: &str) -> bool {
    CERT_KEYS.contains(&name) && !COMMON_KEYS.contains(&name)
}

/// All such names.
pub(crate) fn telling_keys() -> impl Iterator<Item = &'static str> {
    CERT_KEYS.iter().copied().filter(|key| is_telling(key))
}

/// Whether a definition sets `name` of a certificate, of the defaults, or, as it was once done, of
/// all certificates.
pub(crate) fn is_setting(definition: &Definition, name: &str) -> bool {
    definition.is(&["security", "acme", "certs", "*", name])
        || definition.is(&["security", "acme", "defaults", name])
        || definition.is(&["security", "acme", name])
}

/// Whether a file says anything of `security.acme`, so that its definitions are worth a look.
pub(crate) fn is_mentioned(cx: &LintContext<'_>) -> bool {
    cx.text().contains("acme")
}

/// Settings of these options of which the model knows that they are some, and that nothing hides.
pub(crate) fn defined<'a>(cx: &LintContext<'a>, names: &[&'static str]) -> Vec<Setting<'a>> {
    defined_and_seen(cx, names).0
}

/// A name and its value.
type Seen = FxHashSet<(TextRange, TextRange)>;

/// As [`defined`], and all that was looked at.
fn defined_and_seen<'a>(cx: &LintContext<'a>, names: &[&str]) -> (Vec<Setting<'a>>, Seen) {
    let module = cx.module;
    let mut found = Vec::new();
    let mut seen = Seen::default();
    let definitions = if is_mentioned(cx) { &module.definitions[..] } else { &[] };
    for definition in definitions {
        let Some(name) = names.iter().find(|name| definition.last_name() == Some(name)) else {
            continue;
        };
        let place = definition.place;
        if is_setting(definition, name)
            && seen.insert((place.key, definition.value.range))
            && !module.hides(definition)
            && !module.declares(&definition.path)
        {
            let value = definition.value.clone();
            found.push(Setting { value, place, definition: Some(definition) });
        }
    }
    (found, seen)
}

/// All settings of these options in a file that nothing hides.
pub(crate) fn settings<'a>(cx: &LintContext<'a>, names: &[&'static str]) -> Vec<Setting<'a>> {
    if !names.iter().any(|name| cx.text().contains(name)) {
        return Vec::new();
    }
    let (mut found, mut seen) = defined_and_seen(cx, names);
    if !CERT_KEYS.iter().any(|key| is_telling(key) && cx.text().contains(key)) {
        return found;
    }
    // Sets that are known to be something else.
    let definitions = cx.module.definitions.iter();
    let foreign: FxHashSet<TextRange> = definitions
        .filter(|it| it.path.len() > 2 && !it.is_below(&["security", "acme"]))
        .map(|it| it.place.set)
        .collect();
    // People build certificates in functions that nothing here calls with a known result.
    let mut stack = vec![cx.root];
    while let Some(node) = stack.pop() {
        if declares_options(node) {
            continue;
        }
        let first = stack.len();
        stack.extend(node.children());
        stack[first..].reverse();
        if let Some(set) = AttrSet::cast(node)
            && !foreign.contains(&node.range())
        {
            for setting in shaped(cx.text(), set, names) {
                let key = setting.place.key;
                if seen.insert((key, setting.value.range)) {
                    found.push(setting);
                }
            }
        }
    }
    found
}

/// Deletes an option of a certificate, so that the certificate itself is still defined.
pub(crate) fn delete_option(cx: &LintContext<'_>, definition: &Definition) -> Option<TextEdit> {
    let around = definition.path.len() - 1;
    let is_only_mention =
        cx.module.sharing(definition, around).all(|other| std::ptr::eq(other, definition));
    match is_only_mention && definition.path.len() == 5 {
        true => edits::empty_parent(cx.root, cx.text(), &definition.place),
        false => edits::delete_definition(cx.root, cx.text(), &definition.place, 1),
    }
}

/// The settings of a set, if it has the shape of a certificate.
fn shaped<'a>(text: &str, set: AttrSet<'_>, names: &[&'static str]) -> Vec<Setting<'a>> {
    let mut found = Vec::new();
    let (mut shape, mut own) = (0, 0);
    let mut count = |name: &str| {
        shape += usize::from(CERT_KEYS.contains(&name));
        own += usize::from(is_telling(name));
    };
    for entry in set.entries() {
        match entry {
            Entry::Binding(binding) => {
                let Some(name) = first_name(binding) else {
                    continue;
                };
                count(&name);
                // A key for DKIM.
                if name == "selector" {
                    return Vec::new();
                }
                if names.contains(&&*name) {
                    found.extend(of_binding(text, set.node(), binding));
                }
            }
            Entry::Inherit(inherit) => {
                inherit.attrs().filter_map(|attr| attr.name()).for_each(|name| count(&name));
            }
        }
    }
    if shape >= 2 && own > 0 { found } else { Vec::new() }
}

fn first_name(binding: Binding<'_>) -> Option<String> {
    let mut attrs = binding.path()?.attrs();
    let first = attrs.next()?.name()?.into_owned();
    attrs.next().is_none().then_some(first)
}

fn of_binding<'a>(text: &str, set: Node<'_>, binding: Binding<'_>) -> Vec<Setting<'a>> {
    let key = binding.path().and_then(|path| path.attrs().next()).map(|attr| attr.range());
    let (Some(key), Some(value)) = (key, binding.value()) else {
        return Vec::new();
    };
    let place = Place {
        key,
        statement: binding.node().range(),
        value: value.range(),
        set: set.range(),
        is_shared: false,
        is_partial: false,
    };
    let values = values(text, value);
    let is_partial = values.len() > 1;
    let setting = |value| Setting { value, place: Place { is_partial, ..place }, definition: None };
    values.into_iter().map(setting).collect()
}

/// The values that an expression may be: of an `if`, both branches.
fn values(text: &str, expr: Expr<'_>) -> Vec<Value> {
    match expr.without_parens() {
        Expr::IfElse(choice) => [choice.then_branch(), choice.else_branch()]
            .into_iter()
            .flatten()
            .flat_map(|branch| values(text, branch))
            .collect(),
        Expr::Apply(apply) => match apply.function().and_then(name_of).as_deref() {
            Some("mkDefault" | "mkForce" | "mkOverride" | "mkIf") => {
                apply.argument().into_iter().flat_map(|it| values(text, it)).collect()
            }
            _ => vec![Value::unknown(expr.range())],
        },
        expr => vec![literal(text, expr)],
    }
}

fn literal(text: &str, expr: Expr<'_>) -> Value {
    let range = expr.range();
    let kind = match expr.without_parens() {
        Expr::Literal(literal) => match literal.token().map(|token| token.text().parse()) {
            Some(Ok(int)) => ValueKind::Int(int),
            _ => ValueKind::Unknown,
        },
        Expr::Ident(ident) => match ident.name() {
            Some("null") => ValueKind::Null,
            Some("true") => ValueKind::Bool(true),
            Some("false") => ValueKind::Bool(false),
            _ => ValueKind::Unknown,
        },
        string @ (Expr::PlainString(_) | Expr::IndString(_)) => {
            ValueKind::Str(string_text(text, string))
        }
        Expr::List(list) => {
            let item = |expr: Expr<'_>| Item {
                value: literal(text, expr),
                range: expr.range(),
                conditions: Vec::new(),
                is_shared: false,
            };
            ValueKind::List(List { items: list.items().map(item).collect(), is_complete: true })
        }
        _ => ValueKind::Unknown,
    };
    Value { kind, range }
}

fn string_text(text: &str, string: Expr<'_>) -> Text {
    let parts = string.string_parts().unwrap_or_default();
    let part = |part: &StringPart<'_>| match part {
        StringPart::Text(value) => TextPart::Literal(value.text().into()),
        StringPart::Interpolation(node) => TextPart::Hole(Hole {
            text: text[node.range()].into(),
            scope: 0,
            varies: true,
            written: None,
            is_store_path: false,
        }),
    };
    Text { parts: parts.iter().map(part).collect() }
}
