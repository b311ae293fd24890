//! The small vocabularies of a case: what kind of report, by which way it came, who may see it, how it stands.
//!
//! Each value has a number that operations carry (never reused) and a name that forms, files and tables carry.

/// Declares a vocabulary once: its numbers, its names, and the way between them.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $number:literal $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, minicbor::Encode, minicbor::Decode)]
        #[cbor(index_only)]
        pub enum $name { $($(#[$vdoc])* #[n($number)] $variant,)+ }

        impl $name {
            /// Every value, in the order people are shown them.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The name in forms, files and tables.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// The value with this name.
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($text => Some(Self::$variant),)+ _ => None }
            }
        }

        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                utoipa::openapi::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .enum_values(Some([$($text),+]))
                    .into()
            }
        }

        impl utoipa::ToSchema for $name {}

        impl<'d> serde::Deserialize<'d> for $name {
            fn deserialize<D: serde::Deserializer<'d>>(from: D) -> Result<Self, D::Error> {
                let name = <std::borrow::Cow<'d, str>>::deserialize(from)?;
                Self::from_name(&name).ok_or_else(|| {
                    serde::de::Error::unknown_variant(&name, &[$($text),+])
                })
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.as_str())
            }
        }
    };
}

vocabulary! {
    /// What a report asks for.
    ReportKind {
        /// Pengaduan: something is broken, wrong or disappointing.
        Complaint = 0 "complaint",
        /// Pertanyaan: someone wants to know.
        Question = 1 "question",
        /// Permohonan: someone asks for a service or data.
        Request = 2 "request",
        /// Usulan (in the law: aspirasi): an idea for the regency.
        Aspiration = 3 "aspiration",
        /// Pujian: someone deserves thanks.
        Praise = 4 "praise",
    }
}

vocabulary! {
    /// The way a report came in.
    Channel {
        /// The form on a page.
        Web = 0 "web",
        /// Spoken at a counter and written down by an officer.
        WalkIn = 1 "walk_in",
        /// By telephone, written down by an officer.
        Phone = 2 "phone",
        /// By text message.
        Sms = 3 "sms",
        /// By WhatsApp.
        Whatsapp = 4 "whatsapp",
        /// By e-mail.
        Email = 5 "email",
        /// From a social network.
        Social = 6 "social",
        /// Through the programming interface.
        Api = 7 "api",
        /// Taken over from another system.
        Import = 8 "import",
    }
}

vocabulary! {
    /// Who may see a report once an officer has looked at it.
    Visibility {
        /// Everyone, with the reporter's name.
        Public = 0 "public",
        /// Everyone, without the reporter's name.
        Anonymous = 1 "anonymous",
        /// Only the office that handles it.
        Confidential = 2 "confidential",
    }
}

vocabulary! {
    /// Why a report is kept in a closed circle: never published, nor shown to the unit complained about.
    Sensitivity {
        /// Money asked for that is not due (pungutan liar).
        Levy = 0 "levy",
        /// Violence against someone.
        Violence = 1 "violence",
        /// Someone may harm themselves.
        SelfHarm = 2 "self_harm",
        /// A child is in danger.
        Child = 3 "child",
        /// Misconduct of an officer that the reporter fears to name openly.
        Misconduct = 4 "misconduct",
    }
}

vocabulary! {
    /// Why a case ended without an answer to the matter itself.
    Ending {
        /// Not understandable or against the law, with a reason the citizen can contest.
        Rejected = 0 "rejected",
        /// Another authority is responsible, which is named.
        NotOurs = 1 "not_ours",
        /// The same matter as another case, which goes on.
        Merged = 2 "merged",
        /// The reporter took it back.
        Withdrawn = 3 "withdrawn",
    }
}

vocabulary! {
    /// How a case stands. Closing by silence is not here: it follows from the clock when a case is read.
    Status {
        /// Nobody has looked at it yet.
        New = 0 "new",
        /// Looked at and understood.
        Verified = 1 "verified",
        /// With the unit that handles it.
        InProgress = 2 "in_progress",
        /// The office waits for the citizen; the clock stands still.
        Waiting = 3 "waiting",
        /// Answered; the citizen may still say that it is not solved.
        Answered = 4 "answered",
        /// Solved.
        Closed = 5 "closed",
        /// Ended without an answer to the matter, see [`Ending`].
        Ended = 6 "ended",
    }
}

impl Status {
    /// Whether the office still owes something.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::New | Self::Verified | Self::InProgress | Self::Waiting)
    }
}

/// What the law makes of a report. Operations carry the name, so that a later version can add one; see decision 15.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Procedure {
    /// A complaint about how things are or were done.
    Complaint,
    /// A complaint that says somebody of the government broke a rule, which has to be examined (berkadar pengawasan).
    Supervisory,
    /// A question.
    Question,
    /// A formal request for public information (UU 14/2008).
    Information,
    /// A request for a service.
    Service,
    /// An idea.
    Aspiration,
    /// Thanks.
    Praise,
}

impl Procedure {
    /// Every procedure, in the order people are shown them.
    pub const ALL: [Self; 7] = [
        Self::Complaint,
        Self::Supervisory,
        Self::Question,
        Self::Information,
        Self::Service,
        Self::Aspiration,
        Self::Praise,
    ];

    /// What a report is taken for until somebody has read it.
    pub const fn of(kind: ReportKind) -> Self {
        match kind {
            ReportKind::Complaint => Self::Complaint,
            ReportKind::Question => Self::Question,
            ReportKind::Request => Self::Service,
            ReportKind::Aspiration => Self::Aspiration,
            ReportKind::Praise => Self::Praise,
        }
    }

    /// The nearest of the words a citizen chooses from, by which lists are read.
    pub const fn kind(self) -> ReportKind {
        match self {
            Self::Complaint | Self::Supervisory => ReportKind::Complaint,
            Self::Question => ReportKind::Question,
            Self::Information | Self::Service => ReportKind::Request,
            Self::Aspiration => ReportKind::Aspiration,
            Self::Praise => ReportKind::Praise,
        }
    }

    /// The rule of the deadline table that sets the legal limit.
    pub const fn rule_id(self) -> &'static str {
        match self {
            Self::Complaint => "complaint_nonsupervisory",
            Self::Supervisory => "complaint_supervisory",
            Self::Question => "info_request",
            Self::Information => "kip_reply",
            Self::Service => "request_default",
            Self::Aspiration => "aspiration",
            Self::Praise => "praise_forward",
        }
    }

    /// The name in operations and forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Complaint => "complaint",
            Self::Supervisory => "complaint_supervisory",
            Self::Question => "question",
            Self::Information => "information",
            Self::Service => "service",
            Self::Aspiration => "aspiration",
            Self::Praise => "praise",
        }
    }

    /// The procedure with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|procedure| procedure.as_str() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_leads_back_to_its_value() {
        for kind in ReportKind::ALL {
            assert_eq!(ReportKind::from_name(kind.as_str()), Some(*kind));
        }
        for status in Status::ALL {
            assert_eq!(Status::from_name(status.as_str()), Some(*status));
        }
        assert_eq!(Channel::from_name("pigeon"), None);
        for procedure in Procedure::ALL {
            assert_eq!(Procedure::from_name(procedure.as_str()), Some(procedure));
        }
        for kind in ReportKind::ALL {
            assert_eq!(Procedure::of(*kind).kind(), *kind);
        }
    }
}
