//! Kinds of relations as kinds of lines.

use cfglint_lints::unit_files::EdgeKind;

/// How a relation is drawn: each has a pattern of its own, so that no colour is needed to tell them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shape {
    Want,
    Require,
    Trigger,
    Outcome,
    PartOf,
    Conflict,
    Order,
}

impl Shape {
    pub(super) const ALL: [Shape; 7] = [
        Shape::Want,
        Shape::Require,
        Shape::Trigger,
        Shape::Outcome,
        Shape::PartOf,
        Shape::Conflict,
        Shape::Order,
    ];

    pub(super) fn of(kind: EdgeKind) -> Shape {
        match kind {
            EdgeKind::Wants | EdgeKind::Upholds => Shape::Want,
            EdgeKind::Requires | EdgeKind::Requisite | EdgeKind::BindsTo => Shape::Require,
            EdgeKind::Triggers => Shape::Trigger,
            EdgeKind::OnFailure | EdgeKind::OnSuccess => Shape::Outcome,
            EdgeKind::PartOf => Shape::PartOf,
            EdgeKind::Conflicts => Shape::Conflict,
            EdgeKind::After | EdgeKind::Before => Shape::Order,
        }
    }

    /// The class of its lines.
    pub(super) fn class(self) -> &'static str {
        match self {
            Shape::Want => "want",
            Shape::Require => "require",
            Shape::Trigger => "trigger",
            Shape::Outcome => "outcome",
            Shape::PartOf => "part-of",
            Shape::Conflict => "conflict",
            Shape::Order => "order",
        }
    }

    /// What the legend says of it.
    pub(super) fn legend(self) -> &'static str {
        match self {
            Shape::Want => "wants",
            Shape::Require => "requires, binds to",
            Shape::Trigger => "triggers",
            Shape::Outcome => "on failure, on success",
            Shape::PartOf => "part of",
            Shape::Conflict => "conflicts",
            Shape::Order => "waits for",
        }
    }
}
