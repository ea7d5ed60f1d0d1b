//! What each name of a file means: where it is bound, and where it is used.
//!
//! The walk that looks for undefined variables writes this down too, so both see the same scopes:
//! sets are merged as Nix merges them, and a `rec` counts where Nix lets it count.

use rustc_hash::FxHashMap;

use crate::checked::ends;
use crate::{Parse, SyntaxKind, TextRange, TextSize, lex, validation};

/// All bindings of variables in a file and all their uses.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    binders: Vec<Binder>,
    /// By place.
    usages: Vec<Usage>,
    /// The set of each `with`, and the `with` around it.
    withs: Vec<(TextRange, Option<WithId>)>,
    /// Every place of every binder, in order.
    places: Vec<(TextRange, BinderId)>,
}

/// A binding of a variable, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BinderId(u32);

/// A `with`, by number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WithId(u32);

/// What makes a name a variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binder {
    /// The name, without quotes.
    pub name: Box<str>,
    /// How it is bound.
    pub kind: BinderKind,
    /// Where the name stands, quotes included: several times in `a.b = 1; a.c = 2;`.
    pub places: Vec<TextRange>,
    /// The construct inside of which it is bound. A name of two merged sets has that of the first.
    pub scope: TextRange,
}

/// How a variable is bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BinderKind {
    /// `let a = …; in …`
    Let,
    /// `let { a = …; }`
    LegacyLet,
    /// `rec { a = …; }`
    Rec,
    /// `a: …`
    Param,
    /// `{ a }: …`
    Formal,
    /// `{ … }@a: …`
    Whole,
}

/// A use of a variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Usage {
    /// Where it stands; of `inherit "a";` with the quotes.
    pub range: TextRange,
    /// What it means.
    pub target: Target,
}

/// What a variable means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Target {
    /// What the file binds.
    Binder(BinderId),
    /// What Nix defines everywhere.
    Global,
    /// An attribute of the set of this `with`, or of one around it.
    With(WithId),
    /// Nothing defines it.
    Undefined,
}

/// A binding before those of one name are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct RawBinder(pub(crate) u32);

impl RawBinder {
    /// No binding.
    pub(crate) const NONE: RawBinder = RawBinder(0);
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RawTarget {
    Binder(RawBinder),
    Global,
    With(WithId),
    Undefined,
}

/// Where names stand.
#[derive(Debug, Default)]
pub(crate) struct Recording {
    pub(crate) places: Vec<(RawBinder, TextRange)>,
    /// Bindings of one name in one set: the first is the second.
    pub(crate) aliases: Vec<(RawBinder, RawBinder)>,
}

/// What names mean.
#[derive(Debug, Default)]
pub(crate) struct Meanings {
    pub(crate) usages: Vec<(TextRange, RawTarget)>,
    binders: Vec<(RawBinder, Box<str>, BinderKind, TextRange)>,
    withs: Vec<(TextRange, Option<WithId>)>,
}

impl Meanings {
    pub(crate) fn bind(
        &mut self,
        binder: RawBinder,
        name: &str,
        kind: BinderKind,
        scope: TextRange,
    ) {
        self.binders.push((binder, name.into(), kind, scope));
    }

    pub(crate) fn enter_with(&mut self, set: Option<TextRange>, outer: Option<WithId>) -> WithId {
        self.withs.push((set.unwrap_or_default(), outer));
        WithId(self.withs.len() as u32 - 1)
    }
}

impl Names {
    /// Reads the names of a file, in time linear in its length. A broken file gives those that are
    /// left.
    pub fn new(parse: &Parse) -> Names {
        Names::of(validation::record(parse, None))
    }

    /// Only the names that are used in a range, and those that the constructs around it bind: of a long
    /// file that is little.
    pub fn around(parse: &Parse, range: TextRange) -> Names {
        Names::of(validation::record(parse, Some(range)))
    }

    fn of((recording, meanings): (Recording, Meanings)) -> Names {
        let mut canonical: FxHashMap<RawBinder, RawBinder> = FxHashMap::default();
        canonical.extend(recording.aliases);
        let find = |mut binder: RawBinder| {
            while let Some(next) = canonical.get(&binder) {
                binder = *next;
            }
            binder
        };
        let mut ids: FxHashMap<RawBinder, BinderId> = FxHashMap::default();
        let mut binders: Vec<Binder> = Vec::new();
        for (raw, name, kind, scope) in meanings.binders {
            ids.entry(find(raw)).or_insert_with(|| {
                binders.push(Binder { name, kind, places: Vec::new(), scope });
                BinderId(binders.len() as u32 - 1)
            });
        }
        let mut places = Vec::new();
        for (raw, range) in recording.places {
            if let Some(id) = ids.get(&find(raw)) {
                places.push((range, *id));
            }
        }
        places.sort_by_key(|(range, _)| ends(*range));
        places.dedup();
        for (range, id) in &places {
            binders[id.0 as usize].places.push(*range);
        }
        let usage = |(range, raw): (TextRange, RawTarget)| {
            let target = match raw {
                RawTarget::Binder(raw) => match ids.get(&find(raw)) {
                    Some(id) => Target::Binder(*id),
                    None => Target::Undefined,
                },
                RawTarget::Global => Target::Global,
                RawTarget::With(with) => Target::With(with),
                RawTarget::Undefined => Target::Undefined,
            };
            Usage { range, target }
        };
        let mut usages: Vec<Usage> = meanings.usages.into_iter().map(usage).collect();
        usages.sort_by_key(|usage| ends(usage.range));
        Names { binders, usages, withs: meanings.withs, places }
    }

    /// The binding with this number.
    pub fn binder(&self, id: BinderId) -> &Binder {
        &self.binders[id.0 as usize]
    }

    /// All bindings, those of outer constructs before those of inner ones.
    pub fn binders(&self) -> impl Iterator<Item = (BinderId, &Binder)> {
        (0..).map(BinderId).zip(&self.binders)
    }

    /// All uses, by place.
    pub fn usages(&self) -> &[Usage] {
        &self.usages
    }

    /// The uses of one binding, by place.
    pub fn usages_of(&self, id: BinderId) -> impl Iterator<Item = TextRange> {
        let target = Target::Binder(id);
        self.usages.iter().filter(move |usage| usage.target == target).map(|usage| usage.range)
    }

    /// The use at a place; a place behind its last character counts too.
    pub fn usage_at(&self, offset: TextSize) -> Option<&Usage> {
        let end = self.usages.partition_point(|usage| usage.range.start() <= offset);
        self.usages[..end].last().filter(|usage| usage.range.contains_inclusive(offset))
    }

    /// The binding whose name stands at a place; a place behind its last character counts too.
    pub fn binder_at(&self, offset: TextSize) -> Option<(BinderId, TextRange)> {
        let end = self.places.partition_point(|(range, _)| range.start() <= offset);
        let (range, id) = self.places[..end].last()?;
        range.contains_inclusive(offset).then_some((*id, *range))
    }

    /// The sets of a `with` and of those around it, innermost first.
    pub fn with_chain(&self, with: WithId) -> impl Iterator<Item = TextRange> {
        let mut at = Some(with);
        std::iter::from_fn(move || {
            let (set, outer) = self.withs.get(at?.0 as usize)?;
            at = *outer;
            Some(*set)
        })
    }
}

/// Whether `text` can stand for a variable as it is: a name of Nix and no reserved word.
pub fn is_identifier(text: &str) -> bool {
    let lexed = lex(text);
    lexed.errors.is_empty() && lexed.kinds == [SyntaxKind::IDENT_TOKEN, SyntaxKind::EOF]
}

#[cfg(test)]
mod tests;
