//! `/meja/{number}/gabung`: finding the other report of the same matter, reading both side by side, and letting one of them
//! go on. The older one is proposed, because its limit is the nearer one.

use axum::Form;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use hadir_org::{Right, Routes, SameOrigin};
use hadir_store::Fault;
use hadir_ui::components::{
    Button, Choice, ChoiceGroup, Facts, Field, Input, LinkList, Mistakes, Panel, Textarea, actions,
};
use hadir_ui::html::Html;
use hadir_ui::lang::Lang;
use hadir_ui::shell::desk;
use hadir_ui::{t, time};
use maud::{Markup, Render, html};
use serde::Deserialize;

use super::act::{Seen, Sent, UNPROCESSABLE, meanwhile_note, seen_field, trail};
use super::find::Instead;
use super::seat::{OpenCase, Seat};
use super::{IN_CIRCLE_TOO, refusal, thread};
use crate::address::{CaseAddress, of_row};
use crate::commands::{self, Asking, Refusal};
use crate::events::{Bond, CaseEvent};
use crate::pages::photos::Album;
use crate::pages::wording::Standing;
use crate::queries::{self, Reach, Row};
use crate::{Case, Cases};

/// Reports that are offered to choose from.
const OFFERED: usize = 8;
/// This report goes on.
const THIS: &str = "ini";
/// The other one does.
const OTHER: &str = "itu";

/// Its routes.
pub(super) fn routes(cases: &Cases) -> Routes<Cases> {
    Routes::new(cases.platform()).get("/meja/{number}/gabung", IN_CIRCLE_TOO, show).post(
        "/meja/{number}/gabung",
        IN_CIRCLE_TOO,
        merge,
    )
}

/// What was typed.
#[derive(Clone, Debug, Default, Deserialize)]
struct MergeForm {
    /// How much of each thread the officer had seen.
    #[serde(default)]
    at: Seen,
    #[serde(default)]
    at_lain: Seen,
    /// The other report: its number, its exact address, or words to find it by.
    #[serde(default)]
    ke: String,
    /// Which of the two goes on.
    #[serde(default)]
    lanjut: String,
    #[serde(default)]
    alasan: String,
}

/// What was meant by what was typed.
enum Found {
    One(Box<OpenCase>),
    /// Several to choose from, or none, and what is to say of that.
    Several(LinkList, Option<String>),
}

async fn show(seat: Seat, Path(number): Path<String>, Query(form): Query<MergeForm>) -> Result<Html, Instead> {
    let open = seat.open_for(&number, Right::Close).await?;
    if form.ke.trim().is_empty() {
        let alike = alike(&seat, &open).await?;
        return Ok(choose(&seat, &open, &form, &alike, &Mistakes::default()));
    }
    Ok(match find(&seat, &open, &form.ke).await? {
        Found::One(other) => match keeps_apart(&open, &other) {
            None => compare(&seat, &open, &other, &form, &Mistakes::default()).await?,
            Some(refusal) => choose(&seat, &open, &form, &LinkList::new(), &refusal::at(&seat.lang, "ke", &refusal)),
        },
        Found::Several(offered, said) => {
            let mistakes = said.map_or_else(Mistakes::default, |said| Mistakes::one("ke", said));
            choose(&seat, &open, &form, &offered, &mistakes)
        }
    })
}

async fn merge(
    seat: Seat,
    _: SameOrigin,
    Path(number): Path<String>,
    Form(form): Form<MergeForm>,
) -> Result<Response, Instead> {
    let open = seat.open_for(&number, Right::Close).await?;
    let other = match find(&seat, &open, &form.ke).await? {
        Found::One(other) => other,
        Found::Several(offered, said) => {
            let said = said.unwrap_or_else(|| t!(seat.lang, "meja-merge-which"));
            return Ok(choose(&seat, &open, &form, &offered, &Mistakes::one("ke", said)).into_response());
        }
    };
    let mistakes = match form.goes_on() {
        None => Mistakes::one("lanjut", t!(seat.lang, "meja-merge-choose")),
        Some(is_this) => match carry_out(&seat, &open, &other, &form, is_this).await? {
            Ok(done) => return Ok(done),
            Err(refusal @ Refusal::TooLong(_)) => refusal::at(&seat.lang, "alasan", &refusal),
            Err(refusal) => refusal::at(&seat.lang, "lanjut", &refusal),
        },
    };
    // What happened meanwhile is told with the refusal.
    let (open, other) = (seat.open(&open.exact()).await?, seat.open(&other.exact()).await?);
    Ok(compare(&seat, &open, &other, &form, &mistakes).await?.into_response())
}

impl MergeForm {
    /// Whether the report on whose page this was filled in goes on, or the other one.
    fn goes_on(&self) -> Option<bool> {
        match self.lanjut.as_str() {
            THIS => Some(true),
            OTHER => Some(false),
            _ => None,
        }
    }
}

async fn carry_out(
    seat: &Seat,
    open: &OpenCase,
    other: &OpenCase,
    form: &MergeForm,
    is_this: bool,
) -> Result<Result<Response, Refusal>, Instead> {
    let (with, why) = (other.case.id, form.alasan.clone());
    let is_it = move |event: &CaseEvent| match event {
        CaseEvent::Bond(bond) => bond.other() == with && matches!(bond, Bond::Joined(_)) == is_this,
        _ => false,
    };
    // Only the merged report's thread keeps the message.
    let sent = Sent::new(form.at, if is_this { "" } else { &form.alasan }, is_it);
    let decide = move |[open, other]: [&Case; 2], asking: &Asking<'_>| {
        if is_this {
            commands::merge(other, open, &why, asking).map(|[on_other, on_open]| [on_open, on_other])
        } else {
            commands::merge(open, other, &why, asking)
        }
    };
    seat.act_on_two([open.case.id, with], sent, decide).await
}

/// Why neither of two reports can go on in the other; nothing where one can.
fn keeps_apart(open: &OpenCase, other: &OpenCase) -> Option<Refusal> {
    let asking = open.asking();
    let tried = commands::merge(&open.case, &other.case, "", &asking);
    tried.err().filter(|_| commands::merge(&other.case, &open.case, "", &asking).is_err())
}

/// The report that was typed: a number, an exact address, or words.
async fn find(seat: &Seat, open: &OpenCase, typed: &str) -> Result<Found, Fault> {
    let lang = &seat.lang;
    if typed.parse::<CaseAddress>().is_err() {
        let offered = by_words(seat, open, typed).await?;
        let said = offered.is_empty().then(|| t!(lang, "meja-merge-none"));
        return Ok(Found::Several(list(seat, open, &offered).await?, said));
    }
    let mut seen = seat.seen(typed).await?;
    Ok(match (seen.pop(), seen.len()) {
        (None, _) => Found::Several(LinkList::new(), Some(t!(lang, "meja-merge-unknown"))),
        (Some(one), 0) => Found::One(Box::new(one)),
        (Some(last), _) => {
            seen.push(last);
            let addresses: Vec<_> = seen.iter().map(OpenCase::exact).collect();
            let said = t!(lang, "meja-merge-shared", count = addresses.len(), addresses = addresses.join(", "));
            let link = |list: LinkList, one: &OpenCase| {
                list.page(chosen_path(open, &one.exact()), one.case.title(), html! { p.soft.num { (one.exact()) } })
            };
            Found::Several(seen.iter().fold(LinkList::new(), link), Some(said))
        }
    })
}

/// Where a report is chosen.
fn chosen_path(open: &OpenCase, address: &str) -> String {
    format!("{}/gabung?ke={address}", open.path())
}

/// The newest reports whose words match, without this one.
async fn by_words(seat: &Seat, open: &OpenCase, typed: &str) -> Result<Vec<Row>, Fault> {
    let reach = Reach::of(&seat.staff.0, Right::Close, &open.org);
    let pool = seat.cases.platform().store().reads();
    let mut rows = queries::search(pool, typed, &reach, None, OFFERED as i64 + 1).await?;
    rows.retain(|row| row.id != open.case.id.as_bytes());
    rows.truncate(OFFERED);
    Ok(rows)
}

/// Open reports of the same unit and topic, the newest first. Of what is in a closed circle nothing is offered.
async fn alike(seat: &Seat, open: &OpenCase) -> Result<LinkList, Fault> {
    let Some(category) = open.case.category.as_deref().filter(|_| open.case.sensitivity.is_none()) else {
        return Ok(LinkList::new());
    };
    let pool = seat.cases.platform().store().reads();
    let mut rows = queries::alike(pool, &open.case.unit, category, OFFERED as i64 + 1).await?;
    rows.retain(|row| row.id != open.case.id.as_bytes());
    rows.truncate(OFFERED);
    list(seat, open, &rows).await
}

/// Rows as links that choose them.
async fn list(seat: &Seat, open: &OpenCase, rows: &[Row]) -> Result<LinkList, Fault> {
    let lang = &seat.lang;
    let addresses = seat.exact_addresses(rows.iter()).await?;
    let link = |list: LinkList, row: &Row| {
        let address = of_row(&row.number, &row.id, &addresses);
        let title = if row.title.is_empty() { t!(lang, "meja-erased") } else { row.title.clone() };
        let day = time::short(lang, open.local(row.received_at).date());
        let about = html! { p.soft { span.num { (address) } " · " (t!(lang, "meja-merge-received", date = day)) } };
        list.page(chosen_path(open, address), title, about)
    };
    Ok(rows.iter().fold(LinkList::new(), link))
}

/// The page that asks for the other report.
fn choose(seat: &Seat, open: &OpenCase, form: &MergeForm, offered: &LinkList, mistakes: &Mistakes) -> Html {
    let lang = &seat.lang;
    let title = t!(lang, "meja-act-merge");
    let field = Field::new(lang, "ke", t!(lang, "meja-merge-with"), Input::line().value(&form.ke));
    let heading = if form.ke.trim().is_empty() { t!(lang, "meja-merge-alike") } else { t!(lang, "meja-merge-found") };
    let content = html! {
        (mistakes.summary(lang))
        p.soft { (trail(seat, open)) " / " (open.case.title()) }
        h1 { (title) }
        (meanwhile_note(seat, open, form.at))
        p { (t!(lang, "meja-merge-lead")) }
        form.narrow action={ (open.path()) "/gabung" } {
            (field.hint(t!(lang, "meja-merge-with.hint")).error(mistakes.at("ke")))
            (actions(&[Button::submit(t!(lang, "meja-merge-look")), Button::link(t!(lang, "meja-back"), open.path()).quiet()]))
        }
        @if !offered.is_empty() { (Panel::new(heading, offered)) }
    };
    let page = desk(&seat.frame(&title, "/meja", None, None), content);
    if mistakes.is_empty() { page } else { page.status(UNPROCESSABLE) }
}

/// The page with both reports side by side.
async fn compare(
    seat: &Seat,
    open: &OpenCase,
    other: &OpenCase,
    form: &MergeForm,
    mistakes: &Mistakes,
) -> Result<Html, Fault> {
    let lang = &seat.lang;
    let title = t!(lang, "meja-merge-title", number = other.address());
    let content = html! {
        (mistakes.summary(lang))
        p.soft { (trail(seat, open)) " / " (open.case.title()) }
        h1 { (title) }
        (meanwhile_note(seat, open, form.at))
        (meanwhile_note(seat, other, form.at_lain))
        p { (t!(lang, "meja-merge-both")) }
        div.two {
            (side(seat, open, t!(lang, "meja-merge-this", number = open.address())).await?)
            (side(seat, other, t!(lang, "meja-merge-other", number = other.address())).await?)
        }
        form.narrow method="post" action=(open.form_path("gabung")) {
            (seen_field(&open.case))
            input type="hidden" name="at_lain" value=(other.case.thread.len());
            input type="hidden" name="ke" value=(other.exact());
            (which(lang, open, other, form).error(mistakes.at("lanjut")))
            (Field::new(lang, "alasan", t!(lang, "meja-merge-why"), Textarea::rows(3).value(&form.alasan)).optional()
                .hint(t!(lang, "meja-merge-why.hint")).error(mistakes.at("alasan")))
            (actions(&[
                Button::submit(t!(lang, "meja-merge-do")),
                Button::link(t!(lang, "meja-merge-another"), format!("{}/gabung", open.path())).quiet(),
            ]))
        }
    };
    let page = desk(&seat.frame(&title, "/meja", None, None), content);
    Ok(if mistakes.is_empty() { page } else { page.status(UNPROCESSABLE) })
}

/// Which of the two goes on; the older one unless the officer chose, or it cannot.
fn which<'a>(lang: &'a Lang, open: &OpenCase, other: &OpenCase, form: &MergeForm) -> ChoiceGroup<'a> {
    let choice = |value: &str, one: &OpenCase| {
        let received =
            t!(lang, "meja-merge-received", date = time::short(lang, one.local(one.case.received_at()).date()));
        Choice::new(value, t!(lang, "meja-merge-on", number = one.address()), received)
    };
    let age = |one: &OpenCase| (one.case.received_at(), one.case.number().to_owned());
    let older = if age(open) <= age(other) { THIS } else { OTHER };
    let chosen = if form.lanjut.is_empty() { older } else { &form.lanjut };
    ChoiceGroup::one(lang, "lanjut", t!(lang, "meja-merge-goes-on"), vec![choice(THIS, open), choice(OTHER, other)])
        .hint(t!(lang, "meja-merge-goes-on.hint"))
        .chosen(chosen)
}

/// One of the two: what it is about, where it is, and what was said.
async fn side(seat: &Seat, open: &OpenCase, heading: String) -> Result<Markup, Fault> {
    let (lang, case) = (&seat.lang, &open.case);
    let places = seat.cases.places().await?;
    let code = case.received.as_ref().and_then(|received| received.place.as_deref());
    let spot = case.words.as_ref().and_then(|words| words.spot.clone());
    let place: Vec<_> = spot.into_iter().chain(code.and_then(|code| places.name(code)).map(str::to_owned)).collect();
    let facts = Facts::new()
        .row(t!(lang, "meja-fact-status"), Standing::of(case, open.now).state(lang))
        .row_if(t!(lang, "meja-fact-place"), (!place.is_empty()).then(|| place.join(". ")))
        .row(t!(lang, "meja-fact-handled"), open.unit_name());
    let album = Album::open(seat.cases.platform().store().files(), case, format!("/meja/{}", open.exact())).await;
    Ok(Panel::new(heading, html! { (facts) (thread::said(lang, open, &album)) }).render())
}
