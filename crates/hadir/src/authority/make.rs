//! Making an authority.

use std::time::Duration;

use hadir_store::Chance;
use jiff::{SignedDuration, Timestamp};
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa,
    KeyPair, KeyUsagePurpose, SerialNumber, date_time_ymd,
};

use super::address::Territory;

/// How long before its making a certificate begins, for phones whose clock is behind.
const BEFORE: SignedDuration = SignedDuration::from_hours(24);
/// Longest name in a certificate, in characters (RFC 5280, appendix A.1, `ub-common-name`).
const NAME_CHARS_MAX: usize = 64;

/// An authority with its key.
pub struct Authority {
    /// The regency's name.
    pub regency: String,
    /// What it may vouch for.
    pub territory: Territory,
    /// When it was made.
    pub made: Timestamp,
    /// From when on nothing it signed counts any more.
    pub until: Timestamp,
    /// The certificate that people install, in DER.
    pub anchor: Vec<u8>,
    /// The certificate below it, which signs, in DER.
    pub issuer: Vec<u8>,
    pub(super) key: KeyPair,
}

impl Authority {
    /// Makes an authority. The key of its anchor exists in here and nowhere else.
    ///
    /// All keys are drawn by the cryptography itself, from the system, as TLS draws its own.
    ///
    /// # Errors
    /// When the system gives no randomness.
    pub fn make(
        regency: &str,
        territory: Territory,
        made: Timestamp,
        until: Timestamp,
        chance: &Chance,
    ) -> Result<Self, rcgen::Error> {
        let mut params = authority_params(names(regency, made, ""), &territory, (made, until), chance);
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(1));
        let anchor = CertifiedIssuer::self_signed(params, KeyPair::generate()?)?;
        let key = KeyPair::generate()?;
        let mut params = authority_params(issuer_names(regency, made), &territory, (made, until), chance);
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        let issuer = params.signed_by(&key, &anchor)?.der().to_vec();
        let (regency, anchor) = (regency.to_owned(), anchor.der().to_vec());
        Ok(Self { regency, territory, made, until, anchor, issuer, key })
    }
}

fn authority_params(
    names: DistinguishedName,
    territory: &Territory,
    (made, until): (Timestamp, Timestamp),
    chance: &Chance,
) -> CertificateParams {
    let mut params = params(names, made, until, chance);
    params.name_constraints = Some(territory.constraints());
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params
}

/// What every certificate has, authority's or node's. Its serial is drawn, because some programs refuse two of one issuer
/// with the same; 16 bytes, positive, as RFC 5280, section 4.1.2.2 asks for.
pub(super) fn params(
    names: DistinguishedName,
    from: Timestamp,
    until: Timestamp,
    chance: &Chance,
) -> CertificateParams {
    let mut serial: [u8; 16] = chance.bytes();
    serial[0] = serial[0] & 0x7f | 0x40;
    let mut params = CertificateParams::default();
    // Certificates have whole seconds, the last of which is valid still; both instants are after 1970.
    let epoch = date_time_ymd(1970, 1, 1);
    params.not_before = epoch + Duration::from_secs((from - BEFORE).as_second().unsigned_abs());
    params.not_after = epoch + Duration::from_secs((until.as_second() - 1).unsigned_abs());
    params.serial_number = Some(SerialNumber::from_slice(&serial));
    params.distinguished_name = names;
    params.use_authority_key_identifier_extension = true;
    params
}

/// What the issuer is called; what it signs names it so, byte for byte.
pub(super) fn issuer_names(regency: &str, made: Timestamp) -> DistinguishedName {
    names(regency, made, " (kantor)")
}

/// "Hadir Kabupaten Nunukan", with the instant it was made, so that a later authority is told from an earlier one.
fn names(regency: &str, made: Timestamp, end: &str) -> DistinguishedName {
    let mut names = DistinguishedName::new();
    names.push(DnType::OrganizationalUnitName, made.to_string());
    names.push(DnType::CommonName, common_name(&format!("Hadir {regency}"), end));
    names
}

/// A name that fits into a certificate.
pub(super) fn common_name(name: &str, end: &str) -> String {
    name.chars().take(NAME_CHARS_MAX - end.chars().count()).chain(end.chars()).collect()
}
