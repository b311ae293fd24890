//! `/lacak/{code}/serah`: the reporter answers whether the report may be handed over to the authority whose matter it is, and
//! the part of the reporter's page that shows what would go there and what became of it.

use axum::extract::{Form, Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use hadir_oplog::OpId;
use hadir_org::{Access, Organisation, Problem, Reader, Routes, Visitor};
use hadir_ui::components::{Button, Choice, ChoiceGroup, Mistakes, Promise, actions};
use hadir_ui::lang::Lang;
use hadir_ui::{t, time};
use jiff::Timestamp;
use maud::{Markup, html};
use serde::Deserialize;

use super::view::{Typed, page};
use crate::commands::{self, Refusal, has_contact};
use crate::kinds::{Ending, Status};
use crate::pages::citizen::follow::opened;
use crate::pages::handing;
use crate::pages::wording::{self, local, unit_name};
use crate::places::Places;
use crate::state::Offer;
use crate::{Case, Cases, Failure};

/// The field at which a refusal stands.
const FIELD: &str = "serah";

pub(super) fn routes(cases: &Cases) -> Routes<Cases> {
    Routes::new(cases.platform()).post("/lacak/{code}/serah", Access::Reporter, answer)
}

/// The answer, to which offer, and whether name and contact go along.
#[derive(Clone, Debug, Default, Deserialize)]
struct AnswerForm {
    #[serde(default)]
    op: String,
    #[serde(default)]
    jawab: String,
    #[serde(default)]
    kontak: String,
}

/// `POST /lacak/{code}/serah`. What is neither yes nor no is no answer.
async fn answer(
    State(cases): State<Cases>,
    Reader { lang }: Reader,
    Path(code): Path<String>,
    visitor: Visitor,
    Form(form): Form<AnswerForm>,
) -> Result<Response, Problem> {
    let (case, code) = match opened(&cases, &lang, &code, &visitor).await? {
        Ok(opened) => opened,
        Err(refused) => return Ok(refused),
    };
    let (Ok(op), "ya" | "tidak") = (form.op.parse::<OpId>(), form.jawab.as_str()) else {
        let mistakes = Mistakes::one(FIELD, t!(lang, "offer-answer-missing"));
        let page = page(&cases, &lang, &case, &code, &Typed::default(), &mistakes).await?;
        return Ok(page.status(StatusCode::UNPROCESSABLE_ENTITY).into_response());
    };
    let (is_yes, with_contact) = (form.jawab == "ya", form.kontak == "ikut");
    let decide =
        move |case: &Case, org: &Organisation, now| commands::consent(case, op, is_yes, with_contact, org, now);
    match cases.as_reporter(&code, decide).await {
        Ok(_) => {
            let target = format!("/lacak/{code}?sudah");
            Ok(([(header::REFERRER_POLICY, "no-referrer")], Redirect::to(&target)).into_response())
        }
        Err(Failure::Refused(refusal)) => {
            let mistakes = Mistakes::one(FIELD, refused(&lang, &refusal));
            let page = page(&cases, &lang, &case, &code, &Typed::default(), &mistakes).await?;
            Ok(page.status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
        Err(Failure::Fault(fault)) => Err(fault.into()),
    }
}

/// Why an answer came to nothing.
fn refused(lang: &Lang, refusal: &Refusal) -> String {
    match refusal {
        Refusal::Superseded => t!(lang, "offer-superseded"),
        Refusal::TooLate => t!(lang, "offer-too-late"),
        refusal => wording::refusal(lang, refusal),
    }
}

/// Where the section is read.
pub(super) struct Here<'a> {
    pub lang: &'a Lang,
    pub case: &'a Case,
    pub org: &'a Organisation,
    pub places: &'a Places,
    pub code: &'a str,
    pub now: Timestamp,
    pub mistakes: &'a Mistakes,
}

impl Here<'_> {
    /// The offer, or what became of it; nothing where there is none.
    pub fn section(&self) -> Markup {
        let Some(offer) = self.case.offer() else { return self.error_alone() };
        let content = if self.case.answerable_offer(self.now).is_some() {
            self.question(offer)
        } else if self.case.agreed_offer().is_some() {
            self.agreed(offer)
        } else {
            return self.outcome(offer);
        };
        html! { section.stack #serah { (self.error()) (content) } }
    }

    /// What the reporter is asked, or what the office owes after a yes; nothing where the ordinary promise holds. It is
    /// between the two, and stands on no page but the reporter's.
    pub fn promise(&self) -> Option<Promise> {
        let (lang, office) = (self.lang, unit_name(self.org, &self.case.unit));
        let day = |at| local(self.org, &self.case.unit, at);
        if let Some(offer) = self.case.open_offer() {
            let until = time::moment_mark(lang, &day(offer.until));
            let sentence = lang.markup("promise-offer", &[("office", office.as_str().into())], &[("until", until)]);
            return Some(Promise::new(sentence).why(t!(lang, "promise-offer.why")));
        }
        let offer = self.case.agreed_offer().filter(|_| !self.case.is_overdue(self.now))?;
        let due = time::deadline_mark(lang, &day(self.case.due_at()?));
        let names = [("office", office.as_str().into()), ("authority", offer.authority.as_str().into())];
        let sentence = lang.markup("promise-agreed", &names, &[("due", due)]);
        Some(Promise::new(sentence).why(wording::reason(lang, self.case, self.org)))
    }

    fn error(&self) -> Markup {
        html! { @if let Some(error) = self.mistakes.at(FIELD) { p.error { span { (error) } } } }
    }

    /// Where there is nothing to answer any more, the summary of mistakes still leads somewhere.
    fn error_alone(&self) -> Markup {
        html! { @if self.mistakes.at(FIELD).is_some() { section #serah { (self.error()) } } }
    }

    fn question(&self, offer: &Offer) -> Markup {
        let lang = self.lang;
        let day = time::moment(lang, &local(self.org, &self.case.unit, offer.until));
        html! {
            h2 { (t!(lang, "offer-title", authority = offer.authority.as_str())) }
            p { (t!(lang, "offer-about", authority = offer.authority.as_str())) }
            (reach(self.lang, offer))
            @if self.case.sensitivity.is_some() { p { b { (t!(lang, "offer-circle")) } } }
            p { (t!(lang, "offer-what")) }
            (handing::what(lang, self.case, offer, self.org, self.places))
            form.stack method="post" action={ "/lacak/" (self.code) "/serah" } {
                (op_field(offer))
                @if has_contact(self.case) { (self.contact()) } @else { p.soft { (t!(lang, "offer-contact-none")) } }
                (actions(&[
                    Button::submit(t!(lang, "offer-yes")).sends("jawab", "ya"),
                    Button::submit(t!(lang, "offer-no")).quiet().sends("jawab", "tidak"),
                ]))
            }
            @if offer.ends { p { (t!(lang, "offer-until", until = day)) } }
            @else { p { (t!(lang, "offer-until-second", until = day)) } }
        }
    }

    /// Name and contact as they would be read there: whoever ticks it sees what it is.
    fn contact(&self) -> ChoiceGroup<'_> {
        let words = self.case.words.as_ref();
        let parts = words.map(|words| [words.name.clone(), words.contact.clone()]).unwrap_or_default();
        let who = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
        let choice = Choice::new("ikut", t!(self.lang, "offer-contact-take", who = who), "");
        ChoiceGroup::several(self.lang, "kontak", t!(self.lang, "offer-contact"), vec![choice])
            .optional()
            .hint(t!(self.lang, "offer-contact.hint"))
    }

    fn agreed(&self, offer: &Offer) -> Markup {
        let lang = self.lang;
        let consent = offer.consent.as_ref();
        let when = time::moment(lang, &local(self.org, &self.case.unit, consent.map_or(0, |consent| consent.at)));
        let authority = offer.authority.as_str();
        html! {
            h2 { (t!(lang, "offer-agreed")) }
            @if consent.is_some_and(|consent| consent.with_contact) {
                p { (t!(lang, "offer-agreed-contact", authority = authority, when = when)) }
            } @else {
                p { (t!(lang, "offer-agreed-alone", authority = authority, when = when)) }
            }
            (reach(self.lang, offer))
            form method="post" action={ "/lacak/" (self.code) "/serah" } {
                (op_field(offer))
                (Button::submit(t!(lang, "offer-take-back")).quiet().sends("jawab", "tidak"))
            }
        }
    }

    /// Whose matter it is and how they are reached, once the offer is done with.
    fn outcome(&self, offer: &Offer) -> Markup {
        let lang = self.lang;
        let authority = offer.authority.as_str();
        let handed = offer.handed.as_ref().map(|facts| handing::day(lang, facts));
        let is_ended_so = self.case.ending == Some(Ending::NotOurs) && self.case.status == Status::Ended;
        let is_late = self.case.open_offer().is_some();
        html! {
            @if handed.is_some() || is_ended_so || is_late {
                section.stack #serah {
                    (self.error())
                    h2 { (t!(lang, "offer-theirs", authority = authority)) }
                    @if let Some(day) = handed { p { (t!(lang, "offer-handed", authority = authority, day = day)) } }
                    @else { p { (t!(lang, "offer-nothing-handed")) } }
                    (reach(self.lang, offer))
                }
            } @else { (self.error_alone()) }
        }
    }
}

/// Whose matter a case is in which the report goes on, once it ended so there, and how they are reached. What its own
/// reporter was asked and answered is not said.
pub(super) fn whose(lang: &Lang, other: &Case) -> Markup {
    let has_ended = other.status == Status::Ended && other.ending == Some(Ending::NotOurs);
    html! {
        @if let Some(offer) = other.offer().filter(|_| has_ended) {
            p { (t!(lang, "offer-whose", authority = offer.authority.as_str())) }
            (reach(lang, offer))
        }
    }
}

fn reach(lang: &Lang, offer: &Offer) -> Markup {
    html! {
        @if !offer.reach.is_empty() {
            p { (t!(lang, "offer-reach", authority = offer.authority.as_str(), reach = offer.reach.as_str())) }
        }
    }
}

fn op_field(offer: &Offer) -> Markup {
    html! { input type="hidden" name="op" value=(offer.op.map(|op| op.to_string()).unwrap_or_default()); }
}
