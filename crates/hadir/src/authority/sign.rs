//! Signing the certificate of a node.

use hadir_store::Chance;
use jiff::{SignedDuration, Timestamp};
use rcgen::{
    DistinguishedName, DnType, ExtendedKeyUsagePurpose, Issuer, KeyUsagePurpose, PKCS_ECDSA_P256_SHA256, PublicKeyData,
    SanType, SignatureAlgorithm,
};

use super::address::{Address, Territory};
use super::make::{Authority, common_name, issuer_names, params};

/// Bytes of a point on P-256, uncompressed (SEC 1, section 2.3.3): what a node's key for HTTPS is to others.
pub const POINT_BYTES: usize = 65;
/// How long a certificate is valid at most. iPhones refuse more than 825 days, also below an authority that their owner
/// installed (Apple, "Requirements for trusted certificates in iOS 13 and macOS 10.15", support.apple.com/103769). The
/// 398 days of later rules, and the 47 to come, are for authorities that browsers bring ("About upcoming limits on
/// trusted certificates", support.apple.com/102028). Five days are left for the day before and clocks that are wrong.
/// It is more than the two years of an enrolment, so that one line in each direction renews both.
const VALID_MAX: SignedDuration = SignedDuration::from_hours(820 * 24);

/// What a node gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The certificate that people install, in DER.
    pub anchor: Vec<u8>,
    /// The certificate below it, in DER.
    pub issuer: Vec<u8>,
    /// The node's own, in DER.
    pub leaf: Vec<u8>,
    /// Until when all three are valid, in milliseconds since 1970 (UTC).
    pub valid_until_ms: i64,
}

/// Why nothing was signed.
#[derive(Debug, thiserror::Error)]
pub enum SignError {
    /// It may not vouch for the address.
    #[error(
        "the authority does not vouch for {address}, only for addresses of private networks and for names that end in \
         {domains}; ask the office for a request with another --address"
    )]
    Outside {
        /// The address.
        address: Address,
        /// What names may end in.
        domains: String,
    },
    /// It is at its end.
    #[error("the authority is at its end; make a new one with `hadir root authority`")]
    Over,
    /// The certificate could not be made.
    #[error("the certificate could not be made")]
    Certificate(#[from] rcgen::Error),
}

impl Authority {
    /// Signs a certificate for the key with this point, valid until the given instant or as long as any may be.
    ///
    /// # Errors
    /// [`SignError::Outside`] when it may not vouch for one of the addresses, [`SignError::Over`] at its end.
    pub fn sign(
        &self,
        name: &str,
        point: &[u8; POINT_BYTES],
        addresses: &[Address],
        now: Timestamp,
        until: Timestamp,
        chance: &Chance,
    ) -> Result<Grant, SignError> {
        self.territory.covers_all(addresses)?;
        let until = until.min(now.saturating_add(VALID_MAX).unwrap_or(Timestamp::MAX)).min(self.until);
        if until <= now {
            return Err(SignError::Over);
        }
        let mut names = DistinguishedName::new();
        names.push(DnType::CommonName, common_name(name, ""));
        let mut params = params(names, now, until, chance);
        params.subject_alt_names = addresses.iter().map(san).collect::<Result<_, _>>()?;
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        let mut issuer = rcgen::CertificateParams::default();
        issuer.distinguished_name = issuer_names(&self.regency, self.made);
        let leaf = params.signed_by(&Point(point), &Issuer::from_params(&issuer, &self.key))?.der().to_vec();
        let (anchor, issuer) = (self.anchor.clone(), self.issuer.clone());
        Ok(Grant { anchor, issuer, leaf, valid_until_ms: until.as_millisecond() })
    }
}

impl Territory {
    fn covers_all(&self, addresses: &[Address]) -> Result<(), SignError> {
        let outside = addresses.iter().find(|address| !self.covers(address));
        let domains = || self.domains().map(|domain| format!(".{domain}")).collect::<Vec<_>>().join(" ");
        outside.map_or(Ok(()), |address| Err(SignError::Outside { address: address.clone(), domains: domains() }))
    }
}

fn san(address: &Address) -> Result<SanType, rcgen::Error> {
    Ok(match address {
        Address::Name(name) => SanType::DnsName(name.as_str().try_into()?),
        Address::Ip(ip) => SanType::IpAddress(*ip),
    })
}

/// A public key that came in a request.
struct Point<'a>(&'a [u8; POINT_BYTES]);

impl PublicKeyData for Point<'_> {
    fn der_bytes(&self) -> &[u8] {
        self.0
    }

    fn algorithm(&self) -> &'static SignatureAlgorithm {
        &PKCS_ECDSA_P256_SHA256
    }
}
