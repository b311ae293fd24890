//! What a phone shows of reports it could not send yet, and the worker that keeps the form for the hours without a
//! network. Everything here is words and files; what happens with them is in `assets/outbox.js` and its companions.

use std::sync::LazyLock;

use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use hadir_org::{Access, Platform, Routes};
use hadir_ui::components::Button;
use hadir_ui::icon::{Icon, icon};
use hadir_ui::lang::Lang;
use hadir_ui::shell::Page;
use hadir_ui::t;
use maud::{Markup, html};

use crate::Cases;

/// The script of every page that looks after unsent reports.
pub(super) const SCRIPT: &str = "warga.js";

/// Where the worker is served: beside `/`, so that it may answer for the pages below.
const WORKER: &str = "/sw.js";

/// What the worker may do: talk to its own server.
const WORKER_POLICY: &str = "default-src 'none'; connect-src 'self'";

pub(super) fn routes(cases: &Cases) -> Routes<Cases> {
    Routes::new(cases.platform()).get(WORKER, Access::Public, worker)
}

/// The page, with the script that sends what waits on this phone.
pub(super) fn looked_after<'a>(page: Page<'a>, platform: &Platform) -> Page<'a> {
    platform.assets().url(SCRIPT).into_iter().fold(page, |page, url| page.script(url))
}

/// The worker's text and the tag browsers know it by.
struct Worker {
    text: String,
    tag: String,
}

/// Begins with a version that covers every script, so that a phone takes over new ones as soon as it sees the worker.
static TEXT: LazyLock<Worker> = LazyLock::new(|| {
    let text = concat!(include_str!("../../../assets/outbox.js"), include_str!("../../../assets/worker.js"));
    let urls: String = crate::assets().iter().map(|asset| asset.url().to_owned()).collect();
    let version = &blake3::hash([text, &urls].concat().as_bytes()).to_hex()[..12];
    Worker { text: format!("const VERSION = '{version}';\n{text}"), tag: format!("\"{version}\"") }
});

/// `GET /sw.js`. Asked for at every visit, so it costs next to nothing as long as it is the same.
async fn worker(headers: HeaderMap) -> Response {
    let Worker { text, tag } = &*TEXT;
    let about = [(header::ETAG, tag.as_str()), (header::CACHE_CONTROL, "no-cache")];
    let known = headers.get(header::IF_NONE_MATCH).and_then(|tags| tags.to_str().ok());
    if known.is_some_and(|tags| tags.contains(tag.as_str())) {
        return (StatusCode::NOT_MODIFIED, about).into_response();
    }
    let kind = [
        (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (header::CONTENT_SECURITY_POLICY, WORKER_POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (about, kind, text.as_str()).into_response()
}

/// The sentences and parts from which the script puts together what this phone still has. Nothing of it is shown without
/// a script. `class` is that of the section around everything.
pub(super) fn words(lang: &Lang, class: &str) -> Markup {
    html! {
        template #ponsel
            data-worker=(WORKER)
            data-one=(t!(lang, "outbox-waiting", count = 1)) data-many=(t!(lang, "outbox-waiting.many", count = "{n}"))
            data-all-sent=(t!(lang, "outbox-all-sent"))
            data-written=(t!(lang, "outbox-written", when = "{when}")) data-arrived=(t!(lang, "outbox-arrived", when = "{when}"))
            data-with-photos=(t!(lang, "outbox-photos", count = "{n}"))
            data-waiting=(t!(lang, "outbox-next")) data-sending=(t!(lang, "report-sending"))
            data-cut=(t!(lang, "outbox-cut")) data-fault=(t!(lang, "outbox-fault"))
            data-photos-left=(t!(lang, "outbox-photos-left", count = "{count}", left = "{n}"))
            data-photos-lost=(t!(lang, "outbox-photos-lost", count = "{n}"))
        {
            section class=(class) data-part="box" aria-labelledby="kotak-judul" {
                div.stack {
                    h2 #kotak-judul tabindex="-1" {}
                    p.soft data-only="shared" { (t!(lang, "outbox-shared")) }
                    p.soft data-only="open" { (t!(lang, "outbox-open")) }
                    p.soft data-only="closing" { (t!(lang, "outbox-closing")) }
                    p.hide role="status" {}
                }
            }
            (unsent(lang))
            (arrived(lang))
        }
    }
}

/// A report that waits, one that was refused, and one that somebody is about to delete.
fn unsent(lang: &Lang) -> Markup {
    let delete = Button::scripted(t!(lang, "outbox-delete"), "delete").quiet();
    html! {
        div.note.soon data-part="waiting" {
            (icon(Icon::Clock))
            div {
                p { b data-say="beginning" {} }
                p.soft data-say="written" {}
                p data-say="now" {}
                p.row { (Button::scripted(t!(lang, "outbox-send"), "send").quiet()) (delete) }
            }
        }
        div.note.late data-part="refused" {
            (icon(Icon::Late))
            div {
                p { b data-say="beginning" {} }
                p.soft data-say="written" {}
                p { (t!(lang, "outbox-refused")) }
                ul {}
                p.row { (Button::scripted(t!(lang, "outbox-mend"), "mend").quiet()) (delete) }
            }
        }
        div.note.late data-part="sure" {
            (icon(Icon::Late))
            div {
                p { b data-say="beginning" {} }
                p.soft data-say="written" {}
                p { (t!(lang, "outbox-sure")) }
                p.row {
                    (Button::scripted(t!(lang, "outbox-spare"), "spare").quiet())
                    (Button::scripted(t!(lang, "outbox-discard"), "discard").quiet())
                }
            }
        }
    }
}

/// A report that was sent, with number and code until they were noted.
fn arrived(lang: &Lang) -> Markup {
    html! {
        div.secret.stack data-part="sent" {
            p { b data-say="beginning" {} br; span.soft data-say="arrived" {} }
            p { span.soft { (t!(lang, "secret-code")) } br; span.num data-say="code" {} }
            p { span.soft { (t!(lang, "sent-number")) } br; b data-say="number" {} }
            p { (t!(lang, "outbox-note")) }
            p data-say="rest" {}
            p { a href="/lacak" { (t!(lang, "outbox-follow")) } }
            p.row { (Button::scripted(t!(lang, "outbox-noted"), "noted").quiet()) }
        }
    }
}
