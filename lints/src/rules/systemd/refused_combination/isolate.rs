//! Several units that are each to be the only one.

use crate::ProjectContext;
use crate::unit_files::UnitType;
use crate::views::whole;

/// Lists of units and how they are started, with the first version that has them.
const LISTS: &[(&str, &str, u16)] =
    &[("OnFailure", "OnFailureJobMode", 1), ("OnSuccess", "OnSuccessJobMode", 249)];

/// Reports `OnFailureJobMode=isolate` with more than one unit: each would stop the others.
pub(super) fn check(cx: &mut ProjectContext<'_>) {
    let versions = cx.versions();
    for (list, mode, _) in LISTS.iter().filter(|it| versions.all_since(it.2)) {
        whole::for_each(cx, None, "Unit", &[mode], |cx, unit, _| {
            let Some(said) = unit.value_of("Unit", mode, &["isolate"]) else { return };
            let lines = unit.lines("Unit", list).unwrap_or_default();
            let mut names: Vec<&str> = lines
                .iter()
                .flat_map(|it| it.words().map(|(_, word)| word))
                .filter(|it| !it.contains('%') && UnitType::split(it).is_some())
                .collect();
            names.sort_unstable();
            names.dedup();
            let Some(last) = lines.last().filter(|_| names.len() > 1) else { return };
            let message = format!(
                "systemd refuses `{}`: with `{mode}=isolate` it takes one unit in `{list}`, not {}",
                unit.name(),
                names.len(),
            );
            let (range, place) = (said.range(cx), last.key(cx));
            cx.report(said.fact.file, range, message)
                .help(format!("start one unit that wants the others, or delete `{mode}`"))
                .related(&last.fact.file.source, place, "the units are named here")
                .emit();
        });
    }
}
