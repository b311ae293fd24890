//! A kit: what its operations add up to.

use std::collections::BTreeMap;

use hadir_oplog::{ActorId, AggregateId, Kind, Scope};
use hadir_org::UnitCode;
use hadir_store::{Aggregate, Entry, Rows, Table, is_beyond};

use super::checklists::Checklist;
use super::commands::{NAME_CHARS_MAX, RULE_STAFF_MAX, RULES_MAX, TEMPLATES_MAX, TEXT_CHARS_MAX};
use super::events::MacroId;
use super::events::{self, BEGINNING, ChecklistId, KitEvent, RuleId, RuleSet, TemplateId, TemplateSet, TemplateWords};
use super::macros::Macro;
use super::project;
use super::rules::Rule;
use crate::kinds::ReportKind;

/// What a unit keeps ready.
#[derive(Clone, Debug)]
pub struct Kit {
    /// Its identity.
    pub id: AggregateId,
    /// Its templates.
    pub templates: BTreeMap<TemplateId, Template>,
    /// Its checklists.
    pub checklists: BTreeMap<ChecklistId, Checklist>,
    /// Its macros.
    pub macros: BTreeMap<MacroId, Macro>,
    /// Its rules.
    pub rules: BTreeMap<RuleId, Rule>,
    /// Whether a later version of the program did something to it that this one must understand and does not.
    pub is_beyond: bool,
    pub(super) unit: String,
}

/// A reply as it may be begun, with fields that fill themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// What colleagues call it.
    pub name: String,
    /// The text with its fields, see [`super::fields`].
    pub text: String,
    /// The kind of report it is for; none for every kind.
    pub kind: Option<ReportKind>,
    /// Who wrote it as it stands.
    pub by: Option<ActorId>,
    /// When, in milliseconds since 1970, UTC.
    pub at: i64,
}

impl Kit {
    /// The kit of a unit.
    pub fn id_of(unit: &UnitCode) -> AggregateId {
        events::id_of(unit.as_str())
    }

    /// Takes in an event by an author.
    pub(super) fn take(&mut self, event: KitEvent, by: Option<ActorId>) {
        match event {
            KitEvent::TemplateSet(facts, words) => self.set(facts, words, by),
            KitEvent::TemplateDropped(facts) => drop(self.templates.remove(&TemplateId(facts.template))),
            KitEvent::ChecklistSet(facts, words) => self.set_checklist(facts, words),
            KitEvent::ChecklistDropped(facts) => drop(self.checklists.remove(&ChecklistId(facts.checklist))),
            KitEvent::MacroSet(facts, words) => self.set_macro(&facts, words, by),
            KitEvent::MacroDropped(facts) => drop(self.macros.remove(&MacroId(facts.id))),
            KitEvent::RuleSet(facts) => self.set_rule(&facts),
            KitEvent::RuleDropped(facts) => drop(self.rules.remove(&RuleId(facts.rule))),
        }
    }

    /// One of a day that this program cannot read is none.
    fn set_rule(&mut self, facts: &RuleSet) {
        let id = RuleId(facts.rule);
        self.unit.clone_from(&facts.unit);
        let is_one_too_many = self.rules.len() >= 2 * RULES_MAX && !self.rules.contains_key(&id);
        let Ok(from) = facts.from.parse() else { return };
        if is_one_too_many || facts.staff().count() > 2 * RULE_STAFF_MAX {
            return;
        }
        let (category, place) = (facts.category.clone(), facts.place.clone());
        self.rules.insert(id, Rule { category, place, staff: facts.staff().collect(), from, at: facts.at });
    }

    /// A template whose words were erased is none.
    fn set(&mut self, facts: TemplateSet, words: Option<TemplateWords>, by: Option<ActorId>) {
        let id = TemplateId(facts.template);
        self.unit = facts.unit;
        // Offices that write while apart may pass what a command allows; beyond twice of it nobody means well.
        let is_too_much = words.as_ref().is_some_and(|words| {
            words.name.chars().count() > NAME_CHARS_MAX || words.text.chars().count() > TEXT_CHARS_MAX
        });
        let is_one_too_many = self.templates.len() >= 2 * TEMPLATES_MAX && !self.templates.contains_key(&id);
        if is_too_much || is_one_too_many {
            return;
        }
        match words {
            Some(TemplateWords { name, text }) => {
                let kind = facts.kind.as_deref().and_then(ReportKind::from_name);
                self.templates.insert(id, Template { name, text, kind, by, at: facts.at });
            }
            None => drop(self.templates.remove(&id)),
        }
    }
}

impl Aggregate for Kit {
    const FAMILY: &'static str = "kit";
    const TABLES: &'static [&'static Table] =
        &[&project::KIT_TEMPLATES, &project::KIT_RULES, &project::KIT_CHECKLISTS, &project::KIT_MACROS];
    const OWNED: Option<[u8; 8]> = Some(BEGINNING);

    fn new(id: AggregateId) -> Self {
        let (templates, checklists, rules) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let macros = BTreeMap::new();
        Self { id, templates, checklists, macros, rules, is_beyond: false, unit: String::new() }
    }

    fn understands(kind: Kind) -> bool {
        KitEvent::is_known(kind)
    }

    fn owner(id: AggregateId, facts: Option<&[u8]>) -> Option<Scope> {
        events::owner(id, facts)
    }

    fn apply(&mut self, entry: &Entry) {
        self.is_beyond |= is_beyond::<Self>(entry);
        // Who administers may record anything; in another unit's name it is still nothing.
        if events::owner(self.id, entry.body(0)).is_none() {
            return;
        }
        if let Some(event) = KitEvent::from_entry(entry) {
            self.take(event, entry.actor());
        }
    }

    fn rows(&self, into: &mut Rows) {
        project::rows(self, into);
    }
}
