//! The ways to sign in, and what each gives: a session.

use super::claims::{Claims, read};
use super::{client_secret, token};
use crate::ids::TenantId;
use crate::scan::ScanProblem;
use crate::scan::client::Trust;
use crate::scan::options::ScanOptions;
use crate::snapshot::{Observer, ObserverKind};
use secrecy::{ExposeSecret, SecretString};
use std::fmt;

/// A way to sign in.
#[derive(Clone)]
#[non_exhaustive]
pub enum SignIn {
    /// An application with a client secret.
    ClientSecret {
        /// The tenant, by id or by domain.
        tenant: String,
        /// The application (client) id.
        client_id: String,
        /// The secret's value.
        secret: SecretString,
    },
    /// A token that somebody else got, bare or as `az account get-access-token` prints it.
    AccessToken {
        /// The token.
        token: SecretString,
        /// Where it came from, such as `the variable ROLECALL_TOKEN`; it is shown.
        from: String,
    },
}

impl fmt::Debug for SignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ClientSecret {
                tenant, client_id, ..
            } => f
                .debug_struct("ClientSecret")
                .field("tenant", tenant)
                .field("client_id", client_id)
                .finish_non_exhaustive(),
            Self::AccessToken { from, .. } => f
                .debug_struct("AccessToken")
                .field("from", from)
                .finish_non_exhaustive(),
        }
    }
}

/// A token with what it says about itself.
pub(crate) struct Session {
    /// The token.
    pub(crate) token: SecretString,
    /// Who looks.
    pub(crate) observer: Observer,
    /// Where the token, or whoever signs in, says the tenant is.
    pub(crate) tenant: Option<TenantId>,
}

/// Signs in.
pub(crate) async fn begin(
    way: &SignIn,
    options: &ScanOptions,
    trust: &Trust,
) -> Result<Session, ScanProblem> {
    match way {
        SignIn::ClientSecret {
            tenant,
            client_id,
            secret,
        } => {
            let token = client_secret::token(tenant, client_id, secret, options, trust).await?;
            let mut session = session(token, "client secret".to_owned(), options)?;
            session.tenant = session.tenant.or_else(|| tenant.parse().ok());
            let observer = &mut session.observer;
            observer.app_id = observer.app_id.or_else(|| client_id.parse().ok());
            if observer.kind == ObserverKind::Unknown {
                observer.kind = ObserverKind::Application;
            }
            Ok(session)
        }
        SignIn::AccessToken { token, from } => {
            let token = token::unwrap(token)?;
            session(token, format!("access token from {from}"), options)
        }
    }
}

/// Reads a token's claims and refuses one that Graph would refuse.
fn session(
    token: SecretString,
    sign_in: String,
    options: &ScanOptions,
) -> Result<Session, ScanProblem> {
    let claims = read(token.expose_secret());
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
