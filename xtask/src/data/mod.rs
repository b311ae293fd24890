//! Making the files of `data/` from their sources.

pub mod regions;
