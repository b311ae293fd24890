//! The form of a service: its name, its unit, the fourteen components of its standard and where they come from; and how
//! they are read. What nobody knows yet stays empty, and the public page says so.

use hadir_store::ActError;
use hadir_ui::components::{Button, Choices, Field, Fieldset, Input, Mistakes, Select, Textarea};
use hadir_ui::lang::Lang;
use hadir_ui::t;
use maud::{Markup, html};

use super::Room;
use crate::access::Right;
use crate::code::ServiceId;
use crate::commands::service::ServiceRefusal;
use crate::events::settings::{name_of, named};
use crate::pages::form::Posted;
use crate::service::{Service, Standard, TimeLimit, TimeLimitUnit};
use crate::web::Problem;

/// The longest time that a standard may promise, in its unit; beyond, it is a slip of the finger.
const TIME_MAX: u32 = 3_650;

/// The form of a known service, or of a new one.
pub(super) fn form(room: &Room<'_>, posted: &Posted, mistakes: &Mistakes, known: Option<&Service>) -> Markup {
    let sheet = Sheet { lang: room.lang, posted, mistakes };
    let lang = room.lang;
    let action = known.map_or("baru".to_owned(), |service| service.id.to_string());
    html! {
        form.stack method="post" action={ "/kelola/layanan/" (action) } {
            @if known.is_none() { (sheet.line("id", t!(lang, "service-id")).hint(t!(lang, "service-id.hint"))) }
            (sheet.line("name", t!(lang, "service-name")))
            (Field::new(lang, "unit", t!(lang, "service-unit"), units(room, posted)).error(mistakes.at("unit")))
            (Fieldset::new(lang, t!(lang, "service-delivery"), delivery(&sheet)).hint(t!(lang, "service-delivery.hint")))
            (Fieldset::new(lang, t!(lang, "service-behind"), behind(&sheet)))
            (Fieldset::new(lang, t!(lang, "service-origin"), origin(&sheet)))
            p.row { (Button::submit(t!(lang, "manage-save"))) }
        }
    }
}

/// What was typed, as fields show it.
struct Sheet<'a> {
    lang: &'a Lang,
    posted: &'a Posted,
    mistakes: &'a Mistakes,
}

impl<'a> Sheet<'a> {
    fn line(&self, name: &'static str, label: String) -> Field<'a, Input> {
        Field::new(self.lang, name, label, Input::line().value(self.posted.text(name))).error(self.mistakes.at(name))
    }

    fn figure(&self, name: &'static str, label: String) -> Field<'a, Input> {
        let input = Input::line().inputmode("numeric").value(self.posted.text(name));
        Field::new(self.lang, name, label, input).inner().optional().error(self.mistakes.at(name))
    }

    /// A component that is said in one line.
    fn short(&self, name: &'static str, label: String) -> Field<'a, Input> {
        self.line(name, label).inner().optional()
    }

    /// A component that takes several lines, or is one thing a line.
    fn part(&self, name: &'static str, label: String, rows: u8) -> Field<'a, Textarea> {
        let area = Textarea::rows(rows).value(self.posted.text(name));
        Field::new(self.lang, name, label, area).inner().optional().error(self.mistakes.at(name))
    }
}

/// Units whose services one may change; of a service whose unit was closed down none is chosen.
fn units(room: &Room<'_>, posted: &Posted) -> Select {
    let org = room.platform.org();
    let units = org.units_by_name().into_iter();
    let mine = units.filter(|unit| room.staff.0.may(Right::ManageUnits, &unit.code, &org));
    Select::new()
        .empty(t!(room.lang, "service-unit-choose"))
        .choices(mine.fold(Choices::plain(), |all, unit| all.option(unit.code.as_str(), &unit.name)))
        .chosen(posted.text("unit"))
}

fn delivery(sheet: &Sheet<'_>) -> Markup {
    let lang = sheet.lang;
    let units = [
        (TimeLimitUnit::WorkingDay, t!(lang, "rule-unit-working-days")),
        (TimeLimitUnit::Day, t!(lang, "rule-unit-calendar-days")),
        (TimeLimitUnit::Hour, t!(lang, "rule-unit-hours")),
        (TimeLimitUnit::Minute, t!(lang, "service-unit-minutes")),
    ];
    let units = units.iter().fold(Choices::plain(), |all, (unit, label)| all.option(name_of(unit), label));
    let unit = Select::new().choices(units).chosen(sheet.posted.text("time_unit"));
    html! {
        (sheet.part("requirements", t!(lang, "service-requirements"), 4).hint(t!(lang, "service-one-a-line")))
        (sheet.part("steps", t!(lang, "service-steps"), 4).hint(t!(lang, "service-one-a-line")))
        (sheet.short("time_text", t!(lang, "service-time-limit")).hint(t!(lang, "service-time-text-hint")))
        (sheet.figure("time_max", t!(lang, "service-time-max")).hint(t!(lang, "service-time-max.hint")))
        (Field::new(lang, "time_unit", t!(lang, "rule-unit"), unit).inner())
        (sheet.figure("fee", t!(lang, "service-fee-rupiah")).hint(t!(lang, "service-fee-rupiah.hint")))
        (sheet.short("fee_text", t!(lang, "service-fee-text")).hint(t!(lang, "service-fee-text.hint")))
        (sheet.short("product", t!(lang, "service-product")))
        (sheet.part("complaints", t!(lang, "service-complaints"), 2))
    }
}

fn behind(sheet: &Sheet<'_>) -> Markup {
    let lang = sheet.lang;
    html! {
        (sheet.part("legal_basis", t!(lang, "service-legal-basis"), 2))
        (sheet.part("facilities", t!(lang, "service-facilities"), 2))
        (sheet.part("competence", t!(lang, "service-competence"), 2))
        (sheet.part("supervision", t!(lang, "service-supervision"), 2))
        (sheet.short("staff_count", t!(lang, "service-staff-count")))
        (sheet.part("guarantee", t!(lang, "service-guarantee"), 2))
        (sheet.part("safety", t!(lang, "service-safety"), 2))
        (sheet.part("evaluation", t!(lang, "service-evaluation"), 2))
    }
}

fn origin(sheet: &Sheet<'_>) -> Markup {
    let lang = sheet.lang;
    html! {
        (sheet.short("decree", t!(lang, "service-decree")).hint(t!(lang, "service-decree.hint")))
        (sheet.short("source", t!(lang, "service-source-name")))
        (sheet.short("source_url", t!(lang, "service-source-url")))
    }
}

/// A known service as the form shows it.
pub(super) fn posted_of(service: &Service) -> Posted {
    let Service { id: _, name, unit, standard } = service;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    Posted::default()
        .with("name", name)
        .with("unit", unit.as_str())
        .with("requirements", standard.requirements.join("\n"))
        .with("steps", standard.steps.join("\n"))
        .with("time_text", text(&standard.time_limit_text))
        .with("time_max", standard.time_limit.map_or_else(String::new, |limit| limit.max.to_string()))
        .with("time_unit", name_of(&standard.time_limit.map_or(TimeLimitUnit::WorkingDay, |limit| limit.unit)))
        .with("fee", standard.fee_idr.map_or_else(String::new, |rupiah| rupiah.to_string()))
        .with("fee_text", text(&standard.fee_text))
        .with("product", text(&standard.product))
        .with("complaints", text(&standard.complaint_handling))
        .with("legal_basis", text(&standard.legal_basis))
        .with("facilities", text(&standard.facilities))
        .with("competence", text(&standard.staff_competence))
        .with("supervision", text(&standard.internal_supervision))
        .with("staff_count", text(&standard.staff_count))
        .with("guarantee", text(&standard.service_guarantee))
        .with("safety", text(&standard.safety_guarantee))
        .with("evaluation", text(&standard.performance_evaluation))
        .with("decree", text(&standard.decree))
        .with("source", text(&standard.source))
        .with("source_url", text(&standard.source_url))
}

/// What was posted as a service; nothing when a part of it cannot be read, which is noted.
pub(super) fn read(lang: &Lang, posted: &Posted, id: Option<ServiceId>, mistakes: &mut Mistakes) -> Option<Service> {
    let unit = mistakes.take("unit", posted.text("unit").parse().map_err(|_| t!(lang, "service-unit-unknown")));
    let time_limit = mistakes.take("time_max", time_limit(lang, posted));
    let fee = mistakes.take("fee", fee(lang, posted));
    let source_url = mistakes.take("source_url", source_url(lang, posted));
    let standard = Standard {
        requirements: lines(posted.text("requirements")),
        steps: lines(posted.text("steps")),
        time_limit_text: prose(posted, "time_text"),
        time_limit: time_limit?,
        fee_idr: fee?,
        fee_text: prose(posted, "fee_text"),
        product: prose(posted, "product"),
        complaint_handling: prose(posted, "complaints"),
        legal_basis: prose(posted, "legal_basis"),
        facilities: prose(posted, "facilities"),
        staff_competence: prose(posted, "competence"),
        internal_supervision: prose(posted, "supervision"),
        staff_count: prose(posted, "staff_count"),
        service_guarantee: prose(posted, "guarantee"),
        safety_guarantee: prose(posted, "safety"),
        performance_evaluation: prose(posted, "evaluation"),
        decree: prose(posted, "decree"),
        source: prose(posted, "source"),
        source_url: source_url?,
    };
    Some(Service { id: id?, name: posted.text("name").to_owned(), unit: unit?, standard })
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// A few words; browsers send line ends as two characters.
fn prose(posted: &Posted, name: &str) -> Option<String> {
    posted.optional(name).map(|text| text.replace("\r\n", "\n"))
}

fn time_limit(lang: &Lang, posted: &Posted) -> Result<Option<TimeLimit>, String> {
    let Some(max) = posted.optional("time_max") else { return Ok(None) };
    let max = max.parse::<u32>().ok().filter(|max| (1..=TIME_MAX).contains(max));
    let unit = named::<TimeLimitUnit>(posted.text("time_unit"));
    let limit = max.zip(unit).map(|(max, unit)| TimeLimit { max, unit });
    limit.map(Some).ok_or_else(|| t!(lang, "service-time-bad", most = TIME_MAX))
}

/// Rupiah as people write them: 25000 or 25.000.
fn fee(lang: &Lang, posted: &Posted) -> Result<Option<u64>, String> {
    let Some(fee) = posted.optional("fee") else { return Ok(None) };
    fee.replace('.', "").parse().map(Some).map_err(|_| t!(lang, "service-fee-bad"))
}

fn source_url(lang: &Lang, posted: &Posted) -> Result<Option<String>, String> {
    match posted.optional("source_url") {
        Some(url) if !url.starts_with("https://") && !url.starts_with("http://") => Err(t!(lang, "service-url-bad")),
        url => Ok(url),
    }
}

/// A refusal as words at the field concerned.
pub(super) fn mistake(lang: &Lang, error: ActError<ServiceRefusal>) -> Result<Mistakes, Problem> {
    match error {
        ActError::Refused(ServiceRefusal::Name) => Ok(Mistakes::one("name", t!(lang, "service-name-missing"))),
        ActError::Refused(ServiceRefusal::UnknownUnit) => Ok(Mistakes::one("unit", t!(lang, "service-unit-unknown"))),
        other => Err(other.into()),
    }
}
