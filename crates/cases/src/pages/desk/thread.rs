//! The thread as the desk reads it: everything that was said and done, who did it and when, notes among colleagues too.

use std::collections::BTreeMap;

use hadir_oplog::ActorId;
use hadir_org::{Organisation, UnitCode};
use hadir_ui::components::{Route, Said, Stop};
use hadir_ui::lang::Lang;
use hadir_ui::{t, time};
use maud::{Markup, Render, html};

use super::rules;
use super::seat::OpenCase;
use super::words;
use crate::Case;
use crate::events::{
    Bond, CaseEvent, Erasure, Handover, Information, Photo, PhotoShownWords, Privacy, Speaker, Stage, Told, Words,
};
use crate::kinds::{Channel, Status};
use crate::pages::handing;
use crate::pages::photos::Album;
use crate::pages::wording;
use crate::places::Places;
use crate::state::Moment;

/// The whole thread, the last stop being what comes next.
pub(super) fn route(lang: &Lang, open: &OpenCase, places: &Places, album: &Album) -> Route {
    let mut shown = Shown { album, places: Some(places), photos: 0 };
    // What is ticked stands with its list.
    let told = open.case.thread.iter().filter(|moment| !matches!(moment.event, CaseEvent::Checked(..)));
    let stops = told.map(|moment| stop(lang, open, moment, &mut shown));
    let route = stops.fold(Route::new(), Route::stop);
    match next(lang, open) {
        Some(next) => route.stop(next),
        None => route,
    }
}

/// What was said between the reporter and the office, and nothing else.
pub(super) fn said(lang: &Lang, open: &OpenCase, album: &Album) -> Route {
    let mut shown = Shown { album, places: None, photos: 0 };
    let is_said = |moment: &&Moment| {
        matches!(moment.event, CaseEvent::Received(..) | CaseEvent::Said(..) | CaseEvent::Photographed(..))
    };
    let stops = open.case.thread.iter().filter(is_said).map(|moment| stop(lang, open, moment, &mut shown));
    stops.fold(Route::new(), Route::stop)
}

/// The photos of a case, and how many of them the thread has shown so far.
struct Shown<'a> {
    album: &'a Album,
    /// For the names of places, where what is told may name one.
    places: Option<&'a Places>,
    photos: usize,
}

impl Shown<'_> {
    /// The next photos, which these words name; counted through the whole case as [`Case::photos`] does.
    fn next(&mut self, lang: &Lang, photos: &[Photo]) -> Markup {
        let first = self.photos;
        self.photos += photos.len();
        self.album.show(lang, first..self.photos).render()
    }
}

/// One thing that happened; struck through if it was taken back.
fn stop(lang: &Lang, open: &OpenCase, moment: &Moment, shown: &mut Shown<'_>) -> Stop {
    let stop = told(lang, open, moment, shown);
    if moment.is_undone { stop.undone(t!(lang, "meja-undone")) } else { stop }
}

/// One thing that happened.
fn told(lang: &Lang, open: &OpenCase, moment: &Moment, shown: &mut Shown<'_>) -> Stop {
    let at = time::desk_moment_mark(lang, &open.local(moment.at));
    let by = moment.actor.map(|actor| officer(lang, &open.org, actor));
    let office = || t!(lang, "meja-office");
    match &moment.event {
        CaseEvent::Received(facts, words) => {
            let said = match words.as_deref() {
                Some(words) => Said::new(&words.text).after(shown.next(lang, &words.photos)),
                None => Said::new(t!(lang, "meja-erased")),
            };
            let channel = t!(lang, "meja-thread-channel", channel = words::channel(lang, facts.channel));
            let written_by = by.map_or_else(String::new, |name| t!(lang, "meja-thread-written-by", name = name));
            Stop::event(reporter(lang, &open.case)).when(html! { (at) (channel) (written_by) }).said(said)
        }
        CaseEvent::Said(said, words) if said.by == Speaker::Citizen => {
            Stop::event(reporter(lang, &open.case)).when(at).said(text(lang, moment, words.as_ref(), shown))
        }
        CaseEvent::Said(said, words) => {
            let is_answer = said.answer.is_some();
            let what = if is_answer { t!(lang, "meja-thread-answer") } else { t!(lang, "meja-thread-posted") };
            Stop::us(by.unwrap_or_else(office)).when(html! { (at) (what) }).said(text(
                lang,
                moment,
                words.as_ref(),
                shown,
            ))
        }
        CaseEvent::Noted(fact, words) if fact.is_in_words() => {
            let heading = t!(lang, "meja-thread-note", name = by.unwrap_or_else(office));
            let whom: Vec<_> = fact.mentions().map(|id| officer(lang, &open.org, id)).collect();
            let whom = (!whom.is_empty()).then(|| t!(lang, "meja-note-mentions", names = whom.join(", ")));
            Stop::event(heading)
                .when(html! { (at) @if let Some(whom) = whom { ". " (whom) } })
                .said(text(lang, moment, words.as_ref(), shown).internal())
        }
        CaseEvent::Allotted(facts) => {
            let why = rules::reason(lang, &open.org, shown.places, facts);
            Stop::event(open.deed(lang, &moment.event)).when(html! { (at) ". " (why) })
        }
        event => {
            let heading = match open.case.offered_with(moment) {
                Some(_) => t!(lang, "meja-deed-paused-offer"),
                None => open.deed(lang, event),
            };
            let stop = if matches!(event, CaseEvent::Paused(..)) { Stop::us(heading) } else { Stop::event(heading) };
            let stop = stop.when(html! { (at) (done_by(lang, by)) });
            // What was agreed to stands below, as it was done.
            let is_below = matches!(event, CaseEvent::Proposal(_)) && open.case.is_accepted(moment);
            let has_words = !is_below && event.words().is_some_and(|words| !words.is_empty());
            if has_words && matches!(event, CaseEvent::Proposal(_)) {
                stop.said(text(lang, moment, event.words(), shown).internal())
            } else if has_words {
                stop.said(text(lang, moment, event.words(), shown))
            } else {
                stop
            }
        }
    }
}

/// ", oleh Rahmawati"; nothing where nobody of the staff acted.
fn done_by(lang: &Lang, by: Option<String>) -> String {
    by.map_or_else(String::new, |name| t!(lang, "meja-thread-by", name = name))
}

fn text(lang: &Lang, moment: &Moment, words: Option<&Words>, shown: &mut Shown<'_>) -> Said {
    match words {
        Some(words) => {
            let (photos, files) = (shown.next(lang, &words.photos), shown.album.attached(lang, moment.id, Some(words)));
            Said::new(&words.text).after(html! { (photos) (files) })
        }
        None => Said::new(t!(lang, "meja-erased")),
    }
}

/// What a reader calls other cases that a thread names, by the address that the log has, where that is not the number. The
/// log's is exact, and says so that there is another case of the number; who cannot see that reads the number alone.
pub(super) type Called = BTreeMap<String, String>;

/// "Yusran Tahir diingatkan: 80 % waktu sudah terpakai".
fn reminded(lang: &Lang, org: &Organisation, facts: &Told) -> String {
    let names = facts.to().map(|id| officer(lang, org, id)).collect::<Vec<_>>().join(", ");
    match facts.stage() {
        Some(Stage::Used(hundredths)) => {
            t!(lang, "meja-deed-warned", names = names, percent = i64::from(hundredths))
        }
        Some(_) => t!(lang, "meja-deed-told", names = names),
        None => t!(lang, "meja-deed-told-later"),
    }
}

/// What someone did, as a line of the thread and as a confirmation right after it was done.
pub(super) fn deed(lang: &Lang, open: &OpenCase, event: &CaseEvent) -> String {
    let org = &open.org;
    match event {
        CaseEvent::Received(..) => t!(lang, "meja-deed-received"),
        CaseEvent::Said(said, _) => match (said.by, said.answer.is_some()) {
            (Speaker::Citizen, _) => t!(lang, "meja-deed-replied"),
            (Speaker::Office, true) => t!(lang, "meja-deed-answered"),
            (Speaker::Office, false) => t!(lang, "meja-deed-posted"),
        },
        CaseEvent::Noted(fact, _) if fact.marks_read() => t!(lang, "meja-deed-read"),
        CaseEvent::Noted(fact, _) if !fact.is_in_words() => t!(lang, "meja-deed-seen"),
        CaseEvent::Noted(..) => t!(lang, "meja-deed-noted"),
        CaseEvent::Verified(_) => t!(lang, "meja-deed-verified"),
        CaseEvent::Published(..) => t!(lang, "meja-deed-published"),
        CaseEvent::Unpublished(..) => t!(lang, "meja-deed-unpublished"),
        CaseEvent::Assigned(facts, _) => {
            let unit = unit(org, &facts.unit);
            match facts.staff.map(ActorId::from_bytes) {
                Some(staff) => t!(lang, "meja-deed-assigned-person", name = officer(lang, org, staff), unit = unit),
                None => t!(lang, "meja-deed-assigned", unit = unit),
            }
        }
        CaseEvent::Paused(..) => t!(lang, "meja-deed-paused"),
        CaseEvent::Resumed(_) => t!(lang, "meja-deed-resumed"),
        CaseEvent::Closed(facts, _) => match (facts.by, facts.told_by) {
            (Speaker::Office, _) => t!(lang, "meja-deed-closed"),
            (Speaker::Citizen, None) => t!(lang, "meja-deed-closed-citizen"),
            (Speaker::Citizen, Some(Channel::Phone)) => t!(lang, "meja-deed-closed-phone"),
            (Speaker::Citizen, Some(_)) => t!(lang, "meja-deed-closed-spoken"),
        },
        CaseEvent::Reopened(..) => t!(lang, "meja-deed-reopened"),
        CaseEvent::Ended(facts, _) => match &facts.into {
            Some(into) => t!(lang, "meja-deed-merged", number = open.called(into)),
            None => match facts.ground() {
                Some(ground) => {
                    let ground = wording::inside_sentence(&wording::refusal_ground(lang, ground));
                    t!(lang, "meja-deed-refused", ground = ground)
                }
                None => match &facts.authority {
                    Some(authority) => t!(lang, "meja-deed-not-ours", authority = authority.as_str()),
                    None => words::ending(lang, facts.how),
                },
            },
        },
        CaseEvent::Information(information) => informed(lang, open, information),
        CaseEvent::Handover(handover) => handed(lang, open, handover),
        CaseEvent::Bond(bond) => {
            let number = open.called(bond.address());
            match bond {
                Bond::Merged(..) => t!(lang, "meja-deed-merged", number = number),
                Bond::Joined(_) => t!(lang, "meja-deed-joined", number = number),
                Bond::Parted(_) => t!(lang, "meja-deed-parted", number = number),
            }
        }
        CaseEvent::Proposal(proposal) => super::approve::deed(lang, open, proposal),
        CaseEvent::Privacy(Privacy::Redacted(facts, _)) => t!(lang, "meja-deed-redacted", count = facts.count),
        CaseEvent::Privacy(Privacy::PhotoShown(facts, _)) if !facts.shows => t!(lang, "meja-deed-photo-hidden"),
        CaseEvent::Privacy(Privacy::PhotoShown(_, words)) => {
            let is_covered = |words: &PhotoShownWords| words.covered.as_ref().is_some_and(|areas| !areas.is_empty());
            let is_covered = words.as_ref().is_some_and(is_covered);
            if is_covered { t!(lang, "meja-deed-photo-covered") } else { t!(lang, "meja-deed-photo-shown") }
        }
        CaseEvent::Privacy(Privacy::ShownTo(facts)) => {
            let who = wording::visibility_fact(lang, facts.visibility());
            t!(lang, "meja-deed-shown-to", who = wording::inside_sentence(&who))
        }
        CaseEvent::Erasure(Erasure::Asked(..)) => t!(lang, "meja-deed-erasure-asked"),
        CaseEvent::Erasure(Erasure::Refused(..)) => t!(lang, "meja-deed-erasure-refused"),
        CaseEvent::Erasure(Erasure::Erased(_)) => t!(lang, "meja-deed-erased"),
        CaseEvent::Checked(facts, _) if facts.is_done => t!(lang, "meja-deed-checked"),
        CaseEvent::Checked(..) => t!(lang, "meja-deed-unchecked"),
        CaseEvent::Redated(..) => t!(lang, "meja-deed-redated"),
        CaseEvent::Told(facts) => reminded(lang, org, facts),
        CaseEvent::Praised(facts) => {
            let names = facts.to().map(|id| officer(lang, org, id)).collect::<Vec<_>>().join(", ");
            t!(lang, "meja-deed-praised", names = names)
        }
        CaseEvent::Allotted(facts) => t!(lang, "meja-deed-allotted", name = officer(lang, org, facts.staff())),
        CaseEvent::Regarded(facts) => {
            let Some(procedure) = facts.procedure() else { return t!(lang, "meja-deed-regarded-later") };
            let what = wording::procedure(lang, procedure);
            t!(
                lang,
                "meja-deed-regarded",
                what = wording::inside_sentence(&what),
                day = time::day(lang, open.local(facts.limits.used.due_at).date())
            )
        }
        CaseEvent::Recoded(_) => t!(lang, "meja-deed-recoded"),
        CaseEvent::Photographed(..) => t!(lang, "meja-deed-photographed"),
        CaseEvent::Escalated(facts, _) => t!(lang, "meja-deed-escalated", unit = unit(org, &facts.unit)),
        CaseEvent::Classified(facts, _) => match facts.sensitivity {
            Some(why) => t!(lang, "meja-deed-sealed", why = words::sensitivity(lang, why)),
            None => t!(lang, "meja-deed-classified"),
        },
        CaseEvent::Undone(undone) => {
            let act = open.case.undone_by(undone).map(|moment| deed(lang, open, &moment.event));
            t!(lang, "meja-deed-undone", deed = act.unwrap_or_default())
        }
    }
}

/// What was done with a formal request for public information.
fn informed(lang: &Lang, open: &OpenCase, information: &Information) -> String {
    match information {
        Information::Extended(facts, _) => {
            t!(lang, "meja-deed-extended", day = time::day(lang, open.local(facts.limits.used.due_at).date()))
        }
        Information::Objected(facts, _) => t!(lang, "meja-deed-objected", unit = unit(&open.org, &facts.unit)),
        Information::Decided(facts, _) => {
            let outcome = facts.outcome().map(|outcome| wording::outcome(lang, outcome)).unwrap_or_default();
            t!(lang, "meja-deed-decided", outcome = outcome)
        }
    }
}

/// What was done with the matter of another authority.
fn handed(lang: &Lang, open: &OpenCase, handover: &Handover) -> String {
    match handover {
        Handover::Offered(facts, _) => t!(
            lang,
            "meja-deed-offered",
            authority = facts.authority.as_str(),
            day = time::day(lang, open.local(facts.until).date())
        ),
        Handover::Consented(facts) => match (facts.is_yes, facts.with_contact) {
            (true, true) => t!(lang, "meja-deed-consented-contact"),
            (true, false) => t!(lang, "meja-deed-consented"),
            (false, _) => t!(lang, "meja-deed-consented-no"),
        },
        Handover::HandedOver(facts, _) => {
            t!(lang, "meja-deed-handed-over", authority = facts.authority.as_str(), day = handing::day(lang, facts))
        }
    }
}

/// What comes next, and by whom; nothing when the case is done with.
fn next(lang: &Lang, open: &OpenCase) -> Option<Stop> {
    let case = &open.case;
    let due = case.due_at().map(|due| time::desk_moment_mark(lang, &open.local(due)));
    let closes = case.closes_by_silence_at().map(|at| time::desk_moment_mark(lang, &open.local(at)));
    let stop = match case.status_at(open.now) {
        Status::New | Status::Verified | Status::InProgress => {
            let heading = if case.agreed_offer().is_some() {
                t!(lang, "meja-next-hand", unit = open.unit_name())
            } else if open.is_me(case.staff) {
                t!(lang, "meja-next-you")
            } else {
                t!(lang, "meja-next-unit", unit = open.unit_name())
            };
            Stop::next(heading)
                .when(html! { @if let Some(due) = due { (lang.markup("meja-next-due", &[], &[("due", due)])) } })
        }
        Status::Waiting if case.open_offer().is_some() => Stop::next(t!(lang, "meja-next-offer")),
        Status::Waiting => Stop::next(t!(lang, "meja-next-waiting")).when(t!(lang, "meja-next-waiting.when")),
        Status::Answered => {
            let when =
                html! { @if let Some(at) = closes { (lang.markup("meja-next-answered-when", &[], &[("at", at)])) } };
            Stop::next(t!(lang, "meja-next-answered")).when(when)
        }
        Status::Closed | Status::Ended => return None,
    };
    Some(stop)
}

/// What to call whoever reported.
pub(super) fn reporter(lang: &Lang, case: &Case) -> String {
    let words = case.words.as_ref();
    words.and_then(|words| words.name.clone()).unwrap_or_else(|| t!(lang, "meja-reporter"))
}

/// The name of a member of staff, or of a program that acted; one of another node that is not known here yet has none.
pub(super) fn officer(lang: &Lang, org: &Organisation, actor: ActorId) -> String {
    org.actor_name(actor).map_or_else(|| t!(lang, "meja-officer-elsewhere"), str::to_owned)
}

fn unit(org: &Organisation, code: &str) -> String {
    UnitCode::try_new(code).map_or_else(|_| code.to_owned(), |unit| org.unit_name(&unit).to_owned())
}
