//! The grounds that the law on public information knows: on which a request is refused, on which its reporter objects; and
//! what a superior decides then.
//!
//! Operations carry their names, so that a law which adds one adds a name; see decision 15.

/// On which ground a request for public information is refused (UU 14/2008, Pasal 17, 6 and 22).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefusalGround {
    /// It would hinder the enforcement of the law.
    Enforcement,
    /// It would harm a protected right or fair competition.
    Competition,
    /// It would endanger the defence and security of the state.
    Defence,
    /// It would disclose natural wealth.
    Nature,
    /// It would harm the economy of the nation.
    Economy,
    /// It would harm relations with other states.
    Foreign,
    /// It would disclose a private deed or a will.
    Testament,
    /// It would disclose the secret of a person.
    Personal,
    /// It is a letter between public bodies that is secret by its nature.
    Memorandum,
    /// Another law says that it must not be disclosed.
    ByLaw,
    /// The office does not hold it, or nobody has written it down.
    NotHeld,
    /// The request is incomplete and was not completed.
    Incomplete,
}

impl RefusalGround {
    const WITH_NAMES: [(Self, &'static str); 12] = [
        (Self::Enforcement, "17a"),
        (Self::Competition, "17b"),
        (Self::Defence, "17c"),
        (Self::Nature, "17d"),
        (Self::Economy, "17e"),
        (Self::Foreign, "17f"),
        (Self::Testament, "17g"),
        (Self::Personal, "17h"),
        (Self::Memorandum, "17i"),
        (Self::ByLaw, "17j"),
        (Self::NotHeld, "not_held"),
        (Self::Incomplete, "incomplete"),
    ];

    /// Every ground, in the order of the law.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::WITH_NAMES.into_iter().map(|(ground, _)| ground)
    }

    /// The name in operations and forms.
    pub fn as_str(self) -> &'static str {
        name_in(&Self::WITH_NAMES, self)
    }

    /// The ground with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        named_in(&Self::WITH_NAMES, name)
    }

    /// Whether the information exists and is kept back (Pasal 17).
    pub fn is_exempt(self) -> bool {
        !matches!(self, Self::NotHeld | Self::Incomplete)
    }
}

/// On which ground a reporter objects to what became of their request (UU 14/2008, Pasal 35 ayat (1)).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ObjectionGround {
    /// It was refused as exempt.
    Refused,
    /// What has to be published regularly is not.
    Periodic,
    /// It was not answered.
    Unanswered,
    /// It was answered otherwise than it asked.
    Otherwise,
    /// It was not fulfilled.
    Unfulfilled,
    /// What it was to cost is unreasonable.
    Cost,
    /// It was answered after the time that the law gives.
    Late,
}

impl ObjectionGround {
    const WITH_NAMES: [(Self, &'static str); 7] = [
        (Self::Refused, "35a"),
        (Self::Periodic, "35b"),
        (Self::Unanswered, "35c"),
        (Self::Otherwise, "35d"),
        (Self::Unfulfilled, "35e"),
        (Self::Cost, "35f"),
        (Self::Late, "35g"),
    ];

    /// Every ground, in the order of the law.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::WITH_NAMES.into_iter().map(|(ground, _)| ground)
    }

    /// The name in operations and forms.
    pub fn as_str(self) -> &'static str {
        name_in(&Self::WITH_NAMES, self)
    }

    /// The ground with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        named_in(&Self::WITH_NAMES, name)
    }

    /// Whether it can be given while the office may still answer in time.
    pub fn may_come_before_an_answer(self) -> bool {
        matches!(self, Self::Periodic | Self::Cost)
    }
}

/// What a superior decides on an objection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The office has to give what was asked for.
    Granted,
    /// The office has to give a part of it.
    Partly,
    /// What the office did stands.
    Refused,
}

impl Outcome {
    const WITH_NAMES: [(Self, &'static str); 3] =
        [(Self::Granted, "granted"), (Self::Partly, "partly"), (Self::Refused, "refused")];

    /// Every outcome, in the order people are shown them.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::WITH_NAMES.into_iter().map(|(outcome, _)| outcome)
    }

    /// The name in operations and forms.
    pub fn as_str(self) -> &'static str {
        name_in(&Self::WITH_NAMES, self)
    }

    /// The outcome with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        named_in(&Self::WITH_NAMES, name)
    }
}

fn name_in<T: Copy + PartialEq>(names: &[(T, &'static str)], value: T) -> &'static str {
    names.iter().find(|(known, _)| *known == value).map_or("", |(_, name)| name)
}

fn named_in<T: Copy>(names: &[(T, &'static str)], name: &str) -> Option<T> {
    names.iter().find(|(_, known)| *known == name).map(|(value, _)| *value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_leads_back_to_its_ground() {
        for ground in RefusalGround::all() {
            assert_eq!(RefusalGround::from_name(ground.as_str()), Some(ground));
        }
        assert_eq!(RefusalGround::all().filter(|ground| ground.is_exempt()).count(), 10, "Pasal 17 has ten letters");
        assert_eq!(RefusalGround::from_name("17k"), None);
        for ground in ObjectionGround::all() {
            assert_eq!(ObjectionGround::from_name(ground.as_str()), Some(ground));
        }
        for outcome in Outcome::all() {
            assert_eq!(Outcome::from_name(outcome.as_str()), Some(outcome));
        }
    }
}
