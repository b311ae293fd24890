//! What tests and the catalogue show components with: the languages built in here, and an invented regency.

use std::sync::LazyLock;

use crate::lang::{Lang, Languages};
use crate::shell::{DeskPage, DeskUser, Here, NavLink, OfficerNames, RailLink, Site};

static LANGUAGES: LazyLock<Languages> =
    LazyLock::new(|| Languages::load(crate::sources(), Vec::new()).expect("the crate's own language files are tested"));

/// The languages of this crate alone.
pub(crate) fn languages() -> &'static Languages {
    &LANGUAGES
}

/// Indonesian.
pub(crate) fn id() -> Lang {
    LANGUAGES.first()
}

/// English.
pub(crate) fn en() -> Lang {
    LANGUAGES.find("en").expect("English is built in")
}

/// An invented regency.
pub(crate) fn site() -> Site {
    let in_head = [Here::Report, Here::Follow, Here::PublicReports, Here::Presence, Here::OpenData];
    let head = in_head.map(|here| NavLink::to(here).in_head());
    let foot = [Here::Services, Here::Integrity, Here::Privacy, Here::SignIn].map(NavLink::to);
    Site {
        name: "Kabupaten Nunukan".to_owned(),
        emergency: Some("112".to_owned()),
        zone: "WITA".to_owned(),
        officer_names: OfficerNames::Public,
        nav: [NavLink::to(Here::Home)].into_iter().chain(head).chain(foot).collect(),
    }
}

/// The desk of an invented officer.
pub(crate) fn desk_page(lang: &Lang) -> DeskPage<'_> {
    let link = |label: &str, count: Option<u64>, is_current| RailLink {
        label: label.to_owned(),
        href: "/meja".to_owned(),
        count: count.map(|count| count.to_string()),
        is_current,
    };
    DeskPage {
        lang,
        title: "Kotak masuk".to_owned(),
        office: "Kecamatan Sebatik Timur".to_owned(),
        user: DeskUser {
            name: "Rahmawati".to_owned(),
            role: "Petugas pengaduan".to_owned(),
            sign_out: "/keluar".to_owned(),
        },
        home: "/meja".to_owned(),
        finds_reports: true,
        query: String::new(),
        views: vec![link("Kotak masuk", Some(27), true), link("Tugas saya", Some(9), false)],
        rooms: vec![link("Catat lisan", None, false), link("Piket", None, false)],
        fresh: "Tersambung ke Nunukan pukul 09.58 WITA.".to_owned(),
        scripts: Vec::new(),
    }
}
