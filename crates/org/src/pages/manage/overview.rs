//! `/kelola`: what there is to manage.

use axum::extract::State;
use hadir_ui::components::LinkList;
use hadir_ui::html::Html;
use hadir_ui::t;
use maud::html;

use super::{Room, sections};
use crate::pages::links::{https_note, silent_note};
use crate::platform::Platform;
use crate::web::{Problem, Reader, Staff};

/// `GET /kelola`.
pub(super) async fn show_overview(
    State(platform): State<Platform>,
    staff: Staff,
    Reader { lang }: Reader,
) -> Result<Html, Problem> {
    let silent = silent_note(&platform, &staff, &lang).await?;
    let mine = sections(&lang).into_iter();
    let mine = mine.filter(|section| section.right.is_none_or(|right| staff.0.may_anywhere(right)));
    let list = mine.fold(LinkList::new(), |list, section| {
        list.page(section.path, section.label, html! { p.soft { (section.about) } })
    });
    let room = Room { platform: &platform, staff: &staff, lang: &lang, path: "/kelola" };
    let https = https_note(&platform, &staff, &lang);
    let content = html! { (silent) (https) p { (t!(lang, "manage-lead")) } (list) (sign_out_everywhere(&lang)) };
    Ok(room.page(&t!(lang, "manage-title"), content))
}

/// Everyone may end their own sign-ins, wherever they are.
fn sign_out_everywhere(lang: &hadir_ui::lang::Lang) -> maud::Markup {
    html! {
        section.stack {
            h2 { (t!(lang, "sessions-title")) }
            p { (t!(lang, "sessions-about")) }
            form method="post" action="/keluar/semua" {
                (hadir_ui::components::Button::submit(t!(lang, "sessions-end-all")).quiet())
            }
        }
    }
}
