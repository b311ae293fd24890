//! Time zones, working days and hours, holidays and legal deadlines of an Indonesian administration.
//!
//! Everything here is a pure function of its arguments: no clock, disk, network or global state.
//! Instants are [`jiff::Timestamp`], dates [`jiff::civil::Date`] in the zone of the office concerned.
//!
//! Where to start reading:
//!
//! - [`Office`] puts [`Zone`], [`WorkingHours`] and [`Calendar`] together and answers the questions:
//!   is it open, when does something count as received, how many minutes were worked, by when must
//!   it act, how much time is left;
//! - [`deadline`] states how days are counted and holds the [`Deadline`], which explains itself;
//! - [`RuleTable`] finds the rule that was in force on a date;
//! - [`seed`] reads all of these from the files under `data/`;
//! - [`deadline_csv`] answers whole tables.
//!
//! Sentences for people are not made here. Errors are written for whoever prepared a file.

#![warn(missing_docs)]

pub mod calendar;
pub mod clock_time;
mod closed_days;
mod day;
pub mod deadline;
pub mod deadline_csv;
pub mod earlier;
pub mod holiday;
pub mod holiday_csv;
pub mod hours;
pub mod office;
pub mod pause;
pub mod recompute;
pub mod remaining;
pub mod rule;
pub mod rule_table;
pub mod seed;
pub mod week;
pub mod zone;

pub use calendar::{Calendar, CalendarError, Closure};
pub use clock_time::ClockTime;
pub use deadline::{Deadline, SkipReason, SkippedDay};
pub use earlier::{Basis, BindingDeadline, earlier_of};
pub use holiday::{CalendarData, Certainty, Confidence, Holiday, HolidayKind, KnownYear, Ramadan};
pub use hours::{Break, DayHours, InvalidDayHours, Season, WeekHours, WorkingHours};
pub use office::Office;
pub use pause::Pause;
pub use recompute::{Move, Recomputation};
pub use remaining::{Remaining, Standing, Stretch};
pub use rule::{Limit, Rule, RuleId, TimeUnit};
pub use rule_table::{RuleTable, RuleTableData, RuleTableError};
pub use week::{DayName, WorkingWeek};
pub use zone::{UnknownZone, Zone};
