//! What a file says as a NixOS module: which option path is set to what, and under which condition.
//!
//! Lints read this and never re-derive it from syntax. Everything is plain data with ranges; no
//! part of it keeps a tree alive.
//!
//! **Invariant:** where the text does not say something, the model says so
//! ([`ValueKind::Unknown`], [`List::is_complete`], `None`); it never guesses.

mod acme;
mod again;
mod calls;
mod condition;
mod crowd;
mod elements;
mod env;
mod eval;
mod generate;
mod imports;
mod index;
mod look_through;
mod lower;
mod paths;
mod property;
mod resolve;
mod roots;
mod store_path;
#[cfg(test)]
mod tests;
mod unit;
mod update;
mod value;

use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::OnceLock;

use cfglint_syntax::{Node, Region, TextRange};
use rustc_hash::{FxHashMap, FxHasher};
use serde::{Deserialize, Serialize};

pub use again::Source;
pub use condition::{Condition, excludes};
pub use unit::{Manager, UnitPart};
pub use value::{Hole, Item, List, Text, TextPart, Value, ValueKind};

/// Everything one file says.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Module {
    /// Leaves of the flattened sets, in text order of their keys where nothing is looked through.
    pub definitions: Vec<Definition>,
    /// Option paths that the file declares with `mkOption` and its kin.
    pub declared: Vec<Vec<Segment>>,
    /// What `imports` names.
    pub imports: Vec<Import>,
    /// Roots that are machines of their own, such as the nodes of a test: nothing outside of the
    /// root belongs to them.
    pub machines: Vec<RootId>,
    /// Roots that also set what the text does not say, at any path.
    open: Vec<RootId>,
    /// Whether not all definitions were kept.
    is_thinned_out: bool,
    /// What may hide what, if any priority is not the usual one.
    rivals: Option<Rivals>,
    /// The numbers of those that switch something off.
    disabling: Vec<u32>,
    /// How many roots there are, with or without definitions.
    roots: u32,
    /// How many steps it took to find all this, at most.
    steps: u32,
    /// Made when it is first asked for.
    #[serde(skip)]
    index: OnceLock<index::Index>,
    /// What paths begin with, once somebody asks.
    #[serde(skip)]
    heads: OnceLock<Box<[u64]>>,
}

/// Definitions by what they may hide, as numbers.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Rivals {
    /// By the root and the first names of the path.
    near: FxHashMap<u64, Vec<u32>>,
    /// Those that may hide more than that.
    far: Vec<u32>,
}

/// As many names as say of which unit, mount or certificate an option is.
const NEAR: usize = 3;

/// A module of its own within a file. Facts of two roots of one file are never joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RootId(pub u32);

/// `path = value`, flattened.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Definition {
    /// The full option path from the module's root.
    pub path: Vec<Segment>,
    /// The value, without the wrappers around it.
    pub value: Value,
    /// 100 unless `mkForce` (50), `mkDefault` (1000) or `mkOverride` says otherwise;
    /// `None` if the text does not say which.
    pub priority: Option<u32>,
    /// How many names of the path stand before the function that gives the priority: `mkForce` of a
    /// whole set hides all that others say below its path.
    pub priority_depth: usize,
    /// 1000 unless `mkBefore` (500), `mkAfter` (1500) or `mkOrder` says otherwise.
    pub order: Option<u32>,
    /// What must hold for the definition to count, outermost first.
    pub conditions: Vec<Condition>,
    /// The module it belongs to.
    pub root: RootId,
    /// Where it stands.
    pub place: Place,
}

/// Where a definition stands, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The last name of the key, quotes included: the anchor of findings. What a function names, such as
    /// `genAttrs`, is named where its argument is written, which may be anywhere in the file.
    pub key: TextRange,
    /// The whole `path = value;`, or the `inherit`.
    pub statement: TextRange,
    /// The value as written, wrappers included.
    pub value: TextRange,
    /// The node that holds the statement: a set or a `let`.
    pub set: TextRange,
    /// Whether it was reached through a variable or a function, so that others may share it.
    pub is_shared: bool,
    /// Whether the value is only a part of the statement's, such as one branch of an `if`.
    pub is_partial: bool,
}

impl Place {
    /// What the statement says before the key, such as `a.b.`; empty if the key is not written there.
    pub(crate) fn before_key<'t>(&self, text: &'t str) -> &'t str {
        let range = usize::from(self.statement.start())..usize::from(self.key.start());
        text.get(range).unwrap_or_default()
    }
}

/// One name of an option path.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Segment {
    /// A name that the text says.
    Name(Box<str>),
    /// A computed name. Two with the same text and scope are equal; other names need not differ.
    Dynamic {
        /// The source text, without the quotes.
        text: Box<str>,
        /// Which variables it speaks of: of two functions, or of two calls, they are two.
        scope: u32,
        /// Whether an argument of a function takes part, so that it may stand for several names.
        varies: bool,
    },
}

/// One element of `imports`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Import {
    /// The path as written, if the text says it.
    pub path: Option<Box<str>>,
    /// Where the path stands, or what stands for one.
    pub range: TextRange,
    /// Whether whoever evaluates the module reads it, whatever the options are: no condition stands
    /// before it, and no function or update of which the text does not say what it does with it.
    pub is_certain: bool,
    /// Which machine it is of, if several may be defined in the file: a node of a test, or a call
    /// such as `nixosSystem { modules = [ … ]; }`.
    pub machine: Option<RootId>,
}

impl Module {
    /// Lowers the tree of one file.
    pub fn lower(root: Node<'_>, text: &str) -> Module {
        lower::lower(root, text)
    }

    /// As [`Module::lower`] of `now`, where this is what `before` says, and both differ in a region.
    pub fn again(mut self, before: Source<'_>, now: Source<'_>, region: Region) -> Module {
        match self.try_again(before, now, region) {
            true => self,
            false => Module::lower(now.root, now.text),
        }
    }

    /// As [`Module::again`], in place; `false` if all of `now` has to be read for that.
    pub(crate) fn try_again(
        &mut self,
        before: Source<'_>,
        now: Source<'_>,
        region: Region,
    ) -> bool {
        again::again(self, before, now, region)
    }
}

impl Segment {
    /// The name, if the text says it.
    pub fn name(&self) -> Option<&str> {
        match self {
            Segment::Name(name) => Some(name),
            Segment::Dynamic { .. } => None,
        }
    }

    /// The name, or the source text of a computed one, for messages.
    pub fn text(&self) -> &str {
        match self {
            Segment::Name(name) => name,
            Segment::Dynamic { text, .. } => text,
        }
    }
}

impl Definition {
    /// A project keeps the definitions of all its files.
    fn shrink(&mut self) {
        self.value.shrink();
        self.path.shrink_to_fit();
        self.conditions.shrink_to_fit();
    }

    /// The last name of the path, if the text says it.
    pub fn last_name(&self) -> Option<&str> {
        self.path.last()?.name()
    }

    /// Whether the path is exactly `pattern`, in which `*` stands for any one name.
    pub fn is(&self, pattern: &[&str]) -> bool {
        self.path.len() == pattern.len() && self.is_below(pattern)
    }

    /// Whether the path is `pattern` or lies below it.
    pub fn is_below(&self, pattern: &[&str]) -> bool {
        self.path.len() >= pattern.len()
            && self.path.iter().zip(pattern).all(|(segment, pattern)| match segment {
                _ if *pattern == "*" => true,
                Segment::Name(name) => **name == **pattern,
                Segment::Dynamic { .. } => false,
            })
    }

    /// How many names lead to the list in which it is, if that is a list of units such as
    /// `systemd.mounts`, or of sections. The next name is that of the element, which is not written.
    pub fn list_depth(&self) -> Option<usize> {
        elements::list_depth(&self.path)
    }

    /// The option path as one would write it.
    pub fn path_text(&self) -> String {
        let names: Vec<&str> = self.path.iter().map(Segment::text).collect();
        names.join(".")
    }

    /// Whether `other`, if it counts too, may hide this definition by its priority.
    pub fn yields_to(&self, other: &Definition) -> bool {
        if (self.priority, other.priority) == (Some(100), Some(100)) {
            return false;
        }
        if self.path == other.path && (self.priority.is_none() || other.priority.is_none()) {
            return self.priority != other.priority;
        }
        let yields_at = |depth: usize| {
            let is_common = |path| other.path.get(..depth) == Some(path);
            self.path.get(..depth).is_some_and(is_common)
                && other.priority_at(depth) < self.priority_at(depth)
        };
        yields_at(self.priority_depth) || yields_at(other.priority_depth)
    }

    /// The root and the first names of the path, if what has others can hide nothing of this.
    fn neighbourhood(&self) -> Option<u64> {
        let names = self.path.get(..NEAR)?;
        if self.priority != Some(100) && self.priority_depth < NEAR {
            return None;
        }
        let mut hasher = FxHasher::default();
        (self.root, names).hash(&mut hasher);
        Some(hasher.finish())
    }

    /// The priority of what is said at the first `depth` names of the path.
    pub(crate) fn priority_at(&self, depth: usize) -> u32 {
        match self.priority {
            Some(priority) if self.priority_depth <= depth => priority,
            _ => 100,
        }
    }

    /// Whether this definition and `other` can never count together.
    pub fn excludes(&self, other: &Definition) -> bool {
        excludes(&self.conditions, &other.conditions)
    }
}

impl Module {
    /// Notes what is asked for again and again.
    fn finish(&mut self) {
        // What is said of the root itself has no path.
        self.definitions.retain(|it| {
            if it.path.is_empty()
                && matches!(it.value.kind, ValueKind::Unknown)
                && !self.open.contains(&it.root)
            {
                self.open.push(it.root);
            }
            !it.path.is_empty()
        });
        self.thin_out();
        self.definitions.iter_mut().for_each(Definition::shrink);
        self.take_notes();
    }

    /// The same for definitions of which all have been so before but those at `new`; `is_known` if
    /// their paths are those of others that stood there.
    fn finish_again(&mut self, new: Range<usize>, is_known: bool) {
        if !is_known {
            self.thin_out();
        }
        self.definitions.iter_mut().take(new.end).skip(new.start).for_each(Definition::shrink);
        self.take_notes();
    }

    fn take_notes(&mut self) {
        self.definitions.shrink_to_fit();
        let is_switch =
            |it: &Definition| it.last_name() == Some("enable") && it.value.truth() == Some(false);
        let numbered = (0..).zip(&self.definitions);
        self.rivals = None;
        self.index = OnceLock::new();
        self.heads = OnceLock::new();
        self.disabling =
            numbered.filter(|(_, it)| is_switch(it)).map(|(number, _)| number).collect();
        if self.definitions.iter().all(|it| it.priority == Some(100)) {
            return;
        }
        let mut rivals = Rivals::default();
        for (number, definition) in (0..).zip(&self.definitions) {
            match definition.neighbourhood() {
                Some(key) => rivals.near.entry(key).or_default().push(number),
                None => rivals.far.push(number),
            }
        }
        self.rivals = Some(rivals);
    }

    /// Whether the root also sets what the text does not say, at any path: `// cfg.extra`.
    pub fn is_open(&self, root: RootId) -> bool {
        self.open.contains(&root)
    }

    /// Whether another definition of the same option may hide this one by its priority.
    pub fn hides(&self, definition: &Definition) -> bool {
        let Some(rivals) = &self.rivals else {
            return false;
        };
        let stronger = |other: &Definition| {
            other.root == definition.root
                && definition.yields_to(other)
                && !other.excludes(definition)
        };
        let Some(key) = definition.neighbourhood() else {
            return self.definitions.iter().any(stronger);
        };
        let near = rivals.near.get(&key).into_iter().flatten();
        near.chain(&rivals.far).any(|&number| stronger(&self.definitions[number as usize]))
    }

    /// Whether `systemd.<kind>.<name>.enable` is `false` in the same root.
    pub fn disables(&self, definition: &Definition, part: &UnitPart<'_>) -> bool {
        self.disabling.iter().map(|&number| &self.definitions[number as usize]).any(|other| {
            other.root == definition.root
                && !other.excludes(definition)
                && other.unit_part().is_some_and(|it| {
                    (it.manager, it.kind, it.name, it.section)
                        == (part.manager, part.kind, part.name, "")
                        && it.key == "enable"
                })
        })
    }

    /// Whether the file itself declares the option at `path`, or one above it.
    pub fn declares(&self, path: &[Segment]) -> bool {
        self.declared.iter().any(|declared| path.starts_with(declared))
    }
}
