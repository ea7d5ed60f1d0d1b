//! What may end targets, found out once.

use rustc_hash::FxHashSet;

use crate::ProjectContext;
use crate::model::ValueKind;
use crate::plain::{TARGET, ends_at};

/// What may end targets, whatever they are called.
pub(super) struct Enders {
    /// Starting what conflicts with one stops it.
    conflicts: FxHashSet<String>,
    scripts: Vec<String>,
}

/// Of more scripts that stop targets it is not asked which.
const SCRIPTS: usize = 1_000;

impl Enders {
    pub(super) fn of(cx: &ProjectContext<'_>) -> Enders {
        let (mut conflicts, mut scripts) = (FxHashSet::default(), Vec::new());
        for (_, definition) in cx.definitions() {
            let key = definition.last_name();
            let is_conflict = key.is_some_and(|key| key.eq_ignore_ascii_case("conflicts"));
            for item in definition.value.items() {
                let ValueKind::Str(text) = &item.value.kind else { continue };
                let name = item.value.as_str().filter(|_| is_conflict);
                conflicts.extend(name.map(str::to_owned));
                let text = text.with_holes();
                if text.contains("stop") && text.contains(TARGET) {
                    scripts.push(text);
                }
            }
        }
        Enders { conflicts, scripts }
    }

    /// Whether something may end that one.
    pub(super) fn end(&self, target: &str) -> bool {
        let stops = |text: &String| {
            let mut names = text.match_indices(target);
            names.any(|(at, name)| ends_at(text, at + name.len()))
        };
        self.conflicts.contains(target)
            || self.scripts.len() > SCRIPTS
            || self.scripts.iter().any(stops)
    }
}
