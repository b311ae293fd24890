//! `hadir node join`: an office's node takes its certificate.

use hadir_calendar::Zone;
use hadir_store::Clock;

use super::super::Answer;
use crate::cli::Join;
use crate::enrolment::{self, Joined, last_day};
use crate::folder::NodeFolder;
use crate::node::Failure;
use crate::say;

/// How far a clock may be behind without a word, in milliseconds.
const BEHIND_MS: i64 = 60 * 1_000;

/// Takes the certificate.
pub async fn run(asked: Join) -> Result<Answer, Failure> {
    let mut folder = NodeFolder::open(&asked.folder.data)?;
    let clock = Clock::System;
    let joined = enrolment::join(&mut folder, &asked.certificate, clock.clone()).await?;
    let Joined { certificate, regency, is_known, .. } = &joined;
    let data = asked.folder.data.display();
    let first = if *is_known { "Good, and here already" } else { "Good" };
    say::line(format_args!("{first}: {} belongs to {}.", certificate.name, regency.name));
    say::line(format_args!("Unit         {}", certificate.unit.as_str()));
    say::line(format_args!("Prefix       {}", certificate.prefix));
    let (from, last) =
        (enrolment::day(certificate.valid_from_ms, regency.zone), last_day(certificate.valid_until_ms, regency.zone));
    say::line(format_args!("Valid        {from} to the end of {last} ({})", regency.zone.abbreviation()));
    if let Some(ms) = joined.https_until_ms {
        say::line(format_args!("HTTPS        to the end of {}", last_day(ms, regency.zone)));
    }
    say::line(format_args!("Root         {}", certificate.root));
    say::line("Compare the first digits of the root with those that the regency reads to you.");
    clock_remark(&joined, clock.now_ms(), regency.zone);
    let listen = if joined.https_until_ms.is_some() { "0.0.0.0:443 --tls" } else { "127.0.0.1:8080" };
    say::line(format_args!("Next: hadir serve --data {data} --listen {listen}"));
    let root = regency.address.as_deref().unwrap_or("URL_OF_THE_REGENCY");
    say::line(format_args!("Then: hadir sync --data {data} {root}"));
    Ok(Answer::Yes)
}

/// Says so where the machine's clock cannot be right, or the certificate is over.
fn clock_remark(joined: &Joined, now_ms: i64, zone: Zone) {
    let certificate = &joined.certificate;
    let today = enrolment::day(now_ms, zone);
    if now_ms + BEHIND_MS < certificate.valid_from_ms {
        let from = enrolment::day(certificate.valid_from_ms, zone);
        say::remark(format_args!(
            "This machine's clock says {today}, but the certificate was signed on {from}: set the clock right. What is \
             recorded here is put in order after the certificate all the same, but limits would be counted wrongly."
        ));
    } else if now_ms >= certificate.valid_until_ms {
        say::remark(format_args!(
            "This machine's clock says {today}, after the certificate's last day: set the clock right, or ask the \
             regency for a new certificate. Until then the node cannot sync."
        ));
    }
}
