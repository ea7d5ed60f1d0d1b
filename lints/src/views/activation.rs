//! Sockets and paths, the services that they start, and what may complete a unit unseen.

use crate::ProjectContext;
use crate::views::whole::Whole;
use crate::views::world::mentions;

/// Whether a unit that starts a service is surely defined in these files as a whole, so that it means
/// something if a directive is missing: the service is, and nothing brings units along.
///
/// `section` and `directive` are where the unit names its service, if it has not the same name.
pub(crate) fn is_own_with_service(unit: &Whole<'_, '_>, section: &str, directive: &str) -> bool {
    let Some(name) = unit.unit.id.name.known() else { return false };
    let view = unit.view();
    let is_elsewhere = !view.is_known()
        || !unit.files.packages().is_empty()
        || unit.unit.id.template().is_some()
        || unit.anchor.fact.definition.priority != Some(100)
        || view.strategies().next().is_some();
    if is_elsewhere {
        return false;
    }
    // What has a service that is defined here with its command has not come from elsewhere.
    let is_own = |service: &str| unit.other_named(service).is_some_and(|it| it.is_own());
    match unit.value(section, directive) {
        Some(said) => said.line.literal().is_some_and(is_own),
        None => {
            unit.lacks(section, directive)
                && [format!("{name}.service"), format!("{name}@.service")]
                    .iter()
                    .any(|it| is_own(it))
        }
    }
}

/// Whether a file names the folder of drop-ins of a unit, as one that puts them into a package does:
/// what the unit lacks may be there.
pub(crate) fn has_drop_in(cx: &ProjectContext<'_>, unit: &Whole<'_, '_>) -> bool {
    mentions(cx, &format!("{}.d", unit.name()))
}
