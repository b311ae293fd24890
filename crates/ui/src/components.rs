//! The parts pages are made of. Each file holds one part, what it is for, and its sample for the catalogue.
//!
//! A part is a value that renders itself, so it goes into a page with `(part)`. Texts come in already worded;
//! a part only words what is the same everywhere (such as "boleh kosong"), for which it takes the language.

mod button;
mod choice;
mod coach;
mod confirmation;
mod details;
mod dialog;
mod empty;
mod error_summary;
mod facts;
mod field;
mod fieldset;
mod file_field;
mod filter;
pub mod hero;
mod inbox;
mod input;
mod keys;
mod link_list;
mod live;
mod mistakes;
mod note;
mod pager;
mod panel;
mod photos;
mod promise;
mod qr;
mod route;
mod secret;
mod select;
mod slip;
mod state;
mod table;
mod textarea;

pub use button::{Button, actions};
pub use choice::{Choice, ChoiceGroup};
pub use coach::{Advice, Coach};
pub use confirmation::Confirmation;
pub use details::Details;
pub use dialog::Dialog;
pub use empty::Empty;
pub use error_summary::{ErrorSummary, Mistake};
pub use facts::Facts;
pub use field::{Control, Field, Wiring};
pub use fieldset::Fieldset;
pub use file_field::FileField;
pub use filter::Filter;
pub use inbox::{Inbox, InboxGroup, InboxRow, TimeUsed};
pub use input::Input;
pub use keys::KeyHints;
pub use link_list::{LinkList, LinkRow};
pub use live::Live;
pub use mistakes::Mistakes;
pub use note::{Note, Weight};
pub use pager::Pager;
pub use panel::Panel;
pub use photos::{Photo, Photos};
pub use promise::Promise;
pub use qr::qr;
pub use route::{Route, Said, Stop};
pub use secret::SecretCode;
pub use select::{Choices, Select};
pub use slip::Slip;
pub use state::{State, StateKind};
pub use table::{Column, Table};
pub use textarea::Textarea;

pub(crate) mod samples {
    //! The samples of all parts, for the catalogue and the tests.

    pub(crate) use super::button::sample as buttons;
    pub(crate) use super::choice::sample as choices;
    pub(crate) use super::coach::sample as coach;
    pub(crate) use super::confirmation::sample as confirmations;
    pub(crate) use super::details::sample as details;
    pub(crate) use super::dialog::sample as dialogs;
    pub(crate) use super::empty::sample as empties;
    pub(crate) use super::error_summary::sample as error_summaries;
    pub(crate) use super::facts::sample as facts;
    pub(crate) use super::field::sample as fields;
    pub(crate) use super::filter::sample as filters;
    pub(crate) use super::inbox::sample as inboxes;
    pub(crate) use super::keys::sample as keys;
    pub(crate) use super::link_list::sample as link_lists;
    pub(crate) use super::live::sample as live;
    pub(crate) use super::note::sample as notes;
    pub(crate) use super::pager::sample as pagers;
    pub(crate) use super::panel::sample as panels;
    pub(crate) use super::promise::sample as promises;
    pub(crate) use super::route::sample as routes;
    pub(crate) use super::secret::sample as secrets;
    pub(crate) use super::slip::sample as slips;
    pub(crate) use super::state::sample as states;
    pub(crate) use super::table::sample as tables;
}
