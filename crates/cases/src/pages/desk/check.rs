//! The checklists that a report calls for, on its page: what is done, by whom and when. `/meja/{number}/periksa` ticks steps and
//! takes ticks back.
//!
//! The form carries what stood ticked when it was shown, so that what a colleague ticked meanwhile stays.

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use hadir_org::{Access, Right, Routes, SameOrigin};
use hadir_store::Fault;
use hadir_ui::components::{Button, Choice, ChoiceGroup, Mistakes, Panel};
use hadir_ui::lang::Lang;
use hadir_ui::{t, time};
use maud::{Markup, html};

use super::act::{Seen, back_to, seen_field};
use super::answer::AnswerForm;
use super::case_page::case_page;
use super::filling::units;
use super::find::Instead;
use super::refusal;
use super::seat::{OpenCase, Seat};
use super::thread::officer;
use crate::Cases;
use crate::commands;
use crate::events::StepId;
use crate::kit::ChecklistId;
use crate::queries::{self, OwnedChecklist};
use crate::state::Moment;

const ACT: &str = "periksa";

/// Its route.
pub(super) fn routes(cases: &Cases) -> Routes<Cases> {
    Routes::new(cases.platform()).post("/meja/{number}/periksa", Access::Needs(Right::Note), tick)
}

/// The checklists that a report calls for, and what is done of them.
pub(super) struct Lists {
    lists: Vec<OwnedChecklist>,
}

impl Lists {
    /// Those of the report's unit and of all above it; none for who may tick nothing.
    pub async fn of(seat: &Seat, open: &OpenCase) -> Result<Self, Fault> {
        let Some(unit) = open.unit().filter(|_| open.may(Right::Note) && !open.case.is_erased()) else {
            return Ok(Self { lists: Vec::new() });
        };
        let reads = seat.cases.platform().store().reads();
        let mut lists = queries::checklists(reads, &units(&open.org, &unit)).await?;
        lists.retain(|(_, _, list)| list.is_for(&open.case));
        Ok(Self { lists })
    }

    /// How many steps are not done, as long as somebody has begun with the list: one that nobody works by says nothing.
    pub fn left(&self, open: &OpenCase) -> usize {
        let done = open.case.steps_done();
        let left = |(_, id, list): &OwnedChecklist| {
            let is_done = |step: &&String| done.contains_key(&(*id, StepId::of(step)));
            let ticked = list.steps.iter().filter(is_done).count();
            if ticked == 0 { 0 } else { list.steps.len() - ticked }
        };
        self.lists.iter().map(left).sum()
    }

    /// The lists with their boxes.
    pub fn panel(&self, lang: &Lang, open: &OpenCase) -> Markup {
        let done = open.case.steps_done();
        html! { @for (_, id, list) in &self.lists {
            @let ticked = list.steps.iter().filter(|step| done.contains_key(&(*id, StepId::of(step)))).count();
            @let title = t!(lang, "meja-check-list", name = list.name.as_str(), done = ticked, all = list.steps.len());
            (Panel::new(title, form(lang, open, *id, &list.steps, &done)))
        } }
    }
}

fn form(
    lang: &Lang,
    open: &OpenCase,
    id: ChecklistId,
    steps: &[String],
    done: &BTreeMap<(ChecklistId, StepId), &Moment>,
) -> Markup {
    let moment = |step: &String| done.get(&(id, StepId::of(step)));
    let choice = |step: &String| {
        let by = moment(step).map(|moment| ticked_by(lang, open, moment)).unwrap_or_default();
        Choice::new(StepId::of(step).to_string(), step, by)
    };
    let name = format!("langkah-{id}");
    let group = ChoiceGroup::several(lang, &name, t!(lang, "meja-check-steps"), steps.iter().map(choice).collect());
    let shown: Vec<_> =
        steps.iter().filter(|step| moment(step).is_some()).map(|step| StepId::of(step).to_string()).collect();
    let group = shown.iter().fold(group, |group, step| group.chosen(step));
    html! {
        form.stack method="post" action=(open.form_path(ACT)) {
            (seen_field(&open.case))
            input type="hidden" name="daftar" value=(id);
            input type="hidden" name="tampil" value=(shown.join(" "));
            (group)
            p { (Button::submit(t!(lang, "meja-check-do")).quiet()) }
        }
    }
}

/// "Hasnah Daud, 12 Mar, 10.05 WITA"
fn ticked_by(lang: &Lang, open: &OpenCase, moment: &Moment) -> String {
    let who = moment.actor.map_or_else(|| t!(lang, "meja-office"), |actor| officer(lang, &open.org, actor));
    format!("{who}, {}", time::desk_moment(lang, &open.local(moment.at)))
}

/// `POST /meja/{number}/periksa`.
async fn tick(
    seat: Seat,
    _: SameOrigin,
    Path(number): Path<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, Instead> {
    let open = seat.open_for(&number, Right::Note).await?;
    let value = |name: &str| fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value.as_str());
    let seen = Seen::from(value("at").to_owned());
    let id = value("daftar").parse::<ChecklistId>().ok();
    let lists = Lists::of(&seat, &open).await?;
    let Some((_, id, list)) = lists.lists.into_iter().find(|(_, other, _)| Some(*other) == id) else {
        // The head dropped it a moment ago, or it does not fit the report any more.
        let mistakes = Mistakes::one("text", t!(seat.lang, "meja-check-gone"));
        return Ok(case_page(&seat, &open, &AnswerForm::default(), &mistakes, seen).await?.into_response());
    };
    let name = format!("langkah-{id}");
    let chosen = |step: &String| fields.iter().any(|(field, value)| *field == name && *value == step.as_str());
    let was_shown = |step: &String| value("tampil").split(' ').any(|shown| shown == step.as_str());
    let changed: Vec<(String, bool)> = list
        .steps
        .iter()
        .map(|step| (step.clone(), StepId::of(step).to_string()))
        .filter(|(_, known)| chosen(known) != was_shown(known))
        .map(|(step, known)| (step, chosen(&known)))
        .collect();
    let by = seat.staff.by();
    let done = seat.cases.as_officer(open.case.id, by, move |case, asking| commands::check(case, id, &changed, asking));
    match done.await {
        Ok(_) => Ok(back_to(&open.address(), Seen::default())),
        Err(failure) => {
            let mistakes = refusal::at(&seat.lang, "text", &super::seat::refused(failure)?);
            Ok(case_page(&seat, &open, &AnswerForm::default(), &mistakes, seen).await?.into_response())
        }
    }
}
