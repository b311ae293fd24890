//! `/kelola/simpul/daftar`: how a request looks, what a pasted one asks for, and the command that grants it.

use std::path::Path;

use axum::Form;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use hadir_org::pages::administration;
use hadir_org::{Organisation, Problem, Reader, Staff, UnitCode};
use hadir_ui::components::{Button, Choices, Facts, Field, Input, Mistakes, Note, Select, Textarea, Weight};
use hadir_ui::html::Html;
use hadir_ui::lang::Lang;
use hadir_ui::{t, time};
use jiff::Timestamp;
use maud::{Markup, html};
use serde::Deserialize;

use super::standing::{Standing, before_replacing};
use super::{Enrolling, SECTION, bad_line, command, digits, suggest};
use crate::enrolment::{Request, RequestError, is_address};

/// What a command says where the request's own letters are another node's; people put letters in their place.
const OTHER_PREFIX: &str = " --prefix AWAL-LAIN";

/// What was typed.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Wish {
    #[serde(default)]
    permintaan: String,
    #[serde(default)]
    unit: String,
    #[serde(default)]
    alamat: String,
}

pub(super) async fn show_form(State(enrolling): State<Enrolling>, staff: Staff, Reader { lang }: Reader) -> Html {
    page(&enrolling, &staff, &lang, &Wish::default(), &Mistakes::default(), html! {})
}

pub(super) async fn check_request(
    State(enrolling): State<Enrolling>,
    staff: Staff,
    Reader { lang }: Reader,
    Form(wish): Form<Wish>,
) -> Result<Response, Problem> {
    let refuse = |mistakes: &Mistakes| page(&enrolling, &staff, &lang, &wish, mistakes, html! {}).into_response();
    let request = match Request::read(&wish.permintaan) {
        Ok(request) => request,
        Err(RequestError::Line(error)) => return Ok(refuse(&Mistakes::one("permintaan", bad_line(&lang, &error)))),
        Err(RequestError::Name(_)) => return Ok(refuse(&Mistakes::one("permintaan", t!(lang, "enrol-name-bad")))),
    };
    let address = wish.alamat.trim();
    if !address.is_empty() && is_address(address).is_err() {
        return Ok(refuse(&Mistakes::one("alamat", t!(lang, "enrol-address-bad"))));
    }
    let org = enrolling.platform.org();
    let suggested = suggest::units(&org, &request.name);
    let chosen = UnitCode::try_new(&wish.unit).ok().filter(|code| org.unit(code).is_some());
    let standing = Standing::of(&enrolling, &lang, &request, address).await?;
    let of_old = || match standing.alike.as_slice() {
        [old] => UnitCode::try_new(old.unit.as_str()).ok(),
        _ => None,
    };
    let unit = chosen.or_else(of_old).or_else(|| suggested.first().map(|unit| unit.code.clone()));
    let line = wish.permintaan.trim();
    let found = Found { lang: &lang, org: &org, request: &request, line, unit: unit.as_ref(), standing: &standing };
    let others = suggested.iter().filter(|other| Some(&other.code) != unit.as_ref()).map(|other| &*other.name);
    let result = html! {
        (found.facts(&others.collect::<Vec<_>>()))
        (found.next(&enrolling.data, address))
    };
    let shown = Wish { unit: unit.map_or_else(String::new, |unit| unit.to_string()), ..wish.clone() };
    Ok(page(&enrolling, &staff, &lang, &shown, &Mistakes::default(), result).into_response())
}

/// A request that was read.
struct Found<'a> {
    lang: &'a Lang,
    org: &'a Organisation,
    request: &'a Request,
    line: &'a str,
    unit: Option<&'a UnitCode>,
    standing: &'a Standing,
}

impl Found<'_> {
    fn facts(&self, others: &[&str]) -> Markup {
        let (lang, request) = (self.lang, self.request);
        let made = Timestamp::from_millisecond(request.made_ms).unwrap_or(Timestamp::MIN);
        let made = time::deadline(lang, &made.to_zoned(request.zone.time_zone()));
        let unit = self.unit.map_or_else(|| t!(lang, "enrol-unit-none"), |unit| self.org.unit_name(unit).to_owned());
        let addresses = request
            .https
            .as_ref()
            .map(|https| https.addresses.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "));
        let prefix = request.prefix.clone().unwrap_or_else(|| t!(lang, "enrol-prefix-none"));
        let facts = Facts::new()
            .row(t!(lang, "enrol-name"), request.name.as_str())
            .row(t!(lang, "enrol-prefix"), prefix)
            .row(t!(lang, "enrol-unit"), unit)
            .row(t!(lang, "enrol-made"), made)
            .row_if(t!(lang, "enrol-https"), addresses)
            .row(t!(lang, "enrol-digits"), html! { code { (digits(&request.node.to_string())) } });
        html! {
            section.stack {
                h2 { (t!(lang, "enrol-found")) }
                @if let Some(trouble) = &self.standing.trouble {
                    (Note::new(Weight::Late, t!(lang, "enrol-trouble"), html! { p { (trouble) } }).in_section())
                }
                (facts)
                @if !others.is_empty() { p { (t!(lang, "enrol-others", units = others.join(", "))) } }
                p { (t!(lang, "enrol-compare")) }
            }
        }
    }

    /// The command, once a unit is known; two where nobody but people can tell which is meant.
    fn next(&self, data: &Path, address: &str) -> Markup {
        let lang = self.lang;
        html! {
            section.stack {
                h2 { (t!(lang, "enrol-command")) }
                @match self.unit {
                    Some(unit) => {
                        (self.commands(lang, &|more| self.command(data, unit, address, more)))
                        p { (t!(lang, "enrol-command-about")) }
                        p { a href="/kelola/simpul/sertifikat" { (t!(lang, "enrol-then")) } }
                    }
                    None => p { (t!(lang, "enrol-unit-first")) }
                }
            }
        }
    }

    /// A request with the name of a member is from that office, or from any other computer. Replacing a key cannot be taken
    /// back, so it is never the one command that stands there.
    fn commands(&self, lang: &Lang, command_with: &dyn Fn(&str) -> String) -> Markup {
        match self.standing.alike.as_slice() {
            [] => command(&command_with("")),
            [old] => html! {
                p { (t!(lang, "enrol-alike", name = old.name.as_str(), prefix = old.prefix.as_str())) }
                h3 { (t!(lang, "enrol-replaces")) }
                (before_replacing(lang, self.org, old))
                (command(&command_with(&format!(" --replaces {}", old.prefix))))
                h3 { (t!(lang, "enrol-other")) }
                p { (t!(lang, "enrol-other-about", prefix = old.prefix.as_str())) }
                (command(&command_with(OTHER_PREFIX)))
            },
            several => {
                let named: Vec<_> = several.iter().map(|old| format!("{} ({})", old.name, old.prefix)).collect();
                html! {
                    p { (t!(lang, "enrol-alike-several", names = named.join(", "))) }
                    h3 { (t!(lang, "enrol-other")) }
                    p { (t!(lang, "enrol-other-prefix")) }
                    (command(&command_with(OTHER_PREFIX)))
                }
            }
        }
    }

    /// The command as a shell takes it. Neither the line of a request nor a prefix has anything in it that a shell reads.
    fn command(&self, data: &Path, unit: &UnitCode, address: &str, more: &str) -> String {
        let address = if address.is_empty() { String::new() } else { format!(" --address {}", quoted(address)) };
        format!(
            "hadir node enrol --data {} --root-key KUNCI-AKAR --root-passphrase-file SANDI-AKAR --unit {unit}{more}{address} {}",
            quoted(&data.display().to_string()),
            self.line
        )
    }
}

/// A word as a shell takes it.
fn quoted(word: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/._-:".contains(&byte);
    if word.bytes().all(is_plain) { word.to_owned() } else { format!("'{}'", word.replace('\'', r"'\''")) }
}

fn page(enrolling: &Enrolling, staff: &Staff, lang: &Lang, wish: &Wish, mistakes: &Mistakes, result: Markup) -> Html {
    let org = enrolling.platform.org();
    let units = org.units_by_name().into_iter().filter(|unit| !unit.is_retired);
    let units = units.fold(Choices::plain(), |all, unit| all.option(unit.code.as_str(), &unit.name));
    let line = Textarea::rows(4).value(wish.permintaan.trim()).required();
    let unit = Select::new().empty(t!(lang, "enrol-unit-by-name")).choices(units).chosen(&wish.unit);
    let content = html! {
        (result)
        @if enrolling.platform.is_office() { p { (t!(lang, "enrol-at-regency")) } } @else {
            p.lead { (t!(lang, "enrol-lead")) }
            section.stack {
                h2 { (t!(lang, "enrol-at-office")) }
                p { (t!(lang, "enrol-at-office-about")) }
                (command("hadir node new --data /var/lib/hadir/node --name \"Kecamatan Sebatik Timur\" --zone Asia/Makassar --prefix SBT"))
            }
            form.stack method="post" action="/kelola/simpul/daftar" {
                (Field::new(lang, "permintaan", t!(lang, "enrol-line"), line)
                    .hint(t!(lang, "enrol-line.hint")).error(mistakes.at("permintaan")))
                (Field::new(lang, "unit", t!(lang, "enrol-unit"), unit).optional())
                (Field::new(lang, "alamat", t!(lang, "enrol-address"), Input::line().value(wish.alamat.as_str()))
                    .optional().hint(t!(lang, "enrol-address.hint")).error(mistakes.at("alamat")))
                (Button::submit(t!(lang, "enrol-check")))
            }
        }
    };
    administration(&enrolling.platform, staff, lang, SECTION, &t!(lang, "enrol-title"), mistakes, content)
}
