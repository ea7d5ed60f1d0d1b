//! Functions that the model knows, and what to make of those that it does not.

use cfglint_syntax::ast::{AstNode, BinaryOperator, Expr};

use super::env::{Bound, Closure, FrameId};
use super::generate::{MAPS, attr};
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

/// What is done with each element of a list.
pub(super) type Each<'t, L> = fn(&mut L, Expr<'t>, At);

/// Functions that read all of the modules that they are given.
const SYSTEMS: &[&str] =
    &["nixosSystem", "darwinSystem", "homeManagerConfiguration", "evalModules"];

/// Functions whose argument is no module text, whatever it looks like.
fn is_opaque(name: &str) -> bool {
    const NAMES: &[&str] = &[
        "import",
        "mkDerivation",
        "mkOption",
        "submodule",
        "trivial",
        "runCommand",
        "runCommandLocal",
        "mkShell",
        "mkShellNoCC",
        "mkEnableOption",
        "mkPackageOption",
        "symlinkJoin",
        "substituteAll",
        "replaceVars",
        "removeAttrs",
        "intersectAttrs",
        "setAttrByPath",
        "nameValuePair",
        "optional",
        "optionals",
        "singleton",
        "elem",
        "const",
        "flip",
        "pipe",
        "throw",
        "abort",
        "length",
        "partition",
    ];
    const PREFIXES: &[&str] = &[
        "write",
        "generate",
        "callPackage",
        "override",
        "build",
        "fetch",
        "map",
        "fold",
        "attr",
        "get",
        "has",
        "is",
        "concat",
        "filter",
        "group",
        "cartesian",
        "update",
        "zip",
        "optionalString",
    ];
    let converts = name
        .strip_prefix("to")
        .is_some_and(|format| format.starts_with(|it: char| it.is_ascii_uppercase()));
    NAMES.contains(&name) || converts || PREFIXES.iter().any(|prefix| name.starts_with(prefix))
}

/// A priority or an order within another one: which one counts depends on the option's type.
fn within(outer: Option<u32>, inner: Option<u32>, usual: u32) -> Option<u32> {
    match outer {
        Some(outer) if outer == usual => inner,
        outer if outer == inner => inner,
        _ => None,
    }
}

impl<'t> Lowerer<'t, '_> {
    /// A call as a part of the module.
    pub(super) fn call(&mut self, expr: Expr<'t>, mut at: At) {
        let (head, arguments) = spine(expr);
        let name = self.function_name(head, at.frame);
        match (name.as_deref(), arguments.as_slice()) {
            (Some(name @ ("mkIf" | "optionalAttrs")), [condition, content]) => {
                self.properties += u32::from(name == "mkIf");
                if let Some(at) = self.under(*condition, false, at) {
                    self.lower(*content, at);
                }
            }
            (Some("mkMerge"), [contents]) => {
                self.properties += 1;
                self.merge(*contents, at);
            }
            (Some("mkBefore"), [content]) => self.with_order(Some(500), *content, at),
            (Some("mkAfter"), [content]) => self.with_order(Some(1500), *content, at),
            (Some("mkOrder"), [order, content]) => {
                let order = self.number(*order, at.frame);
                self.with_order(order, *content, at);
            }
            (Some("recursiveUpdate"), [lhs, rhs]) => self.recursive_update(*lhs, *rhs, at),
            (Some("mergeAttrs"), [lhs, rhs]) => self.update(Some(*lhs), Some(*rhs), at),
            (Some("genAttrs"), [names, function]) => self.generate(*names, *function, at),
            (Some("mapAttrs"), [function, set]) => self.map_attrs(*function, *set, at),
            (Some("mapAttrs'"), [function, set]) => {
                self.pair_from_function("mapAttrs'", *function, *set, at);
            }
            (Some("listToAttrs"), [list]) => self.list_to_attrs(*list, at),
            _ => {
                let function = match expr {
                    Expr::Apply(apply) => apply.function(),
                    _ => None,
                };
                match (function.and_then(|it| self.priority_of(it, at.frame)), arguments.last()) {
                    (Some(priority), Some(content)) => {
                        self.properties += 1;
                        at.priority = within(at.priority, priority, 100);
                        at.priority_depth = at.path.len();
                        self.lower(*content, at);
                    }
                    _ => self.other_call(expr, head, name.as_deref(), &arguments, at),
                }
            }
        }
    }

    /// The priority that a function gives to its argument.
    pub(super) fn priority_of(
        &mut self,
        function: Expr<'t>,
        frame: FrameId,
    ) -> Option<Option<u32>> {
        let (head, arguments) = spine(function);
        let name = self.function_name(head, frame)?;
        Some(match (&*name, arguments.as_slice()) {
            ("mkForce", []) => Some(50),
            ("mkDefault", []) => Some(1000),
            ("mkOptionDefault", []) => Some(1500),
            ("mkImageMediaOverride", []) => Some(60),
            ("mkVMOverride", []) => Some(10),
            ("mkOverride", [priority]) => self.number(*priority, frame),
            _ => return None,
        })
    }

    fn number(&mut self, expr: Expr<'t>, frame: FrameId) -> Option<u32> {
        match self.eval(expr, frame).kind {
            ValueKind::Int(number) => u32::try_from(number).ok(),
            _ => None,
        }
    }

    fn with_order(&mut self, order: Option<u32>, content: Expr<'t>, mut at: At) {
        self.properties += 1;
        at.order = within(at.order, order, 1000);
        self.lower(content, at);
    }

    /// The elements of `mkMerge`.
    fn merge(&mut self, contents: Expr<'t>, at: At) {
        self.parts(contents, at, Self::lower);
    }

    /// What `each` makes of the elements of a list, through `++`, `optional`, variables and `map`.
    pub(super) fn parts(&mut self, contents: Expr<'t>, mut at: At, each: Each<'t, Self>) {
        if !self.spend() {
            return;
        }
        at.place.is_partial = true;
        match contents.without_parens() {
            Expr::List(list) => {
                for item in list.items() {
                    each(self, item, at.clone());
                }
            }
            Expr::BinaryOp(operation) if operation.operator() == Some(BinaryOperator::Concat) => {
                for side in [operation.lhs(), operation.rhs()].into_iter().flatten() {
                    self.parts(side, at.clone(), each);
                }
            }
            Expr::LetIn(let_in) => {
                at.frame = self.env.recursive(at.frame, let_in);
                self.parts_opt(let_in.body(), contents, at, each);
            }
            Expr::With(with) => {
                at.frame = self.env.with(at.frame);
                self.parts_opt(with.body(), contents, at, each);
            }
            Expr::IfElse(choice) => {
                let Some(condition) = choice.condition() else { return };
                for (branch, is_else) in
                    [(choice.then_branch(), false), (choice.else_branch(), true)]
                {
                    if let Some(at) = self.under(condition, is_else, at.clone()) {
                        self.parts_opt(branch, contents, at, each);
                    }
                }
            }
            call @ Expr::Apply(_) => {
                let (head, arguments) = spine(call);
                let name = self.function_name(head, at.frame);
                match (name.as_deref(), arguments.as_slice()) {
                    (Some("singleton"), [item]) => each(self, *item, at),
                    (Some("optional"), [condition, item]) => {
                        if let Some(at) = self.under(*condition, false, at) {
                            each(self, *item, at);
                        }
                    }
                    (Some("optionals"), [condition, list]) => {
                        if let Some(at) = self.under(*condition, false, at) {
                            self.parts(*list, at, each);
                        }
                    }
                    (Some("forEach"), [list, function]) => {
                        self.merged_map("forEach", *function, *list, at, each);
                    }
                    (Some("concatMap"), _) => self.leaf(Value::unknown(call.range()), at),
                    (Some(name), [function, list]) if MAPS.contains(&name) => {
                        self.merged_map(name, *function, *list, at, each);
                    }
                    _ => self.leaf(Value::unknown(call.range()), at),
                }
            }
            variable @ Expr::Ident(ident) => {
                let name = ident.name().unwrap_or_default();
                match self.env.lookup(at.frame, name).cloned() {
                    Some(Bound::Closure(Closure { expr, frame })) if self.enter(expr) => {
                        at.frame = frame;
                        at.is_shared = true;
                        self.parts(expr, at, each);
                        self.leave();
                    }
                    _ => self.leaf(Value::unknown(variable.range()), at),
                }
            }
            other => self.leaf(Value::unknown(other.range()), at),
        }
    }

    fn parts_opt(
        &mut self,
        inner: Option<Expr<'t>>,
        outer: Expr<'t>,
        at: At,
        each: Each<'t, Self>,
    ) {
        match inner {
            Some(inner) => self.parts(inner, at, each),
            None => self.leaf(Value::unknown(outer.range()), at),
        }
    }

    /// `function argument`, where the file says what the function is; `false` if it does not.
    pub(super) fn apply(
        &mut self,
        function: Expr<'t>,
        arguments: Vec<Bound<'t>>,
        mut at: At,
    ) -> bool {
        let Some((mut lambda, mut frame)) = self.lambda_of(function, at.frame) else {
            return false;
        };
        let mut arguments = arguments.into_iter();
        loop {
            frame = self.env.call(lambda, frame, arguments.next().unwrap_or(Bound::Opaque));
            let Some(body) = lambda.body() else {
                return false;
            };
            match (body.without_parens(), arguments.len()) {
                (_, 0) => {
                    at.frame = frame;
                    at.is_shared = true;
                    if self.enter(body) {
                        self.lower(body, at);
                        self.leave();
                    } else {
                        self.leaf(Value::unknown(function.range()), at);
                    }
                    return true;
                }
                (Expr::Lambda(inner), _) => lambda = inner,
                // `_: mkForce`
                (wrapper, 1) => {
                    let Some(priority) = self.priority_of(wrapper, frame) else {
                        return false;
                    };
                    self.properties += 1;
                    at.priority = within(at.priority, priority, 100);
                    at.priority_depth = at.path.len();
                    self.bound(arguments.next(), function.range(), at);
                    return true;
                }
                _ => return false,
            }
        }
    }

    /// A call of a function that the file defines, or of one that is not known.
    fn other_call(
        &mut self,
        expr: Expr<'t>,
        head: Expr<'t>,
        name: Option<&str>,
        arguments: &[Expr<'t>],
        mut at: At,
    ) {
        let frame = at.frame;
        let closures =
            arguments.iter().map(|expr| Bound::Closure(Closure { expr: *expr, frame })).collect();
        if self.apply(head, closures, at.clone()) {
            return;
        }
        let value = self.eval(expr, at.frame);
        if name.is_some_and(is_opaque) {
            return self.leaf(value, at);
        }
        if !matches!(value.kind, ValueKind::Unknown) {
            return self.leaf(value, at);
        }
        // Nor is it known what the function does with the priority.
        at.priority = None;
        at.priority_depth = at.path.len();
        self.leaf(value, at.clone());
        if let Some(Expr::AttrSet(set)) = arguments.last().map(|last| last.without_parens()) {
            if let Some(modules) = attr(set, "modules") {
                let is_system = name.is_some_and(|it| SYSTEMS.contains(&it));
                self.machine(modules, at.frame, is_system && at.conditions.is_empty());
            }
            at.is_shared = true;
            // The function may have wrapped what is in it.
            self.properties += 1;
            self.lower(Expr::AttrSet(set), at);
        }
    }
}
