//! The rows a kit stands for: one a template, which lists and the form of an answer read, one a
//! checklist, one a rule, and one a macro, which a report's page offers by name.

use hadir_store::Type::{Int, Text};
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

/// The rules of every unit.
pub static KIT_RULES: Table = Table {
    name: "kit_rules",
    version: 1,
    columns: &[
        column("unit", Text),
        column("rule", Text),
        optional("category", Text),
        optional("place", Text),
        // Identities in hexadecimal, with blanks between them.
        column("staff", Text),
        column("from_day", Text),
        column("at", Int),
    ],
    key: 2,
    indexes: &[],
    form: Form::Plain,
};

/// The checklists of every unit.
pub static KIT_CHECKLISTS: Table = Table {
    name: "kit_checklists",
    version: 1,
    columns: &[
        column("unit", Text),
        column("checklist", Text),
        column("name", Text),
        optional("kind", Text),
        optional("category", Text),
        // One a line.
        column("steps", Text),
    ],
    key: 2,
    indexes: &[],
    form: Form::Plain,
};

/// The macros of every unit.
pub static KIT_MACROS: Table = Table {
    name: "kit_macros",
    version: 1,
    columns: &[column("unit", Text), column("macro", Text), column("name", Text)],
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
    for (id, list) in kit.checklists.iter().filter(|_| !kit.is_beyond) {
        let (kind, category) = (list.kind.map(ReportKind::as_str), list.category.clone());
        let (name, steps) = (list.name.as_str(), list.steps.join("\n"));
        into.add(&KIT_CHECKLISTS, params![kit.unit.as_str(), id.to_string(), name, kind, category, steps]);
    }
    for (id, kept) in kit.macros.iter().filter(|_| !kit.is_beyond) {
        into.add(&KIT_MACROS, params![kit.unit.as_str(), id.to_string(), kept.name.as_str()]);
    }
    for (id, rule) in kit.rules.iter().filter(|_| !kit.is_beyond) {
        let staff: Vec<_> = rule.staff.iter().map(ToString::to_string).collect();
        let (category, place, from) = (rule.category.clone(), rule.place.clone(), rule.from.to_string());
        into.add(
            &KIT_RULES,
            params![kit.unit.as_str(), id.to_string(), category, place, staff.join(" "), from, rule.at],
        );
    }
}
