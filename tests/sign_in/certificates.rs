//! Certificates in every accepted form, and the messages for all others.

use p12_keystore::{EncryptionAlgorithm, KeyStore, KeyStoreEntry, PrivateKey, PrivateKeyChain};
use rcgen::{CertificateParams, KeyPair, PKCS_ECDSA_P256_SHA256, PKCS_RSA_SHA256, RsaKeySize};
use rolecall::scan::Certificate;
use secrecy::SecretString;

/// A certificate for one RSA key, as PEM, and the key's DER (PKCS#8).
pub(crate) fn rsa() -> (String, Vec<u8>) {
    let key = KeyPair::generate_rsa_for(&PKCS_RSA_SHA256, RsaKeySize::_2048).unwrap();
    let certificate = CertificateParams::new(Vec::new())
        .unwrap()
        .self_signed(&key)
        .unwrap();
    (certificate.pem(), key.serialize_der())
}

pub(crate) fn pem_of(certificate: &str, tag: &str, der: &[u8]) -> String {
    let key = pem::encode(&pem::Pem::new(tag, der));
    format!("{key}{certificate}")
}

fn pfx(certificate: &str, key: &[u8], password: &str, algorithm: EncryptionAlgorithm) -> Vec<u8> {
    let der = pem::parse(certificate).unwrap().into_contents();
    let chain = PrivateKeyChain::new(
        b"1".as_slice(),
        PrivateKey::from_der(key).unwrap(),
        [p12_keystore::Certificate::from_der(&der).unwrap()],
    );
    let mut store = KeyStore::new();
    store.add_entry("auditor", KeyStoreEntry::PrivateKeyChain(chain));
    store
        .writer(password)
        .encryption_algorithm(algorithm)
        .write()
        .unwrap()
}

fn thumbprint(certificate: &Certificate) -> String {
    format!("{certificate:?}")
}

#[test]
fn pem_and_pfx_give_the_same_certificate() {
    let (certificate, pkcs8) = rsa();
    // The PKCS#1 key lies within the PKCS#8 one, behind a fixed head for 2048 bits.
    let pkcs1 = &pkcs8[26..];
    let from_pkcs8 = pem_of(&certificate, "PRIVATE KEY", &pkcs8);
    let from_pkcs1 = pem_of(&certificate, "RSA PRIVATE KEY", pkcs1);
    let password = SecretString::from("pass word".to_owned());
    let first = Certificate::read(from_pkcs8.as_bytes(), None).unwrap();
    let second = Certificate::read(from_pkcs1.as_bytes(), None).unwrap();
    assert_eq!(thumbprint(&first), thumbprint(&second));
    for algorithm in [
        EncryptionAlgorithm::PbeWithHmacSha256AndAes256,
        EncryptionAlgorithm::PbeWithShaAnd3KeyTripleDesCbc,
    ] {
        let file = pfx(&certificate, &pkcs8, "pass word", algorithm);
        let third = Certificate::read(&file, Some(&password)).unwrap();
        assert_eq!(thumbprint(&first), thumbprint(&third));
        let wrong = SecretString::from("another".to_owned());
        let said = Certificate::read(&file, Some(&wrong)).unwrap_err();
        let said = said.to_string();
        assert!(said.contains("AZURE_CLIENT_CERTIFICATE_PASSWORD"), "{said}");
        assert!(!said.contains("another"), "{said}");
    }
    assert!(!thumbprint(&first).contains("PRIVATE"));
}

#[test]
fn an_unusable_certificate_is_reported_in_one_sentence() {
    let (certificate, key) = rsa();
    let alone = pem::encode(&pem::Pem::new("PRIVATE KEY", key.as_slice()));
    let encrypted = pem_of(&certificate, "ENCRYPTED PRIVATE KEY", &key);
    let curve = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).unwrap();
    let curve = pem_of(&certificate, "PRIVATE KEY", &curve.serialize_der());
    let nothing: &[u8] = b"";
    for (file, words) in [
        (certificate.as_bytes(), "no RSA private key"),
        (alone.as_bytes(), "no certificate"),
        (encrypted.as_bytes(), "is encrypted"),
        (curve.as_bytes(), "no RSA key"),
        (
            b"-----BEGIN CERTIFICATE-----\n!".as_slice(),
            "no certificate",
        ),
        (nothing, "neither PEM nor a PFX"),
        (&[0x30, 0x82, 0xff, 0xff, 0x02], "neither PEM nor a PFX"),
    ] {
        let said = Certificate::read(file, None).unwrap_err().to_string();
        assert!(said.contains(words), "{words}: {said}");
    }
}
