//! Mentioning colleagues in a note: `@yusran`. They find the case in a list of its own until they have seen it.

use hadir_oplog::ActorId;
use hadir_org::{Officer, Organisation, Username};

use super::{Asking, Decided, Refusal, may_see};
use crate::events::{CaseEvent, Noted};
use crate::state::Case;

/// Colleagues whom one note mentions at most; who means more means the unit.
pub const MENTIONS_MAX: usize = 20;

/// The names after an `@` that stands at the beginning of a word, without what closes a sentence, in their order.
pub fn names_in(text: &str) -> impl Iterator<Item = &str> {
    let is_around = |char: char| char.is_ascii_punctuation() && char != '@';
    let words = text.split_whitespace().map(move |word| word.trim_start_matches(is_around));
    let names = words.filter_map(|word| word.strip_prefix('@'));
    let names = names.map(|name| name.trim_end_matches(|char: char| char.is_ascii_punctuation()));
    names.filter(|name| !name.is_empty() && !is_price(name))
}

/// Whether an `@` before it means "each", as in "5 papan @Rp20.000" or "3 sak @50kg".
fn is_price(name: &str) -> bool {
    let amount = name.strip_prefix("Rp").or_else(|| name.strip_prefix("rp")).unwrap_or(name);
    amount.trim_start_matches('.').starts_with(|char: char| char.is_ascii_digit())
}

/// Whom a note on a case mentions, each once.
pub(super) fn mentioned(text: &str, case: &Case, asking: &Asking<'_>) -> Result<Vec<ActorId>, Refusal> {
    if case.sensitivity.is_some() && names_in(text).next().is_some() {
        return Err(Refusal::MentionInCircle);
    }
    let mut found: Vec<ActorId> = Vec::new();
    for name in names_in(text) {
        let officer =
            colleague(name, asking.org).filter(|officer| may_see(&officer.actor(), case, asking.org, asking.now));
        let Some(officer) = officer else { return Err(Refusal::UnknownColleague(name.to_owned())) };
        if !found.contains(&officer.id) {
            found.push(officer.id);
        }
    }
    if found.len() > MENTIONS_MAX { Err(Refusal::TooManyMentions(MENTIONS_MAX)) } else { Ok(found) }
}

fn colleague<'a>(name: &str, org: &'a Organisation) -> Option<&'a Officer> {
    let username = Username::try_new(&name.to_lowercase()).ok()?;
    org.staff_by_username(&username).map(|officer| &**officer).filter(|officer| !officer.is_suspended)
}

/// Says that whoever was mentioned has seen it. Nothing happens where nobody mentioned them.
pub fn see_mention(case: &Case, asking: &Asking<'_>) -> Decided {
    if !asking.may_see(case) {
        return Err(Refusal::Unknown);
    }
    let is_mentioned = asking.by.actor_id().is_some_and(|id| case.mention_of(id).is_some());
    Ok(is_mentioned.then(|| CaseEvent::Noted(Noted::as_seen(asking.at()), None)).into_iter().collect())
}

#[cfg(test)]
mod tests {
    use hadir_oplog::OpId;
    use hadir_org::Role;

    use super::super::tests::{Way, officer};
    use super::*;

    #[test]
    fn a_name_stands_behind_an_at_at_the_beginning_of_a_word() {
        let names = |text| names_in(text).collect::<Vec<_>>();
        assert_eq!(names("@yusran tolong cek, (@felix.dishub)."), ["yusran", "felix.dishub"]);
        assert_eq!(names("surel siti@contoh.id, @ dan @."), [""; 0]);
        assert_eq!(names("Tanya @Hasnah!"), ["Hasnah"]);
        assert_eq!(names("5 papan @Rp20.000, 3 sak @50kg, 2 paku @Rp.500, @rpalino"), ["rpalino"]);
    }

    fn noted(way: &mut Way, mentions: &[ActorId], by: Option<ActorId>, parents: Vec<OpId>) -> OpId {
        let event = CaseEvent::Noted(Noted::in_words(0).mentioning(mentions.iter().copied()), None);
        way.record_after(event, by, parents);
        way.last().unwrap()
    }

    #[test]
    fn who_is_mentioned_waits_until_they_act_in_knowledge_of_it() {
        let (me, other) = (ActorId::from_bytes([8; 16]), ActorId::from_bytes([9; 16]));
        let mut way = Way::pier();
        let receipt = way.last().unwrap();
        let first = noted(&mut way, &[me, other], Some(other), vec![receipt]);
        assert_eq!(way.case.mentioned().keys().copied().collect::<Vec<_>>(), [me], "nobody mentions themselves");
        assert_eq!(way.case.mention_of(me).map(|moment| moment.id), Some(first));
        let apart = noted(&mut way, &[], Some(me), vec![receipt]);
        assert!(way.case.mention_of(me).is_some(), "written at an office that had not heard of it");
        noted(&mut way, &[], Some(me), vec![first, apart]);
        assert_eq!(way.case.mention_of(me), None);
    }

    #[test]
    fn seeing_is_recorded_once_and_by_who_was_mentioned() {
        let by = officer(Role::Handler, "dishub");
        let me = by.actor_id().unwrap();
        let mut way = Way::pier();
        let receipt = way.last().unwrap();
        assert_eq!(see_mention(&way.case, &Asking { by: &by, org: &way.org, now: way.now }), Ok(Vec::new()));
        noted(&mut way, &[me], None, vec![receipt]);
        way.does(&by, see_mention).unwrap();
        assert_eq!(way.case.mention_of(me), None);
        assert_eq!(see_mention(&way.case, &Asking { by: &by, org: &way.org, now: way.now }), Ok(Vec::new()));
        let stranger = officer(Role::Handler, "diskominfo");
        let refused = see_mention(&way.case, &Asking { by: &stranger, org: &way.org, now: way.now });
        assert_eq!(refused, Err(Refusal::Unknown));
    }
}
