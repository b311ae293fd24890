//! `hadir node enrol`: a certificate for an office's node. It prints the line for the office and nothing else; what it
//! granted is said beside.

use std::path::{Path, PathBuf};

use hadir_oplog::{Certificate, Rights};

use super::super::Answer;
use crate::authority::{self, Authority};
use crate::cli::{Enrol, RootKey};
use crate::enrolment::{self, Enrolled, Https, Request, Wish, last_day};
use crate::folder::NodeFolder;
use crate::node::{Failure, open_store};
use crate::{passphrase, say};

/// A clock this far ahead is worth a word, in milliseconds.
const AHEAD_MS: i64 = 5 * 60 * 1_000;
/// A request this old is worth a word too, in milliseconds.
const OLD_MS: i64 = 30 * DAY_MS;
/// A day, in milliseconds.
const DAY_MS: i64 = 86_400_000;

/// Grants the request.
pub async fn run(asked: Enrol) -> Result<Answer, Failure> {
    let request = Request::read(&asked.request)?;
    let data = &asked.folder.data;
    let folder = NodeFolder::open(data)?;
    let store = open_store(&folder, None).await?;
    let root = super::root(&asked.root, data)?;
    let authority = if request.https.is_some() { authority(&asked.root, asked.authority_key, data)? } else { None };
    let (made_ms, now_ms) = (request.made_ms, store.clock().now_ms());
    let is_shown = asked.qr;
    let wish = Wish {
        unit: asked.unit,
        read: asked.read,
        write: asked.write,
        until: asked.until,
        prefix: asked.prefix,
        address: asked.address,
        replaces: asked.replaces,
        allowed: asked.allow_address,
    };
    let enrolled = enrolment::enrol(&folder, &store, &root, authority.as_ref(), request, wish).await;
    store.close().await;
    let enrolled = enrolled?;
    say::line(&enrolled.line);
    if is_shown {
        say::qr(&enrolled.line);
    }
    explain(&enrolled);
    remark_on_clocks(made_ms, now_ms);
    Ok(Answer::Yes)
}

/// The authority with its key, which is beside the root key or where it is said to be; none where it is not.
fn authority(root: &RootKey, named: Option<PathBuf>, data: &Path) -> Result<Option<Authority>, Failure> {
    let usual = || authority::default_place(&super::root_place(root, data));
    let is_named = named.is_some();
    let place = named.unwrap_or_else(usual);
    if !is_named && !place.exists() {
        return Ok(None);
    }
    Ok(Some(authority::read(&place, passphrase::from_file(&root.root_passphrase_file)?)?))
}

/// Says so where the two clocks are further apart than a line travels, because one of them is wrong then.
fn remark_on_clocks(made_ms: i64, now_ms: i64) {
    let ahead_ms = made_ms.saturating_sub(now_ms);
    if ahead_ms > AHEAD_MS {
        say::remark(format_args!(
            "By the office's clock the request was made {} minutes from now: one of the two clocks is wrong.",
            ahead_ms / 60_000
        ));
    } else if ahead_ms < -OLD_MS {
        say::remark(format_args!(
            "By the office's clock the request was made {} days ago. If it is newer, one of the two clocks is wrong.",
            -(ahead_ms / DAY_MS)
        ));
    }
}

fn explain(enrolled: &Enrolled) {
    let Enrolled { certificate, zone, is_narrowed, https, replaced, .. } = enrolled;
    let Certificate { serial, name, prefix, unit, valid_until_ms, .. } = certificate;
    say::remark(format_args!(
        "Certificate {serial}: {name}, unit {}; its public numbers begin with {prefix}.",
        unit.as_str()
    ));
    say::remark(format_args!(
        "It carries {}, acts in {}, and is valid to the end of {}.",
        units(certificate, Rights::READ_ALL),
        units(certificate, Rights::WRITE_ALL),
        last_day(*valid_until_ms, *zone)
    ));
    match https {
        Https::NotAsked => {}
        Https::NoAuthority => say::remark(
            "The office asked for a certificate for HTTPS and gets none: the authority's key is not beside the root key. \
             Bring it, or make an authority with `hadir root authority`, and enrol once more.",
        ),
        Https::Until(ms) => {
            say::remark(format_args!(
                "Its certificate for HTTPS is valid to the end of {}, for these addresses and no others: {}",
                last_day(*ms, *zone),
                enrolled.addresses.join(", ")
            ));
            say::remark("Whoever has it passes for each of them: hand the line on only if all are that office's own.");
        }
    }
    if let Some(replaced) = replaced {
        say::remark(format_args!(
            "It takes the place of {}, whose certificates have ended. What that key signed and is here goes on counting.",
            &replaced.to_string()[..16]
        ));
    }
    if *is_narrowed {
        say::remark(
            "Earlier certificates of this node allowed more and have ended. What it did under them that is not here yet is set aside.",
        );
    }
    say::remark(
        "The line above is for this node alone, and no secret. Next, at the office: hadir node join --data DIR LINE",
    );
    say::remark(format_args!(
        "Compare there, by telephone, the first digits of the root it names: {}",
        &certificate.root.to_string()[..16]
    ));
}

/// What a certificate lets a node carry, or act in, in words.
pub fn units(certificate: &Certificate, everywhere: Rights) -> String {
    let listed = if everywhere == Rights::READ_ALL { &certificate.reads } else { &certificate.writes };
    if certificate.rights.contains(everywhere) {
        return "every unit".to_owned();
    }
    let units: Vec<_> = listed.iter().map(|scope| scope.as_str()).collect();
    if units.is_empty() { "no unit".to_owned() } else { units.join(" ") }
}
