//! When somebody does not come to work, and who does their work meanwhile.
//!
//! Days are those of the unit the person works in, the first and the last one included. Who is away now is worked out when
//! it is asked, so that nothing has to be written when an absence begins or ends.

use hadir_oplog::ActorId;
use jiff::civil::Date;

/// Days on which somebody does not come to work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Absence {
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
    /// Who does their work meanwhile; nobody named means the head of the unit.
    pub deputy: Option<ActorId>,
}

/// Most days of one absence.
pub const DAYS_MAX: i32 = 400;

impl Absence {
    /// Whether it is no longer than an absence can be.
    pub fn is_bounded(&self) -> bool {
        (self.last - self.first).get_days() < DAYS_MAX
    }

    /// Whether a day is one of it.
    pub fn holds(&self, day: Date) -> bool {
        (self.first..=self.last).contains(&day)
    }

    /// Whether two have a day in common.
    pub fn meets(&self, other: &Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }
}

/// Absences that are remembered of one person; the earliest of more are forgotten.
const KEPT_MAX: usize = 16;

/// The absences of one person, the earliest first; no two have a day in common.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Absences(Vec<Absence>);

impl Absences {
    /// These absences, of which a later one takes the place of the days it meets.
    pub fn of(absences: impl IntoIterator<Item = Absence>) -> Self {
        let mut all = Self::default();
        absences.into_iter().for_each(|absence| all.add(absence));
        all
    }

    /// Whether there is none, not even a past one.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The absence that a day is one of.
    pub fn on(&self, day: Date) -> Option<&Absence> {
        self.0.iter().find(|absence| absence.holds(day))
    }

    /// Those that have not ended before a day.
    pub fn since(&self, day: Date) -> impl Iterator<Item = &Absence> {
        self.0.iter().filter(move |absence| absence.last >= day)
    }

    /// The absence that begins on a day.
    pub fn beginning(&self, first: Date) -> Option<&Absence> {
        self.0.iter().find(|absence| absence.first == first)
    }

    /// Whether any has a day in common with another person's.
    pub fn meet(&self, other: &Absence) -> bool {
        self.0.iter().any(|absence| absence.meets(other))
    }

    /// Adds one, in the place of what was known of its days. What was said of other days stays.
    pub(crate) fn add(&mut self, absence: Absence) {
        let before = |known: &Absence| Some(Absence { last: absence.first.yesterday().ok()?, ..*known });
        let after = |known: &Absence| Some(Absence { first: absence.last.tomorrow().ok()?, ..*known });
        let around = |known: Absence| match known.meets(&absence) {
            true => [before(&known), after(&known)],
            false => [Some(known), None],
        };
        let known = std::mem::take(&mut self.0).into_iter().flat_map(around).flatten();
        self.0 = known.filter(|known| known.first <= known.last).collect();
        self.0.push(absence);
        self.0.sort_by_key(|absence| absence.first);
        self.0.drain(..self.0.len().saturating_sub(KEPT_MAX));
    }

    /// Ends the one that begins on a day, so that `on` is a day of work; on its first day or before, there was none.
    pub(crate) fn end(&mut self, first: Date, on: Date) {
        self.0.retain_mut(|absence| {
            if absence.first != first || on > absence.last {
                return true;
            }
            absence.last = on.yesterday().unwrap_or(on);
            absence.first <= absence.last
        });
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn days(first: i8, last: i8) -> Absence {
        Absence { first: date(2026, 11, first), last: date(2026, 11, last), deputy: None }
    }

    #[test]
    fn both_ends_are_days_of_it() {
        let absence = days(23, 27);
        assert!(absence.holds(date(2026, 11, 23)) && absence.holds(date(2026, 11, 27)));
        assert!(!absence.holds(date(2026, 11, 22)) && !absence.holds(date(2026, 11, 28)));
        assert!(absence.meets(&days(27, 30)) && absence.meets(&days(1, 23)) && absence.meets(&days(24, 25)));
        assert!(!absence.meets(&days(28, 30)) && !absence.meets(&days(1, 22)));
    }

    #[test]
    fn a_later_word_takes_its_days_and_leaves_the_rest() {
        let mut absences = Absences::default();
        for absence in [days(10, 12), days(1, 3), days(12, 20)] {
            absences.add(absence);
        }
        assert_eq!(absences.0, [days(1, 3), days(10, 11), days(12, 20)]);
        assert_eq!(absences.since(date(2026, 11, 4)).count(), 2);
        assert_eq!(absences.on(date(2026, 11, 3)), Some(&days(1, 3)));
        // Somebody else takes over for a week in the middle.
        let deputy = Some(ActorId::from_bytes([7; 16]));
        let mut month = Absences::of([Absence { deputy, ..days(1, 30) }]);
        month.add(days(20, 25));
        let rest = [days(1, 19), days(26, 30)].map(|rest| Absence { deputy, ..rest });
        assert_eq!(month.0, [rest[0], days(20, 25), rest[1]]);
        month.add(days(1, 30));
        assert_eq!(month.0, [days(1, 30)]);
    }

    #[test]
    fn coming_back_early_cuts_it_and_before_its_first_day_there_was_none() {
        let mut absences = Absences::default();
        absences.add(days(10, 20));
        absences.end(date(2026, 11, 10), date(2026, 11, 21));
        absences.end(date(2026, 11, 9), date(2026, 11, 12));
        assert_eq!(absences.0, [days(10, 20)], "it had ended, or is another one");
        absences.end(date(2026, 11, 10), date(2026, 11, 12));
        assert_eq!(absences.0, [days(10, 11)]);
        absences.end(date(2026, 11, 10), date(2026, 11, 10));
        assert!(absences.is_empty());
    }

    #[test]
    fn only_so_many_are_remembered() {
        let mut absences = Absences::default();
        (1..=20).for_each(|day| absences.add(days(day, day)));
        assert_eq!((absences.0.len(), absences.0[0]), (KEPT_MAX, days(5, 5)));
    }
}
