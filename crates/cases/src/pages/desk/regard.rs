//! `/meja/{number}/jenis`: setting right what a report asks for. Beside each choice stands the limit that would follow.

use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use hadir_org::{Access, Right, Routes, SameOrigin, ServiceId};
use hadir_ui::components::{Choice, ChoiceGroup, Choices, Field, Mistakes, Select};
use hadir_ui::html::Html;
use hadir_ui::{t, time};
use maud::html;
use serde::Deserialize;

use super::act::{ActPage, Seen, Sent};
use super::find::Instead;
use super::refusal;
use super::seat::{OpenCase, Seat};
use crate::Cases;
use crate::commands::{self, Refusal};
use crate::events::CaseEvent;
use crate::kinds::Procedure;
use crate::pages::wording;

const ACT: &str = "jenis";

pub(super) fn routes(cases: &Cases) -> Routes<Cases> {
    Routes::new(cases.platform()).get("/meja/{number}/jenis", Access::Needs(Right::Assign), show_form).post(
        "/meja/{number}/jenis",
        Access::Needs(Right::Assign),
        regard,
    )
}

/// What was chosen: the procedure, and the service where one is asked for.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct RegardForm {
    #[serde(default)]
    at: Seen,
    #[serde(default)]
    jenis: String,
    #[serde(default)]
    layanan: String,
}

async fn show_form(seat: Seat, Path(number): Path<String>) -> Result<Html, Instead> {
    let open = seat.open_for(&number, Right::Assign).await?;
    let form = RegardForm {
        at: Seen::default(),
        jenis: open.case.procedure().as_str().to_owned(),
        layanan: open.case.service.clone().unwrap_or_default(),
    };
    Ok(page(&seat, &open, &form, &Mistakes::default()))
}

async fn regard(
    seat: Seat,
    _: SameOrigin,
    Path(number): Path<String>,
    Form(form): Form<RegardForm>,
) -> Result<Response, Instead> {
    let Some(procedure) = Procedure::from_name(&form.jenis) else {
        let open = seat.open_for(&number, Right::Assign).await?;
        let mistakes = Mistakes::one("jenis", t!(&seat.lang, "meja-regard-unknown"));
        return Ok(page(&seat, &open, &form, &mistakes).into_response());
    };
    let service = Some(form.layanan.as_str()).filter(|id| !id.is_empty() && procedure == Procedure::Service);
    let service = match service.map(ServiceId::try_new).transpose() {
        Ok(service) => service,
        Err(_) => return refuse(&seat, &number, &form, &Refusal::UnknownService).await,
    };
    let (wanted, asked) = (service.as_ref().map(|id| id.as_str().to_owned()), service);
    let is_it = move |event: &CaseEvent| match event {
        CaseEvent::Regarded(facts) => facts.procedure() == Some(procedure) && facts.service == wanted,
        _ => false,
    };
    let sent = Sent::new(form.at, "", is_it);
    let done = seat.act(&number, sent, move |case, asking| commands::regard(case, procedure, asked.as_ref(), asking));
    match done.await? {
        Ok(done) => Ok(done),
        Err(refusal) => refuse(&seat, &number, &form, &refusal).await,
    }
}

async fn refuse(seat: &Seat, number: &str, form: &RegardForm, refusal: &Refusal) -> Result<Response, Instead> {
    let open = seat.open_for(number, Right::Assign).await?;
    let field = if *refusal == Refusal::UnknownService { "layanan" } else { "jenis" };
    Ok(page(seat, &open, form, &refusal::at(&seat.lang, field, refusal)).into_response())
}

fn page(seat: &Seat, open: &OpenCase, form: &RegardForm, mistakes: &Mistakes) -> Html {
    let (lang, org, case) = (&seat.lang, &open.org, &open.case);
    let choice = |procedure: Procedure| {
        // A service that is chosen already promises its own day.
        let service = Some(form.layanan.as_str()).filter(|id| procedure == Procedure::Service && !id.is_empty());
        let limits = commands::limits_regarded(case, procedure, service, org, open.now);
        let by = limits.map_or_else(
            |_| String::new(),
            |limits| {
                let day = time::day(lang, open.local(limits.used.due_at).date());
                t!(lang, "meja-regard-by", day = day, span = wording::span(lang, &limits.used))
            },
        );
        Choice::new(procedure.as_str(), wording::procedure(lang, procedure), by)
    };
    let services = org.services_by_name().into_iter();
    let services =
        services.fold(Choices::plain(), |all, service| all.option(service.id.as_str(), service.name.as_str()));
    let service = Select::new().empty(t!(lang, "meja-regard-no-service")).choices(services).chosen(&form.layanan);
    let choices = Procedure::ALL.into_iter().map(choice).collect();
    let fields = html! {
        (ChoiceGroup::one(lang, "jenis", t!(lang, "meja-fact-kind"), choices).chosen(&form.jenis)
            .error(mistakes.at("jenis")))
        (Field::new(lang, "layanan", t!(lang, "meja-fact-service"), service)
            .hint(t!(lang, "meja-regard-service-hint")).optional().error(mistakes.at("layanan")))
    };
    let page = ActPage {
        seat,
        open,
        act: ACT,
        title: t!(lang, "meja-act-regard"),
        lead: t!(lang, "meja-regard-lead"),
        fields,
        submit: t!(lang, "meja-regard-do"),
        seen: form.at,
        mistakes,
    };
    page.html()
}
