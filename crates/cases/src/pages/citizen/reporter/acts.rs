//! What the reporter does: each form is one command, and leads back to the page that then shows it happened.

use axum::extract::{Form, Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use hadir_org::{Organisation, Problem, Reader, Visitor};
use hadir_ui::components::Mistakes;
use hadir_ui::lang::Lang;
use jiff::Timestamp;
use serde::Deserialize;

use super::view::{Typed, page};
use crate::commands::{self, Decided};
use crate::kinds::Visibility;
use crate::pages::citizen::follow::opened;
use crate::pages::wording;
use crate::{Case, Cases, Failure};

/// What `/lacak/{code}` posts: words, or whether it is solved, perhaps with words.
#[derive(Deserialize)]
pub(super) struct Say {
    #[serde(default)]
    text: String,
    /// Why it is not solved; a program may say it in `text` as well.
    #[serde(default)]
    why: String,
    solved: Option<Solved>,
}

/// The answer to "is it solved?".
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Solved {
    Yes,
    No,
}

/// `POST /lacak/{code}`.
pub(super) async fn say(
    State(cases): State<Cases>,
    Reader { lang }: Reader,
    Path(code): Path<String>,
    visitor: Visitor,
    Form(say): Form<Say>,
) -> Result<Response, Problem> {
    let (typed, act) = match say.solved {
        Some(Solved::Yes) => (Typed::default(), Act::Solved),
        Some(Solved::No) => {
            let why = if say.why.is_empty() { say.text } else { say.why };
            (Typed { why: why.clone(), ..Typed::default() }, Act::Unsolved(why))
        }
        None => (Typed { text: say.text.clone(), ..Typed::default() }, Act::Reply(say.text)),
    };
    carry_out(&cases, &lang, &code, &visitor, act, typed).await
}

/// `POST /lacak/{code}/atasan`.
pub(super) async fn ask_superior(
    State(cases): State<Cases>,
    Reader { lang }: Reader,
    Path(code): Path<String>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    carry_out(&cases, &lang, &code, &visitor, Act::AskSuperior, Typed::default()).await
}

/// `POST /lacak/{code}/tarik`.
pub(super) async fn withdraw(
    State(cases): State<Cases>,
    Reader { lang }: Reader,
    Path(code): Path<String>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    carry_out(&cases, &lang, &code, &visitor, Act::Withdraw, Typed::default()).await
}

/// What `/lacak/{code}/terlihat` posts.
#[derive(Deserialize)]
pub(super) struct ShowTo {
    #[serde(default)]
    visibility: String,
}

/// `POST /lacak/{code}/terlihat`: the reporter says who may see the report. What is no choice changes nothing.
pub(super) async fn show_to(
    State(cases): State<Cases>,
    Reader { lang }: Reader,
    Path(code): Path<String>,
    visitor: Visitor,
    Form(wish): Form<ShowTo>,
) -> Result<Response, Problem> {
    let act = Act::ShowTo(Visibility::from_name(&wish.visibility));
    carry_out(&cases, &lang, &code, &visitor, act, Typed::default()).await
}

/// One thing the reporter does.
#[derive(Clone)]
enum Act {
    ShowTo(Option<Visibility>),
    Reply(String),
    Solved,
    Unsolved(String),
    AskSuperior,
    Withdraw,
}

impl Act {
    fn decide(&self, case: &Case, org: &Organisation, now: Timestamp) -> Decided {
        match self {
            Self::Reply(text) => commands::reply(case, text, org, now),
            Self::Solved => commands::solved(case, now),
            Self::Unsolved(why) => commands::unsolved(case, why, org, now),
            Self::AskSuperior => commands::ask_superior(case, org, now),
            Self::Withdraw => commands::withdraw(case, now),
            Self::ShowTo(wish) => commands::show_to(case, wish.unwrap_or(case.visibility()), now),
        }
    }

    /// The field at which a refusal stands.
    const fn field(&self) -> &'static str {
        match self {
            Self::Reply(_) => "text",
            Self::Solved | Self::Unsolved(_) => "why",
            Self::AskSuperior | Self::Withdraw | Self::ShowTo(_) => "lain",
        }
    }
}

async fn carry_out(
    cases: &Cases,
    lang: &Lang,
    written: &str,
    visitor: &Visitor,
    act: Act,
    typed: Typed,
) -> Result<Response, Problem> {
    let (case, code) = match opened(cases, lang, written, visitor).await? {
        Ok(opened) => opened,
        Err(refused) => return Ok(refused),
    };
    let wish = act.clone();
    match cases.as_reporter(&code, move |case, org, now| wish.decide(case, org, now)).await {
        Ok(_) => {
            let target = format!("/lacak/{code}?sudah");
            Ok(([(header::REFERRER_POLICY, "no-referrer")], Redirect::to(&target)).into_response())
        }
        Err(Failure::Refused(refusal)) => {
            let mistakes = Mistakes::one(act.field(), wording::refusal(lang, &refusal));
            let page = page(cases, lang, &case, &code, &typed, &mistakes).await?;
            Ok(page.status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
        Err(Failure::Fault(fault)) => Err(fault.into()),
    }
}
