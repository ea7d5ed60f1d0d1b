//! What lints ask of timers.

/// What may make a timer elapse.
pub(crate) const TRIGGERS: &[&str] = &[
    "OnActiveSec",
    "OnBootSec",
    "OnStartupSec",
    "OnUnitActiveSec",
    "OnUnitInactiveSec",
    "OnCalendar",
    "OnClockChange",
    "OnTimezoneChange",
];

/// Words that switch a directive on, as lines have them.
pub(crate) const TRUE: &[&str] = &["true", "yes", "on", "1", "y", "t"];
