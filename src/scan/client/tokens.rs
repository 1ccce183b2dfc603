//! The token in use, and its renewal: once, when the service says that it has expired.

use crate::scan::ScanProblem;
use reqwest::header::HeaderValue;
use secrecy::{ExposeSecret, SecretString};
use std::sync::RwLock;
use tokio::sync::Mutex;

/// Whoever can get another token without asking a person again.
#[async_trait::async_trait]
pub(crate) trait Renew: Send + Sync {
    /// Another token, if this way to sign in can give one.
    async fn renew(&self) -> Option<SecretString>;
}

/// A token as it is sent, with its number.
#[derive(Clone)]
pub(super) struct Current {
    pub(super) number: u32,
    pub(super) header: HeaderValue,
}

/// The token in use.
pub(crate) struct Tokens {
    current: RwLock<Current>,
    renew: Box<dyn Renew>,
    /// Whether a renewal was tried; held while it is under way.
    renewed: Mutex<bool>,
}

impl Tokens {
    /// Starts with a token.
    pub(crate) fn new(token: &SecretString, renew: Box<dyn Renew>) -> Result<Self, ScanProblem> {
        let header = header(token).ok_or_else(|| ScanProblem::Token {
            what: "holds characters that no token has; hand over the token alone".to_owned(),
        })?;
        Ok(Self {
            current: RwLock::new(Current { number: 0, header }),
            renew,
            renewed: Mutex::new(false),
        })
    }

    /// The token to send; `None` never happens, as nobody panics with the lock held.
    pub(super) fn current(&self) -> Option<Current> {
        self.current.read().ok().map(|current| current.clone())
    }

    /// Another token than the one with this number, if there is one. Only one renewal is ever tried.
    pub(super) async fn after(&self, number: u32) -> Option<Current> {
        let mut renewed = self.renewed.lock().await;
        let current = self.current()?;
        if current.number != number {
            return Some(current);
        }
        if std::mem::replace(&mut *renewed, true) {
            return None;
        }
        let header = header(&self.renew.renew().await?)?;
        let next = Current {
            number: number + 1,
            header,
        };
        *self.current.write().ok()? = next.clone();
        Some(next)
    }
}

fn header(token: &SecretString) -> Option<HeaderValue> {
    let mut header = HeaderValue::from_str(&format!("Bearer {}", token.expose_secret())).ok()?;
    header.set_sensitive(true);
    Some(header)
}
