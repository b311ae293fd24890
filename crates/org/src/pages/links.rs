//! What pages say of the regency's nodes: how fresh the picture on an office's node is, and which offices are silent.

use hadir_store::Fault;
use hadir_ui::components::{Note, Weight};
use hadir_ui::lang::Lang;
use hadir_ui::{t, time};
use jiff::{Timestamp, Zoned};
use maud::{Markup, html};

use crate::access::Right;
use crate::links::{Freshness, NodeLink};
use crate::platform::Platform;
use crate::web::Staff;

/// How long before its end a certificate for HTTPS is to be renewed: a letter to the regency and back takes a while. Thirty
/// days, in milliseconds.
const HTTPS_RENEW_BEFORE_MS: i64 = 30 * 86_400_000;
/// Silent offices that a note names; the page of all nodes shows the rest.
const NAMED_MAX: usize = 3;

/// "Terakhir tersambung dengan kabupaten …; 12 hal belum terkirim." on the desk of an office's node; nothing while all is
/// sent and fresh, and nothing at the regency's own node.
pub async fn freshness_at_desk(platform: &Platform, lang: &Lang) -> Result<Markup, Fault> {
    let freshness = platform.freshness().await?;
    Ok(html! { @if let Some(freshness) = freshness { p.soft { (in_words(platform, lang, freshness)) } } })
}

/// The same for whoever reported something here, with what to expect.
pub async fn freshness_for_reporter(platform: &Platform, lang: &Lang) -> Result<Markup, Fault> {
    let freshness = platform.freshness().await?;
    Ok(html! {
        @if let Some(freshness) = freshness {
            p.soft { (in_words(platform, lang, freshness)) " " (t!(lang, "link-reporter")) }
        }
    })
}

/// "Hanya laporan yang diterima atau ditangani Kecamatan Sebatik yang tampil di sini …" above lists and figures of an
/// office's node; nothing where everything is carried.
pub fn part_shown(platform: &Platform, lang: &Lang) -> Markup {
    html! {
        @if let Some(office) = platform.part_carried() {
            p.soft {
                (t!(lang, "link-part", office = office)) " "
                @if let Some(address) = platform.regency_address() {
                    a href=(address) { (t!(lang, "link-part-whole")) }
                } @else {
                    (t!(lang, "link-part-elsewhere"))
                }
            }
        }
    }
}

/// When an office's node last met the regency, and what waits to be sent.
pub(super) fn in_words(platform: &Platform, lang: &Lang, freshness: Freshness) -> String {
    let met = match freshness.met_at {
        Some(at) => t!(lang, "link-met", when = time::moment(lang, &local(platform, at))),
        None => t!(lang, "link-never-met"),
    };
    match freshness.unsent {
        0 => t!(lang, "link-all-sent", met = met),
        count => t!(lang, "link-unsent", met = met, count = count),
    }
}

/// Which offices have been silent for too long, for those who keep the regency's nodes in order; nothing for others, and
/// nothing where all are in touch.
pub async fn silent_note(platform: &Platform, staff: &Staff, lang: &Lang) -> Result<Markup, Fault> {
    if !staff.0.may_anywhere(Right::ManageSettings) {
        return Ok(html! {});
    }
    let links = platform.links().await?;
    let silent = links.silent(platform.store().clock().now_ms());
    let page = html! { p { a href="/kelola/simpul" { (t!(lang, "nodes-silent-link")) } } };
    Ok(html! { @if !silent.is_empty() { (silent_box(platform, lang, &silent, NAMED_MAX, &page)) } })
}

/// That the certificate this node serves HTTPS with is to be renewed, for those who keep nodes in order.
pub fn https_note(platform: &Platform, staff: &Staff, lang: &Lang) -> Markup {
    let soon_ms = platform.store().clock().now_ms() + HTTPS_RENEW_BEFORE_MS;
    let until_ms = platform.https_until_ms().filter(|until_ms| *until_ms < soon_ms);
    let Some(until_ms) = until_ms.filter(|_| staff.0.may_anywhere(Right::ManageSettings)) else { return html! {} };
    let day = time::day_and_year(lang, local(platform, until_ms).date());
    html! { (Note::new(Weight::Soon, t!(lang, "https-ends", day = day), html! { p { (t!(lang, "https-ends.next")) } })) }
}

/// The box that names silent nodes, each in a sentence.
pub(super) fn silent_box(
    platform: &Platform,
    lang: &Lang,
    silent: &[&NodeLink],
    named_max: usize,
    after: &Markup,
) -> Note {
    let sentence = |node: &NodeLink| {
        let at = node.peer.met_at.unwrap_or_default();
        let when = time::deadline(lang, &local(platform, at));
        t!(lang, "nodes-silent-one", name = node.certificate.name.as_str(), when = when)
    };
    let rest = silent.len().saturating_sub(named_max);
    let words = html! {
        ul { @for node in silent.iter().take(named_max) { li { (sentence(node)) } } }
        @if rest > 0 { p { (t!(lang, "nodes-silent-rest", count = rest)) } }
        p { (t!(lang, "nodes-silent-next")) }
        (after)
    };
    let hours = platform.org().regency().silent_hours;
    Note::new(Weight::Late, t!(lang, "nodes-silent", count = silent.len(), hours = hours), words)
}

/// An instant on the clock of the regency.
pub(super) fn local(platform: &Platform, ms: i64) -> Zoned {
    let zone = platform.org().regency().zone;
    Timestamp::from_millisecond(ms).unwrap_or(Timestamp::MIN).to_zoned(zone.time_zone())
}
