//! What all acts on a case have in common: the form's page, carrying the act out, and where the officer goes next.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use hadir_oplog::AggregateId;
use hadir_org::Problem;
use hadir_store::Fault;
use hadir_ui::components::{Button, Mistakes, Note, Weight, actions};
use hadir_ui::html::Html;
use hadir_ui::shell::desk;
use hadir_ui::t;
use maud::{Markup, html};
use serde::Deserialize;

use super::case_page::meanwhile;
use super::find::Instead;
use super::seat::{OpenCase, Seat, refused};
use crate::Case;
use crate::cases::Failure;
use crate::commands::{Asking, Decided, Refusal};
use crate::events::CaseEvent;

/// The form is shown again, with what is wrong.
pub(super) const UNPROCESSABLE: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

/// How many moments of the thread an officer had seen when they sent a form. One that says nothing of it, or nothing that
/// can be read, is carried out all the same: what was typed matters more.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(from = "String")]
pub(crate) struct Seen(pub Option<usize>);

impl From<String> for Seen {
    fn from(text: String) -> Self {
        Self(text.parse().ok())
    }
}

/// A form that was sent, as it is recognised when it comes a second time: the officer pressed twice, or a lost answer made
/// them press again. Nothing is done twice, and the second answer is that of the first.
pub(crate) struct Sent {
    seen: Seen,
    text: String,
    is_it: Box<dyn Fn(&CaseEvent) -> bool + Send + Sync>,
}

impl Sent {
    /// A form with the text typed into it; `is_it` says whether an event is what the form asks for, its text left aside.
    pub fn new(seen: Seen, text: &str, is_it: impl Fn(&CaseEvent) -> bool + Send + Sync + 'static) -> Self {
        Self { seen, text: text.trim().replace("\r\n", "\n"), is_it: Box::new(is_it) }
    }

    /// Whether the same person did the same since they saw the form.
    pub fn is_done(&self, case: &Case, asking: &Asking<'_>) -> bool {
        let later = case.thread.iter().skip(self.seen.0.unwrap_or(usize::MAX));
        let mut own = later.filter(|moment| moment.actor.is_some() && moment.actor == asking.by.actor_id());
        own.any(|moment| {
            let text = moment.event.words().map_or("", |words| words.text.as_str());
            text == self.text && (self.is_it)(&moment.event)
        })
    }
}

/// The case is not, or no longer, one the officer may see; the same words for both, and with them what was typed.
fn out_of_sight(typed: String) -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "meja-out-of-sight").with("typed", typed)
}

impl Seat {
    /// Carries an act out and says where to go next; or says what the command refused.
    pub async fn act(
        &self,
        address: &str,
        sent: Sent,
        decide: impl Fn(&Case, &Asking<'_>) -> Decided + Send + Sync + 'static,
    ) -> Result<Result<Response, Refusal>, Instead> {
        let (seen, typed) = (sent.seen, sent.text.clone());
        let id = match self.meant(address).await {
            Err(Instead::Problem(problem)) if problem.status() == StatusCode::NOT_FOUND && !typed.is_empty() => {
                return Err(out_of_sight(typed).into());
            }
            meant => meant?,
        };
        let decide = move |case: &Case, asking: &Asking<'_>| {
            if sent.is_done(case, asking) { Ok(Vec::new()) } else { decide(case, asking) }
        };
        let done = self.cases.as_officer(id, self.staff.by(), decide).await;
        self.answer_to(done, seen, typed).await
    }

    /// The same for an act on two cases at once; the form stood on the page of the first.
    pub async fn act_on_two(
        &self,
        ids: [AggregateId; 2],
        sent: Sent,
        decide: impl Fn([&Case; 2], &Asking<'_>) -> Result<[Vec<CaseEvent>; 2], Refusal> + Send + 'static,
    ) -> Result<Result<Response, Refusal>, Instead> {
        let (seen, typed) = (sent.seen, sent.text.clone());
        let decide = move |both: [&Case; 2], asking: &Asking<'_>| {
            if sent.is_done(both[0], asking) { Ok(Default::default()) } else { decide(both, asking) }
        };
        let done = self.cases.as_officer_on_two(ids, self.staff.by(), decide).await;
        self.answer_to(done, seen, typed).await
    }

    async fn answer_to(
        &self,
        done: Result<Case, Failure>,
        seen: Seen,
        typed: String,
    ) -> Result<Result<Response, Refusal>, Instead> {
        match done {
            Ok(case) => Ok(Ok(self.next_page(&case, seen).await?)),
            // A colleague may have handed the case on meanwhile; what was typed is not lost with it.
            Err(Failure::Refused(Refusal::Unknown)) if !typed.is_empty() => Err(out_of_sight(typed).into()),
            Err(failure) => Ok(Err(refused(failure)?)),
        }
    }

    /// Back to the case, or to the inbox when the act took the case out of sight.
    async fn next_page(&self, case: &Case, seen: Seen) -> Result<Response, Fault> {
        Ok(if self.sees(case) {
            back_to(&self.address_of(case).await?, seen)
        } else {
            Redirect::to(&format!("/meja?dari={}", self.cases.exact(case.number(), case.id).await?)).into_response()
        })
    }
}

/// The form of one act on a page of its own: one thing to do.
pub(super) struct ActPage<'a> {
    pub seat: &'a Seat,
    pub open: &'a OpenCase,
    /// The last part of its address, to which it posts as well.
    pub act: &'a str,
    /// The act as a heading.
    pub title: String,
    /// Who will notice what.
    pub lead: String,
    pub fields: Markup,
    /// The act as a button.
    pub submit: String,
    /// What the officer had seen when they sent the form.
    pub seen: Seen,
    pub mistakes: &'a Mistakes,
}

impl ActPage<'_> {
    /// The page; what is wrong with the form stands above the heading.
    pub fn html(self) -> Html {
        let lang = &self.seat.lang;
        let case = &self.open.case;
        let frame = self.seat.frame(&self.title, "/meja", None, None);
        let content = html! {
            (self.mistakes.summary(lang))
            p.soft { (trail(self.seat, self.open)) " / " (case.title()) }
            h1 { (self.title) }
            (meanwhile_note(self.seat, self.open, self.seen))
            p { (self.lead) }
            form.narrow method="post" action=(self.open.form_path(self.act)) {
                (seen_field(case))
                (self.fields)
                (actions(&[Button::submit(&self.submit), Button::link(t!(lang, "meja-back"), self.open.path()).quiet()]))
            }
        };
        let page = desk(&frame, content);
        if self.mistakes.is_empty() { page } else { page.status(UNPROCESSABLE) }
    }
}

/// The way back to the case and the inbox.
pub(super) fn trail(seat: &Seat, open: &OpenCase) -> Markup {
    html! {
        a href="/meja" { (t!(seat.lang, "meja-view-inbox")) } " / " a.num href=(open.path()) { (open.address()) }
    }
}

/// How much of the thread the officer sees while filling in a form.
pub(super) fn seen_field(case: &Case) -> Markup {
    html! { input type="hidden" name="at" value=(case.thread.len()); }
}

/// An act that asks for nothing, or for what the page knows: one button, in a form of its own.
pub(super) fn press(open: &OpenCase, act: &str, label: String, hidden: Option<(&str, String)>) -> Markup {
    html! {
        form method="post" action=(open.form_path(act)) {
            (seen_field(&open.case))
            @if let Some((name, value)) = hidden { input type="hidden" name=(name) value=(value); }
            (Button::submit(label).quiet())
        }
    }
}

/// What others did since the officer opened a form that could not be carried out.
pub(super) fn meanwhile_note(seat: &Seat, open: &OpenCase, seen: Seen) -> Markup {
    let words = seen.0.and_then(|seen| meanwhile(&seat.lang, open, seen));
    html! {
        @if let Some(words) = words {
            (Note::new(Weight::Plain, t!(seat.lang, "meja-meanwhile-title"), html! { p { (words) } }))
        }
    }
}

/// Back to a case that already is as the act would have made it.
pub(super) fn back_to(address: &str, seen: Seen) -> Response {
    let since = seen.0.map_or_else(String::new, |seen| format!("?sejak={seen}"));
    Redirect::to(&format!("/meja/{address}{since}")).into_response()
}
