//! Everyone's side: home, reporting, following one's own report, what the public may see, open figures, privacy.

mod address;
mod downloads;
mod follow;
mod home;
mod open_figures;
mod outbox;
mod privacy;
mod published;
mod published_case;
mod report;
mod reporter;

use hadir_org::{Access, Routes};

use crate::Cases;

pub(crate) use address::own_address;
pub(crate) use follow::{Opened, open};
pub(crate) use published_case::{find_public, public_address, with_addresses};

/// Every public page of the cases.
pub(crate) fn routes(cases: &Cases) -> Routes<Cases> {
    Routes::new(cases.platform())
        .get("/", Access::Public, home::show_home)
        .get("/privasi", Access::Public, privacy::show_privacy)
        .get("/lacak", Access::Public, follow::ask_code)
        .get("/laporan", Access::Public, published::list_published)
        .get("/laporan/{number}", Access::Public, published_case::show_published)
        .get("/laporan/{number}/foto/{place}", Access::Public, published_case::show_photo)
        .get("/laporan/{number}/foto/{place}/kecil", Access::Public, published_case::show_small)
        .get("/terbuka", Access::Public, open_figures::show_figures)
        .get("/terbuka/laporan.csv", Access::Public, downloads::figures_csv)
        .get("/terbuka/laporan.jsonl", Access::Public, downloads::published_jsonl)
        .merge(report::routes(cases))
        .merge(outbox::routes(cases))
        .merge(reporter::routes(cases))
}
