//! What units keep ready: the templates that can be chosen from, one of them, rules, and checklists.

use std::collections::BTreeMap;

use hadir_org::UnitCode;
use hadir_store::{Fault, Pool, Value, params};
use sqlx::AssertSqlSafe;

use crate::kinds::ReportKind;
use crate::kit::{Checklist, ChecklistId, Rule, RuleId};

/// A template in a list, without its text.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns are described at the projection")]
pub struct TemplateRow {
    pub unit: String,
    pub template: String,
    pub name: String,
    pub kind: Option<String>,
}

/// A template as a whole.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns are described at the projection")]
pub struct TemplateText {
    pub name: String,
    pub kind: Option<String>,
    pub text: String,
}

/// Templates that are listed at once; ten units above each other hold no more.
const LISTED_MAX: i64 = 2_000;

/// The templates of some units, by unit in the order given and then by name.
pub async fn templates(pool: &Pool, units: &[&UnitCode]) -> Result<Vec<TemplateRow>, Fault> {
    if units.is_empty() {
        return Ok(Vec::new());
    }
    let places: Vec<_> = (1..=units.len()).map(|place| format!("${place}")).collect();
    let sql = format!(
        "select unit, template, name, kind from kit_templates where unit in ({}) order by unit, template limit ${}",
        places.join(", "),
        units.len() + 1
    );
    let mut units_asked: Vec<_> = units.iter().map(|unit| Value::Text(unit.as_str().to_owned())).collect();
    units_asked.push(Value::Int(LISTED_MAX));
    let mut rows: Vec<TemplateRow> = pool.all(AssertSqlSafe(sql), units_asked).await?;
    let rank = |row: &TemplateRow| units.iter().position(|unit| unit.as_str() == row.unit);
    rows.sort_by_cached_key(|row| (rank(row), row.name.to_lowercase(), row.template.clone()));
    Ok(rows)
}

/// A template of a unit, if it has it.
pub async fn template(pool: &Pool, unit: &UnitCode, template: &str) -> Result<Option<TemplateText>, Fault> {
    let sql = "select name, kind, text from kit_templates where unit = $1 and template = $2";
    Ok(pool.optional(sql, params![unit.as_str(), template]).await?)
}

/// A rule as its row has it.
#[derive(sqlx::FromRow)]
struct RuleRow {
    unit: String,
    rule: String,
    category: Option<String>,
    place: Option<String>,
    staff: String,
    from_day: String,
    at: i64,
}

/// Rules that are read at once.
const RULES_AT_ONCE: i64 = 20_000;

/// The rules of every unit, by unit.
pub async fn all_rules(pool: &Pool) -> Result<BTreeMap<UnitCode, Vec<(RuleId, Rule)>>, Fault> {
    let sql = "select unit, rule, category, place, staff, from_day, at from kit_rules order by unit, rule limit $1";
    let rows: Vec<RuleRow> = pool.all(sql, params![RULES_AT_ONCE]).await?;
    let mut rules: BTreeMap<UnitCode, Vec<(RuleId, Rule)>> = BTreeMap::new();
    for (unit, rule) in rows.into_iter().filter_map(RuleRow::read) {
        rules.entry(unit).or_default().push(rule);
    }
    Ok(rules)
}

/// The rules of a unit.
pub async fn rules(pool: &Pool, unit: &UnitCode) -> Result<Vec<(RuleId, Rule)>, Fault> {
    let sql = "select unit, rule, category, place, staff, from_day, at from kit_rules where unit = $1 order by rule";
    let rows: Vec<RuleRow> = pool.all(sql, params![unit.as_str()]).await?;
    Ok(rows.into_iter().filter_map(RuleRow::read).map(|(_, rule)| rule).collect())
}

impl RuleRow {
    /// Nothing if what stands there is no rule.
    fn read(self) -> Option<(UnitCode, (RuleId, Rule))> {
        let staff = self.staff.split_whitespace().map(|id| id.parse().ok()).collect::<Option<_>>()?;
        let (category, place, from) = (self.category, self.place, self.from_day.parse().ok()?);
        let rule = Rule { category, place, staff, from, at: self.at };
        Some((UnitCode::try_new(self.unit.as_str()).ok()?, (self.rule.parse().ok()?, rule)))
    }
}

/// A checklist as its row has it.
#[derive(sqlx::FromRow)]
struct ChecklistRow {
    unit: String,
    checklist: String,
    name: String,
    kind: Option<String>,
    category: Option<String>,
    steps: String,
}

/// A checklist and whose it is.
pub type OwnedChecklist = (UnitCode, ChecklistId, Checklist);

/// The checklists of some units, by unit in the order given and then by name.
pub async fn checklists(pool: &Pool, units: &[&UnitCode]) -> Result<Vec<OwnedChecklist>, Fault> {
    if units.is_empty() {
        return Ok(Vec::new());
    }
    let places: Vec<_> = (1..=units.len()).map(|place| format!("${place}")).collect();
    let sql = format!(
        "select unit, checklist, name, kind, category, steps from kit_checklists where unit in ({}) \
         order by unit, checklist limit ${}",
        places.join(", "),
        units.len() + 1
    );
    let mut asked: Vec<_> = units.iter().map(|unit| Value::Text(unit.as_str().to_owned())).collect();
    asked.push(Value::Int(LISTED_MAX));
    let rows: Vec<ChecklistRow> = pool.all(AssertSqlSafe(sql), asked).await?;
    let mut lists: Vec<_> = rows.into_iter().filter_map(ChecklistRow::read).collect();
    let rank = |unit: &UnitCode| units.iter().position(|one| *one == unit);
    lists.sort_by_cached_key(|(unit, id, list)| (rank(unit), list.name.to_lowercase(), *id));
    Ok(lists)
}

impl ChecklistRow {
    /// Nothing if what stands there is no checklist.
    fn read(self) -> Option<OwnedChecklist> {
        let kind = self.kind.as_deref().and_then(ReportKind::from_name);
        let steps = self.steps.lines().map(str::to_owned).collect();
        let list = Checklist { name: self.name, steps, kind, category: self.category };
        Some((UnitCode::try_new(self.unit.as_str()).ok()?, self.checklist.parse().ok()?, list))
    }
}
