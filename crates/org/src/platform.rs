//! What every handler of every pillar gets: the store, the organisation, languages, assets, and how this process
//! is reached.

use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use governor::Quota;
use hadir_oplog::{ActorId, Rights, Scope};
use hadir_store::{Fault, Store};
use hadir_ui::assets::Assets;
use hadir_ui::lang::Languages;
use hadir_ui::shell::{NavLink, OfficerNames, Site};

use crate::directory::Directory;
use crate::links::{self, Freshness, Links, LinksAtHand};
use crate::measure::Measure;
use crate::number_series::NumberSeries;
use crate::organisation::Organisation;
use crate::sign_in::password::Passwords;
use crate::web::TrustedProxies;

/// What one program may ask in a second for long, so that it leaves the machine to people.
const PROGRAM_PER_SECOND: NonZeroU32 = NonZeroU32::new(50).expect("it is not zero");
/// What it may ask at once after it was silent.
const PROGRAM_AT_ONCE: NonZeroU32 = NonZeroU32::new(500).expect("it is not zero");

/// The state of all routes. Cloning shares it.
#[derive(Clone)]
pub struct Platform(Arc<Inner>);

struct Inner {
    parts: PlatformParts,
    directory: Directory,
    passwords: Passwords,
    number_series: NumberSeries,
    links: LinksAtHand,
    programs: Measure,
}

/// What a platform is made of.
pub struct PlatformParts {
    /// Operations and projections.
    pub store: Store,
    /// Every language the program speaks.
    pub languages: Languages,
    /// Every file that pages link.
    pub assets: Assets,
    /// Links of the citizen navigation, in their order.
    pub nav: Vec<NavLink>,
    /// Rooms of the staff desk, in their order.
    pub rooms: Vec<Room>,
    /// Whose forwarded headers count.
    pub trusted_proxies: TrustedProxies,
    /// Whether people reach this process by TLS, so that cookies may insist on it.
    pub is_served_by_tls: bool,
    /// Whether the public limit on reports holds; benchmarks lift it.
    pub is_public_rate_limited: bool,
    /// Until when the certificate is valid that the regency's authority signed for this process, if it serves with one;
    /// in milliseconds since 1970 (UTC).
    pub https_until_ms: Option<i64>,
    /// Where people reach the regency's own node, on an office's node that was told.
    pub regency_address: Option<String>,
}

/// A room of the staff desk.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    /// Where it is.
    pub path: &'static str,
    /// Its words in the officer's language.
    pub label: fn(&hadir_ui::lang::Lang) -> String,
    /// Who finds it in the rail.
    pub right: Option<crate::access::Right>,
}

impl Platform {
    /// Opens the organisation of a store.
    pub async fn open(parts: PlatformParts) -> Result<Self, Fault> {
        let directory = Directory::open(&parts.store).await?;
        let number_series = NumberSeries::of(&parts.store).await?;
        let passwords = Passwords::new(parts.store.chance());
        let programs =
            Measure::new(Quota::per_second(PROGRAM_PER_SECOND).allow_burst(PROGRAM_AT_ONCE), parts.store.clock());
        let links = LinksAtHand::default();
        Ok(Self(Arc::new(Inner { parts, directory, passwords, number_series, links, programs })))
    }

    /// Operations and projections.
    pub fn store(&self) -> &Store {
        &self.0.parts.store
    }

    /// The organisation, kept up to date.
    pub fn directory(&self) -> &Directory {
        &self.0.directory
    }

    /// The organisation at this moment.
    pub fn org(&self) -> Arc<Organisation> {
        self.0.directory.current()
    }

    /// Every language the program speaks.
    pub fn languages(&self) -> &Languages {
        &self.0.parts.languages
    }

    /// Every file that pages link.
    pub fn assets(&self) -> &Assets {
        &self.0.parts.assets
    }

    /// Rooms of the staff desk.
    pub fn rooms(&self) -> &[Room] {
        &self.0.parts.rooms
    }

    /// Whose forwarded headers count.
    pub fn trusted_proxies(&self) -> &TrustedProxies {
        &self.0.parts.trusted_proxies
    }

    /// Whether people reach this process by TLS.
    pub fn is_served_by_tls(&self) -> bool {
        self.0.parts.is_served_by_tls
    }

    /// Until when the certificate is valid that the regency's authority signed for this process, if it serves with one;
    /// in milliseconds since 1970 (UTC).
    pub fn https_until_ms(&self) -> Option<i64> {
        self.0.parts.https_until_ms
    }

    /// How many reports one sender may file in an hour; none where the limit is lifted.
    pub fn reports_per_hour(&self) -> Option<u32> {
        let limit = self.org().regency().reports_per_hour;
        (self.0.parts.is_public_rate_limited && limit > 0).then_some(limit)
    }

    /// What the public numbers that this node gives in a year begin with.
    ///
    /// A certificate with another prefix may have come since the node was opened, and one whose rights are fewer ends
    /// those before it: a number under the old prefix would then count nowhere.
    pub fn number_prefix(&self, year: i16) -> String {
        let series = &self.0.number_series;
        let given = series.prefix_in(year);
        let (standings, node) = (self.store().standings(), self.store().node());
        let Some(trust) = standings.trust() else { return given };
        let ended = trust.revocations(&node).map(|revocation| revocation.through).max();
        let in_force = || trust.certificates(&node).filter(|certificate| Some(certificate.serial) > ended);
        let latest = in_force().max_by_key(|certificate| certificate.serial);
        match latest {
            Some(latest) if !in_force().any(|certificate| certificate.may_number(&given)) => {
                series.under(&latest.prefix).prefix_in(year)
            }
            _ => given,
        }
    }

    /// The unit whose office this node serves, where the node may not act for the whole regency: what comes in here is
    /// this unit's to follow, whoever handles it.
    pub fn own_unit(&self) -> Option<Scope> {
        let (standings, node) = (self.store().standings(), self.store().node());
        let of_node = standings.trust()?.certificates(&node);
        let certificate = of_node.max_by_key(|certificate| certificate.serial)?;
        (!certificate.rights.contains(Rights::WRITE_ALL)).then(|| certificate.unit.clone())
    }

    /// Whether a public number that begins like this was given by this node: the case's home, which alone does what
    /// follows from time or a changed calendar.
    pub fn is_home_of(&self, prefix: &str) -> bool {
        let series = &self.0.number_series;
        let (standings, node) = (self.store().standings(), self.store().node());
        let mut certificates = standings.trust().into_iter().flat_map(|trust| trust.certificates(&node));
        series.is_own(prefix) || certificates.any(|earlier| series.under(&earlier.prefix).is_own(prefix))
    }

    /// The regency's nodes and how they stand with this one, as they were a few seconds ago.
    pub async fn links(&self) -> Result<Arc<Links>, Fault> {
        self.0.links.get(self.store(), self.org().regency().silent_hours).await
    }

    /// Whether this is an office's node, which may be apart from the regency.
    pub fn is_office(&self) -> bool {
        links::is_office(self.store())
    }

    /// The name of this office's node, if it carries only its own units' cases, so that lists and figures show a part.
    pub fn part_carried(&self) -> Option<String> {
        links::part_carried(self.store())
    }

    /// How fresh the picture on an office's node is, where there is something to say.
    pub async fn freshness(&self) -> Result<Option<Freshness>, Fault> {
        if !self.is_office() {
            return Ok(None);
        }
        let freshness = self.links().await?.freshness();
        Ok(freshness.filter(|freshness| !freshness.is_fresh(self.store().clock().now_ms())))
    }

    /// Where people reach the regency's own node, on an office's node that was told.
    pub fn regency_address(&self) -> Option<&str> {
        self.0.parts.regency_address.as_deref()
    }

    /// What the regency says about itself on all its pages.
    pub fn site(&self) -> Site {
        let org = self.org();
        let regency = org.regency();
        let names = if regency.are_officer_names_public { OfficerNames::Public } else { OfficerNames::Hidden };
        Site {
            name: regency.name.clone(),
            emergency: regency.emergency.clone(),
            zone: regency.zone.abbreviation().to_owned(),
            officer_names: names,
            nav: self.0.parts.nav.clone(),
        }
    }

    /// Counts what a program asks; says for how long to wait if it is too much.
    pub(crate) fn admits_program(&self, program: ActorId) -> Result<(), Duration> {
        self.0.programs.count(program.as_bytes())
    }

    /// Hashing and checking passwords, a few at a time.
    pub(crate) fn passwords(&self) -> &Passwords {
        &self.0.passwords
    }
}
