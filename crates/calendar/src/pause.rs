//! The time during which an office waits for the citizen and its limit stands still.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// From a question to the citizen until the answer, which is no longer inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Pause {
    /// When the office asked.
    pub from: Timestamp,
    /// When the citizen answered; `None` while the office still waits.
    pub until: Option<Timestamp>,
}

impl Pause {
    /// The same pause as if an answer still outstanding had come at `now`.
    ///
    /// With it a page can say by when the office answers if the citizen replies at once.
    #[must_use]
    pub fn ended_by(self, now: Timestamp) -> Pause {
        Pause { until: Some(self.until.unwrap_or(now)), ..self }
    }
}

/// All pauses of one case, as the counting of days needs them.
#[derive(Clone, Copy)]
pub(crate) struct Pauses<'a> {
    all: &'a [Pause],
    open_since: Option<Timestamp>,
}

impl<'a> Pauses<'a> {
    pub(crate) fn new(all: &'a [Pause]) -> Self {
        let open_since = all.iter().filter(|pause| pause.until.is_none()).map(|pause| pause.from).min();
        Pauses { all, open_since }
    }

    /// When the pause began that has not ended.
    pub(crate) fn open_since(self) -> Option<Timestamp> {
        self.open_since
    }

    pub(crate) fn is_empty(self) -> bool {
        self.all.is_empty()
    }

    /// Whether an instant lies inside a pause that has ended.
    ///
    /// An open pause excludes nothing: it freezes the remaining time instead, and how many days it
    /// takes is not known before it ends.
    pub(crate) fn exclude(self, instant: Timestamp) -> bool {
        let is_inside = |pause: &Pause| pause.from <= instant && pause.until.is_some_and(|until| instant < until);
        self.open_since.is_none_or(|since| instant < since) && self.all.iter().any(is_inside)
    }
}
