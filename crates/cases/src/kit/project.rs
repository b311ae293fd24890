//! The rows a kit stands for: one a template, which lists and the form of an answer read.

use hadir_store::Type::Text;
use hadir_store::params;
use hadir_store::table::{Form, Rows, Table, column, optional};

use super::Kit;
use crate::kinds::ReportKind;

/// The templates of every unit.
pub static KIT_TEMPLATES: Table = Table {
    name: "kit_templates",
    version: 1,
    columns: &[
        column("unit", Text),
        column("template", Text),
        column("name", Text),
        optional("kind", Text),
        column("text", Text),
    ],
    key: 2,
    indexes: &[],
    form: Form::Plain,
};

/// Writes a kit's rows; one that a later program changed in a way that must be understood has none.
pub(super) fn rows(kit: &Kit, into: &mut Rows) {
    for (id, template) in kit.templates.iter().filter(|_| !kit.is_beyond) {
        let kind = template.kind.map(ReportKind::as_str);
        let (name, text) = (template.name.as_str(), template.text.as_str());
        into.add(&KIT_TEMPLATES, params![kit.unit.as_str(), id.to_string(), name, kind, text]);
    }
}
