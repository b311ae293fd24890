//! A case's way as people outside the office see it. Notes among colleagues are never in it; what the public sees of
//! words is masked, and of the reporter's later words only that they came.

mod erasure;
mod handover;
mod information;

use std::collections::BTreeSet;
use std::sync::Arc;

use hadir_oplog::{ActorId, OpId};
use hadir_org::{Officer, Organisation, Role};
use hadir_ui::components::{Photos, Route, Said, Stop};
use hadir_ui::lang::Lang;
use hadir_ui::shell::OfficerNames;
use hadir_ui::{t, time};
use jiff::Timestamp;
use maud::{Markup, Render, html};

use super::photos::Album;
use super::wording::{self, inside_sentence, local, unit_name};
use crate::address::number_of;
use crate::cases::{Heard, Joint};
use crate::events::{
    Bond, CaseEvent, Ended, Information, Limits, Photo, Praised, Privacy, Redated, Regarded, Speaker, Stage, Told,
    Words,
};
use crate::kinds::{Ending, Status, Visibility};
use crate::state::{Case, Moment};

/// Who reads the thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Eyes {
    /// Whoever holds the secret code.
    Reporter,
    /// Everyone.
    Public,
}

/// What a thread is written with.
pub(super) struct Thread<'a> {
    pub lang: &'a Lang,
    pub org: &'a Organisation,
    pub names: OfficerNames,
    pub eyes: Eyes,
    /// The photos of the case; none where the reader may not see them.
    pub album: Option<&'a Album>,
    /// The names of the reporters behind the case, which the public does not read in the office's words.
    pub behind: &'a [String],
    /// What the reporter of a merged case reads of the one that goes on; nothing for others.
    pub joint: Option<&'a Joint>,
}

impl Thread<'_> {
    /// Everything that happened, oldest first, and what comes next.
    pub fn route(&self, case: &Case, now: Timestamp) -> Route {
        let unit = case.received.as_ref().map_or("", |received| received.unit.as_str()).to_owned();
        let mut telling = Telling {
            thread: self,
            case,
            unit,
            op: None,
            due: None,
            contested_at: None,
            was_rejected: false,
            is_silent: false,
        };
        let mut elsewhere = self.joint.map_or(&[][..], |joint| joint.heard.as_slice());
        let mut stops = Vec::new();
        for moment in &case.thread {
            let earlier = elsewhere.partition_point(|heard| heard.since < moment.at);
            let (before, rest) = elsewhere.split_at(earlier);
            stops.extend(before.iter().map(|heard| self.heard(heard)));
            elsewhere = rest;
            stops.extend(telling.stop(moment));
        }
        stops.extend(elsewhere.iter().map(|heard| self.heard(heard)));
        stops.into_iter().chain(self.next(case, now)).fold(Route::new(), Route::stop)
    }

    /// Something the office said in the case that this one goes on in.
    fn heard(&self, heard: &Heard) -> Stop {
        let (lang, name) = (self.lang, speaker(self, heard.actor, &heard.unit));
        let heading = if heard.is_answer {
            t!(lang, "thread-joint-answer", name = name)
        } else {
            t!(lang, "thread-joint-posted", name = name)
        };
        let when = time::moment_mark(lang, &local(self.org, &heard.unit, heard.at));
        Stop::us(heading).when(when).said(Said::new(&heard.text).lang("id"))
    }

    fn is_reporter(&self) -> bool {
        self.eyes == Eyes::Reporter
    }

    /// What comes next and by when; nothing for a case that is done with. A merged one goes on with the other.
    fn next(&self, case: &Case, now: Timestamp) -> Option<Stop> {
        let lang = self.lang;
        let goes_on = self.joint.and_then(|joint| joint.goes_on.as_deref()).filter(|other| is_owed(other));
        // What the reporter of the other agreed to is between them and the office.
        let agreed = case.agreed_offer().filter(|_| self.is_reporter() && goes_on.is_none());
        let case = goes_on.unwrap_or(case);
        let day = |at_ms: i64| time::day(lang, local(self.org, &case.unit, at_ms).date());
        match case.status_at(now) {
            Status::New | Status::Verified | Status::InProgress => {
                let unit = unit_name(self.org, &case.unit);
                let stop = Stop::next(match agreed {
                    Some(offer) => t!(lang, "thread-next-hand", unit = unit, authority = offer.authority.as_str()),
                    None => t!(lang, "thread-next-answer", unit = unit),
                });
                let due = case.due_at().filter(|_| !case.is_overdue(now));
                Some(match due {
                    Some(due) => stop.when(t!(lang, "thread-next-answer.by", day = day(due))),
                    None => stop,
                })
            }
            Status::Waiting if self.is_reporter() && case.open_offer().is_some() => {
                Some(Stop::next(t!(lang, "thread-next-offer")).when(t!(lang, "thread-next-offer.then")))
            }
            Status::Waiting if self.is_reporter() => {
                Some(Stop::next(t!(lang, "thread-next-yours")).when(t!(lang, "thread-next-yours.then")))
            }
            Status::Waiting => Some(Stop::next(t!(lang, "thread-next-reporter"))),
            Status::Answered => {
                let closes =
                    case.closes_by_silence_at().map(|at| t!(lang, "thread-next-solved.silence", day = day(at)));
                let heading = if self.is_reporter() {
                    t!(lang, "thread-next-solved")
                } else {
                    t!(lang, "thread-next-solved-public")
                };
                Some(closes.into_iter().fold(Stop::next(heading), Stop::when))
            }
            Status::Closed | Status::Ended => None,
        }
    }
}

/// "Yusran Tahir, Dinas Perhubungan", or the office alone where names are not public.
fn speaker(thread: &Thread<'_>, actor: Option<ActorId>, unit: &str) -> String {
    match actor.filter(|_| thread.names == OfficerNames::Public).and_then(|id| thread.org.staff(id)) {
        Some(officer) => {
            let unit = unit_name(thread.org, officer.unit.as_str());
            t!(thread.lang, "thread-officer", name = officer.name.as_str(), unit = unit)
        }
        None => unit_name(thread.org, unit),
    }
}

/// Whether the office owes an answer, and nobody else is asked first.
pub(super) fn is_owed(case: &Case) -> bool {
    case.status.is_open() && !case.is_waiting()
}

/// The limits an event sets, if it sets any.
const fn limits_of(event: &CaseEvent) -> Option<&Limits> {
    match event {
        CaseEvent::Received(facts, _) => Some(&facts.limits),
        CaseEvent::Resumed(facts) | CaseEvent::Redated(facts, _) | CaseEvent::Reopened(facts, _) => Some(&facts.limits),
        CaseEvent::Regarded(facts) => Some(&facts.limits),
        CaseEvent::Information(Information::Extended(facts, _)) => Some(&facts.limits),
        _ => None,
    }
}

/// The telling of one case, moment by moment: which unit holds it so far, which limit
/// was promised last (in milliseconds since 1970, UTC).
struct Telling<'a> {
    thread: &'a Thread<'a>,
    case: &'a Case,
    unit: String,
    /// The operation that is told.
    op: Option<OpId>,
    due: Option<i64>,
    /// Whether it stands rejected so far, and when that was contested.
    was_rejected: bool,
    contested_at: Option<i64>,
    /// Whether words are left out.
    is_silent: bool,
}

impl Telling<'_> {
    fn stop(&mut self, moment: &Moment) -> Option<Stop> {
        if moment.is_undone {
            return self.undone(moment);
        }
        self.op = Some(moment.id);
        let promised = self.due;
        self.due = limits_of(&moment.event).map(|limits| limits.used.due_at).or(promised);
        self.stop_after(moment, promised)
    }

    /// Something that was taken back since: that it happened stays to be seen, what was said with it does not, and the way
    /// goes on as before it. That someone had read the report remains true.
    fn undone(&mut self, moment: &Moment) -> Option<Stop> {
        if self.case.is_of_a_circle_undone(moment) {
            return None;
        }
        let at = self.case.undone_at(moment).filter(|_| !matches!(moment.event, CaseEvent::Verified(_)))?;
        let (unit, due) = (self.unit.clone(), self.due);
        self.is_silent = true;
        let stop = self.stop_after(moment, due);
        self.is_silent = false;
        (self.unit, self.due) = (unit, due);
        let when = time::moment(self.thread.lang, &local(self.thread.org, &self.unit, at));
        Some(stop?.undone(t!(self.thread.lang, "thread-undone", when = when)))
    }

    /// The stop of a moment before which this limit was promised.
    fn stop_after(&mut self, moment: &Moment, promised: Option<i64>) -> Option<Stop> {
        let lang = self.thread.lang;
        let is_reporter = self.thread.is_reporter();
        let stop = match &moment.event {
            CaseEvent::Received(_, words) => self.received(words.as_deref()),
            CaseEvent::Said(said, words) => match said.by {
                Speaker::Citizen => {
                    self.by_citizen(t!(lang, "thread-you-replied"), t!(lang, "thread-reporter-replied"), words.as_ref())
                }
                Speaker::Office => self.by_office(moment, words.as_ref()),
            },
            CaseEvent::Verified(_) => Stop::event(t!(lang, "thread-verified", unit = self.holder())),
            CaseEvent::Assigned(facts, words) => return self.assigned(moment, &facts.unit, words.as_ref()),
            CaseEvent::Paused(_, words) if is_reporter => {
                let name = self.speaker(moment);
                let heading = match self.case.offered_with(moment) {
                    Some(offered) => {
                        t!(lang, "thread-offered-why", name = name, authority = offered.authority.as_str())
                    }
                    None => t!(lang, "thread-asked-you", unit = name),
                };
                self.with_words(Stop::us(heading), words.as_ref())
            }
            CaseEvent::Paused(..) => Stop::event(t!(lang, "thread-asked-reporter", unit = self.holder())),
            CaseEvent::Resumed(facts) => self.redated(t!(lang, "thread-resumed", day = self.due_day(facts)), None),
            CaseEvent::Redated(facts, words) => {
                self.redated(self.moved(promised, facts.limits.used.due_at), words.as_ref())
            }
            CaseEvent::Closed(facts, words) => match facts.by {
                Speaker::Citizen if facts.told_by.is_some() => {
                    let yours = t!(lang, "thread-you-told-solved", unit = self.holder());
                    self.by_citizen(yours, t!(lang, "thread-reporter-solved"), words.as_ref())
                }
                Speaker::Citizen => {
                    self.by_citizen(t!(lang, "thread-you-solved"), t!(lang, "thread-reporter-solved"), words.as_ref())
                }
                Speaker::Office => {
                    self.with_words(Stop::event(t!(lang, "thread-closed", unit = self.holder())), words.as_ref())
                }
            },
            CaseEvent::Reopened(_, words) => self.reopened(moment, words.as_ref()),
            CaseEvent::Ended(facts, words) => self.ended_so(facts, words.as_ref()),
            CaseEvent::Bond(bond) => self.tied(bond),
            CaseEvent::Handover(handover) => self.handed(moment, handover)?,
            CaseEvent::Photographed(_, words) => self.photographed(words.as_ref()),
            CaseEvent::Escalated(facts, _) => {
                let unit = unit_name(self.thread.org, &facts.unit);
                Stop::event(match facts.by {
                    Speaker::Citizen if is_reporter => t!(lang, "thread-you-escalated", unit = unit),
                    Speaker::Citizen => t!(lang, "thread-reporter-escalated", unit = unit),
                    Speaker::Office => t!(lang, "thread-escalated", unit = unit),
                })
            }
            CaseEvent::Praised(facts) if is_reporter => Stop::event(self.praised(facts)),
            CaseEvent::Told(facts) if is_reporter => Stop::event(self.told(facts)?),
            CaseEvent::Regarded(facts) => Stop::event(self.regarded(promised, facts)),
            CaseEvent::Information(information) => self.informed(promised, information),
            CaseEvent::Published(..) if is_reporter => Stop::event(t!(lang, "thread-published")),
            CaseEvent::Unpublished(..) if is_reporter => Stop::event(t!(lang, "thread-unpublished")),
            CaseEvent::Recoded(_) if is_reporter => Stop::event(t!(lang, "thread-recoded")),
            CaseEvent::Published(..) | CaseEvent::Unpublished(..) | CaseEvent::Recoded(_) => return None,
            CaseEvent::Privacy(Privacy::ShownTo(facts)) if is_reporter => {
                let who = inside_sentence(&wording::visibility_fact(lang, facts.visibility()));
                Stop::event(t!(lang, "thread-you-show-to", who = who))
            }
            CaseEvent::Privacy(Privacy::PhotoShown(facts, _)) if is_reporter => Stop::event(match facts.shows {
                true => t!(lang, "thread-photo-public"),
                false => t!(lang, "thread-photo-not-public"),
            }),
            CaseEvent::Privacy(_) => return None,
            CaseEvent::Erasure(erasure) => self.wished(erasure)?,
            CaseEvent::Noted(..)
            | CaseEvent::Classified(..)
            | CaseEvent::Undone(_)
            | CaseEvent::Told(_)
            | CaseEvent::Allotted(_)
            | CaseEvent::Praised(_)
            | CaseEvent::Checked(..)
            | CaseEvent::Proposal(_) => {
                return None;
            }
        };
        Some(stop.when(self.when(moment.at)))
    }

    fn when(&self, at_ms: i64) -> Markup {
        time::moment_mark(self.thread.lang, &local(self.thread.org, &self.unit, at_ms))
    }

    /// The unit that held the case at this moment of the telling.
    fn holder(&self) -> String {
        unit_name(self.thread.org, &self.unit)
    }

    /// Whom the reporter's praise reached, where officers' names are public.
    fn praised(&self, facts: &Praised) -> String {
        let lang = self.thread.lang;
        let names: Vec<_> =
            facts.to().filter_map(|id| self.thread.org.staff(id)).map(|officer| officer.name.as_str()).collect();
        if self.thread.names == OfficerNames::Public && !names.is_empty() {
            t!(lang, "thread-praised", names = names.join(", "))
        } else {
            t!(lang, "thread-praised-office")
        }
    }

    fn speaker(&self, moment: &Moment) -> String {
        speaker(self.thread, moment.actor, &self.unit)
    }

    fn received(&mut self, words: Option<&crate::events::ReceivedWords>) -> Stop {
        let lang = self.thread.lang;
        let is_named = self.case.visibility() == Visibility::Public;
        let name = words.and_then(|words| words.name.as_deref());
        let heading = match (self.thread.eyes, name) {
            (Eyes::Reporter, _) => t!(lang, "thread-you-reported"),
            (Eyes::Public, Some(name)) if is_named => t!(lang, "thread-named-reported", name = name),
            (Eyes::Public, _) => t!(lang, "thread-reporter-reported"),
        };
        let Some(words) = words else { return Stop::event(heading) };
        let text = match self.thread.eyes {
            Eyes::Reporter => words.text.clone(),
            Eyes::Public => self.case.for_public(&words.text),
        };
        let said = Said::new(text).lang("id").after(self.shown(&words.photos).render());
        Stop::event(heading).said(said)
    }

    /// Something the reporter said. Only the reporter reads the words again; the public learns that they came.
    fn by_citizen(&mut self, yours: String, theirs: String, words: Option<&Words>) -> Stop {
        if self.thread.is_reporter() { self.with_words(Stop::event(yours), words) } else { Stop::event(theirs) }
    }

    fn by_office(&mut self, moment: &Moment, words: Option<&Words>) -> Stop {
        self.with_words(Stop::us(self.speaker(moment)), words)
    }

    /// A case that changes hands. Within one unit it concerns nobody outside.
    fn assigned(&mut self, moment: &Moment, unit: &str, words: Option<&Words>) -> Option<Stop> {
        if self.unit == unit {
            // Whoever contested a rejection reads that it left the hands it was in.
            let is_contested = moment.actor.is_none() && self.contested_at == Some(moment.at);
            let heading = || t!(self.thread.lang, "thread-contested-to", unit = self.holder());
            return is_contested.then(|| Stop::event(heading()).when(self.when(moment.at)));
        }
        unit.clone_into(&mut self.unit);
        let stop = Stop::event(t!(self.thread.lang, "thread-handed-on", unit = self.holder()));
        Some(self.with_words(stop, words).when(self.when(moment.at)))
    }

    fn redated(&mut self, heading: String, words: Option<&Words>) -> Stop {
        self.with_words(Stop::event(heading), words)
    }

    /// "Dicatat sebagai permohonan informasi publik. Batas waktu pindah dari …": what it is now, and both dates.
    fn regarded(&self, promised: Option<i64>, facts: &Regarded) -> String {
        let lang = self.thread.lang;
        let what = facts.procedure().map(|procedure| wording::procedure(lang, procedure));
        let what = what.map(|what| t!(lang, "thread-regarded", what = inside_sentence(&what)));
        let due_at = facts.limits.used.due_at;
        let moved = (promised != Some(due_at)).then(|| self.moved(promised, due_at));
        what.into_iter().chain(moved).collect::<Vec<_>>().join(". ")
    }

    /// "Batas waktu pindah dari Jumat, 11 Desember, ke Senin, 14 Desember": the old limit stays to be seen.
    fn moved(&self, promised: Option<i64>, due_at: i64) -> String {
        let (lang, day) = (self.thread.lang, self.day(due_at));
        match promised {
            Some(before) => t!(lang, "thread-redated-from", before = self.day(before), day = day),
            None => t!(lang, "thread-redated", day = day),
        }
    }

    /// "Batas menjawab Jumat, 24 April, terlewati. Pimpinan Dinas Perikanan sudah diberi tahu": only of superiors. That
    /// the office reminded its own people before concerns nobody outside.
    fn told(&self, facts: &Told) -> Option<String> {
        let lang = self.thread.lang;
        facts.stage().filter(|stage| *stage >= Stage::Head)?;
        let org = self.thread.org;
        let is_head = |officer: &&Arc<Officer>| {
            officer.grants.iter().any(|grant| matches!(grant.role, Role::UnitHead | Role::Leader))
        };
        let heads = facts.to().filter_map(|id| org.staff(id)).filter(is_head);
        let units: BTreeSet<_> = heads.map(|officer| &officer.unit).collect();
        let heads = units.into_iter().map(|unit| t!(lang, "thread-told-head", unit = org.unit_name(unit)));
        let heads = heads.collect::<Vec<_>>().join(", ");
        (!heads.is_empty()).then(|| t!(lang, "thread-told", day = self.day(facts.due_at), heads = heads))
    }

    fn due_day(&self, facts: &Redated) -> String {
        self.day(facts.limits.used.due_at)
    }

    fn day(&self, at_ms: i64) -> String {
        time::day(self.thread.lang, local(self.thread.org, &self.unit, at_ms).date())
    }

    /// Opened again: by an officer, whose reason everyone reads, or by the reporter, whose words stay between both.
    fn reopened(&mut self, moment: &Moment, words: Option<&Words>) -> Stop {
        let lang = self.thread.lang;
        if moment.actor.is_some() {
            return self.with_words(Stop::event(t!(lang, "thread-reopened", unit = self.holder())), words);
        }
        if std::mem::take(&mut self.was_rejected) {
            self.contested_at = Some(moment.at);
            return self.by_citizen(t!(lang, "thread-you-contested"), t!(lang, "thread-reporter-contested"), words);
        }
        self.by_citizen(t!(lang, "thread-you-reopened"), t!(lang, "thread-reporter-reopened"), words)
    }

    fn ended_so(&mut self, facts: &Ended, words: Option<&Words>) -> Stop {
        self.was_rejected = facts.how == Ending::Rejected && !self.is_silent;
        match facts.ground() {
            Some(ground) => self.refused(ground, words),
            None => match &facts.authority {
                Some(authority) => {
                    let heading = t!(self.thread.lang, "thread-not-ours-but", authority = authority.as_str());
                    self.with_words(Stop::event(heading), words)
                }
                None => self.ended(facts.how, facts.into.as_deref(), words),
            },
        }
    }

    fn ended(&mut self, how: Ending, into: Option<&str>, words: Option<&Words>) -> Stop {
        let lang = self.thread.lang;
        let heading = match how {
            Ending::Rejected => t!(lang, "thread-rejected", unit = self.holder()),
            Ending::NotOurs => t!(lang, "thread-not-ours"),
            Ending::Merged => t!(lang, "thread-merged", number = number_of(into.unwrap_or_default())),
            Ending::Withdrawn if self.thread.is_reporter() => t!(lang, "thread-you-withdrew"),
            Ending::Withdrawn => t!(lang, "thread-reporter-withdrew"),
        };
        self.with_words(Stop::event(heading), words)
    }

    /// Two reports became one that goes on, or were parted again. Whose the other one is nobody outside learns.
    fn tied(&mut self, bond: &Bond) -> Stop {
        let lang = self.thread.lang;
        match bond {
            Bond::Merged(facts, words) if self.thread.is_reporter() => {
                let heading = t!(lang, "thread-you-merged", number = number_of(&facts.address));
                self.with_words(Stop::event(heading), words.as_ref())
            }
            Bond::Merged(facts, words) => self.ended(Ending::Merged, Some(&facts.address), words.as_ref()),
            Bond::Joined(_) => Stop::event(t!(lang, "thread-joined")),
            Bond::Parted(_) => Stop::event(t!(lang, "thread-parted")),
        }
    }

    fn photographed(&mut self, words: Option<&Words>) -> Stop {
        let count = words.map_or(0, |words| words.photos.len());
        let heading = t!(self.thread.lang, "thread-photos-added", count = count);
        self.with_words(Stop::event(heading), words)
    }

    fn with_words(&mut self, stop: Stop, words: Option<&Words>) -> Stop {
        let has_any = |words: &&Words| !words.is_empty();
        let Some(words) = words.filter(has_any).filter(|_| !self.is_silent) else { return stop };
        let text = match self.thread.eyes {
            Eyes::Reporter => words.text.clone(),
            Eyes::Public => self.case.for_outside(&words.text, self.thread.behind),
        };
        let photos = self.shown(&words.photos);
        if text.is_empty() && (self.thread.album.is_none() || !self.thread.is_reporter() && photos.is_empty()) {
            return stop;
        }
        let photos = photos.render();
        let files = self.thread.album.zip(self.op).map(|(album, op)| album.attached(self.thread.lang, op, Some(words)));
        stop.said(Said::new(text).lang("id").after(html! { (photos) @if let Some(files) = files { (files) } }))
    }

    /// Photos, numbered through the whole case as [`Case::photos`] lists them.
    fn shown(&self, photos: &[Photo]) -> Photos {
        let Some(album) = self.thread.album else { return Photos::new() };
        // What was said before and is not told to these readers may hold photos, too.
        let all = self.case.photos();
        let place = |photo: &Photo| all.iter().position(|known| known.hash == photo.hash);
        album.show(self.thread.lang, photos.iter().filter_map(place))
    }
}
