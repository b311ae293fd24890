//! `/kelola/aplikasi`: every program, by name.

use axum::extract::State;
use hadir_ui::components::{Button, Column, Empty, Table};
use hadir_ui::html::Html;
use hadir_ui::lang::Lang;
use hadir_ui::{t, time};
use jiff::civil::Date;
use maud::{Markup, html};

use super::{HERE, today};
use crate::commands::program::may_manage;
use crate::pages::manage::Room;
use crate::pages::words;
use crate::platform::Platform;
use crate::program::Program;
use crate::web::{Reader, Staff};

/// `GET /kelola/aplikasi`.
pub(super) async fn list_programs(State(platform): State<Platform>, staff: Staff, Reader { lang }: Reader) -> Html {
    let (org, by, today) = (platform.org(), staff.by(), today(&platform));
    let columns = vec![
        Column::words(t!(lang, "program-name")),
        Column::words(t!(lang, "program-unit")),
        Column::words(t!(lang, "program-rights")),
        Column::words(t!(lang, "program-token")),
    ];
    let table = Table::new(t!(lang, "programs-title"), columns).cards().hide_caption();
    let programs = org.programs_by_name();
    let table = programs.iter().fold(table, |table, program| {
        let name = html! {
            @if may_manage(program, &by, &org).is_ok() { a href={ (HERE) "/" (program.id) } { (called(&lang, program)) } }
            @else { (called(&lang, program)) }
        };
        let unit = html! { (org.unit_name(&program.unit)) };
        table.row(vec![name, unit, rights(&lang, program), html! { (state(&lang, program, today)) }])
    });
    let room = Room { platform: &platform, staff: &staff, lang: &lang, path: HERE };
    let content = html! {
        p { (t!(lang, "programs-lead")) " " a href="/api/openapi.json" { (t!(lang, "programs-description")) } }
        p.row { (Button::link(t!(lang, "programs-add"), "/kelola/aplikasi/baru")) }
        @if programs.is_empty() { (Empty::new(t!(lang, "programs-none"), t!(lang, "programs-none-next"))) }
        @else { (table) }
    };
    room.page(&t!(lang, "programs-title"), content)
}

/// What a program is called; one whose name was erased has none.
pub(super) fn called(lang: &Lang, program: &Program) -> String {
    if program.name.is_empty() { t!(lang, "program-nameless") } else { program.name.clone() }
}

fn rights(lang: &Lang, program: &Program) -> Markup {
    html! {
        @for (at, right) in program.rights.iter().enumerate() {
            @if at > 0 { br; }
            (words::right(lang, *right))
        }
    }
}

/// Whether its token counts, and until when.
pub(super) fn state(lang: &Lang, program: &Program, today: Date) -> String {
    let through = time::plain(lang, program.through);
    match program.token {
        None => t!(lang, "program-no-token"),
        Some(_) if program.counts_on(today) => t!(lang, "program-counts", date = through),
        Some(_) => t!(lang, "program-over", date = through),
    }
}
