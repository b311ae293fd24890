//! Pages of the cases: `citizen` is everyone's side, `desk` the office's; `wording`, `thread` and `mistakes` are what
//! pages say alike.

pub(crate) mod citizen;
pub(crate) mod desk;
mod thread;
pub(crate) mod wording;
