//! What a case is tied to, on its page: where it goes on, or the reports that go on in it, with what was said there.
//!
//! Whoever may see the case that goes on reads what the merged reporters wrote, because the office answers them here;
//! unless it is in a closed circle. Their contacts and the notes on their reports stand on the pages of those alone.

use hadir_org::Right;
use hadir_store::Fault;
use hadir_ui::components::{Details, Note, Panel, Weight};
use hadir_ui::lang::Lang;
use hadir_ui::{t, time};
use maud::{Markup, html};

use super::seat::{OpenCase, Seat};
use super::thread;
use super::undo::untie_button;
use crate::Case;
use crate::pages::photos::Album;
use crate::pages::wording::Standing;
use crate::state;

/// Merged reports whose threads stand on the page; the earlier ones are links.
pub(super) const SHOWN: usize = 20;
/// Links to earlier ones.
const LINKED: usize = 200;

/// The ties of a case, ready to be shown.
pub(super) struct Ties {
    goes_on: Markup,
    joined: Markup,
}

impl Ties {
    /// Reads the cases that one is tied to.
    pub async fn of(seat: &Seat, open: &OpenCase) -> Result<Self, Fault> {
        Ok(Self { goes_on: goes_on(seat, open).await?, joined: joined(seat, open).await? })
    }

    /// Where it goes on, above everything else.
    pub const fn goes_on(&self) -> &Markup {
        &self.goes_on
    }

    /// What goes on in it, beneath its own thread.
    pub const fn joined(&self) -> &Markup {
        &self.joined
    }
}

async fn goes_on(seat: &Seat, open: &OpenCase) -> Result<Markup, Fault> {
    let lang = &seat.lang;
    let Some(stay) = open.case.stays().pop().filter(|stay| open.case.goes_on_in == Some(stay.other)) else {
        return Ok(html! {});
    };
    let number = open.case.merged_into.as_deref().map_or("", |address| open.called(address));
    let found: Option<Case> = seat.cases.platform().store().state(stay.other).await?;
    let Some(target) = found.filter(|target| seat.sees(target)) else {
        let words = html! { p { (t!(lang, "meja-goes-on-elsewhere")) } };
        return Ok(html! { (Note::new(Weight::Plain, t!(lang, "meja-goes-on", number = number), words)) });
    };
    let address = seat.address_of(&target).await?;
    let words = html! {
        p { a href={ "/meja/" (address) } { (target.title()) } ". " (Standing::of(&target, open.now).state(lang)) }
        p { (t!(lang, "meja-goes-on-how")) }
        @if !open.case.is_beyond { (untie_button(lang, open, &target, stay.from).unwrap_or_default()) }
    };
    Ok(html! { (Note::new(Weight::Plain, t!(lang, "meja-goes-on", number = address), words)) })
}

async fn joined(seat: &Seat, open: &OpenCase) -> Result<Markup, Fault> {
    let lang = &seat.lang;
    let all = &open.case.joined;
    if all.is_empty() {
        return Ok(html! {});
    }
    let (earlier, latest) = all.split_at(all.len().saturating_sub(SHOWN));
    let mut shown = Vec::with_capacity(latest.len());
    for joint in latest.iter().rev() {
        shown.push(one(seat, open, joint).await?);
    }
    let content = html! {
        div.stack {
            p { (t!(lang, "meja-joined-about")) }
            @for one in shown { (one) }
            @if !earlier.is_empty() {
                p { (t!(lang, "meja-joined-earlier", count = earlier.len())) }
                ul { @for joint in earlier.iter().rev().take(LINKED) {
                    li { a.num href={ "/meja/" (open.called(&joint.address)) } { (open.called(&joint.address)) } }
                } }
            }
        }
    };
    Ok(html! { (Panel::new(t!(lang, "meja-joined", count = all.len(), voices = open.case.voices()), content)) })
}

/// One report that goes on here. What is not here, in a closed circle, or went elsewhere by another office's act is named
/// and no more.
async fn one(seat: &Seat, open: &OpenCase, joint: &state::Joint) -> Result<Markup, Fault> {
    let lang = &seat.lang;
    let number = open.called(&joint.address);
    let found: Option<Case> = seat.cases.platform().store().state(joint.id).await?;
    let may_read = |case: &Case| seat.sees(case) || case.sensitivity.is_none() && case.goes_on_in == Some(open.case.id);
    let Some(case) = found.filter(|case| case.received.is_some() && may_read(case)) else {
        return Ok(html! { p { span.num { (number) } " " (t!(lang, "meja-joined-unseen")) } });
    };
    let is_own = seat.sees(&case);
    let merged = seat.opened(case, false).await?;
    let day = time::short(lang, open.local(merged.case.received_at()).date());
    let summary = t!(lang, "meja-joined-one", number = number, date = day, title = merged.case.title());
    let album = if is_own {
        let base = format!("/meja/{}", merged.exact());
        Album::open(seat.cases.platform().store().files(), &merged.case, base).await
    } else {
        Album::empty()
    };
    Ok(html! {
        (Details::new(summary, html! {
            div.stack {
                (thread::said(lang, &merged, &album))
                @if is_own { p { a href={ "/meja/" (number) } { (t!(lang, "meja-joined-open", number = number)) } } }
                @if !open.case.is_beyond { (untie_button(lang, open, &merged.case, joint.since).unwrap_or_default()) }
            }
        }))
        (wrote(lang, open, &merged, number))
    })
}

/// That a merged reporter wrote and nobody has taken it up yet.
fn wrote(lang: &Lang, open: &OpenCase, merged: &OpenCase, number: &str) -> Markup {
    let at = merged.case.unread_since().map(|at| time::desk_moment(lang, &open.local(at)));
    html! { @if let Some(at) = at {
        p {
            (t!(lang, "meja-joined-wrote", number = number, at = at)) " "
            @if merged.may(Right::Answer) { a href={ "/meja/" (number) } { (t!(lang, "meja-joined-take-up")) } }
        }
    } }
}
