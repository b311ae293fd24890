//! `/meja`: the desk of the staff. The inbox by what is due, a case with its thread, every act on a case as a page of its
//! own, and taking down what someone came to say.
//!
//! Every route names the right it needs, and every command checks it again for the case at hand: what someone may not
//! know of looks exactly like what does not exist.

pub(crate) mod act;
mod alike;
mod answer;
mod approve;
mod attach;
mod away;
mod bulk;
mod bulk_done;
mod case_page;
mod check;
mod checklists;
mod classify;
mod close;
mod company;
mod download;
mod end;
mod erase;
mod escalate;
mod extend;
mod facts;
mod filling;
mod filters;
mod find;
mod hand_on;
mod handover;
mod inbox;
mod kept_in_unit;
mod keys;
mod left;
mod live;
mod load;
mod macros;
mod mention;
mod merge;
mod new_code;
mod objection;
mod overview;
mod pause;
mod photo;
mod praise;
mod publish;
mod read;
mod redact;
pub(crate) mod refusal;
mod regard;
mod register;
mod register_rows;
mod reopen;
mod retention;
mod rows;
mod rule_form;
mod rules;
mod run;
mod saved;
mod search;
pub(crate) mod seat;
mod show_photo;
mod slip;
mod take_in;
mod template_form;
mod templates;
mod thread;
mod ties;
mod undo;
mod view;
mod voices;
mod warning;
mod words;

use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;
use hadir_org::{Access, Right, Routes};

use crate::Cases;
use crate::pages::posted::FORM_BYTES_MAX;

/// Acts that an inspector, too, does on a case of a closed circle, though the role holds the right for no other case.
/// The commands know the circle; in front of the route stands only that someone reads cases at all.
const IN_CIRCLE_TOO: Access = Access::Needs(Right::ReadCases);

/// Every route of the desk.
pub fn routes(cases: &Cases) -> Routes<Cases> {
    Routes::new(cases.platform())
        .get("/meja", Access::Needs(Right::ReadCases), inbox::show_inbox)
        .get("/meja/catat", Access::Needs(Right::WalkIn), take_in::show_form)
        .post("/meja/catat", Access::Needs(Right::WalkIn), take_in::take_in)
        .get("/meja/{number}", Access::Needs(Right::ReadCases), case_page::show_case)
        .get("/meja/{number}/foto/{place}", Access::Needs(Right::ReadCases), photo::show_photo)
        .get("/meja/{number}/foto/{place}/kecil", Access::Needs(Right::ReadCases), photo::show_small)
        .get("/meja/{number}/tanda-terima", Access::SignedIn, slip::show_slip)
        .post("/meja/{number}/jawab", IN_CIRCLE_TOO, answer::answer.layer(with_files()))
        .post("/meja/{number}/catatan", Access::Needs(Right::Note), answer::note.layer(with_files()))
        .post("/meja/{number}/ambil", IN_CIRCLE_TOO, hand_on::take_up)
        .get("/meja/{number}/teruskan", Access::Needs(Right::Assign), hand_on::show_form)
        .post("/meja/{number}/teruskan", Access::Needs(Right::Assign), hand_on::hand_on)
        .get("/meja/{number}/tanya", IN_CIRCLE_TOO, pause::show_form)
        .post("/meja/{number}/tanya", IN_CIRCLE_TOO, pause::ask_citizen)
        .post("/meja/{number}/lanjut", IN_CIRCLE_TOO, pause::resume)
        .get("/meja/{number}/terbitkan", Access::Needs(Right::Publish), publish::show_form)
        .post("/meja/{number}/terbitkan", Access::Needs(Right::Publish), publish::publish)
        .get("/meja/{number}/tarik", Access::Needs(Right::Publish), publish::show_withdrawal)
        .post("/meja/{number}/tarik", Access::Needs(Right::Publish), publish::unpublish)
        .get("/meja/{number}/selesai", IN_CIRCLE_TOO, close::show_form)
        .post("/meja/{number}/selesai", IN_CIRCLE_TOO, close::close)
        .get("/meja/{number}/akhiri", IN_CIRCLE_TOO, end::show_form)
        .post("/meja/{number}/akhiri", IN_CIRCLE_TOO, end::end)
        .get("/meja/{number}/buka", IN_CIRCLE_TOO, reopen::show_form)
        .post("/meja/{number}/buka", IN_CIRCLE_TOO, reopen::reopen)
        .get("/meja/{number}/atasan", Access::Needs(Right::Note), escalate::show_form)
        .post("/meja/{number}/atasan", Access::Needs(Right::Note), escalate::escalate)
        .get("/meja/{number}/golongkan", Access::Needs(Right::Assign), classify::show_form)
        .post("/meja/{number}/golongkan", Access::Needs(Right::Assign), classify::classify)
        .get("/meja/{number}/kode", IN_CIRCLE_TOO, new_code::show_form)
        .post("/meja/{number}/kode", IN_CIRCLE_TOO, new_code::give_new_code)
        .merge(company::routes(cases))
        .merge(approve::routes(cases))
        .merge(attach::routes(cases))
        .merge(check::routes(cases))
        .merge(checklists::routes(cases))
        .merge(run::routes(cases))
        .merge(macros::routes(cases))
        .merge(undo::routes(cases))
        .merge(redact::routes(cases))
        .merge(show_photo::routes(cases))
        .merge(read::routes(cases))
        .merge(mention::routes(cases))
        .merge(praise::routes(cases))
        .merge(voices::routes(cases))
        .merge(regard::routes(cases))
        .merge(extend::routes(cases))
        .merge(objection::routes(cases))
        .merge(erase::routes(cases))
        .merge(handover::routes(cases))
        .merge(register::routes(cases))
        .merge(templates::routes(cases))
        .merge(rules::routes(cases))
        .merge(merge::routes(cases))
        .merge(keys::routes(cases))
        .merge(live::routes(cases))
        .merge(bulk::routes(cases))
        .merge(saved::routes(cases))
        .merge(away::routes(cases))
        .merge(load::routes(cases))
        .merge(download::routes(cases))
        .merge(overview::routes(cases))
        .merge(warning::routes(cases))
        .merge(retention::routes(cases))
}

/// Forms with files may be as large as every file that a regency may allow.
fn with_files() -> DefaultBodyLimit {
    DefaultBodyLimit::max(FORM_BYTES_MAX)
}
