//! The one way from any door to the kits: ask the writer.

use hadir_org::{By, UnitCode};
use hadir_store::{Act, ActError};

use super::commands::{self, ChecklistRefusal, ChecklistWish, KitRefusal, RuleRefusal, RuleWish, Wish};
use super::commands::{MacroRefusal, MacroWish};
use super::events::{ChecklistId, KitEvent, MacroId, RuleId, TemplateId};
use super::state::Kit;
use crate::Cases;
use crate::commands::Asking;

impl Cases {
    /// Adds a template to a unit's kit, or changes the one of this identity.
    ///
    /// # Errors
    /// What [`commands::set_template`] refuses, or a fault.
    pub async fn set_template(
        &self,
        unit: &UnitCode,
        id: TemplateId,
        wish: Wish,
        by: By,
    ) -> Result<(), ActError<KitRefusal>> {
        let decide =
            move |kit: &Kit, unit: &UnitCode, asking: &Asking<'_>| commands::set_template(kit, unit, id, &wish, asking);
        self.act_on_kit(unit, by, decide).await
    }

    /// Offers a template of a unit no more.
    ///
    /// # Errors
    /// What [`commands::drop_template`] refuses, or a fault.
    pub async fn drop_template(&self, unit: &UnitCode, id: TemplateId, by: By) -> Result<(), ActError<KitRefusal>> {
        let decide =
            move |kit: &Kit, unit: &UnitCode, asking: &Asking<'_>| commands::drop_template(kit, unit, id, asking);
        self.act_on_kit(unit, by, decide).await
    }

    /// Adds a checklist to a unit's kit, or changes the one of this identity.
    ///
    /// # Errors
    /// What [`commands::set_checklist`] refuses, or a fault.
    pub async fn set_checklist(
        &self,
        unit: &UnitCode,
        id: ChecklistId,
        wish: ChecklistWish,
        by: By,
    ) -> Result<(), ActError<ChecklistRefusal>> {
        let decide = move |kit: &Kit, unit: &UnitCode, asking: &Asking<'_>| {
            commands::set_checklist(kit, unit, id, &wish, asking)
        };
        self.act_on_kit(unit, by, decide).await
    }

    /// Offers a checklist of a unit no more.
    ///
    /// # Errors
    /// What [`commands::drop_checklist`] refuses, or a fault.
    pub async fn drop_checklist(
        &self,
        unit: &UnitCode,
        id: ChecklistId,
        by: By,
    ) -> Result<(), ActError<ChecklistRefusal>> {
        let decide =
            move |kit: &Kit, unit: &UnitCode, asking: &Asking<'_>| commands::drop_checklist(kit, unit, id, asking);
        self.act_on_kit(unit, by, decide).await
    }

    /// Adds a macro to a unit's kit, or changes the one of this identity.
    ///
    /// # Errors
    /// What [`commands::set_macro`] refuses, or a fault.
    pub async fn set_macro(
        &self,
        unit: &UnitCode,
        id: MacroId,
        wish: MacroWish,
        by: By,
    ) -> Result<(), ActError<MacroRefusal>> {
        let decide =
            move |kit: &Kit, unit: &UnitCode, asking: &Asking<'_>| commands::set_macro(kit, unit, id, &wish, asking);
        self.act_on_kit(unit, by, decide).await
    }

    /// Offers a macro of a unit no more.
    ///
    /// # Errors
    /// What [`commands::drop_macro`] refuses, or a fault.
    pub async fn drop_macro(&self, unit: &UnitCode, id: MacroId, by: By) -> Result<(), ActError<MacroRefusal>> {
        let decide = move |kit: &Kit, unit: &UnitCode, asking: &Asking<'_>| commands::drop_macro(kit, unit, id, asking);
        self.act_on_kit(unit, by, decide).await
    }

    /// Adds a rule to a unit's kit, or changes the one of this identity.
    ///
    /// # Errors
    /// What [`commands::set_rule`] refuses, or a fault.
    pub async fn set_rule(
        &self,
        unit: &UnitCode,
        id: RuleId,
        wish: RuleWish,
        by: By,
    ) -> Result<(), ActError<RuleRefusal>> {
        let decide =
            move |kit: &Kit, unit: &UnitCode, asking: &Asking<'_>| commands::set_rule(kit, unit, id, &wish, asking);
        self.act_on_kit(unit, by, decide).await
    }

    /// Follows a rule of a unit no more.
    ///
    /// # Errors
    /// What [`commands::drop_rule`] refuses, or a fault.
    pub async fn drop_rule(&self, unit: &UnitCode, id: RuleId, by: By) -> Result<(), ActError<RuleRefusal>> {
        let decide = move |kit: &Kit, unit: &UnitCode, asking: &Asking<'_>| commands::drop_rule(kit, unit, id, asking);
        self.act_on_kit(unit, by, decide).await
    }

    async fn act_on_kit<R: Send + 'static>(
        &self,
        unit: &UnitCode,
        by: By,
        decide: impl Fn(&Kit, &UnitCode, &Asking<'_>) -> Result<Vec<KitEvent>, R> + Send + 'static,
    ) -> Result<(), ActError<R>> {
        let (org, unit, actor) = (self.platform().org(), unit.clone(), by.actor_id());
        let id = Kit::id_of(&unit);
        let decided = move |kit: &Kit, act: &mut Act<'_>| {
            for event in decide(kit, &unit, &Asking { by: &by, org: &org, now: act.now })? {
                act.record(event.into_event());
            }
            Ok(())
        };
        self.platform().store().act::<Kit, (), R>(id, actor, decided).await
    }
}
