//! `/layanan` and `/layanan/{id}`: what the offices offer, with the standard of each service.

use std::collections::BTreeMap;

use axum::extract::{Path, Query, State};
use hadir_ui::components::{Choices, Empty, Facts, Filter, Input, LinkList, Select};
use hadir_ui::html::{Cache, Html};
use hadir_ui::lang::Lang;
use hadir_ui::shell::{Here, Page, citizen};
use hadir_ui::{number, t};
use maud::{Markup, html};
use serde::Deserialize;

use crate::code::{ServiceId, UnitCode};
use crate::organisation::Organisation;
use crate::platform::Platform;
use crate::service::{Service, Standard};
use crate::web::{Access, Problem, Reader, Routes};

/// How long browsers may show the catalogue without asking again, in seconds.
const FRESH_SECONDS: u32 = 300;

pub(super) fn routes(platform: &Platform) -> Routes<Platform> {
    Routes::new(platform).get("/layanan", Access::Public, list_services).get(
        "/layanan/{id}",
        Access::Public,
        show_service,
    )
}

/// The filter of the catalogue.
#[derive(Default, Deserialize)]
struct Wish {
    /// Words to search for.
    #[serde(default)]
    q: String,
    /// The unit that provides it.
    #[serde(default)]
    unit: String,
}

impl Wish {
    /// Every word has to stand in the name, the product or the name of the unit.
    fn takes(&self, service: &Service, org: &Organisation) -> bool {
        let product = service.standard.product.as_deref().unwrap_or_default();
        let text = format!("{} {product} {}", service.name, org.unit_name(&service.unit)).to_lowercase();
        let is_unit = self.unit.is_empty() || service.unit.as_str() == self.unit;
        is_unit && self.q.to_lowercase().split_whitespace().all(|word| text.contains(word))
    }
}

async fn list_services(State(platform): State<Platform>, Reader { lang }: Reader, Query(wish): Query<Wish>) -> Html {
    let (org, site) = (platform.org(), platform.site());
    let title = t!(lang, "services-title");
    let mut by_unit: BTreeMap<&str, Vec<&Service>> = BTreeMap::new();
    for service in org.services_by_name().into_iter().filter(|service| wish.takes(service, &org)) {
        by_unit.entry(org.unit_name(&service.unit)).or_default().push(service);
    }
    let content = html! {
        h1 { (title) }
        p.lead { (t!(lang, "services-lead")) }
        (filter(&lang, &wish, &org))
        @if by_unit.is_empty() { (Empty::new(t!(lang, "services-none"), t!(lang, "services-none-next"))) }
        @for (unit, services) in by_unit {
            section.stack { h2 { (unit) } (links(&lang, &services)) }
        }
    };
    citizen(&Page::new(&site, &lang, Here::Services, title).lists(), content).cache(Cache::Public(FRESH_SECONDS))
}

fn filter(lang: &Lang, wish: &Wish, org: &Organisation) -> Filter {
    let mut units: Vec<&UnitCode> = org.services_by_name().into_iter().map(|service| &service.unit).collect();
    units.sort_by_key(|unit| org.unit_name(unit));
    units.dedup();
    let choices = units.iter().fold(Choices::plain(), |all, unit| all.option(unit.as_str(), org.unit_name(unit)));
    let select = Select::new().empty(t!(lang, "services-unit-all")).choices(choices).chosen(&wish.unit);
    Filter::new(t!(lang, "services-search-act"))
        .field("q", &t!(lang, "services-search"), &Input::line().value(&wish.q))
        .field("unit", &t!(lang, "services-unit"), &select)
}

fn links(lang: &Lang, services: &[&Service]) -> LinkList {
    services.iter().fold(LinkList::new(), |list, service| {
        let fee = fee(lang, &service.standard);
        let facts: Vec<_> = service.standard.time_limit_text.iter().chain(fee.iter()).map(String::as_str).collect();
        let about = html! { @if !facts.is_empty() { p.soft { (facts.join(" · ")) } } };
        list.page(format!("/layanan/{}", service.id), &service.name, about)
    })
}

async fn show_service(
    State(platform): State<Platform>,
    Reader { lang }: Reader,
    Path(id): Path<String>,
) -> Result<Html, Problem> {
    let (org, site) = (platform.org(), platform.site());
    let id = ServiceId::try_new(&id).map_err(|_| Problem::not_found())?;
    let service = org.service(&id).ok_or_else(Problem::not_found)?;
    let report = html! { a href="/lapor" { (t!(lang, "service-report-link")) } };
    let content = html! {
        h1 { (service.name) }
        p.lead { (t!(lang, "service-by", unit = org.unit_name(&service.unit))) }
        (standard(&lang, &service.standard))
        @if service.standard.source.is_some() || service.standard.source_url.is_some() {
            p.soft { (source(&lang, &service.standard)) }
        }
        p { (lang.markup("service-report", &[], &[("report", report)])) }
        p { a href="/layanan" { (t!(lang, "service-all")) } }
    };
    let page = Page::new(&site, &lang, Here::Services, &service.name);
    Ok(citizen(&page, content).cache(Cache::Public(FRESH_SECONDS)))
}

/// The fourteen components in the order of the regulation; those nobody published say so.
fn standard(lang: &Lang, standard: &Standard) -> Facts {
    let list = |items: &[String]| (!items.is_empty()).then(|| html! { ul { @for item in items { li { (item) } } } });
    let steps = |items: &[String]| (!items.is_empty()).then(|| html! { ol { @for item in items { li { (item) } } } });
    let text = |text: &Option<String>| text.as_ref().map(|text| html! { (text) });
    let components: [(String, Option<Markup>); 14] = [
        (t!(lang, "service-requirements"), list(&standard.requirements)),
        (t!(lang, "service-steps"), steps(&standard.steps)),
        (t!(lang, "service-time-limit"), text(&standard.time_limit_text)),
        (t!(lang, "service-fee"), text(&fee(lang, standard))),
        (t!(lang, "service-product"), text(&standard.product)),
        (t!(lang, "service-complaints"), text(&standard.complaint_handling)),
        (t!(lang, "service-legal-basis"), text(&standard.legal_basis.clone().or(standard.decree.clone()))),
        (t!(lang, "service-facilities"), text(&standard.facilities)),
        (t!(lang, "service-competence"), text(&standard.staff_competence)),
        (t!(lang, "service-supervision"), text(&standard.internal_supervision)),
        (t!(lang, "service-staff-count"), text(&standard.staff_count)),
        (t!(lang, "service-guarantee"), text(&standard.service_guarantee)),
        (t!(lang, "service-safety"), text(&standard.safety_guarantee)),
        (t!(lang, "service-evaluation"), text(&standard.performance_evaluation)),
    ];
    components.into_iter().fold(Facts::new(), |facts, (name, value)| {
        facts.row(name, value.unwrap_or_else(|| html! { span.soft { (t!(lang, "service-unpublished")) } }))
    })
}

fn fee(lang: &Lang, standard: &Standard) -> Option<String> {
    standard.fee_text.clone().or_else(|| standard.fee_idr.map(|rupiah| number::fee(lang, rupiah)))
}

fn source(lang: &Lang, standard: &Standard) -> Markup {
    let words = standard.source.clone().unwrap_or_default();
    let address = standard.source_url.as_ref().filter(|url| url.starts_with("http"));
    let link = html! {
        @match address { Some(url) => { a href=(url) rel="noreferrer" { (t!(lang, "service-source-link")) } }, None => { (words) } }
    };
    lang.markup("service-source", &[], &[("source", link)])
}
