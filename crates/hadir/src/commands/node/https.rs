//! `hadir node https`: what a node is called in its network, and its certificate for that. An office asks with the line
//! by which it is enrolled; the regency's own node is given its certificate at once.

use hadir_calendar::Zone;
use hadir_store::{Chance, Clock, Fault, Store};
use jiff::Timestamp;

use super::super::Answer;
use crate::authority::{self, Address};
use crate::cli::Https;
use crate::enrolment::{AddressTaken, Addresses, last_day};
use crate::fleet::{self, Fleet};
use crate::folder::NodeFolder;
use crate::node::{Failure, open_store};
use crate::{https, passphrase, root_key, say};

/// Asks for the certificate, or makes it.
pub async fn run(asked: Https) -> Result<Answer, Failure> {
    let mut folder = NodeFolder::open(&asked.folder.data)?;
    let before = folder.config().https.as_ref().map(|https| https.addresses.clone()).unwrap_or_default();
    let addresses: Vec<Address> = if asked.address.is_empty() { before } else { asked.address.clone() };
    if folder.config().office.is_none() {
        // Before they are remembered as the regency's own.
        are_free(&folder, &addresses, &asked.allow_address).await?;
    }
    https::begin(&mut folder, &addresses)?;
    match super::request(&folder, Clock::System.now_ms())? {
        Some(line) => ask(&line, asked.qr),
        None => sign(&mut folder, &asked)?,
    }
    Ok(Answer::Yes)
}

fn ask(line: &str, is_shown: bool) {
    say::line(line);
    if is_shown {
        say::qr(line);
    }
    say::remark("The line above is this node's request, and no secret; the key it asks for stays here.");
    say::remark("Next: give it to the regency (hadir node enrol … REQUEST), and take its answer with hadir node join.");
}

/// That no office's node has one of the names, or that it was said once more.
async fn are_free(folder: &NodeFolder, addresses: &[Address], allowed: &[Address]) -> Result<(), Failure> {
    let store = open_store(folder, None).await?;
    let taken = taken(&store, folder, addresses, allowed).await;
    store.close().await;
    taken?.map_or(Ok(()), |taken| Err(taken.into()))
}

async fn taken(
    store: &Store,
    folder: &NodeFolder,
    addresses: &[Address],
    allowed: &[Address],
) -> Result<Option<AddressTaken>, Fault> {
    let fleet = Fleet::of(store).await?;
    let Some(root) = fleet::root(folder, &fleet, store.node()) else { return Ok(None) };
    let known = Addresses::of(store, folder, &fleet, root, store.clock().now_ms()).await?;
    let mut asked = addresses.iter().filter(|address| !allowed.contains(address));
    Ok(asked.find_map(|address| known.taken_from_regency(address, [Some(store.node()), None])))
}

fn sign(folder: &mut NodeFolder, asked: &Https) -> Result<(), Failure> {
    let data = &asked.folder.data;
    let usual = || authority::default_place(&root_key::default_place(data));
    let place = asked.authority_key.clone().unwrap_or_else(usual);
    let Some(file) = &asked.root_passphrase_file else {
        return Err(
            "this is the regency's own node: give --root-passphrase-file, and the authority's key with --authority-key"
                .into(),
        );
    };
    let authority = authority::read(&place, passphrase::from_file(file)?)?;
    let wish = https::wish(folder)?.ok_or(https::HttpsError::Addresses)?;
    let (name, now) = (folder.config().name.clone(), Timestamp::from_millisecond(Clock::System.now_ms())?);
    let grant = authority.sign(&name, &wish.point, &wish.addresses, now, Timestamp::MAX, &Chance::System)?;
    https::take(folder, &grant, now.as_millisecond())?;
    let zone = folder.config().regency.as_ref().map_or(Zone::Wib, |regency| regency.zone);
    say::line(format_args!(
        "Good: this node has a certificate, valid to the end of {}.",
        last_day(grant.valid_until_ms, zone)
    ));
    for address in &wish.addresses {
        say::line(format_args!("Address      https://{}", address.in_url()));
    }
    say::line(format_args!("Fingerprint  {}", https::fingerprint(&grant.anchor)));
    say::line(format_args!("Next: hadir serve --data {} --listen 0.0.0.0:443 --tls", data.display()));
    Ok(())
}
