//! The desk's inbox: groups by due, remaining working time in words above a thin line.

use maud::{Markup, Render, html};

use super::state::{State, StateKind};
use crate::lang::Lang;
use crate::t;

/// Groups of open reports.
#[derive(Debug, Clone)]
pub struct Inbox<'a> {
    lang: &'a Lang,
    groups: Vec<InboxGroup>,
    pick: Option<&'static str>,
}

/// Reports that are due alike.
#[derive(Debug, Clone)]
pub struct InboxGroup {
    /// "Jatuh tempo hari ini: 3".
    pub heading: String,
    /// What is to know about the group: "Kantor tutup pukul 16.00 WITA". May be empty.
    pub about: String,
    /// Its reports, nearest first.
    pub rows: Vec<InboxRow>,
}

/// One report.
#[derive(Debug, Clone)]
pub struct InboxRow {
    /// The kind of its state.
    pub kind: StateKind,
    /// Remaining working time in words (see [`crate::duration`]).
    pub left: String,
    /// How much of its working time is used up.
    pub used: TimeUsed,
    /// Where it opens.
    pub href: String,
    /// What it is about.
    pub subject: String,
    /// One line of it.
    pub line: String,
    /// "Pengaduan, web".
    pub kind_and_channel: String,
    /// Who has it, or that nobody has.
    pub officer: String,
    /// Its public number.
    pub number: String,
    /// Whether the keyboard stands on it.
    pub is_here: bool,
}

/// How much of the working time until the deadline is used up, in hundredths; overrun is all of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeUsed(u8);

impl TimeUsed {
    /// From working minutes used and working minutes allowed.
    pub fn of(used: u32, allowed: u32) -> Self {
        let share = (u64::from(used) * 100).checked_div(u64::from(allowed)).unwrap_or(100);
        Self(u8::try_from(share.min(100)).expect("at most a hundred"))
    }
}

impl<'a> Inbox<'a> {
    /// The inbox of these groups.
    pub fn new(lang: &'a Lang, groups: Vec<InboxGroup>) -> Self {
        Self { lang, groups, pick: None }
    }

    /// With a box at every number, so that several reports can be chosen: what its form sends is the number, under this
    /// name.
    #[must_use]
    pub fn pick(mut self, name: &'static str) -> Self {
        self.pick = Some(name);
        self
    }

    fn heading_row(&self) -> Markup {
        html! {
            tr {
                th scope="col" { (t!(self.lang, "inbox-left")) }
                th scope="col" { (t!(self.lang, "inbox-report")) }
                th scope="col" { (t!(self.lang, "inbox-kind")) }
                th scope="col" { (t!(self.lang, "inbox-officer")) }
                th scope="col" { (t!(self.lang, "inbox-number")) }
            }
        }
    }
}

impl Render for Inbox<'_> {
    fn render(&self) -> Markup {
        html! {
            table.inbox {
                caption.hide { (t!(self.lang, "inbox-caption")) }
                thead { (self.heading_row()) }
                @for group in &self.groups {
                    tbody {
                        tr.group {
                            th scope="rowgroup" colspan="5" {
                                (group.heading)
                                @if !group.about.is_empty() { " " span { "\u{A0} " (group.about) } }
                            }
                        }
                        @for row in &group.rows { (row.draw(self.pick)) }
                    }
                }
            }
        }
    }
}

impl InboxRow {
    fn draw(&self, pick: Option<&str>) -> Markup {
        html! {
            tr class=[self.is_here.then_some("here")] aria-current=[self.is_here.then_some("true")] {
                td.fix { (State::new(self.kind, &self.left)) (self.bar()) }
                td.what { a href=(self.href) { (self.subject) } p { (self.line) } }
                td.soft { (self.kind_and_channel) }
                td.fix { (self.officer) }
                td.num.fix.soft {
                    @if let Some(name) = pick {
                        label { input type="checkbox" name=(name) value=(self.number); (self.number) }
                    } @else { (self.number) }
                }
            }
        }
    }

    fn bar(&self) -> Markup {
        let class = match self.kind {
            StateKind::Late => "late",
            StateKind::Soon => "soon",
            _ => "a",
        };
        html! {
            svg.span viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" {
                path.b d="M0 0h100v4H0z" {}
                path class=(class) d={ "M0 0h" (self.used.0) "v4H0z" } {}
            }
        }
    }
}

pub(crate) fn sample(lang: &Lang) -> Markup {
    use crate::duration::{Span, late, left, paused};
    let of = |minutes| Span::of_minutes(minutes, 450);
    let row = |kind, left: String, used, number: &str, is_here| InboxRow {
        kind,
        left,
        used: TimeUsed::of(used, 100),
        href: "#isi".to_owned(),
        subject: t!(lang, "sample-case"),
        line: t!(lang, "sample-case.line"),
        kind_and_channel: t!(lang, "sample-case.kind"),
        officer: "Rahmawati".to_owned(),
        number: number.to_owned(),
        is_here,
    };
    let groups = vec![
        InboxGroup {
            heading: t!(lang, "sample-group-late", count = 1),
            about: t!(lang, "sample-group-late.about"),
            rows: vec![row(StateKind::Late, late(lang, of(630)), 140, "SBT-26-0388", false)],
        },
        InboxGroup {
            heading: t!(lang, "sample-group-today", count = 1),
            about: t!(lang, "sample-group-today.about"),
            rows: vec![row(StateKind::Soon, left(lang, of(160)), 84, "SBT-26-0405", true)],
        },
        InboxGroup {
            heading: t!(lang, "sample-group-week", count = 2),
            about: String::new(),
            rows: vec![
                row(StateKind::Work, left(lang, Span::of_days(2)), 52, "SBT-26-0412", false),
                row(StateKind::Wait, paused(lang, Span::of_days(4)), 44, "SBT-26-0398", false),
            ],
        },
    ];
    html! { (Inbox::new(lang, groups).pick("l")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_used_never_leaves_the_bar() {
        assert_eq!(TimeUsed::of(50, 100), TimeUsed(50));
        assert_eq!(TimeUsed::of(300, 100), TimeUsed(100));
        assert_eq!(TimeUsed::of(1, 0), TimeUsed(100));
    }
}
