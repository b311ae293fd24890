//! Who may do what: one table of roles and rights, and the one place that reads it.
//!
//! A person holds roles in units; a role in a unit holds there and in everything below it. The table is shown to
//! everyone who asks at `/kelola/hak`.

use hadir_oplog::ActorId;

use crate::code::UnitCode;
use crate::organisation::Organisation;

/// What someone is, within a unit and everything below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Opens the counter, writes down spoken reports, answers.
    FrontDesk,
    /// Works an inbox.
    Handler,
    /// Answers for a unit.
    UnitHead,
    /// Keeps units, staff, rules and settings in order; reads no case.
    Administrator,
    /// The regent and heads: reads, hands on, looks at figures.
    Leader,
    /// The inspectorate: alone reads what is sensitive.
    Inspector,
}

/// One thing that may be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Right {
    /// See cases with their threads, but for contacts and sensitive ones.
    ReadCases,
    /// See how to reach the reporter.
    SeeContact,
    /// Write down what someone came to say.
    WalkIn,
    /// Answer the reporter.
    Answer,
    /// Leave a note for colleagues.
    Note,
    /// Hand a case to a unit or a person.
    Assign,
    /// Show a case to the public, or take it back.
    Publish,
    /// Stop the clock while the reporter is asked.
    Pause,
    /// Close a case.
    Close,
    /// Open a closed case again.
    Reopen,
    /// Give a reporter, whose identity was checked, a new code.
    NewCode,
    /// Read reports of levies, violence and misconduct.
    ReadSensitive,
    /// Keep what a unit has ready for its work, such as templates of replies.
    ManageDesk,
    /// Erase what was kept of a person who asks for it, or say why not.
    DecideErasure,
    /// Decide what somebody objects to a request for public information being refused or left.
    DecideObjections,
    /// Add, change and retire units, services and categories.
    ManageUnits,
    /// Add and change staff, their roles, their sign-in.
    ManageStaff,
    /// Change the rule table.
    ManageRules,
    /// Change holidays and fasting months.
    ManageHolidays,
    /// Change the regency's settings.
    ManageSettings,
    /// See how much work each officer of a unit has.
    SeeLoad,
    /// See figures of units that are not public.
    SeeFigures,
    /// Read the log of operations.
    ReadLog,
}

use Role::{Administrator, FrontDesk, Handler, Inspector, Leader, UnitHead};

/// The table: for every right the roles that have it. Everything else reads this.
const TABLE: [(Right, &[Role]); 23] = [
    (Right::ReadCases, &[FrontDesk, Handler, UnitHead, Leader, Inspector]),
    (Right::SeeContact, &[FrontDesk, Handler, UnitHead, Inspector]),
    (Right::WalkIn, &[FrontDesk, Handler, UnitHead]),
    (Right::Answer, &[FrontDesk, Handler, UnitHead]),
    (Right::Note, &[FrontDesk, Handler, UnitHead, Leader, Inspector]),
    (Right::Assign, &[Handler, UnitHead, Leader, Inspector]),
    (Right::Publish, &[Handler, UnitHead]),
    (Right::Pause, &[Handler, UnitHead]),
    (Right::Close, &[Handler, UnitHead]),
    (Right::Reopen, &[Handler, UnitHead]),
    (Right::NewCode, &[FrontDesk, Handler, UnitHead]),
    (Right::ReadSensitive, &[Inspector]),
    (Right::ManageDesk, &[UnitHead]),
    (Right::DecideErasure, &[UnitHead]),
    (Right::DecideObjections, &[UnitHead, Leader]),
    (Right::ManageUnits, &[Administrator]),
    (Right::ManageStaff, &[Administrator]),
    (Right::ManageRules, &[Administrator]),
    (Right::ManageHolidays, &[Administrator]),
    (Right::ManageSettings, &[Administrator]),
    (Right::SeeLoad, &[UnitHead, Leader]),
    (Right::SeeFigures, &[UnitHead, Administrator, Leader, Inspector]),
    (Right::ReadLog, &[Administrator, Inspector]),
];

/// The table by columns, worked out when the program is compiled: the rights of each role, in the order of [`Role::ALL`].
const RIGHTS: [RightSet; 6] = {
    let (mut columns, mut row) = ([0; 6], 0);
    while row < TABLE.len() {
        let ((right, roles), mut at) = (TABLE[row], 0);
        while at < roles.len() {
            columns[roles[at] as usize] |= 1 << right as u32;
            at += 1;
        }
        row += 1;
    }
    let [a, b, c, d, e, f] = columns;
    [RightSet(a), RightSet(b), RightSet(c), RightSet(d), RightSet(e), RightSet(f)]
};

impl Role {
    /// Every role, in the order of the table's columns.
    pub const ALL: [Self; 6] = [FrontDesk, Handler, UnitHead, Administrator, Leader, Inspector];

    /// As files and operations write it.
    pub const fn as_str(self) -> &'static str {
        match self {
            FrontDesk => "front_desk",
            Handler => "handler",
            UnitHead => "unit_head",
            Administrator => "administrator",
            Leader => "leader",
            Inspector => "inspector",
        }
    }

    /// The role of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == name)
    }

    /// The rights of the role.
    pub const fn rights(self) -> RightSet {
        RIGHTS[self as usize]
    }

    /// Whether the role has the right.
    pub const fn has(self, right: Right) -> bool {
        self.rights().has(right)
    }
}

impl Right {
    /// Every right, in the order of the table's rows.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|(right, _)| *right)
    }

    /// The right of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::all().find(|right| right.as_str() == name)
    }

    /// As the OpenAPI file and tokens write it: `read-cases`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ReadCases => "read-cases",
            Self::SeeContact => "see-contact",
            Self::WalkIn => "walk-in",
            Self::Answer => "answer",
            Self::Note => "note",
            Self::Assign => "assign",
            Self::Publish => "publish",
            Self::Pause => "pause",
            Self::Close => "close",
            Self::Reopen => "reopen",
            Self::NewCode => "new-code",
            Self::ReadSensitive => "read-sensitive",
            Self::ManageDesk => "manage-desk",
            Self::DecideErasure => "decide-erasure",
            Self::DecideObjections => "decide-objections",
            Self::ManageUnits => "manage-units",
            Self::ManageStaff => "manage-staff",
            Self::ManageRules => "manage-rules",
            Self::ManageHolidays => "manage-holidays",
            Self::ManageSettings => "manage-settings",
            Self::SeeLoad => "see-load",
            Self::SeeFigures => "see-figures",
            Self::ReadLog => "read-log",
        }
    }
}

/// A role in a unit and everything below it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Grant {
    /// The role.
    pub role: Role,
    /// The highest unit it holds in.
    pub unit: UnitCode,
}

/// Some of the rights.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct RightSet(u32);

impl RightSet {
    /// Whether a right is among them.
    pub const fn has(self, right: Right) -> bool {
        self.0 & (1 << right as u32) != 0
    }
}

impl FromIterator<Right> for RightSet {
    fn from_iter<I: IntoIterator<Item = Right>>(rights: I) -> Self {
        Self(rights.into_iter().fold(0, |set, right| set | 1 << right as u32))
    }
}

/// What somebody may do in a unit and everything below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Power {
    /// The rights.
    pub rights: RightSet,
    /// The highest unit they hold in.
    pub unit: UnitCode,
}

impl From<&Grant> for Power {
    fn from(grant: &Grant) -> Self {
        Self { rights: grant.role.rights(), unit: grant.unit.clone() }
    }
}

/// A member of staff who acts, or a program of others that acts with a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Who, as operations name them.
    pub id: ActorId,
    /// The person's name, or the program's.
    pub name: String,
    /// The unit they work in.
    pub unit: UnitCode,
    /// What they may do, and where.
    pub powers: Vec<Power>,
}

impl Actor {
    /// Whether they may do this in a unit. In a unit nobody knows, nobody may do anything.
    pub fn may(&self, right: Right, unit: &UnitCode, org: &Organisation) -> bool {
        self.powers.iter().any(|power| power.rights.has(right) && org.is_within(unit, &power.unit))
    }

    /// Whether there is any unit in which they may do this.
    pub fn may_anywhere(&self, right: Right) -> bool {
        self.powers.iter().any(|power| power.rights.has(right))
    }

    /// Every unit in which they may do this, ascending: what lists filter by.
    pub fn units_with(&self, right: Right, org: &Organisation) -> Vec<UnitCode> {
        let scopes = self.powers.iter().filter(|power| power.rights.has(right));
        let mut units: Vec<_> = scopes.flat_map(|power| org.subtree(&power.unit)).collect();
        units.sort();
        units.dedup();
        units
    }
}

/// On whose behalf something is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum By {
    /// A member of staff or a program, within their rights.
    Officer(Actor),
    /// Whoever runs the program's commands on the machine itself, who holds the database and may do everything.
    Console,
}

impl By {
    /// Who is named as the actor of what happens.
    pub fn actor_id(&self) -> Option<ActorId> {
        match self {
            Self::Officer(actor) => Some(actor.id),
            Self::Console => None,
        }
    }

    /// Whether they may do this in a unit.
    pub fn may(&self, right: Right, unit: &UnitCode, org: &Organisation) -> bool {
        match self {
            Self::Officer(actor) => actor.may(right, unit, org),
            Self::Console => true,
        }
    }

    /// Whether they may do this in the whole regency, that is in every unit that has none above it.
    pub fn may_everywhere(&self, right: Right, org: &Organisation) -> bool {
        match self {
            Self::Officer(actor) => {
                let mut tops = org.tops().peekable();
                tops.peek().is_some() && tops.all(|unit| actor.may(right, &unit.code, org))
            }
            Self::Console => true,
        }
    }
}

#[cfg(test)]
mod tests;
