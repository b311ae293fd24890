//! A state as one mark and words; readable in greyscale and by ear.

use maud::{Markup, Render, html};

use crate::icon::{Icon, icon};
use crate::lang::Lang;
use crate::t;

/// What kind of state it is; decides mark and colour, never the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StateKind {
    /// New, nothing done yet.
    New,
    /// Being worked on.
    Work,
    /// Due today, or closing soon.
    Soon,
    /// Overdue.
    Late,
    /// Waiting for the citizen; time stands still.
    Wait,
    /// Done.
    Done,
    /// An office is open.
    Open,
    /// No news.
    Off,
}

impl StateKind {
    const fn icon(self) -> Icon {
        match self {
            Self::New => Icon::Ring,
            Self::Work => Icon::Half,
            Self::Soon => Icon::Clock,
            Self::Late => Icon::Late,
            Self::Wait => Icon::Pause,
            Self::Done => Icon::Check,
            Self::Open => Icon::Door,
            Self::Off => Icon::Off,
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::New | Self::Wait | Self::Off => "state",
            Self::Work | Self::Done | Self::Open => "state good",
            Self::Soon => "state soon",
            Self::Late => "state late",
        }
    }
}

/// A state in words, with its mark.
#[derive(Debug, Clone)]
pub struct State {
    kind: StateKind,
    words: String,
}

impl State {
    /// The words say all; the mark only helps to find them.
    pub fn new(kind: StateKind, words: impl Into<String>) -> Self {
        Self { kind, words: words.into() }
    }
}

impl Render for State {
    fn render(&self) -> Markup {
        html! { span class=(self.kind.class()) { (icon(self.kind.icon())) (self.words) } }
    }
}

pub(crate) fn sample(lang: &Lang) -> Markup {
    let states = [
        (StateKind::New, t!(lang, "sample-state-new")),
        (StateKind::Work, t!(lang, "sample-state-work")),
        (StateKind::Soon, t!(lang, "sample-state-soon")),
        (StateKind::Late, t!(lang, "sample-state-late")),
        (StateKind::Wait, t!(lang, "sample-state-wait")),
        (StateKind::Done, t!(lang, "sample-state-done")),
        (StateKind::Open, t!(lang, "sample-state-open")),
        (StateKind::Off, t!(lang, "sample-state-off")),
    ];
    html! { ul.list { @for (kind, words) in states { li { (State::new(kind, words)) } } } }
}
