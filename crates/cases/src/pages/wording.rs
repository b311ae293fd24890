//! What citizens read of a case in the same words everywhere: vocabularies, how it stands, the promise, refusals.

use hadir_org::{Organisation, ServiceId, UnitCode};
use hadir_ui::components::{Promise, State, StateKind};
use hadir_ui::lang::Lang;
use hadir_ui::{duration, t, time};
use jiff::{Timestamp, Zoned};

use crate::commands::Refusal;
use crate::draft::Flaw;
use crate::events::Due;
use crate::grounds::{ObjectionGround, Outcome, RefusalGround};
use crate::kinds::{Ending, Procedure, ReportKind, Status, Visibility};
use crate::state::Case;

/// "Pengaduan".
pub(crate) fn kind(lang: &Lang, kind: ReportKind) -> String {
    match kind {
        ReportKind::Complaint => t!(lang, "kind-complaint"),
        ReportKind::Question => t!(lang, "kind-question"),
        ReportKind::Request => t!(lang, "kind-request"),
        ReportKind::Aspiration => t!(lang, "kind-aspiration"),
        ReportKind::Praise => t!(lang, "kind-praise"),
    }
}

/// What the law makes of a report, in words: "Pengaduan", "Permohonan informasi publik".
pub(crate) fn procedure(lang: &Lang, procedure: Procedure) -> String {
    match procedure {
        Procedure::Supervisory => t!(lang, "procedure-supervisory"),
        Procedure::Information => t!(lang, "procedure-information"),
        Procedure::Complaint | Procedure::Question | Procedure::Service | Procedure::Aspiration | Procedure::Praise => {
            kind(lang, procedure.kind())
        }
    }
}

/// On which ground a request for public information is refused, with the article of the law.
pub(crate) fn refusal_ground(lang: &Lang, ground: RefusalGround) -> String {
    match ground {
        RefusalGround::Enforcement => t!(lang, "ground-enforcement"),
        RefusalGround::Competition => t!(lang, "ground-competition"),
        RefusalGround::Defence => t!(lang, "ground-defence"),
        RefusalGround::Nature => t!(lang, "ground-nature"),
        RefusalGround::Economy => t!(lang, "ground-economy"),
        RefusalGround::Foreign => t!(lang, "ground-foreign"),
        RefusalGround::Testament => t!(lang, "ground-testament"),
        RefusalGround::Personal => t!(lang, "ground-personal"),
        RefusalGround::Memorandum => t!(lang, "ground-memorandum"),
        RefusalGround::ByLaw => t!(lang, "ground-by-law"),
        RefusalGround::NotHeld => t!(lang, "ground-not-held"),
        RefusalGround::Incomplete => t!(lang, "ground-incomplete"),
    }
}

/// On which ground somebody objects, with the article of the law.
pub(crate) fn objection_ground(lang: &Lang, ground: ObjectionGround) -> String {
    let article = objection_article(lang, ground);
    t!(lang, "objection-with-article", ground = objection_reason(lang, ground), article = article)
}

/// The same without the article.
pub(crate) fn objection_reason(lang: &Lang, ground: ObjectionGround) -> String {
    match ground {
        ObjectionGround::Refused => t!(lang, "objection-refused"),
        ObjectionGround::Periodic => t!(lang, "objection-periodic"),
        ObjectionGround::Unanswered => t!(lang, "objection-unanswered"),
        ObjectionGround::Otherwise => t!(lang, "objection-otherwise"),
        ObjectionGround::Unfulfilled => t!(lang, "objection-unfulfilled"),
        ObjectionGround::Cost => t!(lang, "objection-cost"),
        ObjectionGround::Late => t!(lang, "objection-late"),
    }
}

/// The article alone: "Pasal 35 ayat (1) huruf a UU 14/2008".
pub(crate) fn objection_article(lang: &Lang, ground: ObjectionGround) -> String {
    match ground {
        ObjectionGround::Refused => t!(lang, "objection-refused.article"),
        ObjectionGround::Periodic => t!(lang, "objection-periodic.article"),
        ObjectionGround::Unanswered => t!(lang, "objection-unanswered.article"),
        ObjectionGround::Otherwise => t!(lang, "objection-otherwise.article"),
        ObjectionGround::Unfulfilled => t!(lang, "objection-unfulfilled.article"),
        ObjectionGround::Cost => t!(lang, "objection-cost.article"),
        ObjectionGround::Late => t!(lang, "objection-late.article"),
    }
}

/// What was decided on an objection: "dikabulkan sebagian".
pub(crate) fn outcome(lang: &Lang, outcome: Outcome) -> String {
    match outcome {
        Outcome::Granted => t!(lang, "outcome-granted"),
        Outcome::Partly => t!(lang, "outcome-partly"),
        Outcome::Refused => t!(lang, "outcome-refused"),
    }
}

/// "Dasarnya: tanggapan atas keberatan informasi publik, 30 hari kerja."
pub(crate) fn basis(lang: &Lang, due: &Due) -> String {
    t!(lang, "promise-basis", rule = inside_sentence(&due.rule_name), span = span(lang, due))
}

/// The name of a service, or its identity where nobody described it.
pub(crate) fn service_name(org: &Organisation, id: &str) -> String {
    let service = ServiceId::try_new(id).ok().and_then(|id| org.service(&id));
    service.map_or_else(|| id.to_owned(), |service| service.name.clone())
}

/// One line on what a kind is for.
pub(crate) fn kind_explained(lang: &Lang, kind: ReportKind) -> String {
    match kind {
        ReportKind::Complaint => t!(lang, "kind-complaint.explain"),
        ReportKind::Question => t!(lang, "kind-question.explain"),
        ReportKind::Request => t!(lang, "kind-request.explain"),
        ReportKind::Aspiration => t!(lang, "kind-aspiration.explain"),
        ReportKind::Praise => t!(lang, "kind-praise.explain"),
    }
}

/// As the reporter chooses it: "Semua orang, tanpa nama saya".
pub(crate) fn visibility_choice(lang: &Lang, visibility: Visibility) -> String {
    match visibility {
        Visibility::Public => t!(lang, "visibility-public"),
        Visibility::Anonymous => t!(lang, "visibility-anonymous"),
        Visibility::Confidential => t!(lang, "visibility-confidential"),
    }
}

/// One line on what follows from the choice.
pub(crate) fn visibility_explained(lang: &Lang, visibility: Visibility) -> String {
    match visibility {
        Visibility::Public => t!(lang, "visibility-public.explain"),
        Visibility::Anonymous => t!(lang, "visibility-anonymous.explain"),
        Visibility::Confidential => t!(lang, "visibility-confidential.explain"),
    }
}

/// As a fact: "Semua orang, tanpa nama".
pub(crate) fn visibility_fact(lang: &Lang, visibility: Visibility) -> String {
    match visibility {
        Visibility::Public => t!(lang, "visibility-public.fact"),
        Visibility::Anonymous => t!(lang, "visibility-anonymous.fact"),
        Visibility::Confidential => t!(lang, "visibility-confidential.fact"),
    }
}

/// What a case's mark and its words follow from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Standing {
    /// How it stands at this moment, closing by silence included.
    pub status: Status,
    /// How it ended, if without an answer.
    pub ending: Option<Ending>,
    /// Whether its limit passed unanswered.
    pub is_overdue: bool,
}

impl Standing {
    /// How a case stands.
    pub fn of(case: &Case, now: Timestamp) -> Self {
        Self { status: case.status_at(now), ending: case.ending, is_overdue: case.is_overdue(now) }
    }

    /// Mark and words.
    pub fn state(self, lang: &Lang) -> State {
        if self.is_overdue {
            return State::new(StateKind::Late, t!(lang, "status-overdue"));
        }
        match (self.status, self.ending) {
            (Status::New, _) => State::new(StateKind::New, t!(lang, "status-new")),
            (Status::Verified, _) => State::new(StateKind::Work, t!(lang, "status-verified")),
            (Status::InProgress, _) => State::new(StateKind::Work, t!(lang, "status-in-progress")),
            (Status::Waiting, _) => State::new(StateKind::Wait, t!(lang, "status-waiting")),
            (Status::Answered, _) => State::new(StateKind::Done, t!(lang, "status-answered")),
            (Status::Closed, _) => State::new(StateKind::Done, t!(lang, "status-closed")),
            (Status::Ended, ending) => State::new(StateKind::Done, ended(lang, ending)),
        }
    }
}

fn ended(lang: &Lang, ending: Option<Ending>) -> String {
    match ending {
        Some(Ending::Rejected) => t!(lang, "ending-rejected"),
        Some(Ending::NotOurs) => t!(lang, "ending-not-ours"),
        Some(Ending::Merged) => t!(lang, "ending-merged"),
        Some(Ending::Withdrawn) => t!(lang, "ending-withdrawn"),
        None => t!(lang, "status-closed"),
    }
}

/// An instant in the zone of a unit.
pub(crate) fn local(org: &Organisation, unit: &str, at_ms: i64) -> Zoned {
    let zone = UnitCode::try_new(unit).map_or(org.regency().zone, |code| org.zone(&code));
    Timestamp::from_millisecond(at_ms).unwrap_or(Timestamp::MIN).to_zoned(zone.time_zone())
}

/// The name of a unit, or its code where nobody described it.
pub(crate) fn unit_name(org: &Organisation, unit: &str) -> String {
    UnitCode::try_new(unit).map_or_else(|_| unit.to_owned(), |code| org.unit_name(&code).to_owned())
}

/// The name of a category in the reader's language.
pub(crate) fn category_name(org: &Organisation, lang: &Lang, code: &str) -> Option<String> {
    let code = hadir_org::CategoryCode::try_new(code).ok()?;
    Some(org.category(&code)?.name(lang.tag()).to_owned())
}

/// Who answers by when and why that day, as long as an answer is owed. What happened says what it says: that a superior
/// was asked stands here only if the log shows it.
pub(crate) fn promise(lang: &Lang, case: &Case, org: &Organisation, now: Timestamp) -> Option<Promise> {
    let limits = case.limits.as_ref().filter(|_| case.status.is_open())?;
    let office = unit_name(org, &case.unit);
    let due = local(org, &case.unit, limits.used.due_at);
    if case.is_waiting() {
        return Some(waiting(lang, case, org, &office));
    }
    let why = reason(lang, case, org);
    if case.is_overdue(now) {
        let asked = case
            .escalated_at
            .map(|at| t!(lang, "promise-escalated", when = time::moment(lang, &local(org, &case.unit, at))));
        let again = t!(lang, "promise-no-need-to-repeat");
        let why = [Some(why), asked, Some(again)].into_iter().flatten().collect::<Vec<_>>().join(" ");
        return Some(Promise::broken(lang, &office, &due).why(why));
    }
    Some(Promise::answer(lang, &office, &due).why(why))
}

fn waiting(lang: &Lang, case: &Case, org: &Organisation, office: &str) -> Promise {
    let since = case.pauses.last().map_or(case.touched_at, |pause| pause.from.as_millisecond());
    let when = time::moment_mark(lang, &local(org, &case.unit, since));
    let sentence = lang.markup("promise-waiting", &[("office", office.into())], &[("when", when)]);
    Promise::new(sentence).why(t!(lang, "promise-waiting.why"))
}

/// "Dasarnya: pertanyaan, 5 hari kerja. …": the rule, the other limit, the holidays passed over, whether it may move.
pub(crate) fn reason(lang: &Lang, case: &Case, org: &Organisation) -> String {
    let Some(limits) = &case.limits else { return String::new() };
    let used = &limits.used;
    let basis = match used.promised {
        true => t!(lang, "promise-basis-service", rule = inside_sentence(&used.rule_name), span = span(lang, used)),
        false => t!(lang, "promise-basis", rule = inside_sentence(&used.rule_name), span = span(lang, used)),
    };
    let other = limits.other.as_ref().map(|other| {
        let day = time::plain(lang, local(org, &case.unit, other.due_at).date());
        match other.promised {
            true => t!(lang, "promise-other-service", span = span(lang, other), day = day),
            false => {
                t!(lang, "promise-other", rule = inside_sentence(&other.rule_name), span = span(lang, other), day = day)
            }
        }
    });
    let holidays = (!used.holidays.is_empty()).then(|| t!(lang, "promise-holidays", list = holidays(lang, used)));
    let provisional = used.provisional.then(|| {
        let year = local(org, &case.unit, used.due_at).year().to_string();
        t!(lang, "promise-provisional", year = year)
    });
    [Some(basis), other, holidays, provisional].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// "25 Desember (Hari Raya Natal), 26 Desember (Cuti bersama)".
fn holidays(lang: &Lang, due: &Due) -> String {
    let named = due.holidays.iter().filter_map(|(date, name)| {
        let date: jiff::civil::Date = date.parse().ok()?;
        Some(t!(lang, "promise-holiday", day = date.day(), month = time::month(lang, date), name = name.as_str()))
    });
    named.collect::<Vec<_>>().join(", ")
}

/// "5 hari kerja".
pub(crate) fn span(lang: &Lang, due: &Due) -> String {
    let amount = u32::from(due.amount);
    match due.unit.as_str() {
        "calendar_days" => t!(lang, "span-days", count = amount),
        "hours" => t!(lang, "span-hours", count = amount),
        _ => duration::working_days(lang, amount),
    }
}

/// A rule's name as it stands inside a sentence: its first letter small, unless it begins with an abbreviation.
pub(crate) fn inside_sentence(name: &str) -> String {
    let mut letters = name.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(letters).collect(),
        _ => name.to_owned(),
    }
}

/// The sentence of a flaw, for its field.
pub(crate) fn flaw(lang: &Lang, flaw: &Flaw) -> String {
    match flaw {
        Flaw::TextMissing => t!(lang, "flaw-text-missing"),
        Flaw::TextShort => t!(lang, "flaw-text-short"),
        Flaw::TextLong(count) => t!(lang, "flaw-text-long", count = *count, most = crate::commands::TEXT_CHARS_MAX),
        Flaw::LineLong(most) => t!(lang, "flaw-line-long", most = *most),
        Flaw::NotAChoice => t!(lang, "flaw-not-a-choice"),
        Flaw::UnknownPlace => t!(lang, "flaw-unknown-place"),
        Flaw::BadPosition => t!(lang, "flaw-bad-position"),
        Flaw::PhoneShort(count) => t!(lang, "flaw-phone-short", count = *count),
        Flaw::PhoneLong(count) => t!(lang, "flaw-phone-long", count = *count),
        Flaw::BadEmail => t!(lang, "flaw-bad-email"),
        Flaw::BadContact => t!(lang, "flaw-bad-contact"),
    }
}

/// The sentence of a refusal, as a citizen meets it.
pub(crate) fn refusal(lang: &Lang, refusal: &Refusal) -> String {
    match refusal {
        Refusal::Empty => t!(lang, "refusal-empty"),
        Refusal::TooLong(most) => t!(lang, "refusal-too-long", most = *most),
        Refusal::Closed => t!(lang, "refusal-closed"),
        Refusal::NotClosed => t!(lang, "refusal-not-closed"),
        Refusal::ReasonMissing => t!(lang, "refusal-reason-missing"),
        Refusal::AlreadyObjected => t!(lang, "refusal-already-objected"),
        Refusal::ObjectInstead => t!(lang, "refusal-object-instead"),
        Refusal::AlreadyDecided => t!(lang, "refusal-already-decided"),
        Refusal::TooLate => t!(lang, "refusal-too-late"),
        Refusal::GroundMissing => t!(lang, "refusal-ground-missing"),
        Refusal::Erased => t!(lang, "refusal-erased"),
        Refusal::Unknown
        | Refusal::NotAllowed
        | Refusal::NotAnswered
        | Refusal::AlreadyWaiting
        | Refusal::NotWaiting
        | Refusal::UnknownUnit
        | Refusal::NotInUnit
        | Refusal::AlreadyThere
        | Refusal::NeverPublic
        | Refusal::Confidential
        | Refusal::NoPhoto
        | Refusal::PhotoDecided
        | Refusal::UnknownTarget
        | Refusal::UnknownService
        | Refusal::FieldsOpen(_)
        | Refusal::UnknownColleague(_)
        | Refusal::NotPraise
        | Refusal::UnknownOfficer
        | Refusal::MentionInCircle
        | Refusal::TooManyMentions(_)
        | Refusal::Superseded
        | Refusal::Apart(_)
        | Refusal::NotInText(_)
        | Refusal::TooMany(_)
        | Refusal::NotInformation
        | Refusal::AlreadyExtended
        | Refusal::AuthorityMissing
        | Refusal::ReachMissing
        | Refusal::AlreadyAgreed
        | Refusal::NotAgreed
        | Refusal::DayOutside
        | Refusal::TooEarly
        | Refusal::NoRule => t!(lang, "refusal-not-possible"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_begins_small_inside_a_sentence_unless_it_is_an_abbreviation() {
        assert_eq!(inside_sentence("Pengaduan tidak berkadar pengawasan"), "pengaduan tidak berkadar pengawasan");
        assert_eq!(inside_sentence("SKCK baru"), "SKCK baru");
        assert_eq!(inside_sentence(""), "");
    }
}
