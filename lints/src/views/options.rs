//! Options of the whole machine.

use crate::facts::Fact;
use crate::model::Definition;
use crate::{FileReport, ProjectContext, Release};

/// All definitions of an option, of all files.
pub(crate) fn all<'a>(cx: &ProjectContext<'a>, path: &[&str]) -> Vec<Fact<'a>> {
    let facts = cx.definitions_under(path[0]).filter(|(_, definition)| definition.is(path));
    facts.map(|(file, definition)| Fact { file, definition }).collect()
}

/// Whether a stronger definition of the same option may hide `fact`.
pub(crate) fn is_hidden(all: &[Fact<'_>], fact: &Fact<'_>) -> bool {
    all.iter()
        .any(|other| other.definition.path == fact.definition.path && fact.is_hidden_by(other))
}

/// Whether nothing is said of an option, nor of a set around it that the text does not say.
pub(crate) fn is_silent_on(cx: &ProjectContext<'_>, path: &[&str]) -> bool {
    !cx.definitions_under(path[0]).any(|(_, definition)| {
        let length = definition.path.len();
        length <= path.len() && definition.is(&path[..length])
    })
}

/// Whether some file, which is neither a test nor an example, is that of a machine.
pub(crate) fn has_machine(cx: &ProjectContext<'_>) -> bool {
    cx.definitions_under("system").any(|(file, definition)| is_machine(file, definition))
}

/// Whether some machine says that it was first installed with a release from `release` on, which is
/// then no newer than the one in use.
pub(crate) fn is_since(cx: &ProjectContext<'_>, release: Release) -> bool {
    cx.definitions_under("system").any(|(_, definition)| {
        let version = definition.value.as_str().and_then(|it| it.parse::<Release>().ok());
        version.is_some_and(|it| it >= release) && definition.is(&["system", "stateVersion"])
    })
}

/// Whether there is exactly one machine among the files.
pub(crate) fn is_one_machine(cx: &ProjectContext<'_>) -> bool {
    let system = cx.definitions_under("system");
    let mut machines = system.filter(|(file, definition)| is_machine(file, definition));
    machines.next().is_some() && machines.next().is_none()
}

fn is_machine(file: &FileReport, definition: &Definition) -> bool {
    definition.is(&["system", "stateVersion"])
        && !file.module.machines.contains(&definition.root)
        && !is_test(&file.source.name)
        && !file
            .source
            .name
            .split('/')
            .any(|part| part.starts_with("example") || part.starts_with("template"))
}

/// Whether a file is one of tests.
pub(crate) fn is_test(name: &str) -> bool {
    name.split('/').any(|part| part == "tests" || part == "test")
}
