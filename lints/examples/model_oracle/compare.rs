//! One module: what the model says beside what Nix evaluates.

use cfglint_lints::model::{Definition, Module, RootId, Segment, Value, ValueKind};
use cfglint_syntax::TextRange;
use serde_json::Value as Json;

use crate::asked::{Answers, Asked};
use crate::values::{agrees, hold, is_whole, parts_agree};
use crate::{Counts, kinds};

/// One disagreement.
#[derive(Clone)]
pub(crate) struct Finding {
    /// Of which sort, for the reducer.
    pub(crate) sort: &'static str,
    pub(crate) text: String,
}

/// What came out of one module, or of several.
#[derive(Default)]
pub(crate) struct Report {
    pub(crate) findings: Vec<Finding>,
    /// Leaves in force, over all worlds.
    pub(crate) leaves: usize,
    /// Those whose whole value the model says.
    pub(crate) known: usize,
    /// Definitions, over all worlds, of which it is settled whether they count.
    pub(crate) settled: usize,
    pub(crate) unsettled: usize,
    /// Values that are always the same and that the model does not know, by reason.
    pub(crate) unknown: Counts,
}

impl Report {
    pub(crate) fn add(&mut self, other: Report) {
        self.leaves += other.leaves;
        self.known += other.known;
        self.settled += other.settled;
        self.unsettled += other.unsettled;
        for (kind, count) in other.unknown {
            *self.unknown.entry(kind).or_default() += count;
        }
    }

    fn find(&mut self, sort: &'static str, text: String) {
        self.findings.push(Finding { sort, text });
    }
}

/// One leaf that Nix evaluates.
struct Leaf<'a> {
    path: Vec<&'a str>,
    value: &'a Json,
    /// What is around it, outermost first.
    priorities: Vec<i64>,
    orders: Vec<i64>,
}

struct World<'a> {
    answers: Answers<'a>,
    leaves: Vec<Leaf<'a>>,
}

pub(crate) fn compare(text: &str, module: &Module, asked: &Asked, answer: &Json) -> Report {
    let worlds: Vec<World<'_>> =
        answer.as_array().into_iter().flatten().map(|world| read(world, asked)).collect();
    let mut report = Report::default();
    for (number, world) in worlds.iter().enumerate() {
        for definition in definitions(module) {
            claimed(&mut report, number, world, definition, module);
        }
        for leaf in &world.leaves {
            predicted(&mut report, number, world, leaf, module);
        }
        exclusive(&mut report, number, world, module);
    }
    for definition in definitions(module) {
        if !is_whole(&definition.value) {
            depends(&mut report, text, &worlds, definition);
        }
    }
    report
}

fn read<'a>(world: &'a Json, asked: &'a Asked) -> World<'a> {
    let strings = |it: &'a Json| it.as_array().into_iter().flatten().filter_map(Json::as_str);
    let numbers =
        |it: &Json| it.as_array().into_iter().flatten().filter_map(Json::as_i64).collect();
    let leaves = world["leaves"].as_array().into_iter().flatten();
    World {
        answers: Answers { asked, values: &world["answers"] },
        leaves: leaves
            .map(|leaf| Leaf {
                path: strings(&leaf["path"]).collect(),
                value: &leaf["value"],
                priorities: numbers(&leaf["priorities"]),
                orders: numbers(&leaf["orders"]),
            })
            .collect(),
    }
}

/// What the file's own module says; what others in it say is not evaluated here.
fn definitions(module: &Module) -> impl Iterator<Item = &Definition> {
    module.definitions.iter().filter(|it| it.root == RootId(0))
}

/// What the model knows to be in force has to be a leaf.
fn claimed(
    report: &mut Report,
    number: usize,
    world: &World<'_>,
    definition: &Definition,
    module: &Module,
) {
    let holds = hold(&definition.conditions, &world.answers);
    match holds {
        Some(_) => report.settled += 1,
        None => report.unsettled += 1,
    }
    if holds != Some(true) || matches!(definition.value.kind, ValueKind::Unknown) {
        return;
    }
    let (answers, path) = (&world.answers, &definition.path);
    let is_computed = |it: &Segment| match it {
        Segment::Name(_) => false,
        Segment::Dynamic { text, .. } => answers.text(text).is_none(),
    };
    if matches!(definition.value.kind, ValueKind::EmptySet) {
        if !path.iter().any(is_computed)
            && !world.leaves.iter().any(|leaf| is_prefix(path, leaf, answers))
        {
            report.find("claims", format!("world {number}: no {} = {{ }}", definition.path_text()));
        }
        return;
    }
    let here = world.leaves.iter().filter(|leaf| is_at(path, leaf, answers));
    // An empty set says nothing, and may be anyone's.
    let is_function = matches!(definition.value.kind, ValueKind::Function);
    let mut below = world.leaves.iter().filter(|leaf| is_prefix(path, leaf, answers));
    if is_function && below.all(|leaf| is_empty_set(leaf.value) || leaf.path.len() == path.len()) {
        // The stub calls functions, as the option of a submodule does, and takes them for sets.
        return;
    }
    let here = here.filter(|leaf| is_function || !is_empty_set(leaf.value));
    let is_anyones = |leaf: &&Leaf<'_>| {
        let others = definitions(module).filter(|it| !std::ptr::eq(*it, definition));
        others.into_iter().any(|it| explains(it, leaf, answers))
    };
    if path.iter().any(is_computed) && here.clone().all(|it| is_anyones(&it)) {
        return; // Perhaps there are no such names.
    }
    let right: Vec<&Leaf<'_>> =
        here.filter(|leaf| agrees(&definition.value, leaf.value, answers)).collect();
    if right.is_empty() {
        report.find(
            "claims",
            format!(
                "world {number}: not so: {} = {:?}",
                definition.path_text(),
                definition.value.kind
            ),
        );
    } else if !right.iter().any(|leaf| weighs(definition, leaf)) {
        report.find(
            "weight",
            format!(
                "world {number}: {} has priority {:?} and order {:?}, not {:?} and {:?}",
                definition.path_text(),
                right[0].priorities,
                right[0].orders,
                definition.priority,
                definition.order,
            ),
        );
    }
}

/// Every leaf has to be a definition, or below one that is not known.
fn predicted(
    report: &mut Report,
    number: usize,
    world: &World<'_>,
    leaf: &Leaf<'_>,
    module: &Module,
) {
    let answers = &world.answers;
    if is_empty_set(leaf.value) || leaf.path.is_empty() {
        return;
    }
    report.leaves += 1;
    let candidates = definitions(module).filter(|it| hold(&it.conditions, answers) != Some(false));
    let mut is_predicted = module.is_open(RootId(0));
    for definition in candidates.filter(|it| explains(it, leaf, answers)) {
        is_predicted = true;
        if is_whole(&definition.value) {
            report.known += 1;
            break;
        }
    }
    if !is_predicted {
        report.find(
            "misses",
            format!(
                "world {number}: missed: {} = {}, priority {:?}, order {:?}",
                leaf.path.join("."),
                leaf.value,
                leaf.priorities,
                leaf.orders
            ),
        );
    }
}

/// Whether the leaf may come from the definition.
fn explains(definition: &Definition, leaf: &Leaf<'_>, answers: &Answers<'_>) -> bool {
    match definition.value.kind {
        ValueKind::Unknown => is_prefix(&definition.path, leaf, answers),
        _ => {
            is_at(&definition.path, leaf, answers)
                && agrees(&definition.value, leaf.value, answers)
                && weighs(definition, leaf)
        }
    }
}

/// Two definitions of which the model says that they never count together.
fn exclusive(report: &mut Report, number: usize, world: &World<'_>, module: &Module) {
    let in_force: Vec<&Definition> = definitions(module)
        .filter(|it| hold(&it.conditions, &world.answers) == Some(true))
        .collect();
    for (index, one) in in_force.iter().enumerate() {
        for other in in_force.iter().skip(index).filter(|other| one.excludes(other)) {
            let (one, other) = (one.path_text(), other.path_text());
            report.find("excludes", format!("world {number}: {one} and {other} count together"));
        }
    }
}

/// What the model does not know has to depend on what the text does not say.
fn depends(report: &mut Report, text: &str, worlds: &[World<'_>], definition: &Definition) {
    let mut seen: Vec<Vec<(&[&str], &Json)>> = Vec::new();
    for world in worlds {
        if hold(&definition.conditions, &world.answers) == Some(true) {
            let leaves = world.leaves.iter();
            let below = leaves.filter(|leaf| is_prefix(&definition.path, leaf, &world.answers));
            seen.push(below.map(|leaf| (leaf.path.as_slice(), leaf.value)).collect());
        }
    }
    let [first, others @ ..] = seen.as_slice() else {
        return;
    };
    // One world shows nothing.
    if others.is_empty() || first.is_empty() || others.iter().any(|other| other != first) {
        return;
    }
    let is_list = matches!(definition.value.kind, ValueKind::List(_));
    for range in unknown_ranges(&definition.value) {
        match kinds::reason(text, range, is_list) {
            Some(kind) => *report.unknown.entry(kind).or_default() += 1,
            None => {
                let path = definition.path_text();
                let source = &text[usize::from(range.start())..usize::from(range.end())];
                report
                    .find("unknown", format!("{path} is always the same, and not known: {source}"));
            }
        }
    }
}

/// Where the parts of a value stand that are not known.
fn unknown_ranges(value: &Value) -> Vec<TextRange> {
    match &value.kind {
        ValueKind::Unknown => vec![value.range],
        ValueKind::List(list) => {
            let mut ranges: Vec<TextRange> =
                list.items.iter().flat_map(|item| unknown_ranges(&item.value)).collect();
            if !list.is_complete {
                ranges.push(value.range);
            }
            ranges
        }
        _ => Vec::new(),
    }
}

/// Whether the leaf has the priority and the order of the definition. Of several around one leaf
/// it depends on the option which one counts.
fn weighs(definition: &Definition, leaf: &Leaf<'_>) -> bool {
    let agrees = |ours: Option<u32>, usual: i64, theirs: &[i64]| match (ours, theirs) {
        (None, _) => true,
        (Some(ours), []) => i64::from(ours) == usual,
        (Some(ours), theirs) => theirs.iter().all(|it| *it == i64::from(ours)),
    };
    agrees(definition.priority, 100, &leaf.priorities)
        && agrees(definition.order, 1000, &leaf.orders)
}

fn is_empty_set(value: &Json) -> bool {
    value["set"].as_object().is_some_and(|set| set.is_empty())
}

fn is_at(path: &[Segment], leaf: &Leaf<'_>, answers: &Answers<'_>) -> bool {
    path.len() == leaf.path.len() && is_prefix(path, leaf, answers)
}

/// Whether the leaf is at `path` or below.
fn is_prefix(path: &[Segment], leaf: &Leaf<'_>, answers: &Answers<'_>) -> bool {
    path.len() <= leaf.path.len()
        && path.iter().zip(&leaf.path).all(|(segment, name)| match segment {
            Segment::Name(ours) => **ours == **name,
            Segment::Dynamic { text, .. } => match answers.text(text) {
                Some(text) => text == *name,
                None => is_like(text, name),
            },
        })
}

/// Whether `text` can be `name` once its interpolations are replaced.
fn is_like(text: &str, name: &str) -> bool {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find("${") {
        parts.push(Some(&rest[..at]));
        parts.push(None);
        let mut depth = 0;
        let end = rest[at..].char_indices().find(|(_, it)| {
            depth += match it {
                '{' => 1,
                '}' => -1,
                _ => 0,
            };
            depth == 0 && *it == '}'
        });
        rest = end.map_or("", |(end, _)| &rest[at + end + 1..]);
    }
    parts.push(Some(rest));
    parts_agree(&parts, name)
}
