//! What one act on several reports did, and taking it back. The page says what the reports themselves show: what stands,
//! what was taken back, and what somebody has moved since.

use axum::Form;
use axum::response::{IntoResponse, Redirect, Response};
use hadir_org::{Problem, SameOrigin};
use hadir_ui::components::{Button, Confirmation, Empty, Note, Weight, actions};
use hadir_ui::html::Html;
use hadir_ui::lang::Lang;
use hadir_ui::shell::desk;
use hadir_ui::t;
use maud::{Markup, html};
use serde::Deserialize;

use super::bulk::{Act, HERE, id_of};
use super::keys::key_hints;
use super::seat::Seat;
use crate::Case;
use crate::cases::{BulkId, KeptBulk, Left};
use crate::commands::{self, Asking};

/// What is taken back.
#[derive(Debug, Default, Deserialize)]
pub(super) struct UndoForm {
    #[serde(default)]
    kunci: String,
}

/// `POST /meja/banyak/batal`: takes back what nobody has moved since.
pub(super) async fn undo(seat: Seat, _: SameOrigin, Form(form): Form<UndoForm>) -> Result<Response, Problem> {
    let Some(id) = id_of(&form.kunci) else { return Ok(Redirect::to(HERE).into_response()) };
    if let Some(kept) = seat.cases.kept_bulk(id, seat.staff.0.id).await? {
        seat.cases.undo_many(&kept, &seat.staff.by()).await;
    }
    Ok(Redirect::to(&format!("{HERE}?kunci={}&batal=ya", form.kunci)).into_response())
}

/// How the reports stand that an act was done to, by their numbers.
#[derive(Default)]
struct Stand {
    /// It still holds, and can be taken back.
    undoable: Vec<String>,
    /// It still holds, and is not taken back by this person now.
    fixed: Vec<String>,
    undone: Vec<String>,
}

impl Stand {
    async fn of(seat: &Seat, kept: &KeptBulk) -> Result<Self, Problem> {
        let (by, org, now) = (seat.staff.by(), seat.org(), seat.cases.now());
        let asking = Asking { by: &by, org: &org, now };
        let mut stand = Self::default();
        for mark in &kept.done {
            let Some((id, op)) = mark.ids() else { continue };
            let case: Option<Case> = seat.cases.platform().store().state(id).await?;
            let Some(case) = case else { continue };
            let is_undone = case.thread.iter().any(|moment| moment.id == op && moment.is_undone);
            let place = if is_undone {
                &mut stand.undone
            } else if commands::undo(&case, op, &asking).is_ok() {
                &mut stand.undoable
            } else {
                &mut stand.fixed
            };
            place.push(mark.number.clone());
        }
        Ok(stand)
    }

    fn holds(&self) -> usize {
        self.undoable.len() + self.fixed.len()
    }
}

/// What one press did; `has_undone` right after it was taken back.
pub(super) async fn page(seat: &Seat, id: BulkId, has_undone: bool) -> Result<Html, Problem> {
    let lang = &seat.lang;
    let title = t!(lang, "meja-bulk-result");
    let content = match seat.cases.kept_bulk(id, seat.staff.0.id).await? {
        None => html! {
            h1 { (title) }
            (Empty::new(t!(lang, "meja-bulk-forgotten"), t!(lang, "meja-bulk-forgotten.next")))
        },
        Some(kept) => {
            let stand = Stand::of(seat, &kept).await?;
            html! {
                h1 { (title) }
                (told(lang, id, &kept, &stand, has_undone))
                (left(lang, &kept.left))
            }
        }
    };
    let content = html! {
        (content)
        (actions(&[Button::link(t!(lang, "meja-empty-all"), "/meja").quiet()]))
        (key_hints(lang))
    };
    Ok(desk(&seat.frame(title, "/meja", None, None), content))
}

/// "12 laporan diteruskan", with the way back; or what was taken back, and what was not.
fn told(lang: &Lang, id: BulkId, kept: &KeptBulk, stand: &Stand, has_undone: bool) -> Markup {
    let undo = (!stand.undoable.is_empty()).then(|| {
        html! {
            form method="post" action={ (HERE) "/batal" } {
                input type="hidden" name="kunci" value=(hex::encode(id));
                (Button::submit(t!(lang, "meja-undo")).quiet())
            }
        }
    });
    let fixed = t!(lang, "meja-bulk-fixed", count = stand.fixed.len(), numbers = stand.fixed.join(", "));
    html! {
        @if !stand.undone.is_empty() {
            (Confirmation::new(t!(lang, "meja-bulk-undone", count = stand.undone.len()), t!(lang, "meja-bulk-undone.next")))
        }
        @if has_undone && !stand.fixed.is_empty() {
            (Note::new(Weight::Late, fixed, html! { p { (t!(lang, "meja-bulk-fixed.next")) } }))
        } @else if stand.holds() > 0 {
            (Confirmation::new(deed(lang, &kept.act, stand.holds()), next(lang, &kept.act, stand)).act(undo))
        }
    }
}

/// What was done, in one sentence.
fn deed(lang: &Lang, act: &str, count: usize) -> String {
    match Act::named(act) {
        Some(Act::TakeUp) => t!(lang, "meja-bulk-done-taken-up", count = count),
        Some(Act::Classify) => t!(lang, "meja-bulk-done-classified", count = count),
        Some(Act::Note) => t!(lang, "meja-bulk-done-noted", count = count),
        Some(Act::Read) => t!(lang, "meja-bulk-done-read", count = count),
        Some(Act::HandOn) | None => t!(lang, "meja-bulk-done-handed-on", count = count),
    }
}

fn next(lang: &Lang, act: &str, stand: &Stand) -> String {
    match Act::named(act) {
        Some(Act::Note) => t!(lang, "meja-bulk-done-noted.next"),
        Some(Act::Read) => t!(lang, "meja-bulk-done-read.next"),
        _ if stand.undoable.is_empty() => t!(lang, "meja-bulk-fixed.next"),
        _ => t!(lang, "meja-bulk-undo-until"),
    }
}

/// The reports that were left alone, each with the reason.
fn left(lang: &Lang, left: &[Left]) -> Markup {
    html! {
        @if !left.is_empty() {
            h2 { (t!(lang, "meja-bulk-left", count = left.len())) }
            ul { @for Left { number, why } in left { li { span.num { (number) } ": " (why) } } }
        }
    }
}
