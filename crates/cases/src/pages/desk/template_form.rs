//! One template: its form for who keeps it, its words for everyone else, and what it becomes on a real report.

use hadir_org::{Organisation, Problem, Right, UnitCode};
use hadir_store::Fault;
use hadir_ui::components::{
    Button, Choices, Facts, Field as FormField, Input, Mistakes, Panel, Said, Select, Textarea,
};
use hadir_ui::html::Html;
use hadir_ui::lang::Lang;
use hadir_ui::shell::desk;
use hadir_ui::t;
use maud::{Markup, html};
use serde::Deserialize;

use super::act::UNPROCESSABLE;
use super::filling::{fill, open_line};
use super::seat::{OpenCase, Seat};
use super::templates::HERE;
use crate::kinds::ReportKind;
use crate::kit::fields::Field;
use crate::kit::{TemplateId, Wish};
use crate::pages::wording;
use crate::queries::{self, Asked, Reach, View};

/// What was typed.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct TemplateForm {
    #[serde(default)]
    pub nama: String,
    #[serde(default)]
    pub balasan: String,
    #[serde(default)]
    pub jenis: String,
    /// The number of the report to try it on.
    #[serde(default)]
    pub laporan: String,
    /// Whether it is to be kept, or only tried.
    #[serde(default)]
    pub sebagai: String,
}

impl TemplateForm {
    /// The template that is wished for.
    pub fn wish(&self) -> Wish {
        Wish { name: self.nama.clone(), text: self.balasan.clone(), kind: ReportKind::from_name(&self.jenis) }
    }
}

/// Which template a page is about.
pub(super) struct Edited<'a> {
    pub unit: &'a UnitCode,
    pub id: TemplateId,
    /// Whether the unit has it already.
    pub is_kept: bool,
    pub may_change: bool,
}

impl Edited<'_> {
    fn path(&self) -> String {
        format!("{HERE}/{}/{}", self.unit, self.id)
    }
}

/// The page of a template.
pub(super) async fn page(
    seat: &Seat,
    edited: &Edited<'_>,
    form: TemplateForm,
    mistakes: &Mistakes,
) -> Result<Html, Problem> {
    let (lang, org) = (&seat.lang, seat.org());
    let title = match (edited.is_kept, edited.may_change) {
        (true, true) => t!(lang, "meja-template-one"),
        (true, false) => form.nama.clone(),
        (false, _) => t!(lang, "meja-template-add-one"),
    };
    let tried = tried(seat, edited, &form).await?;
    let content = html! {
        (mistakes.summary(lang))
        p.soft {
            a href={ (HERE) "?unit=" (edited.unit) } { (t!(lang, "meja-templates")) } " / " (org.unit_name(edited.unit))
        }
        h1 { (title) }
        @if edited.may_change { (form_of(lang, edited, &form, mistakes)) } @else { (words_of(lang, &form)) }
        (tried)
        @if edited.may_change { (fields_known(lang)) }
        @if edited.may_change && edited.is_kept {
            form method="post" action={ (edited.path()) "/hapus" } {
                p.soft { (t!(lang, "meja-template-drop-about")) }
                (Button::submit(t!(lang, "meja-template-drop")).quiet())
            }
        }
    };
    let page = desk(&seat.frame(title, HERE, None, None), content);
    Ok(if mistakes.is_empty() { page } else { page.status(UNPROCESSABLE) })
}

fn form_of(lang: &Lang, edited: &Edited<'_>, form: &TemplateForm, mistakes: &Mistakes) -> Markup {
    let kinds = ReportKind::ALL.iter();
    let kinds = kinds.fold(Choices::plain(), |all, kind| all.option(kind.as_str(), wording::kind(lang, *kind)));
    let kind = Select::new().empty(t!(lang, "meja-template-any")).choices(kinds).chosen(&form.jenis);
    let text = Textarea::rows(12).value(&form.balasan);
    let number = Input::line().value(&form.laporan);
    html! {
        form.narrow method="post" action=(edited.path()) {
            (FormField::new(lang, "nama", t!(lang, "meja-template-name"), Input::line().value(&form.nama))
                .hint(t!(lang, "meja-template-name.hint")).error(mistakes.at("nama")))
            (FormField::new(lang, "jenis", t!(lang, "meja-template-kind"), kind))
            (FormField::new(lang, "balasan", t!(lang, "meja-template-text"), text)
                .hint(t!(lang, "meja-template-text.hint")).error(mistakes.at("balasan")))
            (FormField::new(lang, "laporan", t!(lang, "meja-template-try-on"), number).optional()
                .hint(t!(lang, "meja-template-try-on.hint")))
            p.row {
                (Button::submit(t!(lang, "meja-template-keep")).sends("sebagai", "simpan"))
                (Button::submit(t!(lang, "meja-template-try")).quiet().sends("sebagai", "coba"))
            }
        }
    }
}

/// The template for who only reads it.
fn words_of(lang: &Lang, form: &TemplateForm) -> Markup {
    html! { section.narrow { (Said::new(&form.balasan)) p.soft { (t!(lang, "meja-template-whose")) } } }
}

/// What fills itself, field by field.
fn fields_known(lang: &Lang) -> Panel {
    let about = |field| match field {
        Field::Sapaan => t!(lang, "meja-field-sapaan"),
        Field::Nama => t!(lang, "meja-field-nama"),
        Field::Nomor => t!(lang, "meja-field-nomor"),
        Field::Batas => t!(lang, "meja-field-batas"),
        Field::Unit => t!(lang, "meja-field-unit"),
        Field::Layanan => t!(lang, "meja-field-layanan"),
        Field::Petugas => t!(lang, "meja-field-petugas"),
        Field::Kontak => t!(lang, "meja-field-kontak"),
    };
    let facts = Field::ALL.into_iter().fold(Facts::new(), |facts, field| facts.row(field.in_braces(), about(field)));
    Panel::new(t!(lang, "meja-fields"), facts)
}

/// What the template becomes on the report that was named, or on the one of the unit that is due first.
async fn tried(seat: &Seat, edited: &Edited<'_>, form: &TemplateForm) -> Result<Markup, Problem> {
    let lang = &seat.lang;
    if form.balasan.trim().is_empty() {
        return Ok(html! {});
    }
    let named = form.laporan.trim();
    let open = if named.is_empty() { due_first(seat, edited.unit).await? } else { seat.seen(named).await?.pop() };
    Ok(match open {
        Some(open) => {
            let text = fill(seat, &open, form.balasan.trim());
            let left = open_line(seat, &text);
            let heading = t!(lang, "meja-template-tried", number = open.address());
            html! {
                section.narrow #hasil {
                    h2 { (heading) }
                    (Said::new(text))
                    @if let Some(words) = left { p.soft { (words) } }
                }
            }
        }
        None if named.is_empty() => html! { p.soft { (t!(lang, "meja-template-tried-none")) } },
        None => html! { p.soft { (t!(lang, "meja-template-tried-unknown", number = named)) } },
    })
}

/// The open report of a unit and those below it that is due first, as far as the person reads them.
async fn due_first(seat: &Seat, unit: &UnitCode) -> Result<Option<OpenCase>, Fault> {
    let org = seat.org();
    let reach = Reach::Units(read_below(seat, unit, &org));
    let asked = Asked { reach: &reach, staff: seat.staff.0.id, stands_in_for: &[], now: seat.cases.now() };
    let pool = seat.cases.platform().store().reads();
    let Some(row) = queries::list(pool, View::Inbox, &asked, None, 1).await?.pop() else { return Ok(None) };
    Ok(seat.seen(&row.number).await?.pop())
}

fn read_below(seat: &Seat, unit: &UnitCode, org: &Organisation) -> Vec<UnitCode> {
    let mut units = org.subtree(unit);
    units.retain(|unit| seat.staff.0.may(Right::ReadCases, unit, org));
    units
}
