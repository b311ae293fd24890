//! A set of holidays as bits, so that asking about one day costs a shift and a mask.

use crate::day::Day;

/// One bit for every day between the first and the last holiday.
#[derive(Clone, Debug, Default)]
pub(crate) struct ClosedDays {
    first: i64,
    words: Vec<u64>,
}

impl ClosedDays {
    /// Collects days that arrive in ascending order.
    pub(crate) fn new(mut ascending: impl Iterator<Item = Day>) -> Self {
        let Some(first) = ascending.next() else {
            return ClosedDays::default();
        };
        let mut set = ClosedDays { first: first.number(), words: vec![1] };
        for day in ascending {
            set.insert(day);
        }
        set
    }

    pub(crate) fn contains(&self, day: Day) -> bool {
        let Ok(bit) = usize::try_from(day.number() - self.first) else {
            return false;
        };
        self.words.get(bit / 64).is_some_and(|word| word >> (bit % 64) & 1 == 1)
    }

    fn insert(&mut self, day: Day) {
        let bit = usize::try_from(day.number() - self.first).expect("days arrive in ascending order");
        if bit / 64 >= self.words.len() {
            self.words.resize(bit / 64 + 1, 0);
        }
        self.words[bit / 64] |= 1 << (bit % 64);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_exactly_what_was_put_in() {
        let members = [-3, 0, 60, 61, 200, 200];
        let set = ClosedDays::new(members.iter().map(|&number| Day::from_number(number)));
        for number in -100..400 {
            assert_eq!(set.contains(Day::from_number(number)), members.contains(&number), "day {number}");
        }
    }

    #[test]
    fn the_empty_set_holds_nothing() {
        assert!(!ClosedDays::new(std::iter::empty()).contains(Day::from_number(0)));
    }
}
