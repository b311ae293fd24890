//! `/meja/tampilan`: lists under a name, a view with its filter. Everyone keeps their own, the head of a unit also those of
//! the unit; whoever opens one sees in it what they may see. The side list beside every list shows the first of them.

use axum::Form;
use axum::extract::Query;
use axum::http::Uri;
use axum::response::{IntoResponse, Redirect, Response};
use hadir_org::{Access, Problem, Right, Routes, SameOrigin};
use hadir_ui::components::{Button, Choice, ChoiceGroup, Column, Empty, Field, Input, Mistakes, Table, actions};
use hadir_ui::html::Html;
use hadir_ui::shell::{RailLink, desk};
use hadir_ui::{number, t};
use maud::{Markup, html};
use serde::Deserialize;

use super::act::UNPROCESSABLE;
use super::filters::{self, Narrow};
use super::inbox::{self, Wish};
use super::keys::key_hints;
use super::seat::Seat;
use super::view;
use crate::Cases;
use crate::queries::{self, COUNT_MAX, SAVED_MAX, SavedView};

/// Where the kept lists are.
pub(super) const HERE: &str = "/meja/tampilan";
/// Kept lists that the side list shows.
const SHOWN_MAX: usize = 8;
/// Longest name, in characters.
const NAME_CHARS_MAX: usize = 40;
/// Longest address of a list, in bytes.
const QUERY_BYTES_MAX: usize = 1_000;
/// The choice that a list is for the whole unit.
const UNIT: &str = "unit";

/// Its routes.
pub(super) fn routes(cases: &Cases) -> Routes<Cases> {
    Routes::new(cases.platform())
        .get("/meja/tampilan", Access::Needs(Right::ReadCases), show)
        .post("/meja/tampilan", Access::Needs(Right::ReadCases), keep)
        .post("/meja/tampilan/nama", Access::Needs(Right::ReadCases), rename)
        .post("/meja/tampilan/hapus", Access::Needs(Right::ReadCases), remove)
}

/// What the address of the page and the form for keeping a list hold.
#[derive(Debug, Default, Deserialize)]
struct KeepForm {
    #[serde(default)]
    lihat: String,
    #[serde(flatten)]
    narrow: Narrow,
    #[serde(default)]
    nama: String,
    #[serde(default)]
    untuk: String,
    #[serde(default)]
    kunci: String,
}

/// What is done to a kept list.
#[derive(Debug, Default, Deserialize)]
struct ChangeForm {
    #[serde(default)]
    id: String,
    #[serde(default)]
    nama: String,
}

/// A list as an address holds it: its view and what narrows it.
pub(super) fn query(view: &str, narrow: &Narrow) -> String {
    format!("lihat={}{}", view::name_of(view::named(view)), narrow.query())
}

/// What a kept list asks for.
fn wish(view: &SavedView) -> Wish {
    let uri = format!("/meja?{}", view.query).parse::<Uri>().ok();
    uri.and_then(|uri| Query::try_from_uri(&uri).ok()).map(|Query(wish)| wish).unwrap_or_default()
}

/// The kept lists of the side list with their counts, and where to change them; nothing while there are none.
pub(super) async fn rail(seat: &Seat, current: &str) -> Result<Vec<RailLink>, Problem> {
    let (lang, me, pool) = (&seat.lang, &seat.staff.0, seat.cases.platform().store().reads());
    let mut links = Vec::new();
    let saved = queries::saved(pool, me.id, &me.unit).await?;
    let (mut kept, own): (Vec<_>, Vec<_>) = saved.into_iter().partition(|saved| !saved.unit.is_empty());
    // The unit's stand first, and leave up to half of the places to one's own.
    kept.truncate(SHOWN_MAX - own.len().min(SHOWN_MAX / 2));
    kept.extend(own);
    kept.truncate(SHOWN_MAX);
    let counts = inbox::matches_of(seat, &kept.iter().map(wish).collect::<Vec<_>>()).await?;
    for (saved, count) in kept.into_iter().zip(counts) {
        // A list that this person does not find, such as of a closed circle, is none of theirs.
        let Some((count, is_cut)) = count else { continue };
        let more = |count: i64| t!(lang, "meja-saved-count-more", count = count);
        let count = if count > COUNT_MAX {
            more(COUNT_MAX)
        } else if is_cut {
            more(count)
        } else {
            number::whole(lang, count)
        };
        links.push(RailLink {
            label: saved.name,
            href: format!("/meja?{}", saved.query),
            count: Some(count),
            is_current: saved.query == current,
        });
    }
    if !links.is_empty() {
        let (label, href) = (t!(lang, "meja-saved-manage"), HERE.to_owned());
        links.push(RailLink { label, href, count: None, is_current: false });
    }
    Ok(links)
}

/// Where the list that is shown is kept.
pub(super) fn keep_link(seat: &Seat, view: &str, narrow: &Narrow) -> Markup {
    html! { a href={ (HERE) "?" (query(view, narrow)) } { (t!(seat.lang, "meja-saved-keep")) } }
}

async fn show(seat: Seat, Query(form): Query<KeepForm>) -> Result<Html, Problem> {
    page(&seat, &form, None, &Mistakes::default()).await
}

/// `POST /meja/tampilan`: keeps a list.
async fn keep(seat: Seat, _: SameOrigin, Form(form): Form<KeepForm>) -> Result<Response, Problem> {
    let (lang, me) = (&seat.lang, &seat.staff.0);
    let is_for_unit = form.untuk == UNIT;
    if is_for_unit && !heads(&seat) {
        return Err(Problem::forbidden());
    }
    let mistakes = match name_of(&seat, "nama", &form.nama) {
        Ok(name) => {
            let query = query(&form.lihat, &form.narrow);
            // Longer than anything the filter offers, it came from no form of ours.
            if query.len() > QUERY_BYTES_MAX {
                return Err(Problem::forbidden());
            }
            let unit = if is_for_unit { me.unit.as_str().to_owned() } else { String::new() };
            let id = super::bulk::id_of(&form.kunci).unwrap_or_else(|| seat.cases.platform().store().chance().bytes());
            let saved = SavedView { id: id.to_vec(), unit, name, query };
            let tables = seat.cases.platform().store().node_tables();
            if queries::keep_view(tables, me.id, &saved).await? {
                return Ok(Redirect::to(&format!("/meja?{}", saved.query)).into_response());
            }
            Mistakes::one("nama", t!(lang, "meja-saved-full", count = SAVED_MAX))
        }
        Err(mistakes) => mistakes,
    };
    Ok(page(&seat, &form, None, &mistakes).await?.status(UNPROCESSABLE).into_response())
}

/// `POST /meja/tampilan/nama`: gives a list another name.
async fn rename(seat: Seat, _: SameOrigin, Form(form): Form<ChangeForm>) -> Result<Response, Problem> {
    if let Some(saved) = changeable(&seat, &form.id).await? {
        match name_of(&seat, &field_of(&form.id), &form.nama) {
            Ok(name) => queries::rename_view(seat.cases.platform().store().node_tables(), &saved.id, &name).await?,
            Err(mistakes) => {
                let page = page(&seat, &KeepForm::default(), Some(&form), &mistakes).await?;
                return Ok(page.status(UNPROCESSABLE).into_response());
            }
        }
    }
    Ok(Redirect::to(HERE).into_response())
}

/// `POST /meja/tampilan/hapus`: keeps a list no longer; one that is gone already stays so.
async fn remove(seat: Seat, _: SameOrigin, Form(form): Form<ChangeForm>) -> Result<Response, Problem> {
    if let Some(saved) = changeable(&seat, &form.id).await? {
        queries::drop_view(seat.cases.platform().store().node_tables(), &saved.id).await?;
    }
    Ok(Redirect::to(HERE).into_response())
}

/// Whether this person keeps the lists of the unit they work in.
fn heads(seat: &Seat) -> bool {
    seat.staff.0.may(Right::ManageDesk, &seat.staff.0.unit, &seat.org())
}

/// The kept list of an identity, if this person may change it; one of others is as good as none.
async fn changeable(seat: &Seat, id: &str) -> Result<Option<SavedView>, Problem> {
    let (me, tables) = (&seat.staff.0, seat.cases.platform().store().node_tables());
    let Some(id) = super::bulk::id_of(id) else { return Ok(None) };
    let Some(saved) = queries::saved_view(tables, &id, me.id, &me.unit).await? else { return Ok(None) };
    if saved.unit.is_empty() || heads(seat) { Ok(Some(saved)) } else { Err(Problem::forbidden()) }
}

/// The field in which a list gets another name.
fn field_of(id: &str) -> String {
    format!("nama-{id}")
}

fn name_of(seat: &Seat, field: &str, typed: &str) -> Result<String, Mistakes> {
    let name = typed.trim();
    let is_good = !name.is_empty() && name.chars().count() <= NAME_CHARS_MAX && !name.contains(char::is_control);
    let wrong = || Mistakes::one(field, t!(seat.lang, "meja-saved-name-missing", count = NAME_CHARS_MAX));
    if is_good { Ok(name.to_owned()) } else { Err(wrong()) }
}

/// The page, perhaps with a list to be kept, or with a name that was refused.
async fn page(
    seat: &Seat,
    form: &KeepForm,
    renaming: Option<&ChangeForm>,
    mistakes: &Mistakes,
) -> Result<Html, Problem> {
    let (lang, me) = (&seat.lang, &seat.staff.0);
    let saved = queries::saved(seat.cases.platform().store().reads(), me.id, &me.unit).await?;
    let places = seat.cases.places().await?;
    let title = t!(lang, "meja-saved");
    let is_keeping = !form.lihat.is_empty();
    let columns = vec![
        Column::words(t!(lang, "meja-saved-name")),
        Column::words(t!(lang, "meja-saved-what")),
        Column::words(t!(lang, "meja-saved-change")),
    ];
    let in_words = |view: &str, narrow: &Narrow| {
        let view = view::title(lang, view::named(view));
        let narrowed = filters::in_words(seat, &seat.org(), narrow, &places);
        std::iter::once(view).chain(narrowed).collect::<Vec<_>>().join(", ")
    };
    let table = saved.iter().fold(Table::new(&title, columns).hide_caption().cards(), |table, saved| {
        let wish = wish(saved);
        let name = html! { a href={ "/meja?" (saved.query) } { (saved.name) } };
        table.row(vec![
            name,
            html! { (in_words(&wish.lihat, &wish.narrow)) (whose(seat, saved)) },
            changes(seat, saved, renaming, mistakes),
        ])
    });
    let content = html! {
        (mistakes.summary(lang))
        p.soft { a href="/meja" { (t!(lang, "meja-view-inbox")) } }
        h1 { (title) }
        p { (t!(lang, "meja-saved-lead", count = SHOWN_MAX)) }
        @if is_keeping { (keeping(seat, form, &in_words(&form.lihat, &form.narrow), mistakes)) }
        @if !saved.is_empty() { (table) } @else if !is_keeping {
            (Empty::new(t!(lang, "meja-saved-none"), t!(lang, "meja-saved-none.next"))
                .action(Button::link(t!(lang, "meja-empty-all"), "/meja").quiet()))
        }
        (key_hints(lang))
    };
    Ok(desk(&seat.frame(&title, HERE, None, None), content))
}

/// The form that keeps the list somebody came from.
fn keeping(seat: &Seat, form: &KeepForm, what: &str, mistakes: &Mistakes) -> Markup {
    let (lang, org) = (&seat.lang, seat.org());
    let name = Input::line().value(&form.nama).autocomplete("off");
    let me = Choice::new("saya", t!(lang, "meja-saved-for-me"), t!(lang, "meja-saved-for-me.explain"));
    let unit = t!(lang, "meja-saved-for-unit", unit = org.unit_name(&seat.staff.0.unit));
    let unit = Choice::new(UNIT, unit, t!(lang, "meja-saved-for-unit.explain"));
    let chosen = if form.untuk == UNIT { UNIT } else { "saya" };
    let key = hex::encode(seat.cases.platform().store().chance().bytes::<16>());
    html! {
        form.narrow method="post" action=(HERE) {
            input type="hidden" name="kunci" value=(key);
            input type="hidden" name="lihat" value=(view::name_of(view::named(&form.lihat)));
            @for (name, value) in form.narrow.fields() { input type="hidden" name=(name) value=(value); }
            p { (t!(lang, "meja-saved-keeping", what = what)) }
            (Field::new(lang, "nama", t!(lang, "meja-saved-name"), name)
                .hint(t!(lang, "meja-saved-name.hint")).error(mistakes.at("nama")))
            @if heads(seat) {
                (ChoiceGroup::one(lang, "untuk", t!(lang, "meja-saved-for"), vec![me, unit]).chosen(chosen))
            }
            (actions(&[
                Button::submit(t!(lang, "meja-saved-do")),
                Button::link(t!(lang, "meja-bulk-back"), format!("/meja?{}", query(&form.lihat, &form.narrow))).quiet(),
            ]))
        }
    }
}

/// ". Milik Dinas Perhubungan", where a list is not one's own.
fn whose(seat: &Seat, saved: &SavedView) -> String {
    if saved.unit.is_empty() {
        return String::new();
    }
    t!(seat.lang, "meja-saved-units", unit = seat.org().unit_name(&seat.staff.0.unit))
}

/// Renaming and removing, for whoever may.
fn changes(seat: &Seat, saved: &SavedView, renaming: Option<&ChangeForm>, mistakes: &Mistakes) -> Markup {
    let lang = &seat.lang;
    let id = hex::encode(&saved.id);
    let label = t!(lang, "meja-saved-rename-of", name = &saved.name);
    let field = field_of(&id);
    let typed = renaming.filter(|form| form.id == id).map_or(&saved.name, |form| &form.nama);
    let error = mistakes.at(&field);
    let said = format!("{field}-salah");
    html! {
        @if saved.unit.is_empty() || heads(seat) {
            div.row {
                form.row.rename method="post" action={ (HERE) "/nama" } {
                    input type="hidden" name="id" value=(id);
                    input id=(field) name="nama" value=(typed) aria-label=(label) maxlength=(NAME_CHARS_MAX)
                        autocomplete="off" aria-invalid=[error.as_ref().map(|_| "true")] aria-describedby=[error.as_ref().map(|_| &said)];
                    (Button::submit(t!(lang, "meja-saved-rename")).mini())
                    @if let Some(words) = &error { p.error id=(said) { (words) } }
                }
                form method="post" action={ (HERE) "/hapus" } {
                    input type="hidden" name="id" value=(id);
                    (Button::submit(t!(lang, "meja-saved-remove")).mini())
                }
            }
        } @else { span.soft { (t!(lang, "meja-saved-by-head")) } }
    }
}
