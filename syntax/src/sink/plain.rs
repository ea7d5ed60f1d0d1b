//! No tree at all: for a proof that a text says nothing wrong, and nothing of interest.
//!
//! Names are resolved from the inside out. Each part on the stack knows which names are used in it
//! and not bound in it; a `let`, a `rec` or a function takes those away that it binds, and what is
//! left at the end must be defined by Nix itself. Where that needs more than a look, such as to merge
//! two sets, the text counts as doubtful, and whoever asks builds the tree.

mod scopes;

use rustc_hash::FxHashMap;

use super::Sink;
use crate::SyntaxKind::{self, *};
use crate::plain::{Interests, Verdict, Weight};
use crate::scope::is_global;

/// What is on the stack: a node, or a token that means something to the node around it.
#[derive(Clone, Copy)]
struct Part {
    kind: SyntaxKind,
    /// How many uses there were before it.
    uses: usize,
    /// Its names: of a path, a binding, an `inherit` or arguments.
    names: usize,
    names_end: usize,
    /// The bytes of its only name, of the last one of a path, or of the function that it calls; empty if
    /// there is none.
    start: usize,
    end: usize,
    /// How many names of weight were bound before it.
    weights: usize,
    /// Of a path, whether a name is computed; of `inherit`, whether it is from around the set.
    flag: bool,
}

/// What is known of a name, by number.
#[derive(Clone, Copy)]
struct Name<'t> {
    text: &'t str,
    weight: Option<Weight>,
    /// Where it was bound last.
    scope: u32,
    /// Whether it was bound by itself there rather than by what is below it.
    is_whole: bool,
    /// Whether the file says anywhere what it is.
    is_defined: bool,
}

type Id = u32;

/// So many uses may be looked at for each byte of the text: each scope around a use looks at it.
const STEPS: usize = 32;

/// Finds out whether a text is plain.
pub(crate) struct PlainSink<'t> {
    text: &'t str,
    /// Where the next token begins.
    offset: usize,
    stack: Vec<Part>,
    ids: FxHashMap<&'t str, Id>,
    known: Vec<Name<'t>>,
    /// The names of what is on the stack.
    names: Vec<Id>,
    /// What is used and not bound so far.
    uses: Vec<Id>,
    /// Paths of more than one name in the set that is being closed, and whether they end there.
    paths: FxHashMap<u64, bool>,
    scope: u32,
    interests: &'t Interests,
    /// How many names of weight are bound where they count.
    weights: usize,
    /// Whether a name is bound that counts wherever it stands.
    has_heavy: bool,
    /// Functions that were taken for those of other files.
    foreign: Vec<Id>,
    steps: usize,
    is_doubtful: bool,
}

impl<'t> PlainSink<'t> {
    pub(crate) fn new(text: &'t str, interests: &'t Interests) -> Self {
        PlainSink {
            text,
            offset: 0,
            stack: Vec::with_capacity(64),
            ids: FxHashMap::default(),
            known: Vec::new(),
            names: Vec::new(),
            uses: Vec::new(),
            paths: FxHashMap::default(),
            scope: 0,
            interests,
            weights: 0,
            has_heavy: false,
            foreign: Vec::new(),
            steps: text.len().saturating_mul(STEPS).saturating_add(4096),
            is_doubtful: false,
        }
    }

    /// What is to be said of the text, which was written to the end.
    pub(crate) fn finish(mut self) -> Verdict {
        self.uses.sort_unstable();
        self.uses.dedup();
        let known = |id: &Id| &self.known[*id as usize];
        if self.is_doubtful || !self.uses.iter().all(|id| is_global(known(id).text)) {
            return Verdict::Doubtful;
        }
        match self.weights == 0
            && !self.has_heavy
            && !self.foreign.iter().any(|id| known(id).is_defined)
        {
            true => Verdict::Plain,
            false => Verdict::Sound,
        }
    }

    fn id(&mut self, start: usize, end: usize) -> Id {
        let next = self.known.len() as Id;
        let text = &self.text[start..end];
        let id = *self.ids.entry(text).or_insert(next);
        if id == next {
            self.known.push(Name {
                text,
                weight: None,
                scope: 0,
                is_whole: false,
                is_defined: false,
            });
        }
        id
    }

    /// A part that begins with the next token, which is so long.
    fn part(&mut self, kind: SyntaxKind, length: usize) -> Part {
        let (uses, names, start) = (self.uses.len(), self.names.len(), self.offset);
        self.offset += length;
        let (end, weights) = (self.offset, self.weights);
        Part { kind, uses, names, names_end: names, start, end, weights, flag: false }
    }

    /// The name that stands as a part of a path, if the text says it without escapes.
    fn attr(&mut self, attr: Part) -> Option<Id> {
        let text = self.text.get(attr.start..attr.end).filter(|text| !text.is_empty())?;
        let is_simple = |byte: u8| matches!(byte, b' '..=b'~') && !matches!(byte, b'\\' | b'$');
        let is_simple = attr.kind == IDENT || text.bytes().all(is_simple);
        is_simple.then(|| self.id(attr.start, attr.end))
    }

    /// Notes the names among the parts from `mark` on: they are used as expressions.
    fn use_idents(&mut self, mark: usize) {
        for at in mark..self.stack.len() {
            let Part { kind, start, end, .. } = self.stack[at];
            if kind == IDENT {
                let id = self.id(start, end);
                self.uses.push(id);
            }
        }
    }

    /// Gives a part the names of those from `mark` on; `false` if one of them is computed.
    fn take_names(&mut self, mark: usize, part: &mut Part) -> bool {
        let mut are_known = true;
        for at in mark..self.stack.len() {
            let child = self.stack[at];
            match child.kind {
                IDENT | STRING => match self.attr(child) {
                    Some(id) => self.names.push(id),
                    None => are_known = false,
                },
                PATTERN_ENTRY | PATTERN_BIND => {
                    let id = self.id(child.start, child.end);
                    self.names.push(id);
                }
                DYNAMIC => are_known = false,
                _ => {}
            }
        }
        part.names_end = self.names.len();
        are_known
    }

    fn binding(&mut self, mark: usize, part: &mut Part) {
        self.use_idents(mark);
        let Some(path) =
            self.stack.get(mark).copied().filter(|it| it.kind == ATTR_PATH && !it.flag)
        else {
            self.is_doubtful = true;
            return;
        };
        self.names.truncate(path.names_end);
        if path.names == path.names_end {
            let id = self.id(path.start, path.end);
            self.names.push(id);
        }
        (part.names, part.names_end) = (path.names, self.names.len());
        let before = self.weights;
        self.weigh(*part);
        if self.weights == before + 1
            && part.names_end == part.names + 1
            && let Some(value) = self.stack.get(mark + 1).copied()
            && value.kind == APPLY
            && self.calls_foreign(value, |interests| interests.makes_package)
        {
            self.weights = before;
        }
    }

    fn inherit(&mut self, mark: usize, part: &mut Part) {
        part.flag = self.stack.get(mark).is_none_or(|it| it.kind != INHERIT_FROM);
        self.is_doubtful |= !self.take_names(mark, part);
        self.weigh(*part);
    }

    fn weigh(&mut self, part: Part) {
        for id in &self.names[part.names..part.names_end] {
            let name = &mut self.known[*id as usize];
            match *name.weight.get_or_insert_with(|| (self.interests.weight)(name.text)) {
                Weight::None => {}
                Weight::InModules => self.weights += 1,
                Weight::Everywhere => self.has_heavy = true,
            }
        }
    }

    /// Whether a call is one of such a function; then it must not be one of the file.
    fn calls_foreign(
        &mut self,
        call: Part,
        is_such: impl Fn(&Interests) -> fn(&str) -> bool,
    ) -> bool {
        let name = &self.text[call.start..call.end];
        let is_such = !name.is_empty() && is_such(self.interests)(name);
        if is_such {
            let id = self.id(call.start, call.end);
            self.foreign.push(id);
        }
        is_such
    }

    /// The function that is called: by its name, or the last one of a path that leads to it.
    fn call(&mut self, mark: usize, part: &mut Part) {
        self.use_idents(mark);
        let head = self.stack.get(mark).filter(|it| matches!(it.kind, IDENT | SELECT | APPLY));
        (part.start, part.end) = head.map_or((0, 0), |it| (it.start, it.end));
        if self.weights > part.weights && self.calls_foreign(*part, |interests| interests.is_opaque)
        {
            self.weights = part.weights;
        }
    }

    fn select(&mut self, mark: usize, part: &mut Part) {
        self.use_idents(mark);
        if let [_, Part { kind: ATTR_PATH, start, end, .. }] = self.stack[mark..] {
            (part.start, part.end) = (start, end);
        }
    }
}

impl Sink for PlainSink<'_> {
    #[inline]
    fn token(&mut self, kind: SyntaxKind, text: &str) {
        if matches!(kind, IDENT_TOKEN | OR_KW | REC_KW | STRING_CONTENT) {
            let part = self.part(kind, text.len());
            self.stack.push(part);
        } else {
            self.offset += text.len();
        }
    }

    #[inline]
    fn mark(&self) -> usize {
        self.stack.len()
    }

    fn reduce(&mut self, mark: usize, kind: SyntaxKind) {
        if self.is_doubtful {
            self.stack.clear();
            return;
        }
        let first = self.stack.get(mark).copied();
        let uses = first.map_or(self.uses.len(), |it| it.uses);
        let names = first.map_or(self.names.len(), |it| it.names);
        let weights = first.map_or(self.weights, |it| it.weights);
        let (names_end, start, end) = (names, 0, 0);
        let mut part = Part { kind, uses, names, names_end, start, end, weights, flag: false };
        match kind {
            IDENT | PARAM | PATTERN_BIND => {
                (part.start, part.end) = first.map_or((0, 0), |it| (it.start, it.end));
            }
            PATTERN_ENTRY => {
                (part.start, part.end) = first.map_or((0, 0), |it| (it.start, it.end));
                self.use_idents(mark);
            }
            STRING => {
                if let [Part { kind: STRING_CONTENT, start, end, .. }] = self.stack[mark..] {
                    (part.start, part.end) = (start, end);
                }
            }
            ATTR_PATH => {
                part.flag = !self.take_names(mark, &mut part);
                let last = self.stack.last().filter(|it| it.kind == IDENT);
                (part.start, part.end) = last.map_or((0, 0), |it| (it.start, it.end));
            }
            APPLY => self.call(mark, &mut part),
            SELECT => self.select(mark, &mut part),
            PATTERN => {
                self.take_names(mark, &mut part);
            }
            BINDING => self.binding(mark, &mut part),
            INHERIT => self.inherit(mark, &mut part),
            ATTR_SET => self.set(mark, part, first.is_some_and(|it| it.kind == REC_KW)),
            LET_IN => self.set(mark, part, true),
            LAMBDA => self.lambda(mark, part),
            WITH => self.with(mark),
            LEGACY_LET | APPLY_OR | ERROR => self.is_doubtful = true,
            _ => self.use_idents(mark),
        }
        self.names.truncate(part.names_end);
        self.stack.truncate(mark);
        self.stack.push(part);
    }

    #[inline]
    fn ident(&mut self, text: &str) {
        let part = self.part(IDENT, text.len());
        self.stack.push(part);
    }

    #[inline]
    fn ident_path(&mut self, text: &str) {
        let part = self.part(ATTR_PATH, text.len());
        self.stack.push(part);
    }
}
