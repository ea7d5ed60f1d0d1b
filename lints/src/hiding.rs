//! Which definitions of one unit may be hidden by others, without comparing each with each: a
//! thousand machines may speak of a unit of the same name.

use std::cell::RefCell;
use std::hash::{Hash, Hasher};
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHasher};

use crate::facts::Fact;
use crate::model::{Definition, Segment};

/// The priority that a definition has unless it says another one.
const USUAL: u32 = 100;

/// The definitions of a unit, as numbers that its owner gives, by what they can hide.
#[derive(Default)]
pub(crate) struct Hiding {
    /// Those that are stronger than usual, by the names before the function that makes them so;
    /// and those of which the text does not say how strong they are, by their paths.
    strong: FxHashMap<u64, Vec<(Option<u32>, u32)>>,
    /// By a number of names: all that have these names in common, the strongest first. Only what
    /// is weaker than usual asks for this.
    near: RefCell<FxHashMap<usize, Rc<Near>>>,
}

/// Priorities and numbers.
type Near = FxHashMap<u64, Vec<(u32, u32)>>;

impl Hiding {
    /// Takes in a definition. Numbers come in order.
    pub(crate) fn push(&mut self, number: u32, definition: &Definition) {
        let (priority, names) = match definition.priority {
            Some(priority) if priority >= USUAL => return,
            Some(_) => (definition.priority, definition.path.get(..definition.priority_depth)),
            None => (None, Some(&definition.path[..])),
        };
        if let Some(names) = names {
            let same = self.strong.entry(hash(names)).or_default();
            same.insert(same.partition_point(|it| it.0 <= priority), (priority, number));
        }
    }

    /// Whether some definition may hide `fact`, of so many, of which `get` gives each.
    pub(crate) fn hides<'a>(
        &self,
        fact: &Fact<'a>,
        count: usize,
        get: impl Fn(u32) -> Fact<'a>,
    ) -> bool {
        let definition = fact.definition;
        let (path, priority) = (&definition.path, definition.priority);
        let hides = |number: u32| fact.is_hidden_by(&get(number));
        let is_stronger = |length: usize| {
            // Above the function, the fact itself has the usual priority.
            let own = priority.unwrap_or(USUAL);
            let own = if length < definition.priority_depth { own.max(USUAL) } else { own };
            let same = self.strong.get(&hash(&path[..length]));
            let stronger = same.into_iter().flatten();
            let mut stronger = stronger.take_while(|it| it.0.is_none_or(|it| it < own));
            stronger.any(|it| hides(it.1))
        };
        if !self.strong.is_empty() && (0..=path.len()).any(is_stronger) {
            return true;
        }
        let (length, limit) = match priority {
            Some(priority) if priority > USUAL => (definition.priority_depth, Some(priority)),
            Some(_) => return false,
            // Whatever the text says of the same option may be stronger.
            None => (path.len(), None),
        };
        let Some(names) = path.get(..length) else { return false };
        let near = self.near(length, count, &get);
        let same = near.get(&hash(names)).into_iter().flatten();
        same.take_while(|it| limit.is_none_or(|limit| it.0 < limit)).any(|it| hides(it.1))
    }

    fn near<'a>(&self, length: usize, count: usize, get: &impl Fn(u32) -> Fact<'a>) -> Rc<Near> {
        let mut all = self.near.borrow_mut();
        let known = all.entry(length).or_insert_with(|| {
            let mut near = Near::default();
            for number in 0..count as u32 {
                let definition = get(number).definition;
                if let Some(names) = definition.path.get(..length) {
                    let priority = definition.priority_at(length);
                    near.entry(hash(names)).or_default().push((priority, number));
                }
            }
            near.values_mut().for_each(|same| same.sort_unstable());
            Rc::new(near)
        });
        Rc::clone(known)
    }
}

fn hash(names: &[Segment]) -> u64 {
    let mut hasher = FxHasher::default();
    names.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::Hiding;
    use crate::facts::Fact;
    use crate::{Analysis, Config, FileId, FileReport, SourceFile};

    /// Settings of one unit, by as many machines as there are spellings.
    fn reports() -> Vec<FileReport> {
        let values = [
            "x.y = 1;",
            "x.y = lib.mkForce 2;",
            "x.y = lib.mkDefault 3;",
            "x.y = lib.mkOverride config.z 4;",
            "x.y = lib.mkOverride 60 5;",
            "x.y = lib.mkOverride 1500 6;",
            "x = lib.mkForce { y = 7; };",
            "x = lib.mkDefault { y = 8; z = 1; };",
            "x = lib.mkOverride 70 { y = lib.mkForce 9; };",
            "x = lib.mkDefault { y = lib.mkDefault 10; };",
            "x.z = lib.mkIf config.a.enable (lib.mkForce 11);",
            "x.z = lib.mkIf (!config.a.enable) 12;",
            "x = lib.mkOverride config.z { y = 13; };",
        ];
        let texts = values.iter().enumerate().map(|(number, value)| {
            let text = format!("{{ config, lib, ... }}: {{ systemd.services.a.{value} }}");
            SourceFile::new(FileId(number as u32), format!("{number}.nix"), text)
        });
        let analysis = Analysis::new(Arc::new(Config::default()));
        texts.map(|source| analysis.file(&source)).collect()
    }

    #[test]
    fn the_index_says_what_comparing_each_with_each_says() {
        let reports = reports();
        let facts: Vec<Fact<'_>> = reports
            .iter()
            .flat_map(|file| {
                file.module.definitions.iter().map(move |it| Fact { file, definition: it })
            })
            .collect();
        let (mut hidden, mut pairs) = (0, 0);
        for one in &facts {
            for other in &facts {
                // Of each two, and of each with all others.
                for some in [vec![*one, *other], facts.clone()] {
                    let mut hiding = Hiding::default();
                    for (number, fact) in some.iter().enumerate() {
                        hiding.push(number as u32, fact.definition);
                    }
                    let is_hidden = hiding.hides(one, some.len(), |it| some[it as usize]);
                    assert_eq!(is_hidden, some.iter().any(|it| one.is_hidden_by(it)));
                    hidden += u32::from(is_hidden);
                    pairs += 1;
                }
            }
        }
        assert!(hidden > 50 && hidden < pairs - 50, "{hidden} of {pairs}");
    }
}
