//! `/sertifikat`: the certificate of the regency's authority, for whoever wants to install it, with what that means.
//! `/sertifikat/poster` is a sheet to hang up at the counter, with the fingerprint to compare. Where the regency has no
//! authority there are no such pages.
//!
//! `plain` is what a second listener offers over plain HTTP to phones that do not know the authority yet.

mod plain;
mod poster;

use std::sync::Arc;

use axum::extract::{FromRef, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use hadir_org::{Access, Platform, Problem, Reader, Routes};
use hadir_ui::components::{Button, Details, Facts};
use hadir_ui::html::Html;
use hadir_ui::lang::Lang;
use hadir_ui::shell::{Here, Page, citizen};
use hadir_ui::t;
use maud::{Markup, html};

use crate::authority::Address;
use crate::https;
use crate::node::Node;

pub use plain::router as plain_router;

/// Where the certificate is to be had. Phones go by the ending and by the type.
const FILE: &str = "/sertifikat/hadir.crt";

/// What the pages need besides the platform.
#[derive(Clone)]
pub struct AnchorPages {
    platform: Platform,
    anchor: Option<Arc<Anchor>>,
}

/// The authority's certificate and where this node is to be found.
struct Anchor {
    der: Vec<u8>,
    fingerprint: String,
    addresses: Vec<Address>,
    /// The port that offers the certificate over plain HTTP, if one does.
    plain_port: Option<u16>,
}

impl AnchorPages {
    /// The pages of a node.
    pub fn of(node: &Node) -> Self {
        let anchor = https::anchor(node.folder.path()).map(|der| {
            let addresses = node.folder.config().https.as_ref().map(|https| https.addresses.clone());
            let fingerprint = https::fingerprint(&der);
            Anchor { der, fingerprint, addresses: addresses.unwrap_or_default(), plain_port: node.plain_port }
        });
        Self { platform: node.platform.clone(), anchor: anchor.map(Arc::new) }
    }

    fn anchor(&self) -> Result<&Anchor, Problem> {
        self.anchor.as_deref().ok_or_else(Problem::not_found)
    }
}

impl FromRef<AnchorPages> for Platform {
    fn from_ref(pages: &AnchorPages) -> Self {
        pages.platform.clone()
    }
}

/// Their routes. Everyone may see them: the certificate holds no secret, and who needs it is not signed in.
pub fn routes(pages: &AnchorPages) -> Routes<AnchorPages> {
    Routes::new(&pages.platform)
        .get("/sertifikat", Access::Public, show_page)
        .get(FILE, Access::Public, send_certificate)
        .get("/sertifikat/poster", Access::Public, poster::show_poster)
}

async fn send_certificate(State(pages): State<AnchorPages>) -> Result<Response, Problem> {
    let headers = [
        (header::CONTENT_TYPE, "application/x-x509-ca-cert"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"hadir.crt\""),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    Ok((headers, pages.anchor()?.der.clone()).into_response())
}

async fn show_page(State(pages): State<AnchorPages>, Reader { lang }: Reader) -> Result<Html, Problem> {
    let (anchor, lang) = (pages.anchor()?, &lang);
    let site = pages.platform.site();
    let regency = site.name.as_str();
    let title = t!(lang, "anchor-title");
    let content = html! {
        h1 { (title) }
        p.lead { (t!(lang, "anchor-lead", regency = regency)) }
        section.stack {
            h2 { (t!(lang, "anchor-who")) }
            p { (t!(lang, "anchor-who.office")) }
            p { (t!(lang, "anchor-who.citizen")) }
        }
        section.stack {
            h2 { (t!(lang, "anchor-compare")) }
            p { (t!(lang, "anchor-compare.about")) }
            (fingerprint(lang, anchor))
        }
        section.stack {
            h2 { (t!(lang, "anchor-install")) }
            p { (Button::link(t!(lang, "anchor-download"), FILE)) }
            (Details::new(t!(lang, "anchor-android"), steps(&android(lang))))
            (Details::new(t!(lang, "anchor-apple"), steps(&apple(lang))))
            (Details::new(t!(lang, "anchor-windows"), steps(&windows(lang))))
        }
        (meaning(lang, regency))
    };
    Ok(citizen(&Page::new(&site, lang, Here::Certificate, title).lists(), content))
}

/// The fingerprint in rows of eight pairs, which two people can read to each other.
fn fingerprint(lang: &Lang, anchor: &Anchor) -> Facts {
    let pairs: Vec<_> = anchor.fingerprint.split(' ').collect();
    let rows = pairs.chunks(8).map(|row| row.join(" "));
    Facts::new().row(t!(lang, "anchor-fingerprint"), html! { code { @for row in rows { (row) " " br; } } })
}

/// What it can do, what it cannot, and how to be rid of it.
fn meaning(lang: &Lang, regency: &str) -> Markup {
    html! {
        section.stack {
            h2 { (t!(lang, "anchor-can")) }
            ul.list {
                li { (t!(lang, "anchor-can.know", regency = regency)) }
                li { (t!(lang, "anchor-can.limits")) }
                li { (t!(lang, "anchor-can.not")) }
                li { (t!(lang, "anchor-can.risk")) }
            }
        }
        section.stack {
            h2 { (t!(lang, "anchor-remove")) }
            p { (t!(lang, "anchor-remove.android")) }
            p { (t!(lang, "anchor-remove.apple")) }
            p { (t!(lang, "anchor-remove.windows")) }
        }
    }
}

fn steps(steps: &[String]) -> Markup {
    html! { ol.list { @for (at, step) in steps.iter().enumerate() { li { (at + 1) ". " (step) } } } }
}

fn android(lang: &Lang) -> [String; 4] {
    [
        t!(lang, "anchor-android.get"),
        t!(lang, "anchor-android.find"),
        t!(lang, "anchor-android.warning"),
        t!(lang, "anchor-android.check"),
    ]
}

fn apple(lang: &Lang) -> [String; 4] {
    [
        t!(lang, "anchor-apple.get"),
        t!(lang, "anchor-apple.install"),
        t!(lang, "anchor-apple.trust"),
        t!(lang, "anchor-apple.check"),
    ]
}

fn windows(lang: &Lang) -> [String; 3] {
    [t!(lang, "anchor-windows.get"), t!(lang, "anchor-windows.store"), t!(lang, "anchor-windows.check")]
}

/// The address people type, of this node: the first that it has, with the port the reader came by.
fn own_address(anchor: &Anchor, headers: &HeaderMap) -> Option<String> {
    let host = anchor.addresses.first()?.in_url();
    if let Some(port) = anchor.plain_port {
        let port = if port == 80 { String::new() } else { format!(":{port}") };
        return Some(format!("http://{host}{port}/sertifikat"));
    }
    let asked = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let port = asked.rsplit_once(':').and_then(|(_, port)| port.parse::<u16>().ok());
    let port = port.map(|port| format!(":{port}")).unwrap_or_default();
    Some(format!("https://{host}{port}/sertifikat"))
}
