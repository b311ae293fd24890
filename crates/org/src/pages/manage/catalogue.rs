//! `/kelola/komponen`: the living catalogue of components.

use axum::extract::State;
use hadir_ui::catalogue;
use hadir_ui::html::Html;

use crate::pages::desk::frame;
use crate::platform::Platform;
use crate::web::{Reader, Staff};

/// `GET /kelola/komponen`.
pub(super) async fn show_citizen_parts(State(platform): State<Platform>, Reader { lang }: Reader) -> Html {
    catalogue::citizen_catalogue(&platform.site(), &lang)
}

/// `GET /kelola/komponen/meja`.
pub(super) async fn show_desk_parts(State(platform): State<Platform>, staff: Staff, Reader { lang }: Reader) -> Html {
    let title = catalogue::desk_title(&lang);
    catalogue::desk_catalogue(&frame(&platform, &staff, &lang, title, "/kelola", Vec::new()))
}
