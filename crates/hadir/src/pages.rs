//! The program's own pages. Two help to enrol offices: `/kelola/simpul/daftar` checks a request and writes the command down,
//! `/kelola/simpul/sertifikat` shows a certificate for the office to read. The root key is on no server, so neither signs
//! anything or changes anything. `/kelola/simpul/disisihkan` lets count what a revocation set aside. `anchor` has those of the authority's certificate, which people install.

mod anchor;
mod certificate;
mod request;
mod set_aside;
mod standing;
mod suggest;

use std::path::PathBuf;
use std::sync::Arc;

use axum::extract::FromRef;
use hadir_org::{Access, Platform, Right, Routes};
use hadir_ui::lang::{Lang, Source};
use hadir_ui::t;
use maud::{Markup, html};

use crate::enrolment::LineError;
use crate::node::Node;

pub use anchor::{AnchorPages, plain_router};

const ACCESS: Access = Access::Needs(Right::ManageSettings);
/// The section of the administration these pages belong to.
const SECTION: &str = "/kelola/simpul";
/// Digits of a key that people compare by telephone.
const DIGITS_COMPARED: usize = 16;

/// What the pages need besides the platform.
#[derive(Clone)]
pub struct Enrolling {
    platform: Platform,
    data: Arc<PathBuf>,
}

impl Enrolling {
    /// The pages of a node.
    pub fn of(node: &Node) -> Self {
        // Whoever runs the command stands in another folder than the program that serves.
        let path = node.folder.path();
        let data = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        Self { platform: node.platform.clone(), data: Arc::new(data) }
    }
}

impl FromRef<Enrolling> for Platform {
    fn from_ref(enrolling: &Enrolling) -> Self {
        enrolling.platform.clone()
    }
}

/// The routes of the certificate that people install.
pub fn anchor_routes(pages: &AnchorPages) -> Routes<AnchorPages> {
    anchor::routes(pages)
}

/// Their routes.
pub fn routes(enrolling: &Enrolling) -> Routes<Enrolling> {
    Routes::new(&enrolling.platform)
        .get("/kelola/simpul/daftar", ACCESS, request::show_form)
        .post("/kelola/simpul/daftar", ACCESS, request::check_request)
        .get("/kelola/simpul/sertifikat", ACCESS, certificate::show_form)
        .post("/kelola/simpul/sertifikat", ACCESS, certificate::show_certificate)
        .get("/kelola/simpul/disisihkan", ACCESS, set_aside::show)
        .post("/kelola/simpul/disisihkan", ACCESS, set_aside::adopt)
}

/// Their words.
pub fn sources() -> Vec<Source> {
    vec![
        Source::built_in("id", "hadir/daftar.ftl", include_str!("../lang/id/daftar.ftl")),
        Source::built_in("id", "hadir/sertifikat.ftl", include_str!("../lang/id/sertifikat.ftl")),
        Source::built_in("id", "hadir/disisihkan.ftl", include_str!("../lang/id/disisihkan.ftl")),
        Source::built_in("en", "hadir/disisihkan.ftl", include_str!("../lang/en/disisihkan.ftl")),
        Source::built_in("en", "hadir/daftar.ftl", include_str!("../lang/en/daftar.ftl")),
        Source::built_in("en", "hadir/sertifikat.ftl", include_str!("../lang/en/sertifikat.ftl")),
    ]
}

/// Why a line cannot be read, at the field it was pasted into.
fn bad_line(lang: &Lang, error: &LineError) -> String {
    match error {
        LineError::NotOne { begin, .. } => t!(lang, "enrol-line-other", begin = begin.as_str()),
        LineError::Version { .. } => t!(lang, "enrol-line-version"),
        LineError::Damaged { .. } => t!(lang, "enrol-line-damaged"),
    }
}

/// A command to copy.
fn command(text: &str) -> Markup {
    html! { pre.command { code { (text) } } }
}

/// The digits of a key that people compare, in groups of four.
fn digits(key: &str) -> String {
    let first: Vec<_> = key.chars().take(DIGITS_COMPARED).collect();
    first.chunks(4).map(String::from_iter).collect::<Vec<_>>().join(" ")
}
