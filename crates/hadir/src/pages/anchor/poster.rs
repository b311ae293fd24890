//! `/sertifikat/poster`: one sheet to print and hang up at the counter.

use axum::extract::State;
use axum::http::HeaderMap;
use hadir_org::{Problem, Reader};
use hadir_ui::components::qr;
use hadir_ui::html::Html;
use hadir_ui::shell::{BarePage, bare};
use hadir_ui::t;
use maud::html;

use super::{AnchorPages, fingerprint, own_address};

pub(super) async fn show_poster(
    State(pages): State<AnchorPages>,
    headers: HeaderMap,
    Reader { lang }: Reader,
) -> Result<Html, Problem> {
    let (anchor, lang) = (pages.anchor()?, &lang);
    let title = t!(lang, "anchor-poster");
    let address = own_address(anchor, &headers);
    let code = address.as_deref().and_then(|address| qr(address, address).ok());
    let content = html! {
        main #isi.stack {
            p.soft { (pages.platform.site().name) }
            h1 { (title) }
            p.lead { (t!(lang, "anchor-poster.lead")) }
            @if let (Some(address), Some(code)) = (&address, code) { (code) p { b { (address) } } }
            section.stack {
                h2 { (t!(lang, "anchor-poster.fingerprint")) }
                p { (t!(lang, "anchor-poster.compare")) }
                (fingerprint(lang, anchor))
            }
            p { (t!(lang, "anchor-poster.free")) }
        }
    };
    Ok(bare(&BarePage::new(lang, title), content))
}
