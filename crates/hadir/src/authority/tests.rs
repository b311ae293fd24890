//! What programs that know the authority believe, and what they do not, whoever holds its key.

use std::sync::Arc;
use std::time::Duration;

use hadir_store::Chance;
use jiff::{SignedDuration, Timestamp};
use rcgen::{CertificateParams, ExtendedKeyUsagePurpose, Issuer, KeyPair, PublicKeyData};
use rustls::RootCertStore;
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::ServerCertVerifier;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};

use super::make::issuer_names;
use super::*;

const DAY: SignedDuration = SignedDuration::from_hours(24);

fn now() -> Timestamp {
    "2026-11-22T01:30:00Z".parse().unwrap()
}

fn authority() -> Authority {
    let territory = Territory(vec!["nunukankab.go.id".parse().unwrap()]);
    Authority::make("Kabupaten Nunukan", territory, now(), now() + DAY * 3_650, &Chance::seeded(1)).unwrap()
}

fn addresses(named: &[&str]) -> Vec<Address> {
    named.iter().map(|address| address.parse().unwrap()).collect()
}

fn point(key: &KeyPair) -> [u8; POINT_BYTES] {
    key.der_bytes().try_into().unwrap()
}

fn granted(authority: &Authority, named: &[&str], until: Timestamp) -> Result<Grant, SignError> {
    let key = KeyPair::generate().unwrap();
    authority.sign("Kecamatan Sebatik", &point(&key), &addresses(named), now(), until, &Chance::seeded(2))
}

/// Whether a client that trusts the anchor alone believes this chain to be the host.
fn believes(anchor: &[u8], leaf: &[u8], issuer: &[u8], host: &str, at: Timestamp) -> bool {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from(anchor)).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let verifier = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider).build().unwrap();
    let (leaf, issuer) = (CertificateDer::from(leaf), [CertificateDer::from(issuer)]);
    let at = UnixTime::since_unix_epoch(Duration::from_secs(at.as_second().unsigned_abs()));
    verifier.verify_server_cert(&leaf, &issuer, &ServerName::try_from(host.to_owned()).unwrap(), &[], at).is_ok()
}

#[test]
fn a_node_is_believed_at_its_addresses_and_nowhere_else_while_its_certificate_lasts() {
    let (authority, elsewhere) = (authority(), authority());
    let named = ["192.168.1.10", "hadir.sebatik.lan", "fd00::2", "hadir.nunukankab.go.id"];
    let grant = granted(&authority, &named, now() + DAY * 700).unwrap();
    let at = |host: &str, when| believes(&grant.anchor, &grant.leaf, &grant.issuer, host, when);
    for host in named {
        assert!(at(host, now()), "{host}");
    }
    assert!(at("192.168.1.10", now() - DAY / 2), "a phone's clock may be behind");
    for (host, when) in [
        ("192.168.1.11", now()),
        ("hadir.krayan.lan", now()),
        ("192.168.1.10", now() + DAY * 700),
        ("192.168.1.10", now() - DAY * 2),
    ] {
        assert!(!at(host, when), "{host} at {when}");
    }
    assert!(!believes(&elsewhere.anchor, &grant.leaf, &grant.issuer, "192.168.1.10", now()), "another regency");
}

#[test]
fn nothing_lasts_longer_than_phones_take_or_the_authority_does() {
    let authority = authority();
    let days = |until| {
        (granted(&authority, &["10.0.0.1"], until).unwrap().valid_until_ms - now().as_millisecond()) / 86_400_000
    };
    assert_eq!([days(now() + DAY * 30), days(now() + DAY * 3_000)], [30, 820]);
    let short = Authority { until: now() + DAY * 10, ..self::authority() };
    assert_eq!(granted(&short, &["10.0.0.1"], now() + DAY * 30).unwrap().valid_until_ms, short.until.as_millisecond());
    let over = Authority { until: now(), ..self::authority() };
    assert!(matches!(granted(&over, &["10.0.0.1"], now() + DAY), Err(SignError::Over)));
}

#[test]
fn addresses_of_others_are_refused_in_words() {
    let refused = granted(&authority(), &["10.0.0.1", "bank.co.id"], now() + DAY).unwrap_err().to_string();
    assert!(refused.contains("vouch for bank.co.id") && refused.contains(".nunukankab.go.id"), "{refused}");
}

/// Whoever has the key does not ask this program. So the certificates have to say it.
#[test]
fn a_stolen_authority_cannot_pass_for_a_bank() {
    let authority = authority();
    let mut issuer = CertificateParams::default();
    issuer.distinguished_name = issuer_names(&authority.regency, authority.made);
    let issuer = Issuer::from_params(&issuer, &authority.key);
    let forged = |host: &str| {
        let mut params = CertificateParams::new(vec![host.to_owned()]).unwrap();
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.use_authority_key_identifier_extension = true;
        let leaf = params.signed_by(&KeyPair::generate().unwrap(), &issuer).unwrap();
        believes(&authority.anchor, leaf.der(), &authority.issuer, host, now())
    };
    for host in ["bank.co.id", "203.0.113.7", "8.8.8.8", "2001:db8::1", "go.id", "lan.example"] {
        assert!(!forged(host), "{host}");
    }
    assert!(forged("192.168.1.1") && forged("router.lan"), "what it can do with it");
}

#[test]
fn a_stolen_authority_cannot_make_another_authority() {
    let authority = authority();
    let mut above = CertificateParams::default();
    above.distinguished_name = issuer_names(&authority.regency, authority.made);
    let above = Issuer::from_params(&above, &authority.key);
    let mut below = make::params(issuer_names("x", now()), now(), now() + DAY, &Chance::seeded(3));
    let key = KeyPair::generate().unwrap();
    below.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    let middle = below.signed_by(&key, &above).unwrap();
    let leaf = CertificateParams::new(vec!["hadir.lan".to_owned()]).unwrap();
    let leaf = leaf.signed_by(&KeyPair::generate().unwrap(), &Issuer::from_params(&below, &key)).unwrap();
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from(&*authority.anchor)).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let verifier = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider).build().unwrap();
    let between = [middle.der().clone(), CertificateDer::from(&*authority.issuer)];
    let at = UnixTime::since_unix_epoch(Duration::from_secs(now().as_second().unsigned_abs()));
    let name = ServerName::try_from("hadir.lan").unwrap();
    assert!(verifier.verify_server_cert(leaf.der(), &between, &name, &[], at).is_err());
}

#[test]
fn an_authority_comes_back_from_its_file_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let place = default_place(&folder.path().join("root.age"));
    assert!(place.ends_with("root-authority.age"));
    let authority = authority();
    write(&place, &authority, "angin barat daya".into()).unwrap();
    let again = read(&place, "angin barat daya".into()).unwrap();
    let grant = granted(&again, &["10.1.2.3"], now() + DAY).unwrap();
    assert_eq!((&grant.anchor, &grant.issuer), (&authority.anchor, &authority.issuer));
    assert!(believes(&authority.anchor, &grant.leaf, &grant.issuer, "10.1.2.3", now()));
    let refused = read(&place, "angin barat laut".into()).err().unwrap().to_string();
    assert!(refused.contains("the passphrase does not open the key of an authority"), "{refused}");
    assert!(write(&place, &authority, "x".into()).unwrap_err().to_string().contains("exists already"));
}
