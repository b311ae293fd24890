//! `/meja/banyak`: one act on several reports. They are chosen in a list, the page asks what the act needs, shows for each
//! report what will happen or why not, and carries it out; see `bulk_done` for what comes after.

use axum::Form;
use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use hadir_oplog::AggregateId;
use hadir_org::{Access, CategoryCode, Problem, Right, Routes, SameOrigin};
use hadir_ui::components::{
    Button, Choices, Column, Empty, Field, Inbox, InboxGroup, Mistakes, Said, Select, Table, Textarea, actions,
};
use hadir_ui::html::Html;
use hadir_ui::lang::Lang;
use hadir_ui::shell::desk;
use hadir_ui::t;
use maud::{Markup, Render, html};

use super::act::UNPROCESSABLE;
use super::bulk_done;
use super::hand_on::{recipient, recipients};
use super::inbox::{self, Wish};
use super::keys::key_hints;
use super::refusal;
use super::seat::{OpenCase, Seat};
use crate::Cases;
use crate::address::{CaseAddress, number_of};
use crate::cases::{BulkId, Carried, Chosen, KeptBulk, Left, Mark};
use crate::commands::{BULK_MAX, Bulk, MESSAGE_CHARS_MAX, Refusal};
use crate::events::CaseEvent;

/// Where several reports are acted on.
pub(super) const HERE: &str = "/meja/banyak";
/// What the button that carries an act out sends.
const CARRY_OUT: &str = "jalankan";
/// What the button sends that goes back to what the act was told.
const CHANGE: &str = "ubah";

/// Its routes.
pub(super) fn routes(cases: &Cases) -> Routes<Cases> {
    Routes::new(cases.platform())
        .get("/meja/banyak", Access::Needs(Right::ReadCases), show)
        .post("/meja/banyak", Access::Needs(Right::ReadCases), look_or_carry_out)
        .post("/meja/banyak/batal", Access::Needs(Right::ReadCases), bulk_done::undo)
}

/// The acts that several reports can be given at once.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    HandOn,
    TakeUp,
    Classify,
    Note,
    Read,
}

impl Act {
    const ALL: [Self; 5] = [Self::HandOn, Self::TakeUp, Self::Classify, Self::Note, Self::Read];

    /// As addresses and forms name it.
    fn name(self) -> &'static str {
        match self {
            Self::HandOn => "teruskan",
            Self::TakeUp => "ambil",
            Self::Classify => "topik",
            Self::Note => "catatan",
            Self::Read => "dibaca",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.name() == name)
    }

    fn label(self, lang: &Lang) -> String {
        match self {
            Self::HandOn => t!(lang, "meja-bulk-hand-on"),
            Self::TakeUp => t!(lang, "meja-bulk-take-up"),
            Self::Classify => t!(lang, "meja-bulk-classify"),
            Self::Note => t!(lang, "meja-bulk-note"),
            Self::Read => t!(lang, "meja-bulk-read"),
        }
    }

    fn lead(self, lang: &Lang) -> String {
        match self {
            Self::HandOn => t!(lang, "meja-hand-on-lead"),
            Self::TakeUp => t!(lang, "meja-bulk-take-up.lead"),
            Self::Classify => t!(lang, "meja-bulk-classify.lead"),
            Self::Note => t!(lang, "meja-bulk-note.lead"),
            Self::Read => t!(lang, "meja-bulk-read.lead"),
        }
    }

    /// The act itself, where it needs to know nothing more.
    fn at_once(self) -> Option<Bulk> {
        match self {
            Self::TakeUp => Some(Bulk::TakeUp),
            Self::Read => Some(Bulk::Read),
            Self::HandOn | Self::Classify | Self::Note => None,
        }
    }
}

/// What a form or an address asks for.
#[derive(Debug, Default)]
struct Asked {
    /// The reports, each its address and, where a page has shown it, how much of its thread.
    reports: Vec<(String, Option<usize>)>,
    act: String,
    step: String,
    key: String,
    /// Whether the act was taken back a moment ago.
    is_undone: bool,
    to: String,
    why: String,
    category: String,
    text: String,
    all: bool,
}

impl Asked {
    fn of(pairs: Vec<(String, String)>) -> Self {
        let mut asked = Self::default();
        for (name, value) in pairs {
            match name.as_str() {
                "l" => asked.reports.push(chosen(value)),
                "aksi" => asked.act = value,
                "langkah" => asked.step = value,
                "kunci" => asked.key = value,
                "kepada" => asked.to = value,
                "alasan" => asked.why = value,
                "kategori" => asked.category = value,
                "text" => asked.text = value,
                "semua" => asked.all = true,
                "batal" => asked.is_undone = true,
                _ => {}
            }
        }
        asked.reports.truncate(BULK_MAX);
        asked
    }

    /// The act, as far as what it needs is given.
    fn bulk(&self, seat: &Seat, act: Act) -> Result<Bulk, Mistakes> {
        let lang = &seat.lang;
        let wrong = |field: &str, refusal: &Refusal| refusal::at(lang, field, refusal);
        match act {
            Act::TakeUp => Ok(Bulk::TakeUp),
            Act::Read => Ok(Bulk::Read),
            Act::HandOn if is_too_long(&self.why) => Err(wrong("alasan", &Refusal::TooLong(MESSAGE_CHARS_MAX))),
            Act::HandOn => {
                recipient(&self.to, &self.why).map(Bulk::HandOn).map_err(|refusal| wrong("kepada", &refusal))
            }
            Act::Note if self.text.trim().is_empty() => Err(wrong("text", &Refusal::Empty)),
            Act::Note if is_too_long(&self.text) => Err(wrong("text", &Refusal::TooLong(MESSAGE_CHARS_MAX))),
            Act::Note => Ok(Bulk::Note(self.text.clone())),
            Act::Classify => {
                let code = CategoryCode::try_new(&self.category).ok();
                let code = code.filter(|code| seat.org().category(code).is_some());
                code.map(Bulk::Classify).ok_or_else(|| Mistakes::one("kategori", t!(lang, "meja-classify-unknown")))
            }
        }
    }
}

fn is_too_long(text: &str) -> bool {
    text.chars().count() > MESSAGE_CHARS_MAX
}

/// A report as a form names it: its address, and behind a dot how many moments of its thread were shown.
fn chosen(value: String) -> (String, Option<usize>) {
    match value.split_once('.') {
        Some((address, seen)) => (address.to_owned(), seen.parse().ok()),
        None => (value, None),
    }
}

/// The list with a box at each report, and beneath it the acts on those that are ticked.
pub(super) fn list(lang: &Lang, groups: Vec<InboxGroup>, all_at: Option<String>) -> Markup {
    html! {
        form.picks action=(HERE) {
            (Inbox::new(lang, groups).pick("l"))
            div.row {
                span { (t!(lang, "meja-bulk-ticked")) }
                @for act in Act::ALL { (Button::submit(act.label(lang)).mini().sends("aksi", act.name())) }
                @if let Some(at) = all_at { a href=(at) { (t!(lang, "meja-bulk-all", count = BULK_MAX)) } }
            }
        }
    }
}

/// `GET /meja/banyak`: what the act needs, or which act it is to be; after it, what it did.
async fn show(
    seat: Seat,
    Query(pairs): Query<Vec<(String, String)>>,
    Query(wish): Query<Wish>,
) -> Result<Response, Problem> {
    let mut asked = Asked::of(pairs);
    if let Some(id) = id_of(&asked.key) {
        return Ok(bulk_done::page(&seat, id, asked.is_undone).await?.into_response());
    }
    if asked.all {
        asked.reports =
            inbox::first_of(&seat, &wish, BULK_MAX).await?.into_iter().map(|address| (address, None)).collect();
    }
    let chosen = Reports::open(&seat, &asked.reports).await?;
    if chosen.open.is_empty() {
        return Ok(nothing_chosen(&seat).into_response());
    }
    Ok(match Act::named(&asked.act) {
        None => acts_page(&seat, &chosen).into_response(),
        Some(act) => match act.at_once() {
            // It shows at once what it would do.
            Some(bulk) => preview(&seat, &asked, act, &bulk, &chosen).into_response(),
            None => fields_page(&seat, &asked, act, &chosen, &Mistakes::default()).into_response(),
        },
    })
}

/// `POST /meja/banyak`: shows what would happen, or lets it happen.
async fn look_or_carry_out(
    seat: Seat,
    _: SameOrigin,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let asked = Asked::of(pairs);
    let Some(act) = Act::named(&asked.act) else { return Ok(Redirect::to(HERE).into_response()) };
    let bulk = asked.bulk(&seat, act);
    if let (Ok(bulk), CARRY_OUT, Some(id)) = (&bulk, asked.step.as_str(), id_of(&asked.key)) {
        carry_out(&seat, &asked, bulk, id).await?;
        return Ok(Redirect::to(&format!("{HERE}?kunci={}", asked.key)).into_response());
    }
    let chosen = Reports::open(&seat, &asked.reports).await?;
    if chosen.open.is_empty() {
        return Ok(nothing_chosen(&seat).into_response());
    }
    Ok(match bulk {
        Ok(_) if asked.step == CHANGE => fields_page(&seat, &asked, act, &chosen, &Mistakes::default()).into_response(),
        Ok(bulk) => preview(&seat, &asked, act, &bulk, &chosen).into_response(),
        Err(mistakes) => fields_page(&seat, &asked, act, &chosen, &mistakes).status(UNPROCESSABLE).into_response(),
    })
}

/// Does it, and keeps what was done under the key that the form brought.
async fn carry_out(seat: &Seat, asked: &Asked, bulk: &Bulk, id: BulkId) -> Result<(), Problem> {
    let lang = &seat.lang;
    let mut kept = KeptBulk { act: asked.act.clone(), done: Vec::new(), left: Vec::new() };
    let (mut chosen, mut numbers): (Vec<Chosen>, Vec<&str>) = (Vec::new(), Vec::new());
    let mut leave = |number: &str, why: String| kept.left.push(Left { number: number.to_owned(), why });
    let addresses = asked.reports.iter().filter(|(address, _)| address.parse::<CaseAddress>().is_ok());
    for (address, seen) in addresses {
        let number = number_of(address);
        match (seat.cases.ids_at(address).await?.as_slice(), seen) {
            ([id], Some(seen)) => {
                chosen.push(Chosen { id: *id, seen: *seen });
                numbers.push(number);
            }
            _ => leave(number, refusal::sentence(lang, &Refusal::Unknown)),
        }
    }
    let carried = seat.cases.act_on_many(&chosen, &seat.staff.by(), bulk).await;
    for ((chosen, number), carried) in chosen.iter().zip(numbers).zip(carried) {
        match carried {
            Carried::Done(op) => kept.done.push(Mark::new(chosen.id, op, number.to_owned())),
            Carried::Already => leave(number, t!(lang, "meja-bulk-already")),
            Carried::Refused(refusal) => leave(number, refusal::sentence(lang, &refusal)),
            Carried::Beyond => leave(number, t!(lang, "meja-beyond")),
            Carried::Failed => leave(number, t!(lang, "meja-bulk-failed")),
        }
    }
    Ok(seat.cases.keep_bulk(id, seat.staff.0.id, kept).await?)
}

/// The key of one press, as a form carries it.
pub(super) fn id_of(hex: &str) -> Option<BulkId> {
    let mut id = BulkId::default();
    hex::decode_to_slice(hex, &mut id).ok()?;
    Some(id)
}

/// The reports that were chosen, as far as this person may see them.
struct Reports {
    open: Vec<OpenCase>,
    /// How many of them are not there, or no longer.
    gone: usize,
}

impl Reports {
    async fn open(seat: &Seat, reports: &[(String, Option<usize>)]) -> Result<Self, Problem> {
        let (mut open, mut gone): (Vec<OpenCase>, usize) = (Vec::new(), 0);
        for (address, _) in reports {
            let mut seen = seat.seen(address).await?;
            let is_new = |id: AggregateId| open.iter().all(|other| other.case.id != id);
            match (seen.pop(), seen.is_empty()) {
                (Some(one), true) if is_new(one.case.id) => open.push(one),
                (Some(_), true) => {}
                _ => gone += 1,
            }
        }
        Ok(Self { open, gone })
    }
}

fn nothing_chosen(seat: &Seat) -> Html {
    let lang = &seat.lang;
    let title = t!(lang, "meja-bulk");
    let content = html! {
        h1 { (title) }
        (Empty::new(t!(lang, "meja-bulk-none"), t!(lang, "meja-bulk-none.next"))
            .action(Button::link(t!(lang, "meja-empty-all"), "/meja")))
        (key_hints(lang))
    };
    desk(&seat.frame(&title, "/meja", None, None), content)
}

/// Around what is asked or shown about the chosen reports.
fn page(seat: &Seat, title: String, chosen: &Reports, content: Markup) -> Html {
    let lang = &seat.lang;
    let content = html! {
        p.soft { a href="/meja" { (t!(lang, "meja-view-inbox")) } }
        (content)
        @if chosen.gone > 0 { p.soft { (t!(lang, "meja-bulk-gone", count = chosen.gone)) } }
        (key_hints(lang))
    };
    desk(&seat.frame(title, "/meja", None, None), content)
}

/// Which act it is to be, where that was not said yet.
fn acts_page(seat: &Seat, chosen: &Reports) -> Html {
    let lang = &seat.lang;
    let title = t!(lang, "meja-bulk-of", count = chosen.open.len());
    let content = html! {
        h1 { (title) }
        form action=(HERE) {
            div.row { @for act in Act::ALL { (Button::submit(act.label(lang)).quiet().sends("aksi", act.name())) } }
            (reports(seat, chosen, |_| Row::ticked()))
        }
    };
    page(seat, title, chosen, content)
}

/// What the act has to know.
fn fields_page(seat: &Seat, asked: &Asked, act: Act, chosen: &Reports, mistakes: &Mistakes) -> Html {
    let lang = &seat.lang;
    let title = t!(lang, "meja-bulk-act", act = act.label(lang), count = chosen.open.len());
    let content = html! {
        (mistakes.summary(lang))
        h1 { (title) }
        p { (act.lead(lang)) }
        form method="post" action=(HERE) {
            input type="hidden" name="aksi" value=(act.name());
            div.narrow {
                (fields(seat, asked, act, mistakes))
                (actions(&[Button::submit(t!(lang, "meja-bulk-look")), Button::link(t!(lang, "meja-bulk-back"), "/meja").quiet()]))
            }
            (reports(seat, chosen, |_| Row::ticked()))
        }
    };
    page(seat, title, chosen, content)
}

fn fields(seat: &Seat, asked: &Asked, act: Act, mistakes: &Mistakes) -> Markup {
    let (lang, org) = (&seat.lang, seat.org());
    match act {
        Act::HandOn => {
            let (to, why) = (recipients(seat, &org).chosen(&asked.to), Textarea::rows(3).value(&asked.why));
            html! {
                (Field::new(lang, "kepada", t!(lang, "meja-hand-on-to"), to)
                    .hint(t!(lang, "meja-hand-on-to.hint")).error(mistakes.at("kepada")))
                (Field::new(lang, "alasan", t!(lang, "meja-hand-on-why"), why).optional()
                    .hint(t!(lang, "meja-hand-on-why.hint")).error(mistakes.at("alasan")))
            }
        }
        Act::Classify => {
            let topics = org.categories().iter();
            let topics =
                topics.fold(Choices::plain(), |all, topic| all.option(topic.code.as_str(), topic.name(lang.tag())));
            let select = Select::new().empty(t!(lang, "meja-bulk-choose")).choices(topics).chosen(&asked.category);
            html! { (Field::new(lang, "kategori", t!(lang, "meja-fact-category"), select).error(mistakes.at("kategori"))) }
        }
        Act::Note => {
            let text = Textarea::rows(4).value(&asked.text);
            html! {
                (Field::new(lang, "text", t!(lang, "meja-note"), text)
                    .hint(t!(lang, "meja-note-who-reads")).error(mistakes.at("text")))
            }
        }
        Act::TakeUp | Act::Read => html! {},
    }
}

/// What would happen to each report, and the button that lets it.
fn preview(seat: &Seat, asked: &Asked, act: Act, bulk: &Bulk, chosen: &Reports) -> Html {
    let lang = &seat.lang;
    let outcomes: Vec<_> = chosen.open.iter().map(|open| outcome(lang, open, bulk)).collect();
    let doable = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
    let title = t!(lang, "meja-bulk-act", act = act.label(lang), count = doable);
    let outcome_of = |place: usize| match &outcomes[place] {
        Ok(deed) => Row { is_ticked: true, outcome: Some(deed.clone()) },
        Err(why) => Row { is_ticked: false, outcome: Some(why.clone()) },
    };
    let hidden = [("kepada", &asked.to), ("alasan", &asked.why), ("kategori", &asked.category), ("text", &asked.text)];
    let key = hex::encode(seat.cases.platform().store().chance().bytes::<16>());
    let content = html! {
        h1 { (title) }
        p { (t!(lang, "meja-bulk-about", left = outcomes.len() - doable)) }
        @for words in [&asked.why, &asked.text].into_iter().filter(|words| !words.trim().is_empty()) {
            (Said::new(words))
        }
        form method="post" action=(HERE) {
            input type="hidden" name="aksi" value=(act.name());
            input type="hidden" name="kunci" value=(key);
            @for (name, value) in hidden.into_iter().filter(|(_, value)| !value.is_empty()) {
                input type="hidden" name=(name) value=(value);
            }
            div.row {
                @if doable > 0 { (Button::submit(t!(lang, "meja-bulk-do")).sends("langkah", CARRY_OUT)) }
                @if act.at_once().is_none() {
                    (Button::submit(t!(lang, "meja-bulk-change")).quiet().sends("langkah", CHANGE))
                }
                (Button::link(t!(lang, "meja-bulk-back"), "/meja").quiet())
            }
            (reports(seat, chosen, outcome_of))
        }
    };
    page(seat, title, chosen, content)
}

/// What the act would do to a report, in words; or why it would not.
fn outcome(lang: &Lang, open: &OpenCase, bulk: &Bulk) -> Result<String, String> {
    if open.case.is_beyond {
        return Err(t!(lang, "meja-beyond"));
    }
    let events = bulk.decide(&open.case, &open.asking()).map_err(|refusal| refusal::sentence(lang, &refusal))?;
    let is_told = |event: &&CaseEvent| !matches!(event, CaseEvent::Verified(_));
    let deeds: Vec<_> = events.iter().filter(is_told).map(|event| open.deed(lang, event)).collect();
    if deeds.is_empty() { Err(t!(lang, "meja-bulk-already")) } else { Ok(deeds.join(". ")) }
}

/// How one of the chosen reports stands in the table.
struct Row {
    is_ticked: bool,
    outcome: Option<String>,
}

impl Row {
    fn ticked() -> Self {
        Self { is_ticked: true, outcome: None }
    }
}

/// The chosen reports, each with a box as long as it takes part, and what will happen where that is known.
fn reports(seat: &Seat, chosen: &Reports, row: impl Fn(usize) -> Row) -> Markup {
    let lang = &seat.lang;
    let has_outcome = !chosen.open.is_empty() && row(0).outcome.is_some();
    let mut columns = vec![Column::words(t!(lang, "meja-bulk-report")), Column::words(t!(lang, "meja-bulk-matter"))];
    if has_outcome {
        columns.push(Column::words(t!(lang, "meja-bulk-outcome")));
    }
    let table = Table::new(t!(lang, "meja-bulk-chosen"), columns).cards();
    chosen
        .open
        .iter()
        .enumerate()
        .fold(table, |table, (place, open)| {
            let Row { is_ticked, outcome } = row(place);
            let value = format!("{}.{}", open.exact(), open.case.thread.len());
            let title =
                if open.case.title().is_empty() { t!(lang, "meja-erased") } else { open.case.title().to_owned() };
            let number = html! {
                @if is_ticked {
                    label.tick { input type="checkbox" name="l" value=(value) checked; span.num { (open.address()) } }
                } @else { span.num { (open.address()) } }
            };
            let cells = [
                Some(number),
                Some(html! { a href=(open.path()) { (title) } }),
                outcome.map(|words| html! { (words) }),
            ];
            table.row(cells.into_iter().flatten().collect())
        })
        .render()
}
