//! Links of the citizen navigation. The paths are those people type; the outer contract fixes them.

use crate::lang::Lang;
use crate::t;

/// Which page the reader is on, for marking it in the navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Here {
    /// `/`
    Home,
    /// `/lapor`
    Report,
    /// `/lacak`
    Follow,
    /// `/laporan`
    PublicReports,
    /// `/layanan`
    Services,
    /// `/kehadiran`
    Presence,
    /// `/terbuka`
    OpenData,
    /// `/integritas`
    Integrity,
    /// `/privasi`
    Privacy,
    /// `/sertifikat`
    Certificate,
    /// `/masuk`
    SignIn,
    /// A page that no link leads to, such as an error.
    Elsewhere,
}

/// A link of the citizen navigation.
#[derive(Debug, Clone)]
pub struct NavLink {
    /// The page it leads to.
    pub here: Here,
    /// Its path.
    pub path: &'static str,
    /// Its words in the reader's language.
    pub label: fn(&Lang) -> String,
    /// Whether it also stands in the head of wide screens; five at most fit there.
    pub in_head: bool,
}

impl NavLink {
    /// The link to one of the contract's pages.
    ///
    /// # Panics
    /// For [`Here::Elsewhere`], which has no address.
    pub fn to(here: Here) -> Self {
        let (path, label): (_, fn(&Lang) -> String) = match here {
            Here::Home => ("/", |lang| t!(lang, "nav-home")),
            Here::Report => ("/lapor", |lang| t!(lang, "nav-report")),
            Here::Follow => ("/lacak", |lang| t!(lang, "nav-follow")),
            Here::PublicReports => ("/laporan", |lang| t!(lang, "nav-public-reports")),
            Here::Services => ("/layanan", |lang| t!(lang, "nav-services")),
            Here::Presence => ("/kehadiran", |lang| t!(lang, "nav-presence")),
            Here::OpenData => ("/terbuka", |lang| t!(lang, "nav-open-data")),
            Here::Integrity => ("/integritas", |lang| t!(lang, "nav-integrity")),
            Here::Privacy => ("/privasi", |lang| t!(lang, "nav-privacy")),
            Here::Certificate => ("/sertifikat", |lang| t!(lang, "nav-certificate")),
            Here::SignIn => ("/masuk", |lang| t!(lang, "nav-sign-in")),
            Here::Elsewhere => panic!("a link needs a page to lead to"),
        };
        Self { here, path, label, in_head: false }
    }

    /// The same link, also in the head of wide screens.
    #[must_use]
    pub fn in_head(mut self) -> Self {
        self.in_head = true;
        self
    }
}
