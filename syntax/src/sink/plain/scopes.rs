//! What constructs bind, once they have been read to their end.

use std::hash::Hasher;

use rustc_hash::{FxHashMap, FxHasher};

use super::{Part, PlainSink};
use crate::SyntaxKind::*;

/// A map of more room than this is not used again: to clear it takes as long as it has room.
const KEPT: usize = 64;

impl PlainSink<'_> {
    pub(super) fn set(&mut self, mark: usize, part: Part, is_recursive: bool) {
        self.use_idents(mark);
        self.scope += 1;
        match self.paths.capacity() > KEPT {
            true => self.paths = FxHashMap::default(),
            false => self.paths.clear(),
        }
        for at in mark..self.stack.len() {
            let Part { kind, names, names_end, .. } = self.stack[at];
            match kind {
                BINDING if names_end - names > 1 => self.define_path(names, names_end),
                BINDING => self.define(names, names_end, true),
                INHERIT => self.define(names, names_end, false),
                _ => {}
            }
        }
        if is_recursive {
            self.release(part.uses);
        }
        // `inherit a;` means the `a` outside, in a recursive set too.
        for inherit in self.stack[mark..].iter().filter(|it| it.kind == INHERIT && it.flag) {
            self.uses.extend_from_slice(&self.names[inherit.names..inherit.names_end]);
        }
    }

    /// Binds names that nothing else may bind in the same construct.
    fn define(&mut self, from: usize, to: usize, is_defined: bool) {
        for id in &self.names[from..to] {
            let name = &mut self.known[*id as usize];
            self.is_doubtful |= name.scope == self.scope;
            (name.scope, name.is_whole) = (self.scope, true);
            name.is_defined |= is_defined;
        }
    }

    /// Binds the first of some names, and the others below it.
    fn define_path(&mut self, from: usize, to: usize) {
        let first = &mut self.known[self.names[from] as usize];
        self.is_doubtful |= first.scope == self.scope && first.is_whole;
        (first.scope, first.is_whole) = (self.scope, false);
        let mut hasher = FxHasher::default();
        hasher.write_u32(self.names[from]);
        for at in from + 1..to {
            hasher.write_u32(self.names[at]);
            self.known[self.names[at] as usize].is_defined = true;
            let is_whole = at + 1 == to;
            // Two paths of one hash are taken for one: a doubt too many, never one too few.
            let before = self.paths.insert(hasher.finish(), is_whole);
            self.is_doubtful |= before.is_some_and(|was_whole| was_whole || is_whole);
        }
    }

    /// Takes the uses away of what the present scope binds.
    fn release(&mut self, from: usize) {
        let count = self.uses.len() - from;
        self.is_doubtful |= count > self.steps;
        self.steps = self.steps.saturating_sub(count);
        let mut kept = from;
        for at in from..self.uses.len() {
            let id = self.uses[at];
            self.uses[kept] = id;
            kept += usize::from(self.known[id as usize].scope != self.scope);
        }
        self.uses.truncate(kept);
    }

    pub(super) fn lambda(&mut self, mark: usize, part: Part) {
        self.use_idents(mark);
        self.scope += 1;
        // What the file is given is not said in it.
        let is_first = self.stack[..mark].iter().all(|it| matches!(it.kind, PARAM | PATTERN));
        match self.stack.get(mark).copied() {
            Some(Part { kind: PARAM, start, end, .. }) => {
                let id = self.id(start, end);
                let name = &mut self.known[id as usize];
                name.scope = self.scope;
                name.is_defined |= !is_first;
            }
            Some(Part { kind: PATTERN, names, names_end, .. }) => {
                self.define(names, names_end, !is_first);
            }
            _ => self.is_doubtful = true,
        }
        self.release(part.uses);
    }

    /// What is used behind `with` may be an attribute of its set.
    pub(super) fn with(&mut self, mark: usize) {
        let [scope, body] = self.stack[mark..] else {
            self.is_doubtful = true;
            return;
        };
        self.uses.truncate(body.uses);
        if scope.kind == IDENT {
            let id = self.id(scope.start, scope.end);
            self.uses.push(id);
        }
    }
}
