//! Rules of sudo and doas, of which the last that matches counts.

use cfglint_syntax::ast::{AstNode, AttrSet, Expr};
use cfglint_syntax::{Node, SyntaxKind, TextRange, TextSize};

use crate::facts::Fact;
use crate::model::{Item, ValueKind};
use crate::views::{options, sets};
use crate::{Fix, ProjectContext, Release, TextEdit, edits};

/// A program that follows such rules.
pub(crate) struct Tool {
    /// `sudo`
    pub(crate) name: &'static str,
    /// The names below `security` where its options are.
    pub(crate) modules: &'static [&'static str],
    /// What a rule says.
    pub(crate) read: fn(AttrSet<'_>) -> Option<Rule>,
}

/// What a rule says.
pub(crate) struct Rule {
    /// Users.
    pub(crate) users: Vec<String>,
    /// Groups.
    pub(crate) groups: Vec<String>,
    /// As whom and where the commands run, as it is written.
    pub(crate) scope: String,
    /// Whether some command needs no password.
    pub(crate) is_free: bool,
    /// Whether those commands are not simply all.
    pub(crate) is_narrow: bool,
    /// Whether it is for all commands, and asks for a password.
    pub(crate) asks_for_all: bool,
}

/// The names of a rule, if they are known.
pub(crate) fn names(set: AttrSet<'_>, name: &str) -> Option<Vec<String>> {
    sets::attr(set, name).map_or(Some(Vec::new()), sets::strings)
}

/// How an attribute is written.
pub(crate) fn written(set: AttrSet<'_>, name: &str) -> String {
    let value = sets::attr(set, name).and_then(Expr::string_value);
    match (sets::attr(set, name), value) {
        (None, _) => String::new(),
        (_, Some(value)) => format!("{name}={}", value.text()),
        // What is not known is like nothing else.
        (Some(value), None) => format!("{name}@{:?}", value.range()),
    }
}

/// Where the rule of NixOS for wheel stands.
const WHEEL: u32 = 600;

/// Reports rules that later ones override.
pub(crate) fn check(cx: &mut ProjectContext<'_>, tool: &Tool) {
    for module in tool.modules {
        let rules = options::all(cx, &["security", module, "extraRules"]);
        for fact in &rules {
            if options::is_hidden(&rules, fact) || is_off(cx, fact, module) {
                continue;
            }
            let parse = cx.parse(fact.file);
            let items = fact.definition.value.items();
            let read = |item: &Item| sets::set_at(parse.root(), item.range).and_then(tool.read);
            let read: Vec<Option<Rule>> = items.iter().map(read).collect();
            early(cx, tool, fact, &read);
            shadowed(cx, tool, fact, &items, &read, parse.root());
        }
    }
}

/// Whether the rules do nothing, or everyone is let in anyway.
fn is_off(cx: &ProjectContext<'_>, fact: &Fact<'_>, module: &str) -> bool {
    let off = options::all(cx, &["security", module, "enable"]);
    let config = options::all(cx, &["security", module, "extraConfig"]);
    off.iter().any(|it| it.definition.value.truth() == Some(false) && it.joins(fact))
        || config.iter().any(|it| match &it.definition.value.kind {
            ValueKind::Str(text) => text.with_holes().contains("authenticate"),
            _ => false,
        })
}

/// A rule that stands before that of wheel.
fn early<'a>(cx: &mut ProjectContext<'a>, tool: &Tool, fact: &Fact<'a>, rules: &[Option<Rule>]) {
    const UNORDERED: Release = Release { year: 20, month: 3 };
    let definition = fact.definition;
    let is_old = cx.release().is_some_and(|release| release <= UNORDERED);
    if definition.order.is_none_or(|order| order >= WHEEL) || is_old {
        return;
    }
    // What holds for one of the modules may be handed on to the other.
    let is_asked = tool.modules.iter().all(|module| {
        options::all(cx, &["security", module, "wheelNeedsPassword"])
            .iter()
            .all(|it| it.definition.value.truth() == Some(true) || !it.joins(fact))
            && options::is_silent_on(cx, &["security", module, "defaultOptions"])
    });
    let is_overridden = |rule: &Rule| {
        let is_wheel = rule.groups.iter().any(|group| group == "wheel");
        rule.is_free && (is_wheel || rule.users.iter().any(|user| user_is_in_wheel(cx, fact, user)))
    };
    if !is_asked || !rules.iter().flatten().any(is_overridden) {
        return;
    }
    let text = &fact.file.source.text;
    let (outer, inner) = (definition.place.value, definition.value.range);
    let is_wrapped = outer.contains_range(inner) && outer.start() < inner.start();
    let head = match is_wrapped {
        true => {
            text[TextRange::new(outer.start(), inner.start())].trim_end_matches(['(', ' ', '\n'])
        }
        false => "",
    };
    let anchor = match head {
        "" => definition.place.key,
        head => TextRange::at(outer.start(), TextSize::of(head)),
    };
    let is_only = {
        let mut words = head.split_whitespace();
        let is_function = words
            .next()
            .is_some_and(|it| matches!(it.trim_start_matches("lib."), "mkBefore" | "mkOrder"));
        is_function && words.all(|it| it.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let is_own = is_only && !definition.place.is_shared && !definition.place.is_partial;
    let fix = is_own.then(|| {
        let edit = TextEdit::replace(outer, &text[inner]);
        let title = "Let the rule stand after that of wheel, so that it counts";
        Fix::risky(title, fact.file.source.id, edit)
    });
    let message = format!(
        "the wheel default (order 600) comes after this rule and wins: {} uses the last match",
        tool.name
    );
    cx.report(fact.file, anchor, message).fix(fix).emit();
}

fn user_is_in_wheel(cx: &ProjectContext<'_>, fact: &Fact<'_>, user: &str) -> bool {
    let lists = [
        (["users", "users", user, "extraGroups"], "wheel"),
        (["users", "extraUsers", user, "extraGroups"], "wheel"),
        (["users", "groups", "wheel", "members"], user),
    ];
    lists.iter().any(|(path, name)| {
        options::all(cx, path).iter().any(|it| {
            let items = it.definition.value.items();
            it.joins(fact)
                && it.definition.conditions.is_empty()
                && items
                    .iter()
                    .any(|item| item.conditions.is_empty() && item.value.as_str() == Some(name))
        })
    })
}

/// So many rules of one list are looked at.
const RULES: usize = 1_000;

/// A rule for a command before one for all commands, in one list.
fn shadowed<'a>(
    cx: &mut ProjectContext<'a>,
    tool: &Tool,
    fact: &Fact<'a>,
    items: &[Item],
    rules: &[Option<Rule>],
    root: Node<'_>,
) {
    let known: Vec<(&Item, &Rule)> = items
        .iter()
        .zip(rules)
        .filter_map(|(item, rule)| Some((item, rule.as_ref()?)))
        .filter(|(item, _)| item.conditions.is_empty())
        .collect();
    // Each is compared with all behind it.
    let few = known.get(..known.len().min(RULES)).unwrap_or_default();
    for (index, (item, rule)) in few.iter().enumerate().filter(|(_, (_, it))| it.is_free) {
        let later = few[index + 1..].iter().find_map(|(later, other)| {
            let is_over = rule.is_narrow && other.asks_for_all;
            let user = rule.users.iter().find(|it| other.users.contains(it));
            let group = rule.groups.iter().find(|it| other.groups.contains(it));
            let who = user.or(group).filter(|_| is_over && rule.scope == other.scope)?;
            Some((later, who))
        });
        let Some((later, who)) = later else {
            continue;
        };
        let text = &fact.file.source.text;
        let has_comment = |item: &Item| {
            let mut tokens = root.covering(item.range).all_tokens();
            tokens.any(|it| it.kind() == SyntaxKind::COMMENT)
        };
        let is_own =
            !item.is_shared && !later.is_shared && !has_comment(item) && !has_comment(later);
        let edit = match is_own {
            true => edits::replace_both(
                (item.range, &text[later.range]),
                (later.range, &text[item.range]),
            ),
            false => None,
        };
        let fix = edit.map(|edit| {
            Fix::risky("Swap the rules, so that this one counts", fact.file.source.id, edit)
        });
        let message =
            format!("a later, more general rule for {who} wins: {} uses the last match", tool.name);
        cx.report(fact.file, item.range, message)
            .related(&fact.file.source, later.range, "this rule wins")
            .fix(fix)
            .emit();
    }
}
