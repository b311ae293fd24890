//! Pages of the cases: `citizen` is everyone's side, `desk` the office's; `wording`, `thread`, `photos`,
//! `villages` and `bearers` are what pages say and show alike.

pub(crate) mod attachments;
mod bearers;
pub(crate) mod citizen;
pub(crate) mod desk;
mod handing;
pub(crate) mod photos;
mod posted;
mod thread;
mod villages;
pub(crate) mod wording;
