//! A text that was changed is read again only around the change.
//!
//! What is read again is a part of a list of bindings: from the end of a sound one before the change,
//! and before all that was wrong, to a sound one behind that begins a line, or to its end. Where the grammar comes to a
//! binding it knows nothing of the bindings before but where they end, so what comes out is what a
//! reading of all of the text would give. Wherever that is not certain, all of the text is read.

use rowan::{GreenNode, GreenToken, NodeOrToken};

use crate::checked::ends;
use crate::grammar::{self, End, Layout};
use crate::lexer::{self, Lexed};
use crate::parser::{DEPTH_LIMIT, Parser};
use crate::sink::GreenSink;
use crate::{
    Change, Element, LENGTH_LIMIT, Node, Parse, Place, SyntaxError, SyntaxErrorKind, SyntaxKind,
    TextRange, TextSize, choose, needs_layout,
};

/// The part of a text that was read again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region {
    /// Where it was in the old text.
    pub before: TextRange,
    /// Where it is in the new one.
    pub after: TextRange,
}

/// So many lists of bindings around a change are tried.
const ATTEMPTS: usize = 3;

/// The children of a list of bindings that are to be read again.
struct Window<'t> {
    /// From the root down; the last one is the list.
    path: Vec<Step<'t>>,
    place: Place,
    /// The `{` or `let`, and what stands first behind it, if that stays.
    opener: TextSize,
    first: Option<TextSize>,
    /// Which children.
    children: std::ops::Range<usize>,
    /// The token before, in the old text.
    anchor: TextRange,
    /// Where the last child ends, in the old text.
    end: End,
    /// Where the list has been closed, in the old text: nothing behind that is looked at.
    closed: TextSize,
}

/// The grammar looks at fewer tokens ahead, beside names that go on.
const AHEAD: usize = 512;

#[derive(Clone, Copy)]
struct Step<'t> {
    node: Node<'t>,
    /// Which child of the one before it is.
    index: usize,
}

/// The children that were read, and what is wrong in them.
struct Read {
    children: Vec<NodeOrToken<GreenNode, GreenToken>>,
    errors: Vec<SyntaxError>,
}

/// Reads `text`, which `change` made of the text of `parse`; `None` where only all of it would do.
pub(crate) fn reparse(parse: &Parse, change: Change, text: &str) -> Option<(Parse, Region)> {
    if parse.is_cut_by_layout || text.len() > LENGTH_LIMIT {
        return None;
    }
    let wrong = parse.errors.iter().chain(parse.other.iter().flatten()).map(|it| it.range);
    let hull = wrong.fold(change.delete, TextRange::cover);
    let steps = steps_to(parse.root(), hull);
    let lists = (0..steps.len()).rev().filter(|at| list_of(steps[*at].node).is_some());
    let mut windows =
        lists.filter_map(|at| Window::new(&steps[..=at], hull, change, text)).take(ATTEMPTS);
    windows.find_map(|window| window.read(parse, change, text))
}

/// From the root down to what is around a range.
fn steps_to(root: Node<'_>, range: TextRange) -> Vec<Step<'_>> {
    let mut steps = vec![Step { node: root, index: 0 }];
    let mut node = root;
    loop {
        let inner = node.elements().enumerate().find_map(|(index, element)| match element {
            Element::Node(inner) if inner.range().contains_range(range) => {
                Some(Step { node: inner, index })
            }
            _ => None,
        });
        let Some(step) = inner else { return steps };
        node = step.node;
        steps.push(step);
    }
}

/// What opens and closes the bindings of a node, if it has some.
fn list_of(node: Node<'_>) -> Option<(Place, SyntaxKind, SyntaxKind)> {
    match node.kind() {
        SyntaxKind::ATTR_SET => Some((Place::AttrSet, SyntaxKind::L_BRACE, SyntaxKind::R_BRACE)),
        SyntaxKind::LEGACY_LET => {
            Some((Place::LegacyLet, SyntaxKind::L_BRACE, SyntaxKind::R_BRACE))
        }
        SyntaxKind::LET_IN => Some((Place::Let, SyntaxKind::LET_KW, SyntaxKind::IN_KW)),
        _ => None,
    }
}

/// Whether an element is a binding that ends with its `;`.
fn is_sound(element: Element<'_>) -> bool {
    let Element::Node(node) = element else { return false };
    matches!(node.kind(), SyntaxKind::BINDING | SyntaxKind::INHERIT)
        && matches!(node.elements().last(), Some(Element::Token(it)) if it.kind() == SyntaxKind::SEMICOLON)
}

fn range_of(element: Element<'_>) -> TextRange {
    match element {
        Element::Node(node) => node.range(),
        Element::Token(token) => token.range(),
    }
}

/// Whether what follows these elements, and has this text before it now, begins a line as before.
fn begins_line(before: &[Element<'_>], now: &str) -> bool {
    let Some(Element::Token(space)) = before.last() else { return false };
    let line = space.text().rfind('\n').map(|at| &space.text()[at..]);
    space.kind() == SyntaxKind::WHITESPACE && line.is_some_and(|line| now.ends_with(line))
}

/// Where a place behind the change is now.
fn after(change: Change, offset: TextSize) -> TextSize {
    offset - change.delete.len() + change.insert
}

impl<'t> Window<'t> {
    /// The window of the last of these steps, if `hull` lies between the brackets of its bindings.
    fn new(path: &[Step<'t>], hull: TextRange, change: Change, text: &str) -> Option<Window<'t>> {
        let node = path.last()?.node;
        let (place, open, close) = list_of(node)?;
        let elements: Vec<Element<'t>> = node.elements().collect();
        let position = |kind: SyntaxKind| {
            elements.iter().position(|it| matches!(it, Element::Token(it) if it.kind() == kind))
        };
        let (opener, closer) = (position(open)?, position(close)?);
        let (opening, closing) = (range_of(elements[opener]), range_of(elements[closer]));
        // A word would grow by what is written right beside it.
        let is_inside = match place {
            Place::Let => opening.end() < hull.start() && hull.end() < closing.start(),
            _ => opening.end() <= hull.start() && hull.end() <= closing.start(),
        };
        if !is_inside || closer < opener {
            return None;
        }
        let inside = opener + 1..closer;
        let is_before =
            |at: &usize| is_sound(elements[*at]) && range_of(elements[*at]).end() <= hull.start();
        let before = inside.clone().rev().find(is_before);
        let start = before.map_or(inside.start, |at| at + 1);
        let last = (start..closer)
            .find(|at| is_sound(elements[*at]) && range_of(elements[*at]).start() > hull.end());
        let (end, children) = match last {
            Some(at) => {
                let range = range_of(elements[at]);
                let before = text.get(..after(change, range.start()).into())?;
                match begins_line(&elements[..at], before) {
                    true => (End::Before(range.start()), start..at),
                    false => (End::Behind(range.end()), start..at + 1),
                }
            }
            None => (End::Close(closing.start()), start..closer),
        };
        let anchor = match before {
            Some(at) => {
                let end = range_of(elements[at]).end();
                TextRange::new(end - TextSize::of(';'), end)
            }
            None => opening,
        };
        let is_code = |it: &&Element<'_>| match it {
            Element::Token(token) => !token.kind().is_trivia(),
            Element::Node(_) => true,
        };
        let first = elements[inside].iter().find(is_code).filter(|_| before.is_some());
        Some(Window {
            path: path.to_vec(),
            place,
            opener: opening.start(),
            first: first.map(|it| range_of(*it).start()),
            children,
            anchor,
            end,
            closed: closing.end(),
        })
    }

    fn read(&self, parse: &Parse, change: Change, text: &str) -> Option<(Parse, Region)> {
        let lexed = self.lex(change, text)?;
        let plain = self.read_children(change, text, &lexed, false)?;
        // What is not known of all of the text is not known of a part of it.
        let by_layout = match parse.other {
            Some(_) => Some(self.read_children(change, text, &lexed, true)?),
            None => None,
        };
        let is_by_layout = match &by_layout {
            _ if plain.errors.is_empty() || !needs_layout(&lexed, &plain.errors) => false,
            Some(by_layout) => choose(&plain.errors, &by_layout.errors),
            None => return None,
        };
        let other = by_layout.as_ref().map(|it| it.errors.clone());
        let (chosen, other) = match by_layout {
            Some(by_layout) if is_by_layout => (by_layout, Some(plain.errors)),
            _ => (plain, other),
        };
        let green = self.put_in(chosen.children);
        let end = self.end.offset();
        let after = TextRange::new(self.anchor.end(), after(change, end));
        let region = Region { before: TextRange::new(self.anchor.end(), end), after };
        let errors = chosen.errors;
        Some((Parse { green, errors, other, is_cut_by_layout: false }, region))
    }

    /// The tokens of the window, with the one before it and some behind.
    fn lex(&self, change: Change, text: &str) -> Option<Lexed> {
        let start = self.anchor.start();
        let closed = after(change, self.closed);
        let end = after(change, self.end.offset());
        let part = text.get(usize::from(start)..usize::from(closed))?;
        let mut lexed = lexer::lex_up_to(part, usize::from(end - start), AHEAD);
        if lexed.unterminated {
            return None;
        }
        for at in &mut lexed.starts {
            *at += u32::from(start);
        }
        for error in &mut lexed.errors {
            error.range += start;
        }
        // A bracket that belongs to one outside would change how the lexer goes on.
        let end = u32::from(end);
        let mut depth = 0i32;
        for (kind, at) in lexed.kinds.iter().zip(&lexed.starts).skip(1) {
            depth += match kind {
                _ if *at >= end => break,
                SyntaxKind::L_BRACE | SyntaxKind::INTERPOLATION_START => 1,
                SyntaxKind::R_BRACE => -1,
                _ => 0,
            };
            if depth < 0 {
                return None;
            }
        }
        (depth == 0).then_some(lexed)
    }

    fn read_children(
        &self,
        change: Change,
        text: &str,
        lexed: &Lexed,
        by_layout: bool,
    ) -> Option<Read> {
        let mut p = Parser::new(text, lexed, GreenSink::new(), by_layout);
        if p.at(SyntaxKind::L_BRACE) && !grammar::at_set(&p) {
            return None;
        }
        p.resume(self.depth()?, self.open_lists());
        let first = self.first.unwrap_or(p.current_range().start());
        let layout = Layout::between(&p, self.opener, first);
        let at = |end| after(change, end);
        let end = match self.end {
            End::Behind(end) => End::Behind(at(end)),
            End::Before(end) => End::Before(at(end)),
            End::Close(end) => End::Close(at(end)),
        };
        let is_whole = grammar::bindings_up_to(&mut p, self.place, &layout, end);
        let end = end.offset();
        let Parser { sink, mut errors, .. } = p;
        let children = sink.into_elements();
        errors.extend(lexed.errors.iter().filter(|it| it.range.start() < end));
        errors.sort_by_key(|error| ends(error.range));
        let is_deep = errors.iter().any(|it| it.kind == SyntaxErrorKind::NestingTooDeep);
        (is_whole && !is_deep).then_some(Read { children, errors })
    }

    /// At least how many levels the grammar is below the root.
    fn depth(&self) -> Option<u32> {
        let mut depth = 0;
        for pair in self.path.windows(2) {
            let [outer, inner] = pair else { continue };
            depth += match outer.node.kind() {
                // Each operator of a chain counts, and stands to the left.
                SyntaxKind::BINARY_OP | SyntaxKind::APPLY if inner.index > 0 => {
                    3 + chain(outer.node)
                }
                SyntaxKind::BINDING => {
                    let path = outer.node.child(SyntaxKind::ATTR_PATH);
                    3 + path.map_or(0, |path| path.children().count() as u32)
                }
                _ => 3,
            };
        }
        (depth < DEPTH_LIMIT).then_some(depth)
    }

    /// In how many lists of bindings the window is.
    fn open_lists(&self) -> u32 {
        let is_in_bindings = |pair: &&[Step<'_>]| {
            let [outer, inner] = pair else { return false };
            list_of(outer.node).is_some()
                && matches!(
                    inner.node.kind(),
                    SyntaxKind::BINDING | SyntaxKind::INHERIT | SyntaxKind::ERROR
                )
        };
        1 + self.path.windows(2).filter(is_in_bindings).count() as u32
    }

    /// The tree with other children in the window.
    fn put_in(&self, children: Vec<NodeOrToken<GreenNode, GreenToken>>) -> GreenNode {
        let mut steps = self.path.iter().rev();
        let list = steps.next();
        let Some(list) = list else { return GreenNode::new(SyntaxKind::ROOT.into(), []) };
        let mut green = list.node.green().splice_children(self.children.clone(), children);
        let mut index = list.index;
        for step in steps {
            green = step.node.green().replace_child(index, NodeOrToken::Node(green));
            index = step.index;
        }
        green
    }
}

/// How many operators or arguments stand to the left in one chain.
fn chain(mut node: Node<'_>) -> u32 {
    let mut length = 0;
    while let Some(left) = node.children().next()
        && matches!(left.kind(), SyntaxKind::BINARY_OP | SyntaxKind::APPLY | SyntaxKind::HAS_ATTR)
    {
        length += 1;
        node = left;
    }
    length
}
