//! Refusals as an officer reads them: what is wrong, and how to mend it.

use hadir_ui::components::Mistakes;
use hadir_ui::lang::Lang;
use hadir_ui::t;

use super::filling;
use crate::commands::{Apart, Refusal};

/// The sentence of a refusal.
pub(crate) fn sentence(lang: &Lang, refusal: &Refusal) -> String {
    match refusal {
        Refusal::Unknown => t!(lang, "meja-refusal-unknown"),
        Refusal::NotAllowed => t!(lang, "meja-refusal-not-allowed"),
        Refusal::Empty => t!(lang, "meja-refusal-empty"),
        Refusal::TooLong(chars_max) => t!(lang, "meja-refusal-too-long", count = *chars_max),
        Refusal::Closed => t!(lang, "meja-refusal-closed"),
        Refusal::NotAnswered => t!(lang, "meja-refusal-not-answered"),
        Refusal::NotClosed => t!(lang, "meja-refusal-not-closed"),
        Refusal::AlreadyWaiting => t!(lang, "meja-refusal-already-waiting"),
        Refusal::NotWaiting => t!(lang, "meja-refusal-not-waiting"),
        Refusal::UnknownUnit => t!(lang, "meja-refusal-unknown-unit"),
        Refusal::NotInUnit => t!(lang, "meja-refusal-not-in-unit"),
        Refusal::AlreadyThere => t!(lang, "meja-refusal-already-there"),
        Refusal::NeverPublic => t!(lang, "meja-refusal-never-public"),
        Refusal::Confidential => t!(lang, "meja-refusal-confidential"),
        Refusal::NoPhoto => t!(lang, "meja-refusal-no-photo"),
        Refusal::PhotoDecided => t!(lang, "meja-refusal-photo-decided"),
        Refusal::UnknownTarget => t!(lang, "meja-refusal-unknown-target"),
        Refusal::UnknownService => t!(lang, "meja-refusal-unknown-service"),
        Refusal::ReasonMissing => t!(lang, "meja-refusal-reason-missing"),
        Refusal::NotPraise => t!(lang, "meja-refusal-not-praise"),
        Refusal::UnknownOfficer => t!(lang, "meja-refusal-unknown-officer"),
        Refusal::UnknownColleague(name) => t!(lang, "meja-refusal-unknown-colleague", name = name.as_str()),
        Refusal::MentionInCircle => t!(lang, "meja-refusal-mention-in-circle"),
        Refusal::TooManyMentions(most) => t!(lang, "meja-refusal-too-many-mentions", count = *most),
        Refusal::FieldsOpen(open) => t!(lang, "meja-refusal-fields-open", fields = filling::named(open)),
        Refusal::Superseded => t!(lang, "meja-refusal-superseded"),
        Refusal::NotInformation => t!(lang, "meja-refusal-not-information"),
        Refusal::AlreadyExtended => t!(lang, "meja-refusal-already-extended"),
        Refusal::TooLate => t!(lang, "meja-refusal-too-late"),
        Refusal::NoRule => t!(lang, "meja-refusal-no-rule"),
        Refusal::AlreadyObjected => t!(lang, "meja-refusal-already-objected"),
        Refusal::ObjectInstead => t!(lang, "meja-refusal-object-instead"),
        Refusal::AlreadyDecided => t!(lang, "meja-refusal-already-decided"),
        Refusal::GroundMissing => t!(lang, "meja-refusal-ground-missing"),
        Refusal::AuthorityMissing => t!(lang, "meja-refusal-authority-missing"),
        Refusal::ReachMissing => t!(lang, "meja-refusal-reach-missing"),
        Refusal::AlreadyAgreed => t!(lang, "meja-refusal-already-agreed"),
        Refusal::NotAgreed => t!(lang, "meja-refusal-not-agreed"),
        Refusal::DayOutside => t!(lang, "meja-refusal-day-outside"),
        Refusal::Apart(why) => apart(lang, *why),
        Refusal::NotInText(part) => t!(lang, "meja-refusal-not-in-text", part = part),
        Refusal::TooEarly => t!(lang, "meja-refusal-too-early"),
        Refusal::Erased => t!(lang, "meja-refusal-erased"),
        Refusal::TooMany(most) => t!(lang, "meja-refusal-too-many", count = *most),
    }
}

/// Why two reports are not merged.
fn apart(lang: &Lang, why: Apart) -> String {
    match why {
        Apart::Itself => t!(lang, "meja-apart-itself"),
        Apart::Circle => t!(lang, "meja-apart-circle"),
        Apart::Elsewhere => t!(lang, "meja-apart-elsewhere"),
        Apart::Done => t!(lang, "meja-apart-done"),
        Apart::Circles => t!(lang, "meja-apart-circles"),
        Apart::NotAllowed => t!(lang, "meja-apart-not-allowed"),
    }
}

/// What a command refused, at the field it concerns.
pub(super) fn at(lang: &Lang, field: &str, refusal: &Refusal) -> Mistakes {
    Mistakes::one(field, sentence(lang, refusal))
}
