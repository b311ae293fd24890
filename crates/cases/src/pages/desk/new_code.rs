//! A new secret code for a reporter who lost theirs, once the officer has checked who they are.

use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use hadir_org::{Right, SameOrigin};
use hadir_ui::components::{Choice, ChoiceGroup, Mistakes};
use hadir_ui::html::Html;
use hadir_ui::t;
use maud::html;
use serde::Deserialize;

use super::act::{ActPage, Seen};
use super::find::Instead;
use super::refusal::sentence;
use super::seat::{OpenCase, Seat, refused};
use super::slip;
use crate::Token;

/// The choice by which the officer says that they checked.
const CHECKED: &str = "ya";

/// What was typed: that the person's identity was checked.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct NewCodeForm {
    #[serde(default)]
    at: Seen,
    #[serde(default)]
    token: String,
    #[serde(default)]
    diperiksa: String,
}

pub(super) async fn show_form(seat: Seat, Path(number): Path<String>) -> Result<Html, Instead> {
    let open = seat.open_for(&number, Right::NewCode).await?;
    Ok(page(&seat, &open, &NewCodeForm::default(), &Mistakes::default()))
}

pub(super) async fn give_new_code(
    seat: Seat,
    _: SameOrigin,
    jar: CookieJar,
    Path(number): Path<String>,
    Form(form): Form<NewCodeForm>,
) -> Result<Response, Instead> {
    let token = Token::try_new(&form.token).filter(|_| form.diperiksa == CHECKED);
    let mut mistakes = Mistakes::default();
    match token {
        None => mistakes.add("diperiksa", t!(&seat.lang, "meja-new-code-unchecked")),
        Some(token) => {
            let id = seat.meant(&number).await?;
            match seat.cases.new_code(id, &token.for_new_code(), seat.staff.by()).await {
                Ok(case) => {
                    let exact = seat.cases.exact(case.number(), id).await?;
                    return Ok(slip::hand_out(&seat, jar, &exact, &token));
                }
                Err(failure) => mistakes.add("diperiksa", sentence(&seat.lang, &refused(failure)?)),
            }
        }
    }
    let open = seat.open_for(&number, Right::NewCode).await?;
    Ok(page(&seat, &open, &form, &mistakes).into_response())
}

fn page(seat: &Seat, open: &OpenCase, form: &NewCodeForm, mistakes: &Mistakes) -> Html {
    let lang = &seat.lang;
    // The token the officer sent stays, so that pressing again gives the same code.
    let token = Token::try_new(&form.token).unwrap_or_else(|| seat.cases.new_token());
    let checked = Choice::new(CHECKED, t!(lang, "meja-new-code-checked"), t!(lang, "meja-new-code-checked.explain"));
    let fields = html! {
        input type="hidden" name="token" value=(token.to_form());
        (ChoiceGroup::several(lang, "diperiksa", t!(lang, "meja-new-code-who"), vec![checked])
            .chosen(&form.diperiksa).error(mistakes.at("diperiksa")))
    };
    let page = ActPage {
        seat,
        open,
        act: "kode",
        title: t!(lang, "meja-act-new-code"),
        lead: t!(lang, "meja-new-code-lead"),
        fields,
        submit: t!(lang, "meja-new-code-do"),
        seen: form.at,
        mistakes,
    };
    page.html()
}
