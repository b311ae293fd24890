//! Pages of the cases: `citizen` is everyone's side, `desk` the office's; `wording`, `thread`, `photos`,
//! `villages` and `bearers` are what pages say and show alike.

mod attachments;
mod bearers;
pub(crate) mod citizen;
pub(crate) mod desk;
mod handing;
mod photos;
mod posted;
mod thread;
mod villages;
pub(crate) mod wording;
