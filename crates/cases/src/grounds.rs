//! The grounds that the law on public information knows: on which a request is refused, on which its reporter objects.
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
    }
}
