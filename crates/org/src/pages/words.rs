//! The words of roles, rights, kinds of units and kinds of operations, each key written out so that a reader can search
//! for it and a test can find those nobody uses.

use hadir_calendar::{Confidence, HolidayKind};
use hadir_oplog::Kind;
use hadir_ui::lang::Lang;
use hadir_ui::t;

use crate::access::{Right, Role};
use crate::events::kind;
use crate::unit::UnitKind;

/// "Petugas loket".
pub fn role(lang: &Lang, role: Role) -> String {
    match role {
        Role::FrontDesk => t!(lang, "role-front-desk"),
        Role::Handler => t!(lang, "role-handler"),
        Role::UnitHead => t!(lang, "role-unit-head"),
        Role::Administrator => t!(lang, "role-administrator"),
        Role::Leader => t!(lang, "role-leader"),
        Role::Inspector => t!(lang, "role-inspector"),
    }
}

/// "Menjawab pelapor".
pub(super) fn right(lang: &Lang, right: Right) -> String {
    match right {
        Right::ReadCases => t!(lang, "right-read-cases"),
        Right::SeeContact => t!(lang, "right-see-contact"),
        Right::WalkIn => t!(lang, "right-walk-in"),
        Right::Answer => t!(lang, "right-answer"),
        Right::Note => t!(lang, "right-note"),
        Right::Assign => t!(lang, "right-assign"),
        Right::Publish => t!(lang, "right-publish"),
        Right::Pause => t!(lang, "right-pause"),
        Right::Close => t!(lang, "right-close"),
        Right::Reopen => t!(lang, "right-reopen"),
        Right::NewCode => t!(lang, "right-new-code"),
        Right::ReadSensitive => t!(lang, "right-read-sensitive"),
        Right::ManageDesk => t!(lang, "right-manage-desk"),
        Right::DecideErasure => t!(lang, "right-decide-erasure"),
        Right::DecideObjections => t!(lang, "right-decide-objections"),
        Right::ManageUnits => t!(lang, "right-manage-units"),
        Right::ManageStaff => t!(lang, "right-manage-staff"),
        Right::ManageRules => t!(lang, "right-manage-rules"),
        Right::ManageHolidays => t!(lang, "right-manage-holidays"),
        Right::ManageSettings => t!(lang, "right-manage-settings"),
        Right::SeeLoad => t!(lang, "right-see-load"),
        Right::SeeFigures => t!(lang, "right-see-figures"),
        Right::ReadLog => t!(lang, "right-read-log"),
    }
}

/// "Dinas atau badan".
pub fn unit_kind(lang: &Lang, kind: UnitKind) -> String {
    match kind {
        UnitKind::Regency => t!(lang, "unit-kind-regency"),
        UnitKind::Secretariat => t!(lang, "unit-kind-secretariat"),
        UnitKind::Inspectorate => t!(lang, "unit-kind-inspectorate"),
        UnitKind::Agency => t!(lang, "unit-kind-agency"),
        UnitKind::District => t!(lang, "unit-kind-district"),
        UnitKind::Village => t!(lang, "unit-kind-village"),
        UnitKind::Hospital => t!(lang, "unit-kind-hospital"),
        UnitKind::HealthCentre => t!(lang, "unit-kind-health-centre"),
        UnitKind::School => t!(lang, "unit-kind-school"),
        UnitKind::Enterprise => t!(lang, "unit-kind-enterprise"),
        UnitKind::Liaison => t!(lang, "unit-kind-liaison"),
        UnitKind::Office => t!(lang, "unit-kind-office"),
    }
}

/// "Cuti bersama".
pub(super) fn holiday_kind(lang: &Lang, kind: HolidayKind) -> String {
    match kind {
        HolidayKind::National => t!(lang, "holiday-kind-national"),
        HolidayKind::CollectiveLeave => t!(lang, "holiday-kind-collective-leave"),
        HolidayKind::Regional => t!(lang, "holiday-kind-regional"),
    }
}

/// "Sudah ditetapkan."
pub(super) fn confidence(lang: &Lang, confidence: Confidence) -> String {
    match confidence {
        Confidence::High => t!(lang, "year-confidence-high"),
        Confidence::Medium => t!(lang, "year-confidence-medium"),
        Confidence::Low => t!(lang, "year-confidence-low"),
    }
}

/// "Kata sandi dibuat"; an operation of a later version is something else that happened.
pub(super) fn happened(lang: &Lang, kind: Kind) -> String {
    match kind {
        kind::UNIT_DESCRIBED => t!(lang, "happened-unit-described"),
        kind::UNIT_RETIRED => t!(lang, "happened-unit-retired"),
        kind::UNIT_RESTORED => t!(lang, "happened-unit-restored"),
        kind::STAFF_ADDED => t!(lang, "happened-staff-added"),
        kind::STAFF_NAMED => t!(lang, "happened-staff-named"),
        kind::STAFF_PLACED => t!(lang, "happened-staff-placed"),
        kind::PASSWORD_SET => t!(lang, "happened-password-set"),
        kind::STAFF_SUSPENDED => t!(lang, "happened-staff-suspended"),
        kind::STAFF_RESTORED => t!(lang, "happened-staff-restored"),
        kind::SIGNED_OUT_EVERYWHERE => t!(lang, "happened-signed-out-everywhere"),
        kind::LINK_MADE => t!(lang, "happened-link-made"),
        kind::STAFF_AWAY => t!(lang, "happened-staff-away"),
        kind::STAFF_BACK => t!(lang, "happened-staff-back"),
        kind::PROGRAM_DESCRIBED => t!(lang, "happened-program-described"),
        kind::PROGRAM_TOKEN_MADE => t!(lang, "happened-program-token"),
        kind::PROGRAM_STOPPED => t!(lang, "happened-program-stopped"),
        kind::SERVICE_DESCRIBED => t!(lang, "happened-service-described"),
        kind::SERVICE_WITHDRAWN => t!(lang, "happened-service-withdrawn"),
        kind::CATEGORY_DESCRIBED => t!(lang, "happened-category-described"),
        kind::CATEGORY_WITHDRAWN => t!(lang, "happened-category-withdrawn"),
        kind::RULE_SET => t!(lang, "happened-rule-set"),
        kind::RULE_WITHDRAWN => t!(lang, "happened-rule-withdrawn"),
        kind::HOLIDAY_SET => t!(lang, "happened-holiday-set"),
        kind::HOLIDAY_REMOVED => t!(lang, "happened-holiday-removed"),
        kind::YEAR_KNOWN => t!(lang, "happened-year-known"),
        kind::RAMADAN_SET => t!(lang, "happened-ramadan-set"),
        kind::RAMADAN_REMOVED => t!(lang, "happened-ramadan-removed"),
        kind::REGENCY_CHANGED => t!(lang, "happened-regency-changed"),
        Kind::TOMBSTONE => t!(lang, "happened-erased"),
        kind::OFFICE_HOURS_SET => t!(lang, "happened-office-hours-set"),
        _ => t!(lang, "happened-otherwise"),
    }
}
