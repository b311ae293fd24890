//! Answering the reporter, keeping them posted, leaving a note for colleagues: one text, and what it is.

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use hadir_org::{Right, SameOrigin};
use hadir_ui::components::{Button, Choice, ChoiceGroup, Field, Mistakes, Textarea};
use hadir_ui::{t, time};
use maud::{Markup, html};

use super::act::{Seen, Sent, seen_field};
use super::approve::{self, LATER};
use super::attach;
use super::case_page::case_page;
use super::company::{self, AtCase, DRAFT};
use super::filling::{self, ADD, REPLACE, USE};
use super::find::Instead;
use super::mention;
use super::refusal;
use super::seat::{OpenCase, Seat};
use crate::Case;
use crate::commands::{self, Asking, Send, attached};
use crate::due::Desk;
use crate::events::{Attachment, CaseEvent, Deed, Proposal, Speaker};
use crate::kinds::Status;
use crate::pages::posted::Posted;
use crate::queries::TemplateRow;

/// The name the button for an internal note sends.
const NOTE: &str = "catatan";
/// The choice that the text answers the matter.
const SETTLES: &str = "ya";
/// The choice that it only keeps the reporter posted.
const POSTED: &str = "kabar";

/// What was typed into the answer form.
#[derive(Clone, Debug, Default)]
pub(super) struct AnswerForm {
    pub at: Seen,
    pub text: String,
    /// Whether it answers the matter.
    pub pokok: String,
    /// Whether it is an answer or a note, or a template is to be put in.
    pub sebagai: String,
    /// The template chosen to begin with.
    pub contoh: String,
    /// The colleague whose draft is to be put in.
    pub draf: String,
    /// Files that are stored and go along.
    pub attached: Vec<Attachment>,
    /// Whether the officer is to be asked where the template goes.
    pub asks: bool,
    /// Whether a template was put into the box a moment ago.
    pub is_put_in: bool,
    /// Whether an officer sent it, whatever stands in it; not where a page begins with it.
    pub is_typed: bool,
    /// When what stands in the box was kept as a draft, in milliseconds since 1970, UTC.
    pub saved_at: Option<i64>,
}

impl AnswerForm {
    /// The fields as they were sent.
    pub fn of(posted: &Posted) -> Self {
        let text = |name| posted.text(name).to_owned();
        Self {
            at: text("at").into(),
            text: text("text"),
            pokok: text("pokok"),
            sebagai: text("sebagai"),
            contoh: text("contoh"),
            draf: text("draf"),
            is_typed: true,
            ..Self::default()
        }
    }

    /// A form in which nobody has typed yet, begun with the text of a template where one was chosen.
    pub fn begun(template: String, text: Option<String>) -> Self {
        match text {
            Some(text) => Self { text, contoh: template, ..Self::default() },
            None => Self::default(),
        }
    }

    /// Whether it asks to keep a draft or to put one in.
    fn is_about_drafts(&self) -> bool {
        self.sebagai == DRAFT || !self.draf.is_empty()
    }
}

/// `POST /meja/{number}/jawab`: answers; leaves a note, puts in a template or keeps a draft when the button for that was
/// pressed.
pub(super) async fn answer(
    seat: Seat,
    _: SameOrigin,
    Path(number): Path<String>,
    posted: Posted,
) -> Result<Response, Instead> {
    let (form, mistakes) = attach::taken(&seat, &number, posted).await?;
    if !mistakes.is_empty() {
        return mend(&seat, &number, &form, &mistakes).await;
    }
    if form.sebagai == NOTE {
        return leave_note(&seat, &number, form).await;
    }
    if form.is_about_drafts() {
        return company::act(&seat, &number, form).await;
    }
    if [USE, ADD, REPLACE].contains(&form.sebagai.as_str()) {
        return filling::put_in(&seat, &number, form).await;
    }
    let settles = form.pokok != POSTED;
    let deed = if settles { Deed::Answer } else { Deed::Post };
    let is_it = move |event: &CaseEvent| match event {
        CaseEvent::Said(said, _) => said.by == Speaker::Office && said.answer.is_some() == settles,
        CaseEvent::Proposal(Proposal::Proposed(facts, _)) => facts.deed() == Some(deed),
        _ => false,
    };
    let send = Send { deed, is_later: form.sebagai == LATER };
    let (text, files) = (form.text.clone(), form.attached.clone());
    let sent = Sent::new(form.at, &form.text, is_it);
    let write = move |case: &Case, asking: &Asking<'_>| {
        Ok(attached(commands::write_answer(case, &text, send, asking)?, files.clone()))
    };
    match seat.act(&number, sent, write).await? {
        Ok(done) => Ok(company::sent(&seat, &number, done).await),
        Err(refusal) => again(&seat, &number, &form, &refusal).await,
    }
}

/// `POST /meja/{number}/catatan`: leaves a note that only colleagues see.
pub(super) async fn note(
    seat: Seat,
    _: SameOrigin,
    Path(number): Path<String>,
    posted: Posted,
) -> Result<Response, Instead> {
    let (form, mistakes) = attach::taken(&seat, &number, posted).await?;
    if !mistakes.is_empty() {
        return mend(&seat, &number, &form, &mistakes).await;
    }
    if form.is_about_drafts() {
        return company::act(&seat, &number, form).await;
    }
    leave_note(&seat, &number, form).await
}

async fn leave_note(seat: &Seat, number: &str, form: AnswerForm) -> Result<Response, Instead> {
    let (text, files) = (form.text.clone(), form.attached.clone());
    let sent = Sent::new(form.at, &form.text, |event| matches!(event, CaseEvent::Noted(fact, _) if fact.is_in_words()));
    let write =
        move |case: &Case, asking: &Asking<'_>| Ok(attached(commands::note(case, &text, asking)?, files.clone()));
    match seat.act(number, sent, write).await? {
        Ok(done) => Ok(company::sent(seat, number, done).await),
        Err(refusal) => again(seat, number, &form, &refusal).await,
    }
}

/// The page again, with what was typed and what is wrong with it.
async fn again(seat: &Seat, number: &str, form: &AnswerForm, refusal: &commands::Refusal) -> Result<Response, Instead> {
    mend(seat, number, form, &refusal::at(&seat.lang, "text", refusal)).await
}

async fn mend(seat: &Seat, number: &str, form: &AnswerForm, mistakes: &Mistakes) -> Result<Response, Instead> {
    let open = seat.open(number).await?;
    let page = case_page(seat, &open, form, mistakes, form.at).await?;
    Ok(page.into_response())
}

/// The form beneath the thread: for whoever may answer, else for a note, else nothing.
pub(super) fn answer_form(
    seat: &Seat,
    open: &OpenCase,
    templates: &[TemplateRow],
    at_case: &AtCase,
    steps_left: usize,
    typed: &AnswerForm,
    mistakes: &Mistakes,
) -> Markup {
    let lang = &seat.lang;
    let typed = &at_case.begun(typed);
    let may_answer = filling::may_answer(open);
    if !may_answer && !open.may(Right::Note) {
        return html! {};
    }
    let (act, label) = if may_answer { ("jawab", t!(lang, "meja-answer")) } else { ("catatan", t!(lang, "meja-note")) };
    let text = Textarea::rows(8).value(&typed.text).takes_focus(typed.is_put_in);
    let field = Field::new(lang, "text", label, text).error(mistakes.at("text"));
    let left_open = filling::open_line(seat, &typed.text).filter(|_| mistakes.at("text").is_none());
    let field = if let Some(words) = left_open { field.hint(words) } else { field };
    html! {
        form.answer method="post" enctype="multipart/form-data" action=(open.form_path(act)) data-draft=(open.exact()) data-saved=[at_case.saved_at()] data-typed[typed.is_typed] {
            (seen_field(&open.case))
            div {
                (filling::chooser(seat, open, templates, typed, mistakes))
                (field)
                (company::kept(lang, open, typed))
                (at_case.drafts(lang, open))
                (attach::field(seat, open.case.id, typed, mistakes))
                (mention::whom(seat, open))
            }
            div {
                @if may_answer {
                    @if steps_left > 0 { p.soft { (t!(lang, "meja-check-left", count = steps_left)) } }
                    (settles(seat, open, typed))
                    div.row {
                        (Button::submit(send_label(seat, open)).sends("sebagai", "jawaban"))
                        (approve::later(lang, open))
                        @if open.may(Right::Note) { (Button::submit(t!(lang, "meja-note-keep")).quiet().sends("sebagai", NOTE)) }
                        (company::keep(lang))
                    }
                    div.sent { p.soft { (who_reads(seat, open)) } }
                } @else {
                    div.row { (Button::submit(t!(lang, "meja-note-keep"))) (company::keep(lang)) }
                    div.sent { p.soft { (t!(lang, "meja-note-who-reads")) } }
                }
            }
        }
    }
}

/// What the button says that sends the answer, or brings it before whoever has to agree.
fn send_label(seat: &Seat, open: &OpenCase) -> String {
    let lang = &seat.lang;
    if open.asking().needs_approval(&open.case) {
        t!(lang, "meja-answer-propose")
    } else {
        t!(lang, "meja-answer-send")
    }
}

fn settles<'a>(seat: &'a Seat, open: &OpenCase, typed: &AnswerForm) -> ChoiceGroup<'a> {
    let lang = &seat.lang;
    let closes = open.unit().map(|unit| Desk::of(&open.org, &unit).closes_at(open.now).as_millisecond());
    let closes = closes.map(|at| time::day(lang, open.local(at).date())).unwrap_or_default();
    let choices = vec![
        Choice::new(SETTLES, t!(lang, "meja-answer-settles"), t!(lang, "meja-answer-settles.explain", day = closes)),
        Choice::new(POSTED, t!(lang, "meja-answer-posted"), t!(lang, "meja-answer-posted.explain")),
    ];
    // Whoever writes again after the answer mostly adds to it.
    let usual = if open.case.status == Status::Answered { POSTED } else { SETTLES };
    let chosen = if typed.pokok.is_empty() { usual } else { &typed.pokok };
    ChoiceGroup::one(lang, "pokok", t!(lang, "meja-answer-what"), choices).chosen(chosen)
}

/// Where the answer shows, and whether the officer's name does.
fn who_reads(seat: &Seat, open: &OpenCase) -> String {
    let lang = &seat.lang;
    match (open.case.published.is_some(), open.org.regency().are_officer_names_public) {
        (true, true) => t!(lang, "meja-answer-reads-public-named"),
        (true, false) => t!(lang, "meja-answer-reads-public"),
        (false, true) => t!(lang, "meja-answer-reads-reporter-named"),
        (false, false) => t!(lang, "meja-answer-reads-reporter"),
    }
}
