//! A token with its claims, and the means to renew it.

use super::claims::{Claims, read};
use super::method::SignIn;
use super::{credential, token};
use crate::ids::TenantId;
use crate::scan::ScanError;
use crate::scan::client::{Renew, Trust};
use crate::scan::options::ScanOptions;
use crate::scan::secrets::Redactor;
use crate::snapshot::{Observer, ObserverKind};
use secrecy::{ExposeSecret, SecretString};

/// A token with its claims.
pub(crate) struct Session {
    /// The token.
    pub(crate) token: SecretString,
    /// The observer that the claims describe.
    pub(crate) observer: Observer,
    /// The tenant, as the token or the sign-in method names it.
    pub(crate) tenant: Option<TenantId>,
}

/// Signs in.
pub(crate) async fn begin(
    method: &SignIn,
    options: &ScanOptions,
    trust: &Trust,
    secrets: &Redactor,
) -> Result<Session, ScanError> {
    method.register_secrets(secrets);
    let token = match method {
        SignIn::AccessToken { token, .. } => token::unwrap(token)?,
        _ => credential::token(method, options, trust, secrets).await?,
    };
    secrets.learn(token.expose_secret());
    let mut session = session(token, method.words(), options, secrets)?;
    if let Some((tenant, client_id)) = method.application() {
        session.tenant = session.tenant.or_else(|| tenant.trim().parse().ok());
        let observer = &mut session.observer;
        observer.app_id = observer.app_id.or_else(|| client_id.trim().parse().ok());
    }
    if session.observer.kind == ObserverKind::Unknown {
        session.observer.kind = match method {
            SignIn::DeviceCode { .. } => ObserverKind::Person,
            SignIn::AzureCli { .. } | SignIn::AccessToken { .. } => ObserverKind::Unknown,
            _ => ObserverKind::Application,
        };
    }
    Ok(session)
}

/// Reads a token's claims and refuses one that Graph would refuse.
fn session(
    token: SecretString,
    sign_in: String,
    options: &ScanOptions,
    secrets: &Redactor,
) -> Result<Session, ScanError> {
    let claims = read(token.expose_secret(), secrets);
    if let Some(claims) = &claims {
        claims.check(options.cloud, (options.clock)())?;
    }
    let tenant = claims.as_ref().and_then(Claims::tenant);
    let observer = match claims {
        Some(claims) => claims.observer(sign_in),
        None => Observer {
            sign_in,
            kind: ObserverKind::Unknown,
            app_id: None,
            object_id: None,
            name: None,
            permissions: Vec::new(),
        },
    };
    Ok(Session {
        token,
        observer,
        tenant,
    })
}

/// Gets another token by the same method.
pub(crate) struct Renewal {
    pub(crate) method: SignIn,
    pub(crate) options: ScanOptions,
    pub(crate) trust: Trust,
    pub(crate) secrets: Redactor,
}

#[async_trait::async_trait]
impl Renew for Renewal {
    async fn renew(&self) -> Option<SecretString> {
        if !self.method.renews() {
            return None;
        }
        // A new credential: the library keeps the old token, which the service no longer accepts.
        credential::token(&self.method, &self.options, &self.trust, &self.secrets)
            .await
            .ok()
    }
}
