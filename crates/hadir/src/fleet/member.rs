//! One node of the regency.

use hadir_oplog::{Certificate, Revocation};

/// A node that was enrolled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its latest certificate.
    pub certificate: Certificate,
    /// The latest revocation that ended this certificate.
    pub revocation: Option<Revocation>,
}

/// How a node stands with the regency at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MemberState {
    /// Its certificate holds.
    Enrolled,
    /// Its certificate begins later, so some clock is wrong.
    NotYetValid,
    /// Its certificate ran out. What it did stays.
    Expired,
    /// The root ended its certificate.
    Revoked,
}

impl Member {
    /// Whether its latest certificate was ended, which ends all before it.
    pub fn is_revoked(&self) -> bool {
        self.revocation.is_some()
    }

    /// How it stands at an instant, in milliseconds since 1970 (UTC).
    pub fn state(&self, now_ms: i64) -> MemberState {
        if self.is_revoked() {
            MemberState::Revoked
        } else if now_ms < self.certificate.valid_from_ms {
            MemberState::NotYetValid
        } else if now_ms >= self.certificate.valid_until_ms {
            MemberState::Expired
        } else {
            MemberState::Enrolled
        }
    }
}

impl MemberState {
    /// As scripts read it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Enrolled => "enrolled",
            Self::NotYetValid => "not yet valid",
            Self::Expired => "expired",
            Self::Revoked => "revoked",
        }
    }
}
