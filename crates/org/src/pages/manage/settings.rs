//! `/kelola/pengaturan`: what the regency settles for itself.

use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use hadir_calendar::Zone;
use hadir_store::{Act, ActError, Entry};
use hadir_ui::components::{Button, Choice, ChoiceGroup, Choices, Field, Input, Mistakes, Select, Textarea};
use hadir_ui::html::Html;
use hadir_ui::lang::Lang;
use hadir_ui::t;
use jiff::civil::Date;
use maud::{Markup, html};

use super::history::history;
use super::{After, Room, saved};
use crate::access::Right;
use crate::commands::record;
use crate::commands::settings::{self as commands, FORMS_OF_ADDRESS_MAX, SettingsRefusal};
use crate::events::kind;
use crate::ids;
use crate::pages::form::Posted;
use crate::platform::Platform;
use crate::settings::Regency;
use crate::state::SettingsRecord;
use crate::web::{Access, Problem, Reader, Routes, Staff};

const HERE: &str = "/kelola/pengaturan";
const ACCESS: Access = Access::Needs(Right::ManageSettings);
const MEGABYTE: u32 = 1024 * 1024;
/// The largest photo a regency may allow, in megabytes, and the most photos: each is decoded in memory.
const PHOTO_MEGABYTES_MAX: u32 = 25;
const PHOTOS_MAX: u32 = 10;
const REPORTS_MAX: u32 = 100_000;
const SILENT_HOURS_MAX: u32 = 720;
const STEP_DAYS_MAX: u32 = 60;
const WARNINGS_MAX: usize = 4;

pub(super) fn routes(platform: &Platform) -> Routes<Platform> {
    Routes::new(platform).get("/kelola/pengaturan", ACCESS, show_settings).post(
        "/kelola/pengaturan",
        ACCESS,
        change_settings,
    )
}

async fn show_settings(
    State(platform): State<Platform>,
    staff: Staff,
    Reader { lang }: Reader,
    Query(after): Query<After>,
) -> Result<Html, Problem> {
    let posted = posted_of(platform.org().regency());
    page(&platform, &staff, &lang, &posted, &Mistakes::default(), after.is_saved()).await
}

async fn change_settings(
    State(platform): State<Platform>,
    staff: Staff,
    Reader { lang }: Reader,
    posted: Posted,
) -> Result<Response, Problem> {
    let mut mistakes = Mistakes::default();
    if let Some(wish) = read(&lang, &posted, &mut mistakes) {
        match change(&platform, &staff, wish).await {
            Ok(()) => return Ok(Redirect::to("/kelola/pengaturan?tersimpan=1").into_response()),
            Err(error) => mistakes = mistake(&lang, error)?,
        }
    }
    Ok(page(&platform, &staff, &lang, &posted, &mistakes, false).await?.into_response())
}

async fn change(platform: &Platform, staff: &Staff, wish: Regency) -> Result<(), ActError<SettingsRefusal>> {
    let (org, by) = (platform.org(), staff.by());
    let asker = by.clone();
    let decide = move |known: &SettingsRecord, act: &mut Act<'_>| {
        record(act, commands::change_regency(&known.settings(), &wish, &asker, &org)).map(|_| ())
    };
    platform.directory().change(ids::of_settings(), &by, decide).await
}

fn posted_of(regency: &Regency) -> Posted {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    Posted::default()
        .with("name", &regency.name)
        .with("region", &regency.region)
        .with("zone", regency.zone.abbreviation())
        .with("emergency", text(&regency.emergency))
        .with("officer_names", if regency.are_officer_names_public { "public" } else { "hidden" })
        .with("forms_of_address", regency.forms_of_address.join("\n"))
        .with("reports_per_hour", regency.reports_per_hour.to_string())
        .with("photo_megabytes", (regency.photo_bytes_max / MEGABYTE).to_string())
        .with("document_megabytes", (regency.document_bytes_max / MEGABYTE).to_string())
        .with("photos", regency.photos_max.to_string())
        .with("phone", text(&regency.phone))
        .with("address", text(&regency.address))
        .with("silent_hours", regency.silent_hours.to_string())
        .with("warnings", listed(&regency.warnings))
        .with("secretary_after_days", regency.secretary_after_days.to_string())
        .with("leader_after_days", regency.leader_after_days.to_string())
        .with("retention_on", regency.retention_on.map(|on| on.to_string()).unwrap_or_default())
}

fn read(lang: &Lang, posted: &Posted, mistakes: &mut Mistakes) -> Option<Regency> {
    let number = |name: &str, most: u32| {
        let number = posted.text(name).parse::<u32>().ok().filter(|number| *number <= most);
        number.ok_or_else(|| t!(lang, "settings-number-bad", most = most))
    };
    let zone = posted.text("zone").parse::<Zone>().map_err(|_| t!(lang, "unit-zone-bad"));
    let region = posted.text("region");
    let region = if region.is_empty() || crate::regions::Level::of(region).is_some() {
        Ok(region.to_owned())
    } else {
        Err(t!(lang, "unit-region-bad"))
    };
    let zone = mistakes.take("zone", zone);
    let region = mistakes.take("region", region);
    let reports_per_hour = mistakes.take("reports_per_hour", number("reports_per_hour", REPORTS_MAX));
    let megabytes = mistakes.take("photo_megabytes", number("photo_megabytes", PHOTO_MEGABYTES_MAX));
    let documents = mistakes.take("document_megabytes", number("document_megabytes", PHOTO_MEGABYTES_MAX));
    let photos_max = mistakes.take("photos", number("photos", PHOTOS_MAX));
    let silent_hours = mistakes.take("silent_hours", number("silent_hours", SILENT_HOURS_MAX));
    let warnings = mistakes.take("warnings", warnings(posted.text("warnings"), lang));
    let secretary = mistakes.take("secretary_after_days", number("secretary_after_days", STEP_DAYS_MAX));
    let leader = mistakes.take("leader_after_days", number("leader_after_days", STEP_DAYS_MAX));
    let retention_on = match posted.optional("retention_on") {
        None => Ok(None),
        Some(typed) => typed.parse::<Date>().map(Some).map_err(|_| t!(lang, "settings-retention-on-bad")),
    };
    let retention_on = mistakes.take("retention_on", retention_on);
    let forms = posted.text("forms_of_address").lines().map(str::trim).filter(|form| !form.is_empty());
    Some(Regency {
        name: posted.text("name").to_owned(),
        region: region?,
        zone: zone?,
        emergency: posted.optional("emergency"),
        are_officer_names_public: posted.text("officer_names") == "public",
        forms_of_address: forms.map(str::to_owned).collect(),
        reports_per_hour: reports_per_hour?,
        photo_bytes_max: megabytes? * MEGABYTE,
        document_bytes_max: documents? * MEGABYTE,
        photos_max: photos_max?,
        phone: posted.optional("phone"),
        address: posted.optional("address"),
        silent_hours: silent_hours?,
        warnings: warnings?,
        secretary_after_days: secretary?,
        leader_after_days: leader?,
        retention_on: retention_on?,
    })
}

/// Hundredths as people write them: "50, 80".
pub(super) fn listed(warnings: &[u8]) -> String {
    warnings.iter().map(u8::to_string).collect::<Vec<_>>().join(", ")
}

fn warnings(typed: &str, lang: &Lang) -> Result<Vec<u8>, String> {
    let parts = typed.split([',', ';', ' ', '%']).map(str::trim).filter(|part| !part.is_empty());
    let read = |part: &str| part.parse::<u8>().ok().filter(|hundredths| (1..=99).contains(hundredths));
    let mut warnings: Vec<u8> =
        parts.map(read).collect::<Option<_>>().ok_or_else(|| t!(lang, "settings-warnings-bad", most = WARNINGS_MAX))?;
    warnings.sort_unstable();
    warnings.dedup();
    let fits = warnings.len() <= WARNINGS_MAX;
    if fits { Ok(warnings) } else { Err(t!(lang, "settings-warnings-bad", most = WARNINGS_MAX)) }
}

fn mistake(lang: &Lang, error: ActError<SettingsRefusal>) -> Result<Mistakes, Problem> {
    match error {
        ActError::Fault(fault) => Err(fault.into()),
        ActError::Refused(SettingsRefusal::Name) => Ok(Mistakes::one("name", t!(lang, "settings-name-missing"))),
        ActError::Refused(SettingsRefusal::Emergency) => {
            Ok(Mistakes::one("emergency", t!(lang, "settings-emergency-bad")))
        }
        ActError::Refused(SettingsRefusal::FormsOfAddress) => {
            let words = t!(lang, "settings-forms-of-address-bad", most = FORMS_OF_ADDRESS_MAX);
            Ok(Mistakes::one("forms_of_address", words))
        }
        ActError::Refused(_) => Err(Problem::forbidden()),
    }
}

async fn page(
    platform: &Platform,
    staff: &Staff,
    lang: &Lang,
    posted: &Posted,
    mistakes: &Mistakes,
    is_saved: bool,
) -> Result<Html, Problem> {
    let (org, room) = (platform.org(), Room { platform, staff, lang, path: HERE });
    let concerns = |entry: &Entry| matches!(entry.kind(), kind::REGENCY_CHANGED | kind::OFFICE_HOURS_SET);
    let history = history(platform.store(), &org, lang, org.regency().zone, ids::of_settings(), concerns).await?;
    let content = html! { (saved(lang, is_saved)) (form(lang, posted, mistakes)) (history) };
    Ok(room.form_page(&t!(lang, "settings-title"), mistakes, content))
}

fn form(lang: &Lang, posted: &Posted, mistakes: &Mistakes) -> Markup {
    let line = |name: &'static str, label: String| {
        Field::new(lang, name, label, Input::line().value(posted.text(name))).error(mistakes.at(name))
    };
    let figure = |name: &'static str, label: String| {
        let input = Input::line().inputmode("numeric").value(posted.text(name));
        Field::new(lang, name, label, input).error(mistakes.at(name))
    };
    let zones =
        Zone::ALL.into_iter().fold(Choices::plain(), |all, zone| all.option(zone.abbreviation(), zone.abbreviation()));
    let zone = Select::new().choices(zones).chosen(posted.text("zone"));
    let forms = Textarea::rows(5).value(posted.text("forms_of_address"));
    let names = vec![
        Choice::new(
            "hidden",
            t!(lang, "settings-officer-names-hidden"),
            t!(lang, "settings-officer-names-hidden.hint"),
        ),
        Choice::new(
            "public",
            t!(lang, "settings-officer-names-public"),
            t!(lang, "settings-officer-names-public.hint"),
        ),
    ];
    html! {
        form.stack method="post" action=(HERE) {
            (line("name", t!(lang, "settings-name")))
            (line("region", t!(lang, "settings-region")).hint(t!(lang, "settings-region.hint")))
            (Field::new(lang, "zone", t!(lang, "settings-zone"), zone).error(mistakes.at("zone")))
            (line("emergency", t!(lang, "settings-emergency")).hint(t!(lang, "settings-emergency.hint")).optional())
            (ChoiceGroup::one(lang, "officer_names", t!(lang, "settings-officer-names"), names).chosen(posted.text("officer_names")))
            (Field::new(lang, "forms_of_address", t!(lang, "settings-forms-of-address"), forms)
                .hint(t!(lang, "settings-forms-of-address.hint"))
                .error(mistakes.at("forms_of_address")))
            (figure("reports_per_hour", t!(lang, "settings-reports-per-hour")).hint(t!(lang, "settings-reports-per-hour.hint")))
            (figure("photos", t!(lang, "settings-photos")))
            (figure("photo_megabytes", t!(lang, "settings-photo-megabytes")))
            (figure("document_megabytes", t!(lang, "settings-document-megabytes")))
            (line("phone", t!(lang, "settings-phone")).optional())
            (line("address", t!(lang, "settings-address")).optional())
            (figure("silent_hours", t!(lang, "settings-silent-hours")).hint(t!(lang, "settings-silent-hours.hint")))
            (line("warnings", t!(lang, "settings-warnings")).hint(t!(lang, "settings-warnings.hint")).optional())
            (figure("secretary_after_days", t!(lang, "settings-secretary-after")).hint(t!(lang, "settings-secretary-after.hint")))
            (figure("leader_after_days", t!(lang, "settings-leader-after")).hint(t!(lang, "settings-leader-after.hint")))
            (Field::new(lang, "retention_on", t!(lang, "settings-retention-on"), Input::date().value(posted.text("retention_on")))
                .hint(t!(lang, "settings-retention-on.hint")).optional().error(mistakes.at("retention_on")))
            p.row { (Button::submit(t!(lang, "manage-save"))) }
        }
    }
}
