//! Drafts of an answer, which colleagues can go on with, and who else has the case open.

use std::collections::BTreeSet;

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use hadir_oplog::ActorId;
use hadir_org::{Access, Problem, Right, Routes, SameOrigin};
use hadir_store::Fault;
use hadir_ui::components::{Button, Details, Mistakes, Said};
use hadir_ui::lang::Lang;
use hadir_ui::{t, time};
use maud::{Markup, html};

use super::act::UNPROCESSABLE;
use super::answer::AnswerForm;
use super::case_page::case_page;
use super::find::Instead;
use super::refusal;
use super::seat::{OpenCase, Seat};
use super::thread::officer;
use crate::Cases;
use crate::commands::{MESSAGE_CHARS_MAX, Refusal, may};
use crate::company::{Company, Draft};

/// What the button sends that keeps a draft.
pub(super) const DRAFT: &str = "draf";
/// So many colleagues at a case are named.
const NAMED_MAX: usize = 3;

/// Its route.
pub(super) fn routes(cases: &Cases) -> Routes<Cases> {
    Routes::new(cases.platform()).put("/meja/{number}/draf", Access::Needs(Right::ReadCases), keep_draft)
}

/// What names the version of a draft that was kept: when, in milliseconds since 1970, UTC; empty where none is kept.
const SAVED: &str = "draft-saved";

/// `PUT /meja/{number}/draf`: the script keeps what stands in the box; the answer says when, in words and as the version.
/// A text that is too long is not kept; sending it says why.
async fn keep_draft(seat: Seat, _: SameOrigin, Path(number): Path<String>, text: String) -> Result<Response, Instead> {
    let open = seat.open(&number).await?;
    Ok(match keep_in(&seat, &open, &text).await? {
        Ok(_) if text.trim().is_empty() => [(SAVED, String::new())].into_response(),
        Ok(at) => ([(SAVED, at.to_string())], kept_at(&seat.lang, &open, at)).into_response(),
        Err(_) => UNPROCESSABLE.into_response(),
    })
}

/// Keeps a draft of whoever may say something about the case.
async fn keep_in(seat: &Seat, open: &OpenCase, text: &str) -> Result<Result<i64, Refusal>, Instead> {
    if !open.may(Right::Answer) && !open.may(Right::Note) {
        return Err(Problem::forbidden().into());
    }
    if text.chars().count() > MESSAGE_CHARS_MAX {
        return Ok(Err(Refusal::TooLong(MESSAGE_CHARS_MAX)));
    }
    // PostgreSQL keeps no text with the character of number 0, which nobody types.
    let text = text.replace("\r\n", "\n").replace('\0', "");
    Ok(Ok(seat.cases.keep_draft(open.case.id, seat.staff.0.id, &text).await?))
}

/// Keeps a draft, or puts a colleague's in, as a button of the form asked.
pub(super) async fn act(seat: &Seat, number: &str, mut form: AnswerForm) -> Result<Response, Instead> {
    let open = seat.open(number).await?;
    if !form.draf.is_empty() {
        let company = AtCase::of(seat, &open).await?;
        if let Some(draft) = company.drafts.iter().find(|draft| name_of(draft) == form.draf) {
            form.text = beneath(&form.text, &draft.text);
            form.is_put_in = true;
        }
        return Ok(case_page(seat, &open, &form, &Mistakes::default(), form.at).await?.into_response());
    }
    match keep_in(seat, &open, &form.text).await? {
        Ok(_) if !form.attached.is_empty() => {
            Ok(case_page(seat, &open, &form, &Mistakes::default(), form.at).await?.into_response())
        }
        Ok(_) => Ok(Redirect::to(&format!("{}#text", open.path())).into_response()),
        Err(refusal) => {
            let mistakes = refusal::at(&seat.lang, "text", &refusal);
            Ok(case_page(seat, &open, &form, &mistakes, form.at).await?.into_response())
        }
    }
}

/// A colleague's draft beneath what the officer wrote, of which nothing is lost.
fn beneath(typed: &str, draft: &str) -> String {
    let typed = typed.trim_end().replace("\r\n", "\n");
    match typed.trim() {
        "" => draft.to_owned(),
        _ if typed.contains(draft) => typed,
        _ => format!("{typed}\n\n{draft}"),
    }
}

/// Forgets the draft of what was sent. If that fails, what was sent is sent all the same.
pub(super) async fn sent(seat: &Seat, number: &str, done: Response) -> Response {
    if let Ok(id) = seat.meant(number).await
        && let Err(fault) = seat.cases.forget_draft(id, seat.staff.0.id).await
    {
        tracing::warn!(error = &fault as &dyn std::error::Error, "a draft that was sent could not be forgotten");
    }
    done
}

/// What lies beside a case for the person at the desk: their own draft, those of colleagues, who else is there.
pub(super) struct AtCase {
    own: Option<Draft>,
    drafts: Vec<Draft>,
    readers: Vec<(ActorId, i64)>,
}

impl AtCase {
    /// Looks, and takes note that this person has the case open. Only who could answer it is shown to the others, with
    /// what they began: that an inspector looks, or a leader, is none of the handlers' business, nor what somebody wrote who
    /// may not see the case any more.
    pub async fn of(seat: &Seat, open: &OpenCase) -> Result<Self, Fault> {
        let Company { drafts, readers } = seat.cases.company(&open.case).await?;
        seat.cases.note_reader(open.case.id, seat.staff.0.id);
        let works_here = |staff: ActorId| {
            let actor = open.org.staff(staff).map(|officer| officer.actor());
            actor.is_some_and(|actor| may(&actor, Right::Answer, &open.case, &open.org, open.now))
        };
        let (own, drafts): (Vec<_>, Vec<_>) = drafts.into_iter().partition(|draft| open.is_me(Some(draft.staff)));
        Ok(Self {
            own: own.into_iter().next(),
            drafts: drafts.into_iter().filter(|draft| works_here(draft.staff)).collect(),
            readers: (readers.into_iter())
                .filter(|reader| !open.is_me(Some(reader.staff)) && works_here(reader.staff))
                .map(|reader| (reader.staff, reader.since))
                .collect(),
        })
    }

    /// Who else is there, and who else began to write.
    pub fn others(&self) -> (BTreeSet<ActorId>, BTreeSet<ActorId>) {
        let readers = self.readers.iter().map(|(staff, _)| *staff);
        (readers.collect(), self.drafts.iter().map(|draft| draft.staff).collect())
    }

    /// When the person's own draft was kept: the version that the office has, in milliseconds since 1970, UTC.
    pub fn saved_at(&self) -> Option<i64> {
        self.own.as_ref().map(|own| own.saved_at)
    }

    /// What the form begins with: the person's own draft, unless they have just sent something else.
    pub fn begun(&self, typed: &AnswerForm) -> AnswerForm {
        match &self.own {
            Some(own) if !typed.is_typed => {
                AnswerForm { text: own.text.clone(), saved_at: Some(own.saved_at), ..typed.clone() }
            }
            _ => typed.clone(),
        }
    }

    /// The drafts of colleagues, each with the button that puts it in.
    pub fn drafts(&self, lang: &Lang, open: &OpenCase) -> Markup {
        let one = |draft: &Draft| {
            let name = officer(lang, &open.org, draft.staff);
            let content = html! {
                div.stack {
                    (Said::new(&draft.text).internal())
                    p.soft { (t!(lang, "meja-draft-use.help")) }
                    div.row { (Button::submit(t!(lang, "meja-draft-use")).mini().sends("draf", name_of(draft))) }
                }
            };
            Details::new(t!(lang, "meja-draft-of", name = name, at = at(lang, open, draft.saved_at)), content)
        };
        html! { @for draft in &self.drafts { (one(draft)) } }
    }

    /// "Hasnah Daud juga membuka laporan ini sejak 10.05."
    pub fn readers(&self, lang: &Lang, open: &OpenCase) -> String {
        let named = self.readers.iter().take(NAMED_MAX).map(|(staff, since)| {
            t!(lang, "meja-readers", name = officer(lang, &open.org, *staff), at = at(lang, open, *since))
        });
        let more = self.readers.len().saturating_sub(NAMED_MAX);
        let more = (more > 0).then(|| t!(lang, "meja-readers-more", count = more));
        named.chain(more).collect::<Vec<_>>().join(" ")
    }
}

/// What a form sends for a colleague's draft.
fn name_of(draft: &Draft) -> String {
    hex::encode(draft.staff.as_bytes())
}

/// When the draft in the box was kept. The script writes here, too.
pub(super) fn kept(lang: &Lang, open: &OpenCase, typed: &AnswerForm) -> Markup {
    let words = typed.saved_at.map(|at| kept_at(lang, open, at));
    html! {
        p.soft #draf-kapan hidden[words.is_none()] data-here=(t!(lang, "meja-draft-here")) { (words.unwrap_or_default()) }
    }
}

/// The button for whoever's browser runs no script.
pub(super) fn keep(lang: &Lang) -> Button {
    Button::submit(t!(lang, "meja-draft-keep")).quiet().sends("sebagai", DRAFT)
}

fn kept_at(lang: &Lang, open: &OpenCase, at_ms: i64) -> String {
    t!(lang, "meja-draft-kept", at = at(lang, open, at_ms))
}

/// An instant as briefly as it is clear: the time of day, of another day the date with it.
fn at(lang: &Lang, open: &OpenCase, ms: i64) -> String {
    let (then, now) = (open.local(ms), open.local(open.now.as_millisecond()));
    if then.date() == now.date() { time::clock(lang, &then) } else { time::desk_moment(lang, &then) }
}

#[cfg(test)]
mod tests {
    use super::beneath;

    #[test]
    fn a_colleagues_draft_never_takes_the_place_of_what_was_typed() {
        assert_eq!(beneath(" \r\n", "Papan kami ganti."), "Papan kami ganti.");
        assert_eq!(beneath("Terima kasih.\r\n", "Papan kami ganti."), "Terima kasih.\n\nPapan kami ganti.");
        assert_eq!(beneath("Ya. Papan kami ganti.", "Papan kami ganti."), "Ya. Papan kami ganti.");
    }
}
