//! `/kelola/hak`: the table of roles and rights, as the program itself reads it.

use axum::extract::State;
use hadir_ui::components::{Column, Table};
use hadir_ui::html::Html;
use hadir_ui::icon::{Icon, icon};
use hadir_ui::lang::Lang;
use hadir_ui::t;
use maud::{Markup, html};

use super::Room;
use crate::access::{Right, Role};
use crate::pages::words;
use crate::platform::Platform;
use crate::web::{Reader, Staff};

/// `GET /kelola/hak`.
pub(super) async fn show_rights(State(platform): State<Platform>, staff: Staff, Reader { lang }: Reader) -> Html {
    let columns = std::iter::once(Column::words(t!(lang, "rights-right")))
        .chain(Role::ALL.into_iter().map(|role| Column::words(words::role(&lang, role))));
    let table = Table::new(t!(lang, "rights-caption"), columns.collect()).cards();
    let table = Right::all().fold(table, |table, right| {
        let name = html! { (words::right(&lang, right)) };
        let cells = Role::ALL.into_iter().map(|role| cell(&lang, role.has(right)));
        table.row(std::iter::once(name).chain(cells).collect())
    });
    let room = Room { platform: &platform, staff: &staff, lang: &lang, path: "/kelola/hak" };
    room.page(
        &t!(lang, "rights-title"),
        html! { p { (t!(lang, "rights-lead")) } (table) p { (t!(lang, "rights-scope")) } },
    )
}

fn cell(lang: &Lang, has: bool) -> Markup {
    html! {
        @if has { (icon(Icon::Check)) " " (t!(lang, "rights-yes")) }
        @else { span.soft { (t!(lang, "rights-no")) } }
    }
}
