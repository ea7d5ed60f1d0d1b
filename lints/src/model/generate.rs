//! Sets that functions make: `genAttrs`, `mapAttrs`, `listToAttrs` and their kin.

use cfglint_syntax::ast::{AstNode, Attr, AttrSet, Bindings, Entry, Expr};

use super::calls::{Each, spine};
use super::env::{Bound, Closure, FrameId};
use super::lower::{At, Lowerer};
use super::value::{Text, Value, ValueKind};
use super::{Condition, Segment, update};

/// Functions that call another one for each element of a list or a set, and make a list.
pub(super) const MAPS: &[&str] = &["map", "mapAttrsToList", "imap0", "imap1", "concatMap"];

/// A name, the parts of a value with the names that lead there, and what both see.
type Pair<'t> = (Expr<'t>, Vec<(Vec<Attr<'t>>, Expr<'t>)>, FrameId);

impl<'t> Lowerer<'t, '_> {
    /// `genAttrs names function`
    pub(super) fn generate(&mut self, names: Expr<'t>, function: Expr<'t>, at: At) {
        let (items, is_complete) = match self.eval(names, at.frame).kind {
            ValueKind::List(list) => (list.items, list.is_complete),
            _ => (Vec::new(), false),
        };
        for item in items {
            let mut at = at.clone();
            let text = match &item.value.kind {
                ValueKind::Str(text) => text.clone(),
                _ => {
                    let mut text = Text::default();
                    let source = format!("${{{}}}", self.source(item.range));
                    text.push_hole(&source, self.env.fresh());
                    text
                }
            };
            at.conditions.extend(item.conditions);
            self.push_name(&mut at, text.segment());
            at.place.key = item.range;
            self.made(function, vec![Bound::Value(item.value)], at);
        }
        if !is_complete {
            self.each_unknown(function, 1, at);
        }
    }

    /// What a function makes of `arguments`.
    fn made(&mut self, function: Expr<'t>, arguments: Vec<Bound<'t>>, mut at: At) {
        at.place.is_partial = true;
        if !self.apply(function, arguments, at.clone()) {
            at.priority = None;
            at.priority_depth = at.path.len();
            self.leaf(Value::unknown(function.range()), at);
        }
    }

    /// A function called once for each of names that are not known.
    fn each_unknown(&mut self, function: Expr<'t>, arguments: usize, mut at: At) {
        let param = match self.lambda_of(function, at.frame) {
            Some((lambda, _)) => lambda.param().unwrap_or("each"),
            None => "each",
        };
        let mut name = Text::default();
        name.push_hole(&format!("${{{param}}}"), self.env.fresh());
        self.push_name(&mut at, name.segment());
        self.made(function, vec![Bound::Opaque; arguments], at);
    }

    /// `mapAttrs (name: value: …) set`
    pub(super) fn map_attrs(&mut self, function: Expr<'t>, set: Expr<'t>, at: At) {
        let Some((literal, mut frame)) = self.literal_set(set, at.frame) else {
            return self.each_unknown(function, 2, at);
        };
        let outer = frame;
        if literal.is_recursive() {
            frame = self.env.recursive(frame, literal);
        }
        for entry in literal.entries() {
            let binding = match entry {
                Entry::Binding(binding) => binding,
                Entry::Inherit(inherit) => {
                    for attr in inherit.attrs() {
                        let Some(name) = attr.name() else { continue };
                        let argument = match inherit.from() {
                            Some(expr) => {
                                Bound::Selected(Closure { expr, frame }, name.as_ref().into())
                            }
                            None => self.env.lookup(outer, &name).cloned().unwrap_or(Bound::Opaque),
                        };
                        self.mapped(function, attr, frame, argument, at.clone());
                    }
                    continue;
                }
            };
            let (Some(path), Some(value)) = (binding.path(), binding.value()) else {
                continue;
            };
            let attrs: Vec<_> = path.attrs().collect();
            let [attr] = attrs.as_slice() else {
                self.each_unknown(function, 2, at.clone());
                continue;
            };
            let argument = Bound::Closure(Closure { expr: value, frame });
            self.mapped(function, *attr, frame, argument, at.clone());
        }
    }

    /// What `function` makes of one attribute.
    fn mapped(
        &mut self,
        function: Expr<'t>,
        attr: Attr<'t>,
        frame: FrameId,
        argument: Bound<'t>,
        mut at: At,
    ) {
        let segment = self.segment(attr, frame);
        let name = match &segment {
            Segment::Name(name) => {
                let kind = ValueKind::Str(Text::literal(name));
                Bound::Value(Value { kind, range: attr.range() })
            }
            Segment::Dynamic { .. } => Bound::Opaque,
        };
        self.push_name(&mut at, segment);
        at.place.key = attr.range();
        self.made(function, vec![name, argument], at);
    }

    /// `listToAttrs (map (x: nameValuePair … …) list)` and `listToAttrs [ … ]`
    pub(super) fn list_to_attrs(&mut self, list: Expr<'t>, at: At) {
        match list.without_parens() {
            Expr::List(items) => {
                // Of two with one name, the first counts.
                let mut earlier: Vec<Segment> = Vec::new();
                for item in items.items() {
                    let mut at = at.clone();
                    let name = self.pair_name(item, at.frame);
                    let is_hidden = name.as_ref().is_some_and(|name| {
                        earlier.iter().any(|it| !update::differs(name, it, &mut at.conditions))
                    });
                    if !is_hidden {
                        self.pair(item, at);
                    }
                    earlier.extend(name);
                }
            }
            call @ Expr::Apply(_) => {
                let (head, arguments) = spine(call);
                let name = self.function_name(head, at.frame);
                match (name.as_deref(), arguments.as_slice()) {
                    (Some("forEach"), [list, function]) => {
                        self.pair_from_function("forEach", *function, *list, at);
                    }
                    (Some(name), [function, list]) if MAPS.contains(&name) => {
                        self.pair_from_function(name, *function, *list, at);
                    }
                    _ => self.unknown_below(call, at),
                }
            }
            other => self.unknown_below(other, at),
        }
    }

    /// `name: value: nameValuePair "…" { … }`, as `mapAttrs'` takes it.
    pub(super) fn pair_from_function(
        &mut self,
        map: &str,
        function: Expr<'t>,
        source: Expr<'t>,
        mut at: At,
    ) {
        if !self.has_elements(map, source, &mut at) {
            return;
        }
        let Some((mut lambda, mut frame)) = self.lambda_of(function, at.frame) else {
            return self.unknown_below(function, at);
        };
        loop {
            frame = self.env.call(lambda, frame, Bound::Opaque);
            match lambda.body().map(Expr::without_parens) {
                Some(Expr::Lambda(inner)) => lambda = inner,
                Some(body) => {
                    at.frame = frame;
                    return self.pair(body, at);
                }
                None => return,
            }
        }
    }

    /// `nameValuePair name value` or `{ name = …; value = …; }`
    fn pair(&mut self, expr: Expr<'t>, mut at: At) {
        let Some((name, values, frame)) = self.parts_of_pair(expr, at.frame) else {
            return self.unknown_below(expr, at);
        };
        at.frame = frame;
        let segment = self.name_in_pair(name, frame);
        self.push_name(&mut at, segment);
        at.place.key = name.range();
        at.place.is_partial = true;
        at.is_shared = true;
        for (path, value) in values {
            let mut at = at.clone();
            for attr in path {
                let segment = self.segment(attr, frame);
                self.push_name(&mut at, segment);
                at.place.key = attr.range();
            }
            self.lower(value, at);
        }
    }

    fn pair_name(&mut self, expr: Expr<'t>, frame: FrameId) -> Option<Segment> {
        let (name, _, frame) = self.parts_of_pair(expr, frame)?;
        Some(self.name_in_pair(name, frame))
    }

    fn name_in_pair(&mut self, name: Expr<'t>, frame: FrameId) -> Segment {
        if let ValueKind::Str(text) = self.eval(name, frame).kind {
            return text.segment();
        }
        let mut text = Text::default();
        let source = format!("${{{}}}", self.source(name.range()));
        text.push_hole(&source, self.env.scope_of(name.node(), frame));
        text.segment()
    }

    /// The name, the parts of the value with the names that lead there, and what they see.
    fn parts_of_pair(&mut self, expr: Expr<'t>, frame: FrameId) -> Option<Pair<'t>> {
        match expr.without_parens() {
            call @ Expr::Apply(_) => {
                let (head, arguments) = spine(call);
                let function = self.function_name(head, frame);
                match (function.as_deref(), arguments.as_slice()) {
                    (Some("nameValuePair"), [name, value]) => {
                        Some((*name, vec![(Vec::new(), *value)], frame))
                    }
                    _ => None,
                }
            }
            Expr::AttrSet(set) if !set.is_recursive() => {
                let name = attr(set, "name")?;
                let mut values = Vec::new();
                for entry in set.entries() {
                    match entry {
                        Entry::Binding(binding) => {
                            let path: Vec<Attr<'t>> = binding.path()?.attrs().collect();
                            let (first, rest) = path.split_first()?;
                            match first.name().as_deref() {
                                Some("value") => values.push((rest.to_vec(), binding.value()?)),
                                Some(_) => {}
                                None => return None,
                            }
                        }
                        Entry::Inherit(inherit) => {
                            let mut names = inherit.attrs().map(Attr::name);
                            if names.any(|it| it.as_deref() == Some("value")) {
                                return None;
                            }
                        }
                    }
                }
                (!values.is_empty()).then_some((name, values, frame))
            }
            Expr::LetIn(let_in) => {
                let inner = self.env.recursive(frame, let_in);
                self.parts_of_pair(let_in.body()?, inner)
            }
            _ => None,
        }
    }

    /// Whether the function is called at all; under a further condition if that is not known.
    fn has_elements(&mut self, map: &str, source: Expr<'t>, at: &mut At) -> bool {
        let (is_known, empty) = match map {
            "mapAttrs'" | "mapAttrsToList" => {
                let set = self.literal_set(source, at.frame);
                let names = set.map(|(set, _)| set.entries().next().is_some());
                if names == Some(false) {
                    return false;
                }
                (names.is_some(), "{ }")
            }
            _ => match self.eval(source, at.frame).kind {
                ValueKind::List(list) if list.is_complete && list.items.is_empty() => return false,
                ValueKind::List(list) => {
                    (list.items.iter().any(|it| it.conditions.is_empty()), "[ ]")
                }
                _ => (false, "[ ]"),
            },
        };
        if !is_known {
            let condition = self.equals(source, empty, at.frame);
            at.conditions.push(Condition { is_negated: true, ..condition });
        }
        true
    }

    /// Something below `at.path` that the text does not say.
    fn unknown_below(&mut self, expr: Expr<'t>, at: At) {
        self.leaf(Value::unknown(expr.range()), at);
    }

    /// What `each` makes of the elements of a list that a function makes.
    pub(super) fn merged_map(
        &mut self,
        map: &str,
        function: Expr<'t>,
        source: Expr<'t>,
        mut at: At,
        each: Each<'t, Self>,
    ) {
        if !self.has_elements(map, source, &mut at) {
            return;
        }
        let Some((mut lambda, mut frame)) = self.lambda_of(function, at.frame) else {
            return self.unknown_below(function, at);
        };
        at.is_shared = true;
        loop {
            frame = self.env.call(lambda, frame, Bound::Opaque);
            match lambda.body() {
                Some(body) => match body.without_parens() {
                    Expr::Lambda(inner) => lambda = inner,
                    _ => {
                        at.frame = frame;
                        return each(self, body, at);
                    }
                },
                None => return,
            }
        }
    }
}

/// The value that a literal set gives to `name` in one binding.
pub(super) fn attr<'t>(set: AttrSet<'t>, name: &str) -> Option<Expr<'t>> {
    set.entries().find_map(|entry| match entry {
        Entry::Binding(binding) => {
            let mut attrs = binding.path()?.attrs();
            let is_it = attrs.next()?.name().as_deref() == Some(name) && attrs.next().is_none();
            if is_it { binding.value() } else { None }
        }
        Entry::Inherit(_) => None,
    })
}
