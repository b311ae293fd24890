//! `hadir root authority`: the regency's authority for HTTPS in its offices.

use hadir_store::Chance;
use jiff::ToSpan;

use super::super::{Answer, node};
use crate::authority::{self, Authority, Territory};
use crate::cli;
use crate::enrolment::{self, last_day};
use crate::folder::NodeFolder;
use crate::node::{Failure, open_store};
use crate::{https, passphrase, say};

/// How long an authority is valid when nobody says otherwise, in years. When it ends, everyone who installed it has to
/// install the next one.
const USUAL_YEARS: i64 = 10;

/// Makes the authority.
pub async fn run(asked: cli::Authority) -> Result<Answer, Failure> {
    let data = &asked.folder.data;
    let folder = NodeFolder::open(data)?;
    // Reading the root key also says that the passphrase is the one that will be remembered.
    let root = node::root(&asked.root, data)?;
    let store = open_store(&folder, None).await?;
    let regency = enrolment::is_root(&folder, &store, &root).await;
    let now = store.clock().now();
    store.close().await;
    let regency = regency?;
    let until = asked.until.unwrap_or_else(|| regency.zone.date_at(now).saturating_add(USUAL_YEARS.years()));
    let until = enrolment::end(Some(until), regency.zone, now)?;
    let place = asked.authority_key.unwrap_or_else(|| authority::default_place(&node::root_place(&asked.root, data)));
    let territory = Territory(asked.domain);
    let made = Authority::make(&regency.name, territory, now, until, &Chance::System)?;
    authority::write(&place, &made, passphrase::from_file(&asked.root.root_passphrase_file)?)?;
    https::keep_anchor(&folder, &made.anchor)?;
    say::line(format_args!("Made the authority of {}, valid to the end of {}.", regency.name, {
        last_day(until.as_millisecond(), regency.zone)
    }));
    let domains: Vec<_> = made.territory.domains().map(|domain| format!(".{domain}")).collect();
    say::line(format_args!("It vouches for addresses of private networks and for {}.", domains.join(" ")));
    say::line(format_args!("Fingerprint  {}", https::fingerprint(&made.anchor)));
    say::line(format_args!("Its key is in {} and opens with the root key's passphrase. Keep it with", place.display()));
    say::line("the root key, in two places, away from this machine. Shares of the root key do not bring it back.");
    say::line("Next, for this node:    hadir node https --address HOST …");
    say::line("Next, for each office:  hadir node https --address HOST …, then enrol and join with the lines.");
    Ok(Answer::Yes)
}
