//! `/kelola/staf`: everyone, by unit.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Query, State};
use hadir_ui::components::{Button, Column, Empty, Filter, Input, Table};
use hadir_ui::html::Html;
use hadir_ui::lang::Lang;
use hadir_ui::t;
use maud::{Markup, html};
use serde::Deserialize;

use super::HERE;
use crate::access::By;
use crate::commands::staff::may_manage;
use crate::organisation::Organisation;
use crate::pages::manage::{Room, saved};
use crate::pages::words;
use crate::platform::Platform;
use crate::staff::Officer;
use crate::web::{Reader, Staff};

/// The search of the list.
#[derive(Default, Deserialize)]
pub(super) struct Wish {
    /// Part of a name, a sign-in name or a unit's name.
    #[serde(default)]
    q: String,
    #[serde(default)]
    tersimpan: Option<String>,
}

/// `GET /kelola/staf`.
pub(super) async fn list_staff(
    State(platform): State<Platform>,
    staff: Staff,
    Reader { lang }: Reader,
    Query(wish): Query<Wish>,
) -> Html {
    let (org, by) = (platform.org(), staff.by());
    let mut units: BTreeMap<&str, Vec<&Arc<Officer>>> = BTreeMap::new();
    for officer in org.staff_by_name().into_iter().filter(|officer| finds(&wish.q, officer, &org)) {
        units.entry(org.unit_name(&officer.unit)).or_default().push(officer);
    }
    let room = Room { platform: &platform, staff: &staff, lang: &lang, path: HERE };
    let search =
        Filter::new(t!(lang, "staff-search-act")).field("q", &t!(lang, "staff-search"), &Input::line().value(&wish.q));
    let content = html! {
        (saved(&lang, wish.tersimpan.is_some()))
        p.row { (Button::link(t!(lang, "staff-add"), "/kelola/staf/baru")) }
        (search)
        @if units.is_empty() { (Empty::new(t!(lang, "staff-none"), t!(lang, "staff-none-next"))) }
        @for (unit, officers) in &units { (table(&lang, &org, &by, unit, officers)) }
    };
    room.page(&t!(lang, "staff-title"), content)
}

fn finds(words: &str, officer: &Officer, org: &Organisation) -> bool {
    let text = format!("{} {} {}", officer.name, officer.username, org.unit_name(&officer.unit)).to_lowercase();
    words.to_lowercase().split_whitespace().all(|word| text.contains(word))
}

fn table(lang: &Lang, org: &Organisation, by: &By, unit: &str, officers: &[&Arc<Officer>]) -> Table {
    let columns = vec![
        Column::words(t!(lang, "staff-name")),
        Column::words(t!(lang, "staff-username")),
        Column::words(t!(lang, "staff-roles")),
        Column::words(t!(lang, "staff-state")),
    ];
    officers.iter().fold(Table::new(unit, columns).cards(), |table, officer| {
        let name = html! {
            @if may_manage(officer, by, org).is_ok() { a href={ (HERE) "/" (officer.id) } { (officer.name) } }
            @else { (officer.name) }
        };
        table.row(vec![name, html! { (officer.username) }, roles(lang, org, officer), state(lang, officer)])
    })
}

fn roles(lang: &Lang, org: &Organisation, officer: &Officer) -> Markup {
    html! {
        @for (at, grant) in officer.grants.iter().enumerate() {
            @if at > 0 { br; }
            (words::role(lang, grant.role))
            @if grant.unit != officer.unit { ", " (org.unit_name(&grant.unit)) }
        }
    }
}

fn state(lang: &Lang, officer: &Officer) -> Markup {
    html! {
        @if officer.is_suspended { (t!(lang, "staff-suspended")) }
        @else if officer.password.is_none() { (t!(lang, "staff-no-password")) }
        @else { (t!(lang, "staff-active")) }
    }
}
