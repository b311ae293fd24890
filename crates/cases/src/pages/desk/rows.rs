//! Rows of a list as the inbox shows them, in groups by what is due.

use hadir_oplog::ActorId;
use hadir_org::Organisation;
use hadir_ui::components::{InboxGroup, InboxRow, StateKind, TimeUsed};
use hadir_ui::lang::Lang;
use hadir_ui::{t, time};
use jiff::Timestamp;

use super::left::{Clock, Due, left};
use super::seat::local;
use super::thread::officer;
use super::words;
use crate::address::{Addresses, of_row};
use crate::commands::unit_named;
use crate::kinds::{Channel, ReportKind, Status};
use crate::pages::wording;
use crate::places::Places;
use crate::queries::Row;

/// What every row of a list is read with.
pub(super) struct Reading<'a> {
    pub lang: &'a Lang,
    pub org: &'a Organisation,
    pub now: Timestamp,
    /// "Kantor tutup pukul 16.00 WITA", while that is still to come today.
    pub closing: String,
    pub places: &'a Places,
    /// What rows are called whose number the reader sees on more than one case.
    pub addresses: Addresses,
    /// Whose work the reader does now, because those are away.
    pub stands_in_for: Vec<ActorId>,
}

/// Rows in groups, nearest first. The groups say how many they hold where the list is shown whole.
pub(super) fn groups(reading: &Reading<'_>, rows: &[Row], is_whole: bool) -> Vec<InboxGroup> {
    let lang = reading.lang;
    let (open, done): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(|row| is_open(row));
    let mut found: Vec<(Due, InboxRow)> = open.into_iter().map(|row| reading.open_row(row)).collect();
    let counted = |title: String, count: usize| {
        if is_whole { t!(lang, "meja-group-counted", title = title, count = count) } else { title }
    };
    let order = [Due::Overdue, Due::Today, Due::ThisWeek, Due::Later, Due::Waiting];
    let mut groups = Vec::new();
    // What is done is among what waits for somebody because the citizen has written since.
    if !done.is_empty() {
        let heading = counted(t!(lang, "meja-group-wrote"), done.len());
        let rows = done.into_iter().map(|row| reading.any_row(row)).collect();
        groups.push(InboxGroup { heading, about: t!(lang, "meja-group-wrote.about"), rows });
    }
    for due in order {
        let rows: Vec<_> = found.extract_if(.., |(of, _)| *of == due).map(|(_, row)| row).collect();
        if rows.is_empty() {
            continue;
        }
        let heading = counted(heading(lang, due), rows.len());
        let about = match due {
            Due::Today => reading.closing.clone(),
            Due::Waiting => t!(lang, "meja-group-waiting.about"),
            Due::Overdue | Due::ThisWeek | Due::Later => String::new(),
        };
        groups.push(InboxGroup { heading, about, rows });
    }
    groups
}

/// Reports that two offices moved at once, each with a mark in words.
pub(super) fn contested_group(reading: &Reading<'_>, rows: &[Row]) -> Option<InboxGroup> {
    let lang = reading.lang;
    let contested = |row: &Row| {
        let row = reading.any_row(row);
        InboxRow { line: t!(lang, "meja-contested", line = row.line), ..row }
    };
    let heading = t!(lang, "meja-group-contested", count = rows.len());
    let about = t!(lang, "meja-group-contested.about");
    (!rows.is_empty()).then(|| InboxGroup { heading, about, rows: rows.iter().map(contested).collect() })
}

/// Rows in one group, in the order they came: of what is done, and of what was found.
pub(super) fn one_group(reading: &Reading<'_>, heading: String, rows: &[Row]) -> Vec<InboxGroup> {
    if rows.is_empty() {
        return Vec::new();
    }
    vec![InboxGroup { heading, about: String::new(), rows: rows.iter().map(|row| reading.any_row(row)).collect() }]
}

fn heading(lang: &Lang, due: Due) -> String {
    match due {
        Due::Overdue => t!(lang, "meja-group-overdue"),
        Due::Today => t!(lang, "meja-group-today"),
        Due::ThisWeek => t!(lang, "meja-group-week"),
        Due::Later => t!(lang, "meja-group-later"),
        Due::Waiting => t!(lang, "meja-group-waiting"),
    }
}

/// Whether the office still owes something on the matter itself.
fn is_open(row: &Row) -> bool {
    Status::from_name(&row.status).is_none_or(Status::is_open)
}

impl Reading<'_> {
    fn any_row(&self, row: &Row) -> InboxRow {
        match Status::from_name(&row.status) {
            Some(status) if !status.is_open() => self.done_row(row, status),
            _ => self.open_row(row).1,
        }
    }

    fn open_row(&self, row: &Row) -> (Due, InboxRow) {
        let clock = Clock { received_at: row.received_at, due_at: row.due_at, paused_since: row.paused_since };
        let left = left(self.lang, self.org, &row.unit, clock, self.now);
        (left.due, self.row(row, left.due.state(), left.words, left.used))
    }

    /// What is done says how and when; nothing is left of its time.
    fn done_row(&self, row: &Row, status: Status) -> InboxRow {
        let is_silent = row.closes_at.is_some_and(|at| at <= self.now.as_millisecond());
        let status = if status == Status::Answered && is_silent { Status::Closed } else { status };
        let touched = local(row.touched_at, self.org.zone(&unit_named(&row.unit, self.org)));
        let (status, date) = (words::done(self.lang, status), time::short(self.lang, touched.date()));
        let words = t!(self.lang, "meja-done", status = status, date = date);
        self.row(row, StateKind::Done, words, TimeUsed::of(0, 1))
    }

    fn row(&self, row: &Row, kind: StateKind, left: String, used: TimeUsed) -> InboxRow {
        let lang = self.lang;
        let kind_words =
            ReportKind::from_name(&row.kind).map_or_else(|| row.kind.clone(), |kind| wording::kind(lang, kind));
        let channel =
            Channel::from_name(&row.channel).map_or_else(|| row.channel.clone(), |way| words::channel(lang, way));
        let subject = if row.title.is_empty() { t!(lang, "meja-erased") } else { row.title.clone() };
        let place = row.region.as_deref().and_then(|region| self.places.name(region));
        let line = match place {
            Some(place) => t!(lang, "meja-line", place = place, excerpt = rest(row)),
            None => rest(row).to_owned(),
        };
        let address = of_row(&row.number, &row.id, &self.addresses);
        let line = self.marked(row, line);
        InboxRow {
            kind,
            left,
            used,
            href: format!("/meja/{address}"),
            subject,
            line,
            kind_and_channel: t!(lang, "meja-kind-and-channel", kind = kind_words, channel = channel),
            officer: self.officer(row.staff.as_deref()),
            number: address.to_owned(),
            is_here: false,
        }
    }

    /// The line with what an officer has to know before they open the case, the gravest first.
    fn marked(&self, row: &Row, line: String) -> String {
        let lang = self.lang;
        let day = |at: i64| {
            let zone = self.org.zone(&unit_named(&row.unit, self.org));
            time::short(lang, local(at, zone).date())
        };
        let away = row.staff.as_deref().and_then(id_of).filter(|id| self.stands_in_for.contains(id));
        let line = match away {
            Some(id) => t!(lang, "meja-row-stands-in", name = officer(lang, self.org, id), line = line),
            None => line,
        };
        let line = if row.voices > 1 { t!(lang, "meja-row-voices", count = row.voices, line = line) } else { line };
        let line = match row.escalated_at.filter(|_| is_open(row)) {
            Some(at) => t!(lang, "meja-row-escalated", date = day(at), line = line),
            None => line,
        };
        let line = match row.send_at {
            Some(at) => {
                let zone = self.org.zone(&unit_named(&row.unit, self.org));
                t!(lang, "meja-row-sends", at = time::desk_moment(lang, &local(at, zone)), line = line)
            }
            None => line,
        };
        let line = match row.wrote_at {
            Some(at) => t!(lang, "meja-row-wrote", date = day(at), line = line),
            None => line,
        };
        if row.is_danger { t!(lang, "meja-danger", line = line) } else { line }
    }

    fn officer(&self, staff: Option<&[u8]>) -> String {
        match staff.and_then(id_of) {
            Some(id) => officer(self.lang, self.org, id),
            None => t!(self.lang, "meja-officer-none"),
        }
    }
}

/// The identity of a member of staff as a row carries it.
fn id_of(bytes: &[u8]) -> Option<ActorId> {
    Some(ActorId::from_bytes(bytes.try_into().ok()?))
}

/// The report's first words without those that already stand in its title.
fn rest(row: &Row) -> &str {
    let rest =
        row.excerpt.strip_prefix(&row.title).map(|rest| rest.trim_start_matches([' ', '.', ',', ';', ':', '!', '?']));
    rest.filter(|rest| !rest.is_empty()).unwrap_or(&row.excerpt)
}
