//! The assertion has the form of Microsoft's documentation, and its signature is valid.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

use super::assertion::Assertion;
use super::certificate::Certificate;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode};
use rcgen::{CertificateParams, KeyPair, PKCS_RSA_SHA256, PublicKeyData, RsaKeySize};
use sha2::{Digest, Sha256};

const AUDIENCE: &str = "https://login.example/contoso.example/oauth2/v2.0/token";

#[test]
fn it_is_signed_with_ps256_and_names_the_certificate_by_sha_256() {
    let key = KeyPair::generate_rsa_for(&PKCS_RSA_SHA256, RsaKeySize::_2048).unwrap();
    let made = CertificateParams::new(Vec::new())
        .unwrap()
        .self_signed(&key)
        .unwrap();
    let file = format!("{}{}", made.pem(), key.serialize_pem());
    let assertion = Assertion {
        certificate: Certificate::read(file.as_bytes(), None).unwrap(),
        client_id: "the-client".to_owned(),
        audience: AUDIENCE.to_owned(),
        clock: || Timestamp::from_second(4_000_000_000).unwrap(),
    };
    let signed = assertion.sign().unwrap();
    let mut checks = Validation::new(Algorithm::PS256);
    checks.set_audience(&[AUDIENCE]);
    checks.set_issuer(&["the-client"]);
    let public = DecodingKey::from_rsa_der(key.der_bytes());
    let read = decode::<serde_json::Value>(&signed, &public, &checks).unwrap();
    let thumbprint = URL_SAFE_NO_PAD.encode(Sha256::digest(made.der()));
    assert_eq!(read.header.x5t_s256.as_deref(), Some(thumbprint.as_str()));
    assert_eq!(read.claims["sub"], "the-client");
    assert_eq!(read.claims["nbf"], 4_000_000_000_i64);
    assert_eq!(read.claims["exp"], 4_000_000_600_i64);
    let again = assertion.sign().unwrap();
    let again = decode::<serde_json::Value>(&again, &public, &checks).unwrap();
    assert_ne!(read.claims["jti"], again.claims["jti"]);
}
