//! `/kelola`: units, staff, rights, rules, holidays and settings, each with its history.

mod catalogue;
mod categories;
mod category_form;
mod history;
mod holidays;
mod nodes;
mod overview;
mod programs;
mod ramadan;
mod rights;
mod rules;
mod service_form;
mod services;
mod settings;
mod staff;
mod unit_form;
mod unit_hours;
mod units;

pub use history::said;

use hadir_ui::components::{Confirmation, ErrorSummary, Mistakes};
use hadir_ui::html::Html;
use hadir_ui::lang::Lang;
use hadir_ui::shell::{RailLink, desk};
use hadir_ui::t;
use maud::{Markup, html};

use super::desk::{frame, rail_link};
use crate::access::Right;
use crate::platform::Platform;
use crate::web::{Access, Routes, Staff};

/// The form is shown again, with what is wrong.
const UNPROCESSABLE: axum::http::StatusCode = axum::http::StatusCode::UNPROCESSABLE_ENTITY;

pub(super) fn routes(platform: &Platform) -> Routes<Platform> {
    Routes::new(platform)
        .get("/kelola", Access::SignedIn, overview::show_overview)
        .get("/kelola/hak", Access::SignedIn, rights::show_rights)
        .get("/kelola/komponen", Access::SignedIn, catalogue::show_citizen_parts)
        .get("/kelola/komponen/meja", Access::SignedIn, catalogue::show_desk_parts)
        .merge(units::routes(platform))
        .merge(unit_hours::routes(platform))
        .merge(services::routes(platform))
        .merge(categories::routes(platform))
        .merge(staff::routes(platform))
        .merge(programs::routes(platform))
        .merge(rules::routes(platform))
        .merge(holidays::routes(platform))
        .merge(ramadan::routes(platform))
        .merge(settings::routes(platform))
        .merge(nodes::routes(platform))
}

/// What every page of the administration is made of.
struct Room<'a> {
    platform: &'a Platform,
    staff: &'a Staff,
    lang: &'a Lang,
    /// Which section it belongs to.
    path: &'static str,
}

impl Room<'_> {
    /// A page with its title as the heading.
    fn page(&self, title: &str, content: Markup) -> Html {
        self.form_page(title, &Mistakes::default(), content)
    }

    /// A page with a form: what is wrong with it stands above the heading.
    fn form_page(&self, title: &str, mistakes: &Mistakes, content: Markup) -> Html {
        let summary: ErrorSummary<'_> = mistakes.summary(self.lang);
        let page = frame(self.platform, self.staff, self.lang, title, "/kelola", self.sections());
        let html = desk(&page, html! { (summary) h1 { (title) } (content) });
        if mistakes.is_empty() { html } else { html.status(UNPROCESSABLE) }
    }

    fn sections(&self) -> Vec<RailLink> {
        let sections = sections(self.lang).into_iter();
        sections
            .filter(|section| section.right.is_none_or(|right| self.staff.0.may_anywhere(right)))
            .map(|section| rail_link(section.label, section.path, section.path == self.path))
            .collect()
    }
}

/// A page that another part of the program adds to a section of the administration.
pub fn administration(
    platform: &Platform,
    staff: &Staff,
    lang: &Lang,
    section: &'static str,
    title: &str,
    mistakes: &Mistakes,
    content: Markup,
) -> Html {
    Room { platform, staff, lang, path: section }.form_page(title, mistakes, content)
}

/// A section of the administration.
struct Section {
    path: &'static str,
    right: Option<Right>,
    label: String,
    about: String,
}

fn sections(lang: &Lang) -> Vec<Section> {
    let section = |path, right, label, about| Section { path, right, label, about };
    vec![
        section("/kelola/unit", Some(Right::ManageUnits), t!(lang, "units-title"), t!(lang, "units-about")),
        section(
            "/kelola/layanan",
            Some(Right::ManageUnits),
            t!(lang, "manage-services-title"),
            t!(lang, "manage-services-about"),
        ),
        section("/kelola/topik", Some(Right::ManageUnits), t!(lang, "categories-title"), t!(lang, "categories-about")),
        section("/kelola/staf", Some(Right::ManageStaff), t!(lang, "staff-title"), t!(lang, "staff-about")),
        section("/kelola/aplikasi", Some(Right::ManageStaff), t!(lang, "programs-title"), t!(lang, "programs-about")),
        section("/kelola/hak", None, t!(lang, "rights-title"), t!(lang, "rights-about")),
        section("/kelola/aturan", Some(Right::ManageRules), t!(lang, "rules-title"), t!(lang, "rules-about")),
        section("/kelola/libur", Some(Right::ManageHolidays), t!(lang, "holidays-title"), t!(lang, "holidays-about")),
        section("/kelola/ramadan", Some(Right::ManageHolidays), t!(lang, "ramadan-title"), t!(lang, "ramadan-about")),
        section(
            "/kelola/pengaturan",
            Some(Right::ManageSettings),
            t!(lang, "settings-title"),
            t!(lang, "settings-about"),
        ),
        section("/kelola/simpul", Some(Right::ManageSettings), t!(lang, "nodes-title"), t!(lang, "nodes-about")),
        section("/kelola/komponen", None, t!(lang, "components-title"), t!(lang, "components-about")),
    ]
}

/// That a form was saved a moment ago, when one came here from it.
fn saved(lang: &Lang, is_saved: bool) -> Markup {
    html! { @if is_saved { (Confirmation::new(t!(lang, "manage-saved"), t!(lang, "manage-saved-next"))) } }
}

/// The query of pages one comes back to after a form: `?tersimpan=1`.
#[derive(Default, serde::Deserialize)]
struct After {
    #[serde(default)]
    tersimpan: Option<String>,
}

impl After {
    fn is_saved(&self) -> bool {
        self.tersimpan.is_some()
    }
}
