//! What the project says of certificates and units, found out once.

use rustc_hash::FxHashSet;

use crate::ProjectContext;
use crate::model::Segment;

/// What the project says of certificates and units.
pub(super) struct Known<'a> {
    pub(super) certificates: FxHashSet<&'a str>,
    /// The certificate of the project, if there is one and no host that may ask for another.
    pub(super) only: Option<&'a str>,
    /// By kind, such as `services`, and name.
    units: FxHashSet<(&'a str, &'a str)>,
    /// Of what kinds there are units whose names are computed, and may be those of certificates.
    computed: FxHashSet<&'a str>,
}

impl<'a> Known<'a> {
    pub(super) fn of(cx: &ProjectContext<'a>) -> Known<'a> {
        let (mut units, mut computed) = (FxHashSet::default(), FxHashSet::default());
        for part in cx.definitions_under("systemd").filter_map(|(_, it)| it.unit_part()) {
            match part.name {
                Segment::Name(name) => _ = units.insert((part.kind, &**name)),
                Segment::Dynamic { text, .. } if text.contains("acme") => {
                    computed.insert(part.kind);
                }
                Segment::Dynamic { .. } => {}
            }
        }
        let certificates = certificates(cx).collect();
        Known { certificates, only: only_certificate(cx), units, computed }
    }

    /// Whether the project defines a unit of that name, or one whose name may be it.
    pub(super) fn defines(&self, unit: &str) -> bool {
        let Some((name, suffix)) = unit.rsplit_once('.') else {
            return false;
        };
        let kind = format!("{suffix}s");
        self.units.contains(&(kind.as_str(), name)) || self.computed.contains(kind.as_str())
    }
}

/// The names of certificates that the text says.
fn certificates<'a>(cx: &ProjectContext<'a>) -> impl Iterator<Item = &'a str> + use<'a> {
    cx.definitions_under("security").filter_map(|(_, definition)| {
        let is_cert = definition.is_below(&["security", "acme", "certs", "*"]);
        definition.path.get(3).filter(|_| is_cert)?.name()
    })
}

/// The certificate of the project, if there is one and no host that may ask for another.
fn only_certificate<'a>(cx: &ProjectContext<'a>) -> Option<&'a str> {
    let first = certificates(cx).next()?;
    let is_only = certificates(cx).all(|cert| cert == first);
    let asks = cx.count("enableACME") > 0;
    (is_only && !asks).then_some(first)
}
