//! Functions that the model knows, and what to make of those that it does not.

use cfglint_syntax::ast::{AstNode, Bindings, Entry, Expr, Lambda};

use super::Segment;
use super::env::{Bound, Closure, FrameId};
use super::lower::{At, Lowerer};
use super::value::{Value, ValueKind};

/// A call as its function and all its arguments: `f a b` is `(f, [a, b])`.
pub(super) fn spine(expr: Expr<'_>) -> (Expr<'_>, Vec<Expr<'_>>) {
    let mut arguments = Vec::new();
    let mut head = expr;
    while let Expr::Apply(apply) = head {
        let (Some(function), Some(argument)) = (apply.function(), apply.argument()) else {
            break;
        };
        arguments.push(argument);
        head = function;
        if let Expr::Paren(_) = head {
            let inner = head.without_parens();
            if matches!(inner, Expr::Apply(_)) {
                head = inner;
            }
        }
    }
    arguments.reverse();
    (head, arguments)
}

/// Functions whose argument is no module text, whatever it looks like.
const OPAQUE: &[&str] = &[
    "import",
    "mkDerivation",
    "mkOption",
    "submodule",
    "toJSON",
    "trivial",
    "runCommand",
    "mkShell",
    "buildEnv",
    "fetchFromGitHub",
    "fetchurl",
    "mkEnableOption",
    "mkPackageOption",
];
const OPAQUE_PREFIXES: &[&str] =
    &["write", "generate", "callPackage", "override", "build", "fetch", "toFile"];

impl<'t> Lowerer<'t, '_> {
    /// The own name of a function: `mkIf` of `mkIf`, `lib.mkIf` and `lib.modules.mkIf`.
    /// `None` for an argument or a function that the file defines itself.
    pub(super) fn function_name(&self, head: Expr<'t>, frame: FrameId) -> Option<Box<str>> {
        match head.without_parens() {
            Expr::Ident(ident) => {
                let name = ident.name()?;
                match self.env.lookup(frame, name) {
                    None => Some(name.into()),
                    Some(Bound::Selected(_, selected)) => Some(selected.clone()),
                    Some(Bound::Closure(Closure { expr: Expr::Select(select), .. })) => {
                        select.path()?.attrs().last()?.name().map(|name| name.as_ref().into())
                    }
                    Some(_) => None,
                }
            }
            Expr::Select(select) if select.default().is_none() => {
                select.path()?.attrs().last()?.name().map(|name| name.as_ref().into())
            }
            _ => None,
        }
    }

    /// A call as a part of the module.
    pub(super) fn call(&mut self, expr: Expr<'t>, mut at: At) {
        let (head, arguments) = spine(expr);
        let name = self.function_name(head, at.frame);
        match (name.as_deref(), arguments.as_slice()) {
            (Some("mkIf" | "optionalAttrs"), [condition, content]) => {
                at.conditions.push(self.condition(*condition));
                self.lower(*content, at);
            }
            (Some("mkMerge"), [contents]) => self.merge(*contents, at),
            (Some("mkForce"), [content]) => self.with_priority(Some(50), *content, at),
            (Some("mkDefault"), [content]) => self.with_priority(Some(1000), *content, at),
            (Some("mkOptionDefault"), [content]) => self.with_priority(Some(1500), *content, at),
            (Some("mkImageMediaOverride"), [content]) => self.with_priority(Some(60), *content, at),
            (Some("mkVMOverride"), [content]) => self.with_priority(Some(10), *content, at),
            (Some("mkOverride"), [priority, content]) => {
                let priority = self.number(*priority, at.frame);
                self.with_priority(priority, *content, at);
            }
            (Some("mkBefore"), [content]) => self.with_order(Some(500), *content, at),
            (Some("mkAfter"), [content]) => self.with_order(Some(1500), *content, at),
            (Some("mkOrder"), [order, content]) => {
                let order = self.number(*order, at.frame);
                self.with_order(order, *content, at);
            }
            (Some("recursiveUpdate"), [lhs, rhs]) => {
                self.lower(*lhs, at.clone());
                self.lower(*rhs, at);
            }
            (Some("genAttrs"), [names, function]) => self.generate(*names, *function, at),
            (Some("mapAttrs"), [function, set]) => self.map_attrs(*function, *set, at),
            (Some("mapAttrs'"), [function, set]) => self.map_attrs_renamed(*function, *set, at),
            (Some("listToAttrs"), [list]) => self.list_to_attrs(*list, at),
            _ => self.other_call(expr, head, name.as_deref(), &arguments, at),
        }
    }

    fn number(&mut self, expr: Expr<'t>, frame: FrameId) -> Option<u32> {
        match self.eval(expr, frame).kind {
            ValueKind::Int(number) => u32::try_from(number).ok(),
            _ => None,
        }
    }

    fn with_priority(&mut self, priority: Option<u32>, content: Expr<'t>, mut at: At) {
        at.priority = priority;
        self.lower(content, at);
    }

    fn with_order(&mut self, order: Option<u32>, content: Expr<'t>, mut at: At) {
        at.order = order;
        self.lower(content, at);
    }

    /// The elements of `mkMerge`, through `++` and `optional`.
    fn merge(&mut self, contents: Expr<'t>, mut at: At) {
        match contents.without_parens() {
            Expr::List(list) => {
                for item in list.items() {
                    self.lower(item, at.clone());
                }
            }
            Expr::BinaryOp(operation) => {
                for side in [operation.lhs(), operation.rhs()].into_iter().flatten() {
                    self.merge(side, at.clone());
                }
            }
            call @ Expr::Apply(_) => {
                let (head, arguments) = spine(call);
                let name = self.function_name(head, at.frame);
                match (name.as_deref(), arguments.as_slice()) {
                    (Some("optional"), [condition, item]) => {
                        at.conditions.push(self.condition(*condition));
                        self.lower(*item, at);
                    }
                    (Some("optionals"), [condition, list]) => {
                        at.conditions.push(self.condition(*condition));
                        self.merge(*list, at);
                    }
                    _ => self.leaf(Value::unknown(call.range()), at),
                }
            }
            other => self.leaf(Value::unknown(other.range()), at),
        }
    }

    /// `function argument`, where the function is written out or bound by `let`.
    fn apply(&mut self, function: Expr<'t>, arguments: Vec<Bound<'t>>, mut at: At) -> bool {
        let Some((mut lambda, mut frame)) = self.lambda_of(function, at.frame) else {
            return false;
        };
        let mut arguments = arguments.into_iter();
        loop {
            frame = self.env.call(lambda, frame, arguments.next().or(Some(Bound::Opaque)));
            let Some(body) = lambda.body() else {
                return false;
            };
            match (body.without_parens(), arguments.len()) {
                (_, 0) => {
                    at.frame = frame;
                    at.place.is_shared = true;
                    if !self.enter() {
                        return false;
                    }
                    self.lower(body, at);
                    self.leave();
                    return true;
                }
                (Expr::Lambda(inner), _) => lambda = inner,
                _ => return false,
            }
        }
    }

    fn lambda_of(&mut self, function: Expr<'t>, frame: FrameId) -> Option<(Lambda<'t>, FrameId)> {
        match function.without_parens() {
            Expr::Lambda(lambda) => Some((lambda, frame)),
            Expr::Ident(ident) => match self.env.lookup(frame, ident.name()?)? {
                Bound::Closure(Closure { expr, frame }) => match expr.without_parens() {
                    Expr::Lambda(lambda) => Some((lambda, *frame)),
                    _ => None,
                },
                _ => None,
            },
            _ => None,
        }
    }

    /// `genAttrs names function`
    fn generate(&mut self, names: Expr<'t>, function: Expr<'t>, at: At) {
        let names_value = self.eval(names, at.frame);
        let (items, is_complete) = match names_value.kind {
            ValueKind::List(list) => (list.items, list.is_complete),
            _ => (Vec::new(), false),
        };
        for item in &items {
            let mut at = at.clone();
            let segment = match &item.value.kind {
                ValueKind::Str(text) => self.segment_of(text.clone(), at.frame),
                _ => continue,
            };
            at.path.push(segment);
            at.place.key = item.range;
            at.conditions.extend(item.conditions.iter().cloned());
            if !self.apply(function, vec![Bound::Value(item.value.clone())], at.clone()) {
                self.leaf(Value::unknown(function.range()), at);
            }
        }
        if !is_complete {
            self.each_unknown(function, names, 1, at);
        }
    }

    /// A function called once for each of names that are not known.
    fn each_unknown(&mut self, function: Expr<'t>, over: Expr<'t>, arguments: usize, mut at: At) {
        let segment = self.generated(function, over, at.frame);
        at.path.push(segment);
        let arguments = vec![Bound::Opaque; arguments];
        if !self.apply(function, arguments, at.clone()) {
            self.leaf(Value::unknown(function.range()), at);
        }
    }

    /// A name that stands for each of those that a function is called with.
    fn generated(&mut self, function: Expr<'t>, over: Expr<'t>, frame: FrameId) -> Segment {
        let scope = match self.lambda_of(function, frame) {
            Some((lambda, _)) => u32::from(lambda.range().start()) + 1,
            None => u32::from(over.range().start()) + 1,
        };
        let text = match function.without_parens() {
            Expr::Lambda(lambda) => lambda.param().map_or("each", |param| param),
            _ => "each",
        };
        Segment::Dynamic { text: format!("${{{text}}}").into(), scope }
    }

    /// `mapAttrs (name: value: …) set`
    fn map_attrs(&mut self, function: Expr<'t>, set: Expr<'t>, at: At) {
        let Some((literal, frame)) = self.literal_set(set, at.frame) else {
            return self.each_unknown(function, set, 2, at);
        };
        for entry in literal.entries() {
            let Entry::Binding(binding) = entry else {
                continue;
            };
            let (Some(path), Some(value)) = (binding.path(), binding.value()) else {
                continue;
            };
            let attrs: Vec<_> = path.attrs().collect();
            let [attr] = attrs.as_slice() else {
                self.each_unknown(function, set, 2, at.clone());
                continue;
            };
            let mut at = at.clone();
            let segment = self.segment(*attr, frame);
            let name = match &segment {
                Segment::Name(name) => {
                    let mut text = super::Text::default();
                    text.push_literal(name);
                    Bound::Value(Value { kind: ValueKind::Str(text), range: attr.range() })
                }
                Segment::Dynamic { .. } => Bound::Opaque,
            };
            at.path.push(segment);
            at.place.key = attr.range();
            let argument = Bound::Closure(Closure { expr: value, frame });
            if !self.apply(function, vec![name, argument], at.clone()) {
                self.leaf(Value::unknown(function.range()), at);
            }
        }
    }

    fn literal_set(
        &mut self,
        expr: Expr<'t>,
        frame: FrameId,
    ) -> Option<(cfglint_syntax::ast::AttrSet<'t>, FrameId)> {
        match expr.without_parens() {
            Expr::AttrSet(set) => Some((set, frame)),
            Expr::Ident(ident) => match self.env.lookup(frame, ident.name()?)? {
                Bound::Closure(Closure { expr, frame }) => match expr.without_parens() {
                    Expr::AttrSet(set) => Some((set, *frame)),
                    _ => None,
                },
                _ => None,
            },
            _ => None,
        }
    }

    /// `mapAttrs' (name: value: nameValuePair "…" { … }) set`
    fn map_attrs_renamed(&mut self, function: Expr<'t>, _set: Expr<'t>, at: At) {
        self.pair_from_function(function, at);
    }

    /// `listToAttrs (map (x: nameValuePair … …) list)` and `listToAttrs [ … ]`
    fn list_to_attrs(&mut self, list: Expr<'t>, at: At) {
        match list.without_parens() {
            Expr::List(items) => {
                for item in items.items() {
                    self.pair(item, at.clone());
                }
            }
            call @ Expr::Apply(_) => {
                let (head, arguments) = spine(call);
                let name = self.function_name(head, at.frame);
                match (name.as_deref(), arguments.as_slice()) {
                    (
                        Some("map" | "mapAttrsToList" | "imap0" | "imap1" | "concatMap"),
                        [function, _],
                    ) => {
                        self.pair_from_function(*function, at);
                    }
                    _ => self.unknown_below(call, at),
                }
            }
            other => self.unknown_below(other, at),
        }
    }

    fn pair_from_function(&mut self, function: Expr<'t>, mut at: At) {
        let Some((mut lambda, mut frame)) = self.lambda_of(function, at.frame) else {
            return self.unknown_below(function, at);
        };
        loop {
            frame = self.env.call(lambda, frame, None);
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
        let parts = match expr.without_parens() {
            call @ Expr::Apply(_) => {
                let (head, arguments) = spine(call);
                let name = self.function_name(head, at.frame);
                match (name.as_deref(), arguments.as_slice()) {
                    (Some("nameValuePair"), [name, value]) => Some((*name, *value)),
                    _ => None,
                }
            }
            Expr::AttrSet(set) => attr(set, "name").zip(attr(set, "value")),
            Expr::LetIn(let_in) => {
                at.frame = self.env.recursive(at.frame, let_in);
                match let_in.body() {
                    Some(body) => return self.pair(body, at),
                    None => None,
                }
            }
            _ => None,
        };
        let Some((name, value)) = parts else {
            return self.unknown_below(expr, at);
        };
        let segment = match self.eval(name, at.frame).kind {
            ValueKind::Str(text) => self.segment_of(text, at.frame),
            _ => {
                let text = self.source(name.range()).into();
                Segment::Dynamic { text, scope: self.env.lambda(at.frame) }
            }
        };
        at.path.push(segment);
        at.place.key = name.range();
        at.place.is_shared = true;
        self.lower(value, at);
    }

    /// Something below `at.path` that the text does not say.
    fn unknown_below(&mut self, expr: Expr<'t>, at: At) {
        self.leaf(Value::unknown(expr.range()), at);
    }

    /// A call of a function that the file defines, or of one that is not known.
    fn other_call(
        &mut self,
        expr: Expr<'t>,
        head: Expr<'t>,
        name: Option<&str>,
        arguments: &[Expr<'t>],
        at: At,
    ) {
        let frame = at.frame;
        let closures =
            arguments.iter().map(|expr| Bound::Closure(Closure { expr: *expr, frame })).collect();
        if self.apply(head, closures, at.clone()) {
            return;
        }
        let is_opaque = name.is_some_and(|name| {
            OPAQUE.contains(&name) || OPAQUE_PREFIXES.iter().any(|prefix| name.starts_with(prefix))
        });
        let value = self.eval(expr, at.frame);
        self.leaf(value, at.clone());
        if is_opaque {
            return;
        }
        if let Some(Expr::AttrSet(set)) = arguments.last().map(|last| last.without_parens()) {
            if let Some(modules) = attr(set, "modules") {
                self.imports(modules, at.frame);
            }
            let mut at = at;
            at.place.is_shared = true;
            self.lower(Expr::AttrSet(set), at);
        }
    }
}

/// The value that a literal set gives to `name` in one binding.
fn attr<'t>(set: cfglint_syntax::ast::AttrSet<'t>, name: &str) -> Option<Expr<'t>> {
    set.entries().find_map(|entry| match entry {
        Entry::Binding(binding) => {
            let mut attrs = binding.path()?.attrs();
            let is_it = attrs.next()?.name().as_deref() == Some(name) && attrs.next().is_none();
            if is_it { binding.value() } else { None }
        }
        Entry::Inherit(_) => None,
    })
}
