//! `a // b` and `recursiveUpdate a b`: what is left of `a` beside `b`.

use cfglint_syntax::ast::{AstNode, Expr};

use super::lower::{At, Lowerer};
use super::value::{Value, ValueKind};
use super::{Condition, Definition, RootId, Segment};

/// A name that a set spells, and what must hold for the set to have it.
///
/// What is below it may need more: `b.c = mkIf x 1;` has `b` and `b.c` whatever `x` is.
pub(super) struct Key {
    root: RootId,
    path: Vec<Segment>,
    conditions: Vec<Condition>,
}

/// Sources that are longer are not repeated in a condition, in bytes.
const LONGEST_SOURCE: usize = 200;

impl<'t> Lowerer<'t, '_> {
    /// Goes below a name.
    pub(super) fn push_name(&mut self, at: &mut At, segment: Segment) {
        at.path.push(segment);
        if self.updates > 0 {
            let (path, conditions) = (at.path.clone(), at.conditions.clone());
            self.keys.push(Key { root: at.root, path, conditions });
        }
    }

    /// `a // b`: what `b` sets replaces what `a` sets under the same name.
    pub(super) fn update(&mut self, lhs: Option<Expr<'t>>, rhs: Option<Expr<'t>>, at: At) {
        let (Some(left), Some(right)) = (lhs, rhs) else {
            return;
        };
        // `mkIf` and its kin make sets of their own attributes, and only those are read of a set
        // that has them.
        match (self.is_property(left, at.frame), self.is_property(right, at.frame)) {
            (_, Some(true)) => self.lower(right, at),
            (Some(true), Some(false)) => self.lower(left, at),
            (Some(false), Some(false)) => self.replace(left, right, at, false),
            _ => self.leaf(Value::unknown(right.range()), At { priority: None, order: None, ..at }),
        }
    }

    /// `recursiveUpdate a b`: what `b` sets replaces what `a` sets under the same path.
    pub(super) fn recursive_update(&mut self, lhs: Expr<'t>, rhs: Expr<'t>, at: At) {
        match (self.is_property(lhs, at.frame), self.is_property(rhs, at.frame)) {
            (Some(false), Some(false)) => self.replace(lhs, rhs, at, true),
            _ => self.leaf(Value::unknown(rhs.range()), At { priority: None, order: None, ..at }),
        }
    }

    fn replace(&mut self, lhs: Expr<'t>, rhs: Expr<'t>, at: At, is_deep: bool) {
        let update = Update {
            root: at.root,
            depth: at.path.len(),
            conditions: at.conditions.len(),
            is_deep,
        };
        let (start, properties) = (self.module.definitions.len(), self.properties);
        let keys_before = self.keys.len();
        self.updates += 1;
        self.lower(lhs, at.clone());
        let (middle, keys) = (self.module.definitions.len(), self.keys.len());
        self.lower(rhs, at);
        self.updates -= 1;
        if middle > start {
            let mut right = self.module.definitions.split_off(middle);
            let mut left = self.module.definitions.split_off(start);
            if is_deep && self.properties > properties {
                // Attributes of `mkIf` and its kin meet one another.
                let lefts = self.names_at(&update, keys_before, keys);
                let rights = self.names_at(&update, keys, self.keys.len());
                for (side, others) in [(&mut left, &rights), (&mut right, &lefts)] {
                    for definition in side.iter_mut().filter(|it| update.meets(it, others)) {
                        definition.value = Value::unknown(rhs.range());
                        (definition.priority, definition.order) = (None, None);
                    }
                }
            }
            if !right.is_empty() || self.keys.len() > keys {
                let replacers = self.replacers(&update, keys, &right);
                left.retain_mut(|it| update.keeps(it, &replacers));
                let rest = self.keys.split_off(keys);
                let mut kept = self.keys.split_off(keys_before);
                kept.retain_mut(|it| update.keeps_key(it, &replacers));
                self.keys.extend(kept.into_iter().chain(rest));
            }
            // An empty set beside others says nothing.
            right.retain(|it| {
                it.path.len() > update.depth || !matches!(it.value.kind, ValueKind::EmptySet)
            });
            self.module.definitions.append(&mut left);
            self.module.definitions.append(&mut right);
        }
        if self.updates == 0 {
            self.keys.clear();
        }
    }

    /// The names that one side of an update has.
    fn names_at(&self, update: &Update, from: usize, to: usize) -> Vec<Segment> {
        let keys = self.keys[from..to].iter().filter(|it| it.root == update.root);
        keys.filter_map(|it| it.path.get(update.depth).cloned()).collect()
    }

    /// What the right side of an update replaces on the left.
    fn replacers(&mut self, update: &Update, keys: usize, right: &[Definition]) -> Vec<Replacer> {
        let mut replacers = Vec::new();
        let is_deep = update.is_deep;
        for key in &self.keys[keys..] {
            if key.root == update.root && (is_deep || key.path.len() == update.depth + 1) {
                let conditions = update.further(&key.conditions);
                let what = if is_deep { What::Leaf } else { What::Below };
                replacers.push(Replacer { path: key.path.clone(), conditions, what });
            }
        }
        for definition in right.iter().filter(|it| it.root == update.root) {
            let what = match definition.value.kind {
                ValueKind::Unknown if is_deep || definition.path.len() == update.depth => {
                    let range = definition.value.range;
                    let words: Vec<&str> = self.source(range).split_whitespace().collect();
                    let mut source = words.join(" ");
                    if source.len() > LONGEST_SOURCE {
                        source = format!("… at {}", usize::from(range.start()));
                    }
                    let scope = self.env.fresh().hash;
                    if definition.path.len() > update.depth {
                        let (path, source) = (definition.path.clone(), source.clone());
                        let conditions = update.further(&definition.conditions);
                        let what = What::NoSet { source, scope };
                        replacers.push(Replacer { path, conditions, what });
                    }
                    What::Some { source, scope }
                }
                ValueKind::Unknown | ValueKind::EmptySet => continue,
                _ if is_deep => What::Below,
                _ => continue,
            };
            let conditions = update.further(&definition.conditions);
            replacers.push(Replacer { path: definition.path.clone(), conditions, what });
        }
        replacers
    }
}

/// What an update is about.
struct Update {
    root: RootId,
    /// How many names lead to it.
    depth: usize,
    /// How many conditions are around it.
    conditions: usize,
    is_deep: bool,
}

/// Something on the right that may replace something on the left.
struct Replacer {
    path: Vec<Segment>,
    /// When it is there, beside the conditions around the update.
    conditions: Vec<Condition>,
    what: What,
}

enum What {
    /// The path and all below.
    Below,
    /// A value at the path, but not a set there.
    Leaf,
    /// Those names below the path that a set has of which the text does not say more.
    Some { source: String, scope: u32 },
    /// All below the path, if what the text does not say is no set.
    NoSet { source: String, scope: u32 },
}

impl Update {
    fn further(&self, conditions: &[Condition]) -> Vec<Condition> {
        conditions.get(self.conditions..).unwrap_or_default().to_vec()
    }

    /// Whether the other side may have the same name as the definition.
    fn meets(&self, definition: &Definition, others: &[Segment]) -> bool {
        definition.root == self.root
            && definition
                .path
                .get(self.depth)
                .is_none_or(|name| others.iter().any(|other| equality(name, other).is_some()))
    }

    /// Whether `definition` of the left side is left, under the conditions that it gets here.
    fn keeps(&self, definition: &mut Definition, replacers: &[Replacer]) -> bool {
        if definition.root != self.root {
            return true;
        }
        let is_unknown = matches!(definition.value.kind, ValueKind::Unknown);
        if definition.path.len() == self.depth || is_unknown && self.is_deep {
            return is_unknown;
        }
        let conditions = &mut definition.conditions;
        replacers.iter().all(|it| it.leaves(&definition.path, conditions))
    }

    /// As [`Update::keeps`], for a name: it is still there if what is below is replaced.
    fn keeps_key(&self, key: &mut Key, replacers: &[Replacer]) -> bool {
        let replaces = |it: &&Replacer| match it.what {
            What::Below => it.path.len() < key.path.len(),
            What::Some { .. } => !self.is_deep && it.path.len() + 1 < key.path.len(),
            What::Leaf | What::NoSet { .. } => false,
        };
        key.root != self.root
            || replacers.iter().filter(replaces).all(|it| it.leaves(&key.path, &mut key.conditions))
    }
}

impl Replacer {
    /// Whether what is at the path may be left, under the conditions that it gets here.
    fn leaves(&self, path: &[Segment], conditions: &mut Vec<Condition>) -> bool {
        let Some(replaced) = self.replaces(path) else {
            return true;
        };
        let Some(opposite) = opposite(&replaced) else {
            return false;
        };
        let contradicts = |it: &Condition| it.scope == opposite.scope && it.contradicts(&opposite);
        if conditions.iter().any(contradicts) {
            return false;
        }
        if !conditions.contains(&opposite) {
            conditions.push(opposite);
        }
        true
    }

    /// What must hold for it to replace what is at the path; `None` if it never does.
    fn replaces(&self, theirs: &[Segment]) -> Option<Vec<Condition>> {
        let ours = &self.path;
        let is_met = match self.what {
            What::Below => ours.len() <= theirs.len(),
            What::Leaf => ours.len() == theirs.len(),
            What::Some { .. } | What::NoSet { .. } => ours.len() < theirs.len(),
        };
        if !is_met {
            return None;
        }
        let mut conditions = self.conditions.clone();
        for (ours, theirs) in ours.iter().zip(theirs) {
            conditions.extend(equality(ours, theirs)?);
        }
        match &self.what {
            What::Below | What::Leaf => {}
            What::Some { source, scope } => {
                let name = match &theirs[ours.len()] {
                    Segment::Name(name) if is_plain(name) => name.to_string(),
                    name => format!("\"{}\"", name.text()),
                };
                conditions.push(condition(format!("{} ? {name}", atom(source)), *scope));
            }
            What::NoSet { source, scope } => {
                let is_set = condition(format!("builtins.isAttrs {}", atom(source)), *scope);
                conditions.push(Condition { is_negated: true, ..is_set });
            }
        }
        Some(conditions)
    }
}

/// Adds what must hold for two names to differ; `false` if they never do.
pub(super) fn differs(ours: &Segment, theirs: &Segment, conditions: &mut Vec<Condition>) -> bool {
    match equality(ours, theirs) {
        None => {}
        Some(None) => return false,
        Some(Some(equality)) => {
            let difference = Condition { is_negated: true, ..equality };
            if !conditions.contains(&difference) {
                conditions.push(difference);
            }
        }
    }
    true
}

/// What must hold for two names to be one: nothing if they are, `None` if they are not.
fn equality(ours: &Segment, theirs: &Segment) -> Option<Option<Condition>> {
    let scope = |it: &Segment| match it {
        Segment::Name(_) => 0,
        Segment::Dynamic { scope, .. } => *scope,
    };
    match (ours, theirs) {
        _ if ours == theirs => Some(None),
        (Segment::Name(_), Segment::Name(_)) => None,
        (Segment::Name(_), _) => equality(theirs, ours),
        _ => {
            let text = format!("\"{}\" == \"{}\"", ours.text(), theirs.text());
            Some(Some(condition(text, scope(ours).rotate_left(5) ^ scope(theirs))))
        }
    }
}

fn condition(text: String, scope: u32) -> Condition {
    Condition { text: text.into(), is_negated: false, scope, compared: None }
}

/// That not all conditions hold; `None` if there are none.
fn opposite(conditions: &[Condition]) -> Option<Condition> {
    let mut needed: Vec<&Condition> = Vec::new();
    let mut rest = conditions;
    while let Some((first, more)) = rest.split_first() {
        needed.push(first);
        // The parts of a whole follow from it.
        let joint = if first.is_negated { " || " } else { " && " };
        let parts = first.text.split(joint).count();
        let follow = more.iter().take(parts).map(|it| &*it.text).collect::<Vec<_>>().join(joint);
        let is_whole = parts > 1
            && follow == *first.text
            && more.iter().take(parts).all(|it| it.is_negated == first.is_negated);
        rest = if is_whole { &more[parts..] } else { more };
    }
    if let [one] = needed.as_slice() {
        return Some(Condition { is_negated: !one.is_negated, ..(*one).clone() });
    }
    let text = |it: &&Condition| {
        let negation = if it.is_negated { "!" } else { "" };
        format!("{negation}{}", atom(&it.text))
    };
    let texts: Vec<String> = needed.iter().map(text).collect();
    let scope = needed.iter().fold(0_u32, |scope, it| scope.rotate_left(5) ^ it.scope);
    let whole = condition(texts.join(" && "), scope);
    (!needed.is_empty()).then_some(Condition { is_negated: true, ..whole })
}

/// An expression that can stand anywhere.
fn atom(text: &str) -> String {
    match is_plain(text) {
        true => text.to_owned(),
        false => format!("({text})"),
    }
}

/// Whether a text is a name, or names with dots between them.
fn is_plain(text: &str) -> bool {
    text.starts_with(|it: char| it.is_ascii_alphabetic() || it == '_')
        && text.bytes().all(|it| it.is_ascii_alphanumeric() || b"_-'.".contains(&it))
}
