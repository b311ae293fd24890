//! The reporter's page: how the report stands, the thread, and everything the reporter can do now.

use axum::extract::{Path, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use hadir_oplog::AggregateId;
use hadir_org::pages::links::freshness_for_reporter;
use hadir_org::{Organisation, Platform, Problem, Reader, Visitor};
use hadir_store::Fault;
use hadir_ui::components::{
    Button, Choice, ChoiceGroup, Confirmation, Details, Facts, Field, Mistakes, Promise, Textarea,
};
use hadir_ui::html::Html;
use hadir_ui::icon::Icon;
use hadir_ui::lang::Lang;
use hadir_ui::shell::{Here, Page, citizen};
use hadir_ui::{t, time};
use jiff::Timestamp;
use maud::{Markup, html};

use super::{handover, objection, own_data, sent};
use crate::address::exact;
use crate::cases::Joint;
use crate::code::SecretCode;
use crate::events::{CaseEvent, Erasure, Handover, Information, Privacy, Speaker};
use crate::kinds::{Ending, Status, Visibility};
use crate::pages::citizen::follow::opened;
use crate::pages::citizen::report::emergency_note;
use crate::pages::citizen::{outbox, own_address};
use crate::pages::photos::Album;
use crate::pages::thread::{Eyes, Thread, is_owed};
use crate::pages::wording::{self, Standing, local};
use crate::places::Places;
use crate::{Case, Cases};

/// What the reporter typed into a form that has to be shown again.
#[derive(Clone, Debug, Default)]
pub(super) struct Typed {
    /// The reply.
    pub text: String,
    /// Why it is not solved.
    pub why: String,
}

/// What the page is made of besides the case.
struct View<'a> {
    lang: &'a Lang,
    platform: &'a Platform,
    org: &'a Organisation,
    places: &'a Places,
    case: &'a Case,
    code: String,
    url: String,
    now: Timestamp,
    album: Album,
    typed: &'a Typed,
    mistakes: &'a Mistakes,
    /// Whether the reader comes from a form that just did something.
    has_acted: bool,
    /// What the office said in the case that this one goes on in, and how that stands.
    joint: Joint,
    /// The number and address of the report that the reporter added a voice to, as long as everyone may read it.
    voice: Option<(String, String)>,
    /// How fresh the picture at this office is, where that is worth a word.
    fresh: Markup,
}

/// `GET /lacak/{code}`.
pub(super) async fn show_report(
    State(cases): State<Cases>,
    Reader { lang }: Reader,
    Path(code): Path<String>,
    RawQuery(query): RawQuery,
    visitor: Visitor,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let (case, code) = match opened(&cases, &lang, &code, &visitor).await? {
        Ok(opened) => opened,
        Err(refused) => return Ok(refused),
    };
    let url = own_address(cases.platform(), &headers, &format!("/lacak/{code}"));
    let has_acted = query.is_some_and(|query| query.starts_with("sudah"));
    let page = render(&cases, &lang, &case, &code, url, &Typed::default(), &Mistakes::default(), has_acted).await?;
    Ok(page.into_response())
}

/// The page with a form that has to be mended.
pub(super) async fn page(
    cases: &Cases,
    lang: &Lang,
    case: &Case,
    code: &SecretCode,
    typed: &Typed,
    mistakes: &Mistakes,
) -> Result<Html, Fault> {
    render(cases, lang, case, code, format!("/lacak/{code}"), typed, mistakes, false).await
}

#[expect(clippy::too_many_arguments, reason = "two callers in this file; everything becomes one view right away")]
async fn render(
    cases: &Cases,
    lang: &Lang,
    case: &Case,
    code: &SecretCode,
    url: String,
    typed: &Typed,
    mistakes: &Mistakes,
    has_acted: bool,
) -> Result<Html, Fault> {
    let platform = cases.platform();
    let (org, places, site) = (platform.org(), cases.places().await?, platform.site());
    let (org, places, now) = (&*org, &*places, cases.now());
    let (code, fresh) = (code.to_string(), freshness_for_reporter(platform, lang).await?);
    let album = Album::open(platform.store().files(), case, format!("/lacak/{code}")).await;
    let joint = cases.joint(case).await?;
    let voice = voice(cases, case).await?;
    let view = View {
        lang,
        platform,
        org,
        places,
        case,
        code,
        url,
        now,
        album,
        typed,
        mistakes,
        has_acted,
        joint,
        voice,
        fresh,
    };
    let title = t!(lang, "follow-report", number = case.number());
    let content = html! {
        (mistakes.summary(lang))
        @if sent::is_just_sent(case) { (view.just_sent()) } @else { (view.under_way()) }
        (view.handover().section())
        @if !view.is_fresh() && !case.is_erased() { (objection::section(view.lang, case, org, &view.code, now)) }
        (view.reply())
        @if !view.is_fresh() { (view.solved()) }
        aside { (view.facts()) (view.other_ways()) }
    };
    let page = Page::new(&site, lang, Here::Follow, title).columns().lists();
    Ok(citizen(&outbox::looked_after(page, platform), content).no_referrer())
}

/// The report that this one added a voice to, for as long as an officer has still to look whether it is the same matter.
async fn voice(cases: &Cases, case: &Case) -> Result<Option<(String, String)>, Fault> {
    let joins = case.received.as_ref().and_then(|received| received.joins).map(AggregateId::from_bytes);
    let is_open = !matches!(case.status_at(cases.now()), Status::Closed | Status::Ended);
    let Some(id) = joins.filter(|_| is_open) else { return Ok(None) };
    let other = cases.of_ids(vec![id]).await?.into_iter().find(Case::is_public);
    Ok(other.map(|other| (other.number().to_owned(), exact(other.number(), other.id))))
}

impl View<'_> {
    /// Whether nobody could have done anything yet: too early to ask whether it is solved, or to complain about us.
    fn is_fresh(&self) -> bool {
        sent::is_just_sent(self.case) && !self.case.is_overdue(self.now)
    }

    /// What the office owes, or waits for.
    fn promise(&self) -> Option<Promise> {
        let ordinary = || wording::promise(self.lang, self.case, self.org, self.now);
        self.handover().promise().or_else(ordinary)
    }

    /// The offer to hand the report over to another authority, or what became of it.
    fn handover(&self) -> handover::Here<'_> {
        let (lang, case, org, places) = (self.lang, self.case, self.org, self.places);
        let (code, now, mistakes) = (self.code.as_str(), self.now, self.mistakes);
        handover::Here { lang, case, org, places, code, now, mistakes }
    }

    fn just_sent(&self) -> Markup {
        let has_danger = self.case.received.as_ref().is_some_and(|received| received.danger);
        html! {
            @if has_danger { (emergency_note(self.lang, self.platform)) }
            (sent::thanks(self.lang, self.case, self.org, self.now))
            (sent::code_and_number(self.lang, self.case, &self.code, &self.url))
            (self.voice())
            (sent::what_next(self.lang, self.case, self.org))
            (self.fresh)
        }
    }

    fn under_way(&self) -> Markup {
        let lang = self.lang;
        let thread = Thread {
            lang,
            org: self.org,
            names: self.platform.site().officer_names,
            eyes: Eyes::Reporter,
            album: Some(&self.album),
            behind: &[],
            joint: Some(&self.joint),
        };
        html! {
            div.stack {
                p.soft { (lang.markup("follow-number", &[], &[("number", html! { span.num { (self.case.number()) } })])) }
                h1 { (self.title()) }
                p { (Standing::of(self.case, self.now).state(lang)) }
                @if self.case.is_erased() { p { (own_data::gone(lang, self.case, self.org)) } }
                @if let Some(promise) = self.promise() { (promise) }
                (self.goes_on())
                (self.voice())
                (self.fresh)
                @if self.has_acted { (self.confirmation()) }
            }
            section.stack { h2 { (t!(lang, "follow-thread")) } (thread.route(self.case, self.now)) }
        }
    }

    /// Where a merged report goes on, how it stands there, and who answers by when. What the office waits for there is
    /// between it and the other reporter.
    fn goes_on(&self) -> Markup {
        let lang = self.lang;
        let Some(other) = &self.joint.goes_on else {
            // How it stands there is not for this page, because it was put into a closed circle, or is not here. The way out
            // is.
            return html! { @if self.case.goes_on_in.is_some() { p { (t!(lang, "follow-goes-on.else")) } } };
        };
        let standing = Standing::of(other, self.now).state(lang);
        html! {
            p { (t!(lang, "follow-goes-on", number = other.number())) " " (t!(lang, "follow-goes-on.else")) }
            @if is_owed(other) {
                @if let Some(promise) = wording::promise(lang, other, self.org, self.now) { (promise) }
            } @else if !other.is_waiting() {
                p { (t!(lang, "follow-goes-on.now")) " " (standing) }
                (handover::whose(lang, other))
            }
        }
    }

    /// That a voice was added, and what becomes of that.
    fn voice(&self) -> Markup {
        html! { @if let Some((number, address)) = &self.voice {
            p { (self.lang.markup("follow-voice", &[], &[
                ("number", html! { a href={ "/laporan/" (address) } { span.num { (number) } } }),
            ])) }
        } }
    }

    fn title(&self) -> String {
        match self.case.title() {
            "" if self.case.is_erased() => t!(self.lang, "data-gone-title"),
            "" => t!(self.lang, "follow-untitled"),
            title => title.to_owned(),
        }
    }

    /// That the reporter's act was kept; it says only what the thread shows happened last.
    fn confirmation(&self) -> Markup {
        let lang = self.lang;
        let by_citizen = |moment: &&crate::state::Moment| moment.actor.is_none() && !follows(&moment.event);
        let Some(last) = self.case.thread.iter().rev().find(by_citizen) else { return html! {} };
        let words = match &last.event {
            CaseEvent::Said(said, _) if said.by == Speaker::Citizen => t!(lang, "follow-done-replied"),
            CaseEvent::Closed(facts, _) if facts.by == Speaker::Citizen => t!(lang, "follow-done-solved"),
            CaseEvent::Reopened(..) => t!(lang, "follow-done-reopened"),
            CaseEvent::Escalated(facts, _) if facts.by == Speaker::Citizen => {
                t!(lang, "follow-done-escalated", unit = wording::unit_name(self.org, &facts.unit))
            }
            CaseEvent::Information(Information::Objected(facts, _)) => {
                t!(lang, "follow-done-objected", unit = wording::unit_name(self.org, &facts.unit))
            }
            CaseEvent::Erasure(Erasure::Asked(..)) => t!(lang, "follow-done-asked-erasure"),
            CaseEvent::Handover(Handover::Consented(facts)) if facts.is_yes => t!(lang, "follow-done-consented"),
            CaseEvent::Handover(Handover::Consented(_)) => t!(lang, "follow-done-consented-no"),
            CaseEvent::Ended(facts, _) if facts.how == Ending::Withdrawn => t!(lang, "follow-done-withdrawn"),
            CaseEvent::Privacy(Privacy::ShownTo(facts)) => {
                let who = wording::visibility_fact(lang, facts.visibility());
                t!(lang, "follow-done-shown-to", who = wording::inside_sentence(&who))
            }
            _ => return html! {},
        };
        let when = time::moment(lang, &local(self.org, &self.case.unit, last.at));
        html! { (Confirmation::new(words, html! { (t!(lang, "follow-done-when", when = when)) })) }
    }

    fn reply(&self) -> Markup {
        if self.case.ending == Some(Ending::Withdrawn) || self.case.is_erased() {
            return html! {};
        }
        let text = Textarea::rows(3).value(&self.typed.text);
        let field = Field::new(self.lang, "text", t!(self.lang, "follow-reply"), text).error(self.mistakes.at("text"));
        let button = Button::submit(t!(self.lang, "follow-reply.act"));
        html! {
            form.stack method="post" action=(self.action("")) { (field) (button) }
        }
    }

    /// Whether it is solved: yes as long as it is not closed, no once there is something to contradict.
    fn solved(&self) -> Markup {
        let lang = self.lang;
        if self.case.is_erased() {
            return html! {};
        }
        if self.case.is_contestable() {
            return self.contest();
        }
        let status = self.case.status_at(self.now);
        let may_agree = !matches!(status, Status::Closed | Status::Ended);
        let may_contradict = self.case.may_be_contradicted().is_ok();
        let why = Textarea::rows(2).value(&self.typed.why);
        let why = Field::new(lang, "why", t!(lang, "follow-unsolved"), why).optional().error(self.mistakes.at("why"));
        html! {
            @if may_agree || may_contradict {
                section.stack {
                    h2 { (t!(lang, "follow-solved")) }
                    @if may_agree {
                        form.row method="post" action=(self.action("")) {
                            (Button::submit(t!(lang, "follow-solved-yes")).quiet().icon(Icon::Check).sends("solved", "yes"))
                        }
                    }
                    @if may_contradict {
                        form.stack method="post" action=(self.action("")) {
                            (why)
                            (Button::submit(t!(lang, "follow-solved-no")).quiet().sends("solved", "no"))
                        }
                    }
                }
            }
        }
    }

    /// Contesting a rejection: what it takes, and what follows.
    fn contest(&self) -> Markup {
        let lang = self.lang;
        let why = Textarea::rows(3).value(&self.typed.why);
        let why = Field::new(lang, "why", t!(lang, "follow-contest-why"), why).error(self.mistakes.at("why"));
        html! {
            section.stack #sanggah {
                h2 { (t!(lang, "follow-contest")) }
                p { (t!(lang, "follow-contest.about")) }
                form.stack method="post" action=(self.action("")) {
                    (why)
                    (Button::submit(t!(lang, "follow-contest.act")).quiet().sends("solved", "no"))
                }
            }
        }
    }

    fn facts(&self) -> Markup {
        let lang = self.lang;
        let Some(received) = &self.case.received else { return html! {} };
        let (visibility, is_erased) = (self.case.visibility(), self.case.is_erased());
        let words = self.case.words.as_ref();
        let category = self.case.category.as_deref().and_then(|code| wording::category_name(self.org, lang, code));
        let place = received.place.as_deref().and_then(|code| self.places.name(code)).map(str::to_owned);
        let place =
            [words.and_then(|words| words.spot.clone()), place].into_iter().flatten().collect::<Vec<_>>().join(", ");
        let photos = self.case.photos().len();
        let contact = words.and_then(|words| words.contact.as_deref()).map(|contact| contact_hint(lang, contact));
        let facts = Facts::new()
            .row(t!(lang, "fact-kind"), wording::procedure(lang, self.case.procedure()))
            .row_if(t!(lang, "fact-category"), category)
            .row_if(t!(lang, "fact-place"), (!place.is_empty()).then_some(place))
            .row(t!(lang, "fact-unit"), wording::unit_name(self.org, &self.case.unit))
            .row_if(t!(lang, "fact-photos"), (photos > 0).then(|| t!(lang, "fact-photos.count", count = photos)))
            .row_if(t!(lang, "fact-visibility"), (!is_erased).then(|| wording::visibility_fact(lang, visibility)))
            .row_if(t!(lang, "fact-contact"), contact);
        html! {
            section.stack {
                h2 { (t!(lang, "follow-about")) }
                (facts)
                @if !is_erased { p { a href=(self.action("/data")) { (t!(lang, "data-link")) } } }
                @if self.case.sensitivity.is_none() && !is_erased { (Details::new(t!(lang, "follow-show-to"), self.show_to())) }
            }
        }
    }

    /// Who may see the report, to be changed at any time. What is in a closed circle nobody else sees anyway.
    fn show_to(&self) -> Markup {
        let lang = self.lang;
        let choices = Visibility::ALL.iter().map(|who| {
            Choice::new(who.as_str(), wording::visibility_choice(lang, *who), wording::visibility_explained(lang, *who))
        });
        let choices = ChoiceGroup::one(lang, "visibility", t!(lang, "fact-visibility"), choices.collect());
        html! {
            form.stack method="post" action=(self.action("/terlihat")) {
                (choices.hint(t!(lang, "follow-show-to.hint")).chosen(self.case.visibility().as_str()))
                (Button::submit(t!(lang, "follow-show-to.act")).quiet())
            }
        }
    }

    /// Ways out: a superior, the Ombudsman, taking the report back.
    fn other_ways(&self) -> Markup {
        let lang = self.lang;
        let is_open = !matches!(self.case.status_at(self.now), Status::Closed | Status::Ended);
        html! {
            section.stack #lain {
                @if !self.is_fresh() { h2 { (t!(lang, "follow-unhappy")) } }
                @if let Some(error) = self.mistakes.at("lain") { p.error { span { (error) } } }
                @if is_open && !self.is_fresh() {
                    p { (t!(lang, "follow-superior")) }
                    form method="post" action=(self.action("/atasan")) { (Button::submit(t!(lang, "follow-superior.act")).quiet()) }
                }
                p { (self.ombudsman(is_open)) }
                @if is_open { (Details::new(t!(lang, "follow-withdraw"), self.withdraw())) }
            }
        }
    }

    /// The way to the Ombudsman, which nothing ever blocks.
    fn ombudsman(&self, is_open: bool) -> Markup {
        let link = html! { a href="https://ombudsman.go.id" rel="noreferrer" { "Ombudsman" } };
        if is_open {
            self.lang.markup("follow-ombudsman", &[], &[("link", link)])
        } else {
            self.lang.markup("follow-ombudsman-done", &[], &[("link", link)])
        }
    }

    fn withdraw(&self) -> Markup {
        html! {
            div.stack {
                p { (t!(self.lang, "follow-withdraw.about")) }
                form method="post" action=(self.action("/tarik")) { (Button::submit(t!(self.lang, "follow-withdraw.act")).quiet()) }
            }
        }
    }

    fn action(&self, more: &str) -> String {
        format!("/lacak/{}{more}", self.code)
    }
}

/// Whether it only follows from something that the reporter did.
fn follows(event: &CaseEvent) -> bool {
    let is_end = |event: &CaseEvent| matches!(event, CaseEvent::Ended(facts, _) if facts.authority.is_some());
    matches!(event, CaseEvent::Resumed(_) | CaseEvent::Assigned(..) | CaseEvent::Allotted(_)) || is_end(event)
}

/// Enough of a contact to recognise one's own, too little to use it.
pub(super) fn contact_hint(lang: &Lang, contact: &str) -> String {
    match contact.split_once('@') {
        Some((_, host)) => t!(lang, "fact-contact.mail", host = host),
        None => {
            let last: String = contact.chars().skip(contact.chars().count().saturating_sub(3)).collect();
            t!(lang, "fact-contact.phone", last = last)
        }
    }
}
