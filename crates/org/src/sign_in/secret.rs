//! Secrets that open something: 256 random bits in the hands of a person, only their hash in the database.

use hadir_store::Chance;

/// A secret as a cookie or an address carries it.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// A new secret.
    pub fn new(chance: &Chance) -> Self {
        Self(hex::encode(chance.bytes::<32>()))
    }

    /// Takes what someone presents.
    pub fn presented(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The secret itself, for the one who is to hold it.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// What the database keeps; `purpose` keeps a session from passing for a link.
    pub fn hash(&self, purpose: Purpose) -> Vec<u8> {
        let context = match purpose {
            Purpose::Session => "hadir session v1",
            Purpose::Link => "hadir sign-in link v1",
            Purpose::Token => "hadir token v1",
        };
        blake3::derive_key(context, self.0.as_bytes()).to_vec()
    }
}

/// What a secret opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A sign-in.
    Session,
    /// A one-time sign-in link.
    Link,
    /// What a program may do.
    Token,
}
