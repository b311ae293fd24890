//! Short codes by which people and files name things: units, categories, services, members of staff.
//!
//! Each is a type of its own, so that a category never passes for a unit. Every value was checked when it was made.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use hadir_oplog::Scope;

/// A text that is not such a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected 1 to {length_max} characters out of {allowed}")]
pub struct CodeError {
    /// Which characters may stand in it.
    pub allowed: &'static str,
    /// How many of them at most.
    pub length_max: usize,
}

macro_rules! code {
    ($(#[$doc:meta])* $name:ident, $length_max:literal, $allowed:literal, |$byte:ident| $extra:expr) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// How many characters it has at most.
            pub const LENGTH_MAX: usize = $length_max;

            /// Checks and takes a code.
            pub fn try_new(text: &str) -> Result<Self, CodeError> {
                let fits = |$byte: u8| $byte.is_ascii_lowercase() || $byte.is_ascii_digit() || $extra;
                if (1..=Self::LENGTH_MAX).contains(&text.len()) && text.bytes().all(fits) {
                    Ok(Self(text.into()))
                } else {
                    Err(CodeError { allowed: $allowed, length_max: Self::LENGTH_MAX })
                }
            }

            /// The code as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = CodeError;

            fn from_str(text: &str) -> Result<Self, CodeError> {
                Self::try_new(text)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl<C> minicbor::Encode<C> for $name {
            fn encode<W: minicbor::encode::Write>(
                &self,
                into: &mut minicbor::Encoder<W>,
                _: &mut C,
            ) -> Result<(), minicbor::encode::Error<W::Error>> {
                into.str(&self.0)?.ok()
            }
        }

        impl<'b, C> minicbor::Decode<'b, C> for $name {
            fn decode(from: &mut minicbor::Decoder<'b>, _: &mut C) -> Result<Self, minicbor::decode::Error> {
                Self::try_new(from.str()?).map_err(minicbor::decode::Error::message)
            }
        }
    };
}

code!(
    /// A unit of the administration: `pupr`, `kec-sebatik-timur`.
    UnitCode, 32, "a-z, 0-9 and -", |byte| byte == b'-'
);
code!(
    /// What a report is about: `roads`, `drainage_flood`.
    CategoryCode, 48, "a-z, 0-9 and _", |byte| byte == b'_'
);
code!(
    /// A service of the catalogue: `akta-kelahiran`.
    ServiceId, 64, "a-z, 0-9 and -", |byte| byte == b'-'
);
code!(
    /// The name by which a member of staff signs in: `dewi.diskominfo`.
    Username, 48, "a-z, 0-9, ., _ and -", |byte| matches!(byte, b'.' | b'_' | b'-')
);

impl From<&UnitCode> for Scope {
    fn from(code: &UnitCode) -> Self {
        Scope::try_new(code.as_str()).expect("a unit's code is stricter than a scope")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_plain_and_short() {
        assert!(UnitCode::try_new("kec-sebatik-timur").is_ok());
        for bad in ["", "Kec Sebatik", "pupr/x", "dinas_pupr", "a-name-that-goes-on-for-far-too-long"] {
            assert!(UnitCode::try_new(bad).is_err(), "{bad}");
        }
        assert!(CategoryCode::try_new("drainage_flood").is_ok());
        assert!(Username::try_new("dewi.diskominfo").is_ok());
    }

    #[test]
    fn a_unit_is_a_scope() {
        assert_eq!(Scope::from(&UnitCode::try_new("pupr").unwrap()).as_str(), "pupr");
    }
}
