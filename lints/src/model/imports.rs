//! What a module imports, through lists and the functions that make lists.

use cfglint_syntax::TextRange;
use cfglint_syntax::ast::{AstNode, AttrSet, BinaryOperator, Bindings, Entry, Expr};

use super::calls::spine;
use super::env::{Bound, Closure, FrameId};
use super::lower::Lowerer;
use super::resolve::Target;
use super::value::{Text, Value, ValueKind};
use super::{Condition, Import, RootId};

/// Who imports.
#[derive(Clone)]
pub(super) struct Importer {
    /// As [`Import::is_certain`].
    pub(super) is_certain: bool,
    /// As [`Import::machine`].
    pub(super) machine: Option<RootId>,
    /// Under which conditions.
    pub(super) conditions: Vec<Condition>,
}

/// One element of a list of modules.
#[derive(Clone)]
struct Element<'t> {
    what: Bound<'t>,
    /// The element as written in a list, or what a function makes it of.
    range: TextRange,
    /// Whether a function made it: what it says may be of several elements.
    is_made: bool,
    importer: Importer,
}

/// Functions that make lists of what they are given.
const LISTS: &[&str] = &[
    "optional",
    "optionals",
    "singleton",
    "flatten",
    "concatLists",
    "map",
    "forEach",
    "concatMap",
    "imap0",
    "imap1",
    "mapAttrsToList",
    "attrValues",
    "attrNames",
    "filter",
    "reverseList",
    "unique",
];

impl<'t> Lowerer<'t, '_> {
    /// All that a list of modules leads to.
    pub(super) fn imports(&mut self, list: Expr<'t>, frame: FrameId, importer: &Importer) {
        for element in self.elements(list, frame, importer) {
            self.import(element);
        }
    }

    fn import(&mut self, element: Element<'t>) {
        let Element { what, range, is_made, importer } = element;
        let (path, range, is_certain) = match self.expression(what) {
            None => (None, range, false),
            Some((expr, frame)) => match self.path_of(expr, frame) {
                Some((path, is_certain)) => {
                    let range = if is_made { range } else { expr.range() };
                    (Some(path), range, is_certain && importer.is_certain)
                }
                None if !is_made && self.is_module(expr, frame) => {
                    return self.root(expr, frame, &importer.conditions);
                }
                None => (None, range, false),
            },
        };
        let machine = importer.machine;
        self.module.imports.push(Import { path, range, is_certain, machine });
    }

    /// Whether an expression is a module that the file spells out.
    fn is_module(&mut self, expr: Expr<'t>, frame: FrameId) -> bool {
        match expr {
            Expr::AttrSet(_) | Expr::Lambda(_) => true,
            Expr::Apply(_) => self.lambda_of(spine(expr).0, frame).is_some(),
            _ => false,
        }
    }

    /// The elements of a list, as far as the text says them.
    fn elements(
        &mut self,
        list: Expr<'t>,
        frame: FrameId,
        importer: &Importer,
    ) -> Vec<Element<'t>> {
        if !self.spend() || !self.descend() {
            return vec![unknown(list, importer)];
        }
        let elements = self.elements_inner(list, frame, importer);
        self.ascend();
        elements
    }

    fn elements_inner(
        &mut self,
        list: Expr<'t>,
        frame: FrameId,
        importer: &Importer,
    ) -> Vec<Element<'t>> {
        let (inner, frame) = match list.without_parens() {
            Expr::List(list) => {
                let element = |item| element(item, frame, importer);
                return list.items().map(element).collect();
            }
            Expr::BinaryOp(operation) if operation.operator() == Some(BinaryOperator::Concat) => {
                let sides = [operation.lhs(), operation.rhs()].into_iter().flatten();
                return sides.flat_map(|side| self.elements(side, frame, importer)).collect();
            }
            Expr::IfElse(choice) => {
                let Some(condition) = choice.condition() else { return Vec::new() };
                let branches = [(choice.then_branch(), false), (choice.else_branch(), true)];
                let mut elements = Vec::new();
                for (branch, is_else) in branches {
                    let importer = self.importer_if(condition, is_else, frame, importer);
                    if let (Some(branch), Some(importer)) = (branch, importer) {
                        elements.extend(self.elements(branch, frame, &importer));
                    }
                }
                return elements;
            }
            call @ Expr::Apply(_) => return self.called(call, frame, importer),
            Expr::With(with) => (with.body(), self.env.with(frame)),
            Expr::LetIn(let_in) => (let_in.body(), self.env.recursive(frame, let_in)),
            variable @ (Expr::Ident(_) | Expr::Select(_)) => match self.target(variable, frame) {
                Target::Expr(expr, frame) if self.enter(expr) => {
                    let elements = self.elements(expr, frame, importer);
                    self.leave();
                    return elements;
                }
                _ => (None, frame),
            },
            _ => (None, frame),
        };
        match inner {
            Some(inner) => self.elements(inner, frame, importer),
            None => vec![unknown(list, importer)],
        }
    }

    /// Who imports what stands under a condition; `None` if that never holds.
    fn importer_if(
        &mut self,
        condition: Expr<'t>,
        is_negated: bool,
        frame: FrameId,
        importer: &Importer,
    ) -> Option<Importer> {
        let conditions = self.conditions(condition, frame, is_negated)?;
        let mut importer = importer.clone();
        importer.is_certain &= conditions.is_empty();
        importer.conditions.extend(conditions);
        Some(importer)
    }

    /// The elements of a list that a function makes.
    fn called(&mut self, call: Expr<'t>, frame: FrameId, outer: &Importer) -> Vec<Element<'t>> {
        let (head, arguments) = spine(call);
        let name = self.function_name(head, frame);
        let mut importer = outer.clone();
        importer.is_certain &= self.is_library(head, frame);
        match (name.as_deref(), arguments.as_slice()) {
            (Some("optional"), [condition, item]) => {
                let importer = self.importer_if(*condition, false, frame, &importer);
                importer.iter().map(|importer| element(*item, frame, importer)).collect()
            }
            (Some("optionals"), [condition, list]) => {
                match self.importer_if(*condition, false, frame, &importer) {
                    Some(importer) => self.elements(*list, frame, &importer),
                    None => Vec::new(),
                }
            }
            (Some("singleton"), [item]) => vec![element(*item, frame, &importer)],
            (Some("reverseList" | "unique"), [list]) => self.elements(*list, frame, &importer),
            (Some("filter"), [_, list]) => {
                importer.is_certain = false;
                let mut elements = self.elements(*list, frame, &importer);
                elements.iter_mut().for_each(|element| element.is_made = true);
                elements
            }
            (Some("concatLists"), [lists]) => {
                let lists = self.elements(*lists, frame, &importer);
                self.joined(lists, false)
            }
            (Some("flatten"), [lists]) => {
                let lists = self.elements(*lists, frame, &importer);
                self.joined(lists, true)
            }
            (Some("map"), [function, list]) | (Some("forEach"), [list, function]) => {
                self.mapped_list(*function, *list, frame, &importer, 0)
            }
            (Some("imap0" | "imap1"), [function, list]) => {
                self.mapped_list(*function, *list, frame, &importer, 1)
            }
            (Some("concatMap"), [function, list]) => {
                let lists = self.mapped_list(*function, *list, frame, &importer, 0);
                self.joined(lists, false)
            }
            (Some(name @ ("attrValues" | "attrNames")), [set]) => {
                match self.attributes(*set, frame, &importer) {
                    Some(attributes) if name == "attrNames" => {
                        attributes.into_iter().map(|(name, _)| name).collect()
                    }
                    Some(attributes) => attributes.into_iter().map(|(_, value)| value).collect(),
                    None => vec![unknown(call, outer)],
                }
            }
            (Some("mapAttrsToList"), [function, set]) => {
                let Some(attributes) = self.attributes(*set, frame, &importer) else {
                    return vec![unknown(call, outer)];
                };
                let made = attributes
                    .into_iter()
                    .map(|(name, value)| self.made_of(*function, frame, vec![name.what], value));
                made.collect()
            }
            (Some(_), _) => vec![unknown(call, outer)],
            (None, _) => self.call_of_own(call, frame, outer),
        }
    }

    /// The list that a function of the file makes.
    fn call_of_own(
        &mut self,
        call: Expr<'t>,
        frame: FrameId,
        importer: &Importer,
    ) -> Vec<Element<'t>> {
        let Some((body, frame)) = self.body_of_call(call, frame).filter(|it| self.enter(it.0))
        else {
            return vec![unknown(call, importer)];
        };
        let mut elements = self.elements(body, frame, importer);
        self.leave();
        elements.iter_mut().for_each(|element| element.is_made = true);
        elements
    }

    /// The elements of lists in a list; all that is no list stays, if `is_flat`.
    fn joined(&mut self, lists: Vec<Element<'t>>, is_flat: bool) -> Vec<Element<'t>> {
        let mut elements = Vec::new();
        for list in lists {
            let Some((expr, frame)) = self.expression(list.what.clone()) else {
                elements.push(Element { what: Bound::Opaque, ..list });
                continue;
            };
            if is_flat && !self.is_list(expr, frame) {
                elements.push(list);
            } else if self.enter(expr) {
                let mut inner = self.elements(expr, frame, &list.importer);
                self.leave();
                inner.iter_mut().for_each(|element| element.is_made |= list.is_made);
                elements.extend(if is_flat { self.joined_below(inner) } else { inner });
            } else {
                elements.push(Element { what: Bound::Opaque, ..list });
            }
        }
        elements
    }

    fn joined_below(&mut self, lists: Vec<Element<'t>>) -> Vec<Element<'t>> {
        if !self.descend() {
            let opaque = |list| Element { what: Bound::Opaque, ..list };
            return lists.into_iter().map(opaque).collect();
        }
        let elements = self.joined(lists, true);
        self.ascend();
        elements
    }

    fn is_list(&mut self, expr: Expr<'t>, frame: FrameId) -> bool {
        match expr {
            Expr::List(_) => true,
            Expr::BinaryOp(operation) => operation.operator() == Some(BinaryOperator::Concat),
            Expr::Apply(_) => {
                let name = self.function_name(spine(expr).0, frame);
                name.is_some_and(|name| LISTS.contains(&&*name))
            }
            _ => false,
        }
    }

    /// What a function makes of each element, after `before` arguments that the text does not say.
    fn mapped_list(
        &mut self,
        function: Expr<'t>,
        list: Expr<'t>,
        frame: FrameId,
        importer: &Importer,
        before: usize,
    ) -> Vec<Element<'t>> {
        let elements = self.elements(list, frame, importer);
        let before = vec![Bound::Opaque; before];
        elements
            .into_iter()
            .map(|element| self.made_of(function, frame, before.clone(), element))
            .collect()
    }

    fn made_of(
        &mut self,
        function: Expr<'t>,
        frame: FrameId,
        mut arguments: Vec<Bound<'t>>,
        element: Element<'t>,
    ) -> Element<'t> {
        // The list may be empty.
        if matches!(element.what, Bound::Opaque) {
            return element;
        }
        arguments.push(element.what);
        let body = if self.spend() { self.body_of(function, frame, arguments) } else { None };
        let what = match body {
            Some((expr, frame)) => Bound::Closure(Closure { expr, frame }),
            None => Bound::Opaque,
        };
        Element { what, is_made: true, ..element }
    }

    /// The names and the values of a set that the file spells out.
    fn attributes(
        &mut self,
        set: Expr<'t>,
        frame: FrameId,
        importer: &Importer,
    ) -> Option<Vec<(Element<'t>, Element<'t>)>> {
        let (set, frame) = self.literal_set(set, frame)?;
        let mut attributes = Vec::new();
        for attr in names(set)? {
            let name = attr.name()?;
            let value = self.env.attr_of(set, frame, &name)?;
            let text = ValueKind::Str(Text::literal(&name));
            let name = Bound::Value(Value { kind: text, range: attr.range() });
            let element = |what| {
                let (range, importer) = (attr.range(), importer.clone());
                Element { what, range, is_made: false, importer }
            };
            attributes.push((element(name), element(value)));
        }
        Some(attributes)
    }
}

/// The names of a set, if each is said by one binding.
fn names(set: AttrSet<'_>) -> Option<Vec<cfglint_syntax::ast::Attr<'_>>> {
    let mut names = Vec::new();
    for entry in set.entries() {
        match entry {
            Entry::Binding(binding) => {
                let mut attrs = binding.path()?.attrs();
                names.push(attrs.next()?);
                if attrs.next().is_some() {
                    return None;
                }
            }
            Entry::Inherit(inherit) => names.extend(inherit.attrs()),
        }
    }
    Some(names)
}

fn element<'t>(item: Expr<'t>, frame: FrameId, importer: &Importer) -> Element<'t> {
    let what = Bound::Closure(Closure { expr: item, frame });
    Element { what, range: item.range(), is_made: false, importer: importer.clone() }
}

/// Elements of which the text does not say what they are.
fn unknown<'t>(list: Expr<'t>, importer: &Importer) -> Element<'t> {
    let importer = Importer { is_certain: false, ..importer.clone() };
    Element { what: Bound::Opaque, range: list.range(), is_made: true, importer }
}
