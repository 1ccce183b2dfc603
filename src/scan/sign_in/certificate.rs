//! An application's certificate with its private key, from PEM or PFX.

use super::authority::problem;
use crate::scan::ScanError;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::EncodingKey;
use p12_keystore::{KeyStore, KeyStoreEntry, Pkcs12ImportPolicy};
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use std::fmt;

/// The largest file that is read as one.
const LARGEST: usize = 1024 * 1024;

/// A certificate with its RSA private key. It prints its thumbprint only.
#[derive(Clone)]
pub struct Certificate {
    /// base64url of the SHA-256 of the certificate's DER.
    thumbprint: String,
    /// PEM, PKCS#8 or PKCS#1.
    key: SecretString,
}

impl fmt::Debug for Certificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Certificate")
            .field("thumbprint", &self.thumbprint)
            .finish_non_exhaustive()
    }
}

impl Certificate {
    /// Reads a file: PEM with certificate and private key, or PFX (PKCS#12).
    ///
    /// The password is for a PFX; a PEM's key must not be encrypted. In a chain
    /// the first certificate is the application's, as with Azure's own libraries.
    pub fn read(file: &[u8], password: Option<&SecretString>) -> Result<Self, ScanError> {
        if file.len() > LARGEST {
            return Err(problem(
                "the certificate file is larger than any certificate",
            ));
        }
        let pem = file.windows(11).any(|window| window == b"-----BEGIN ");
        let (certificate, key) = if pem {
            from_pem(file)?
        } else {
            from_pfx(file, password)?
        };
        let read = Self {
            thumbprint: URL_SAFE_NO_PAD.encode(Sha256::digest(&certificate)),
            key,
        };
        read.encoding_key()?;
        Ok(read)
    }

    /// The value of `x5t#S256`.
    pub(super) fn thumbprint(&self) -> &str {
        &self.thumbprint
    }

    /// The key, ready to sign.
    pub(super) fn encoding_key(&self) -> Result<EncodingKey, ScanError> {
        EncodingKey::from_rsa_pem(self.key.expose_secret().as_bytes()).map_err(|_| {
            problem(
                "the certificate's private key is no RSA key, and Microsoft Entra takes no other",
            )
        })
    }
}

type Parts = (Vec<u8>, SecretString);

fn from_pem(file: &[u8]) -> Result<Parts, ScanError> {
    let blocks =
        pem::parse_many(file).map_err(|_| problem("the certificate file is not valid PEM"))?;
    let tagged = |tags: &[&str]| blocks.iter().find(|block| tags.contains(&block.tag()));
    let certificate = tagged(&["CERTIFICATE"]).ok_or_else(|| {
        problem("the certificate file has no certificate; it must hold `-----BEGIN CERTIFICATE-----` beside the private key")
    })?;
    let key = tagged(&["PRIVATE KEY", "RSA PRIVATE KEY"]);
    let encrypted = tagged(&["ENCRYPTED PRIVATE KEY"]).is_some()
        || key.is_some_and(|key| key.headers().get("DEK-Info").is_some());
    let key = match key {
        Some(key) if !encrypted => key,
        _ if encrypted => {
            return Err(problem(
                "the private key in the PEM file is encrypted; decrypt it with `openssl pkey -in FILE -out KEY.pem`, or give a PFX with AZURE_CLIENT_CERTIFICATE_PASSWORD",
            ));
        }
        _ => {
            return Err(problem(
                "the certificate file has no RSA private key; it must hold `-----BEGIN PRIVATE KEY-----` or `-----BEGIN RSA PRIVATE KEY-----` beside the certificate",
            ));
        }
    };
    Ok((
        certificate.contents().to_vec(),
        SecretString::from(pem::encode(key)),
    ))
}

fn from_pfx(file: &[u8], password: Option<&SecretString>) -> Result<Parts, ScanError> {
    let password = password.map_or("", |password| password.expose_secret());
    let store = KeyStore::from_pkcs12(file, password, Pkcs12ImportPolicy::Strict).map_err(|_| {
        problem(
            "the certificate file is neither PEM nor a PFX that this password opens; check AZURE_CLIENT_CERTIFICATE_PASSWORD, or convert it with `openssl pkcs12 -in FILE -nodes -out FILE.pem`",
        )
    })?;
    let chain = store.entries().find_map(|(_, entry)| match entry {
        KeyStoreEntry::PrivateKeyChain(chain) => Some(chain),
        _ => None,
    });
    let chain = chain.ok_or_else(|| problem("the PFX holds no private key"))?;
    let certificate = chain
        .certs()
        .first()
        .ok_or_else(|| problem("the PFX holds no certificate that belongs to its private key"))?;
    let key = pem::Pem::new("PRIVATE KEY", chain.key().as_der());
    Ok((
        certificate.as_der().to_vec(),
        SecretString::from(pem::encode(&key)),
    ))
}
