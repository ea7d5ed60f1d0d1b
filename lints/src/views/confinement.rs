//! Confined services.

use crate::facts::{Fact, Unit};
use crate::memory::Selection;
use crate::model::{Manager, TextPart, UnitPart, Value, ValueKind};
use crate::views::unit::{JoinedUnit, LocalUnit};
use crate::views::world::Imports;
use crate::{ProjectContext, Release};

/// The commands whose packages confinement copies into the chroot.
pub(crate) const EXEC: &[&str] =
    &["ExecReload", "ExecStart", "ExecStartPost", "ExecStartPre", "ExecStop", "ExecStopPost"];
/// Options that become such commands.
pub(crate) const SCRIPTS: &[&str] =
    &["script", "preStart", "postStart", "reload", "preStop", "postStop"];

/// Whether any service may be confined. Few projects have one, and this is quick to ask.
pub(crate) fn is_used(cx: &ProjectContext<'_>) -> bool {
    !cx.select(&CONFINEMENT).is_empty()
}

/// What speaks of confinement, also of units of users.
static CONFINEMENT: Selection = Selection {
    roots: None,
    is_meant: |it| it.path.get(3).is_some_and(|it| it.name() == Some("confinement")),
};

/// Since when confinement bears `ProtectSystem` and dynamic users.
pub(crate) const BEARS_ALL: Release = Release { year: 24, month: 11 };

/// What confines the service of `fact`, if that is certain and nothing hides or disables `fact`.
pub(crate) fn confined<'a>(
    imports: &Imports,
    unit: &Unit<'a>,
    fact: &Fact<'a>,
    part: &UnitPart<'a>,
) -> Option<Fact<'a>> {
    if part.manager != Manager::System
        || part.kind != "services"
        || unit.hides(fact)
        || unit.is_disabled(fact)
    {
        return None;
    }
    let unit = JoinedUnit::of(imports, unit, fact);
    let mut enable = unit.get("confinement", "enable");
    enable.find(|it| matches!(it.definition.value.kind, ValueKind::Bool(true)))
}

/// Whether the unit is confined, as far as the file itself says.
pub(crate) fn is_confined(unit: &LocalUnit<'_>, part: &UnitPart<'_>) -> bool {
    part.manager == Manager::System
        && part.kind == "services"
        && unit
            .get("confinement", "enable")
            .any(|it| matches!(it.value.kind, ValueKind::Bool(true)))
}

/// The source texts of all interpolations and unknown elements of a value.
pub(crate) fn open_texts(value: &Value, text: &str) -> Vec<String> {
    let kinds: Vec<Value> = match &value.kind {
        ValueKind::List(_) => value.items().into_iter().map(|item| item.value).collect(),
        _ => vec![value.clone()],
    };
    let mut open = Vec::new();
    for value in kinds {
        match &value.kind {
            ValueKind::Str(parts) => {
                open.extend(parts.parts.iter().filter_map(|part| match part {
                    TextPart::Hole(hole) => Some(hole.text.to_string()),
                    TextPart::Literal(_) => None,
                }))
            }
            ValueKind::Unknown | ValueKind::Call { .. } => {
                open.push(text[value.range].to_owned());
            }
            _ => {}
        }
    }
    open
}

/// Whether the source text of a value names one package and nothing else: `${pkgs.a}`, `pkgs.a`.
pub(crate) fn package_of(source: &str) -> Option<&str> {
    let inner = source.strip_prefix("${").and_then(|it| it.strip_suffix('}')).unwrap_or(source);
    let inner = inner.trim();
    let is_path = inner
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-' | b'\''));
    (is_path && inner.starts_with("pkgs.")).then_some(inner)
}
