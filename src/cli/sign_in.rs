//! The choice of a way to sign in: the one that was asked for, or the first that there is something for.
//!
//! Names of variables and their precedence are those of Azure's own libraries
//! (`DefaultAzureCredential`). What is there in part is said, not passed over:
//! the next way could look at another tenant.

use super::arguments::{Auth, TenantArguments};
use super::content::Bound;
use super::environment;
use super::error::CliError;
use super::input;
use crate::scan::{Certificate, DevicePrompt, SignIn};
use anyhow::{Context, anyhow};
use secrecy::SecretString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use url::Url;

/// The way to sign in that the arguments and the environment name.
pub(super) fn choose(arguments: &TenantArguments) -> Result<SignIn, CliError> {
    let way = match arguments.auth {
        Auth::Auto => detect(arguments)?,
        named => named,
    };
    let needs = Needs { way, arguments };
    match way {
        Auth::Auto | Auth::Token => token(arguments),
        Auth::ClientSecret => {
            let secret = variable("AZURE_CLIENT_SECRET");
            needs.application("AZURE_CLIENT_SECRET", secret.is_some())?;
            Ok(SignIn::ClientSecret {
                tenant: needs.tenant(),
                client_id: needs.client_id(),
                secret: SecretString::from(secret.unwrap_or_default()),
            })
        }
        Auth::Certificate => certificate(&needs),
        Auth::WorkloadIdentity => {
            let file = variable("AZURE_FEDERATED_TOKEN_FILE");
            needs.application("AZURE_FEDERATED_TOKEN_FILE", file.is_some())?;
            Ok(SignIn::WorkloadIdentity {
                tenant: needs.tenant(),
                client_id: needs.client_id(),
                token_file: PathBuf::from(file.unwrap_or_default()),
            })
        }
        Auth::ManagedIdentity => Ok(SignIn::ManagedIdentity {
            client_id: given(arguments.client_id.as_deref()),
            endpoint: token_service()?,
        }),
        Auth::AzureCli => Ok(SignIn::AzureCli {
            tenant: given(arguments.tenant.as_deref()),
        }),
        Auth::DeviceCode => {
            needs.all(&[
                ("--tenant (AZURE_TENANT_ID)", !needs.tenant().is_empty()),
                (
                    "--client-id (AZURE_CLIENT_ID)",
                    !needs.client_id().is_empty(),
                ),
            ])?;
            Ok(SignIn::DeviceCode {
                tenant: needs.tenant(),
                client_id: needs.client_id(),
                show: Arc::new(show),
            })
        }
    }
}

/// The first way that there is something for, in the order of Azure's own libraries.
fn detect(arguments: &TenantArguments) -> Result<Auth, CliError> {
    let set = |name: &str| variable(name).is_some();
    if token_file(arguments).is_some() || set("ROLECALL_ACCESS_TOKEN") {
        Ok(Auth::Token)
    } else if set("AZURE_CLIENT_SECRET") {
        Ok(Auth::ClientSecret)
    } else if set("AZURE_CLIENT_CERTIFICATE_PATH") {
        Ok(Auth::Certificate)
    } else if set("AZURE_FEDERATED_TOKEN_FILE") {
        Ok(Auth::WorkloadIdentity)
    } else if set("IDENTITY_ENDPOINT") {
        Ok(Auth::ManagedIdentity)
    } else if on_path("az") {
        Ok(Auth::AzureCli)
    } else {
        Err(CliError::input(anyhow!(
            "no way to sign in: set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET (or \
             AZURE_CLIENT_CERTIFICATE_PATH), sign in to the Azure CLI, hand over a token with \
             --access-token-file or ROLECALL_ACCESS_TOKEN, or name a way with --auth (for a look \
             without a tenant: rolecall audit --demo -o DIR)"
        )))
    }
}

/// Everything that a way needs of arguments and environment.
struct Needs<'a> {
    way: Auth,
    arguments: &'a TenantArguments,
}

impl Needs<'_> {
    fn tenant(&self) -> String {
        given(self.arguments.tenant.as_deref()).unwrap_or_default()
    }

    fn client_id(&self) -> String {
        given(self.arguments.client_id.as_deref()).unwrap_or_default()
    }

    /// An application needs its tenant, its client id, and one thing more.
    fn application(&self, proof: &str, proven: bool) -> Result<(), CliError> {
        self.all(&[
            ("AZURE_TENANT_ID", !self.tenant().is_empty()),
            ("AZURE_CLIENT_ID", !self.client_id().is_empty()),
            (proof, proven),
        ])
    }

    /// One message with everything that is missing.
    fn all(&self, needed: &[(&str, bool)]) -> Result<(), CliError> {
        let missing: Vec<&str> = needed
            .iter()
            .filter(|(_, there)| !there)
            .map(|(name, _)| *name)
            .collect();
        if missing.is_empty() {
            return Ok(());
        }
        let ids = ["AZURE_TENANT_ID", "AZURE_CLIENT_ID"];
        let more = if missing.iter().any(|name| ids.contains(name)) {
            "; --tenant and --client-id are taken too"
        } else {
            ""
        };
        Err(CliError::input(anyhow!(
            "cannot sign in by {}: {} not set or empty{more}",
            self.way.as_str(),
            missing.join(", ")
        )))
    }
}

fn certificate(needs: &Needs<'_>) -> Result<SignIn, CliError> {
    let path = variable("AZURE_CLIENT_CERTIFICATE_PATH");
    needs.application("AZURE_CLIENT_CERTIFICATE_PATH", path.is_some())?;
    let path = PathBuf::from(path.unwrap_or_default());
    let file = input::read("AZURE_CLIENT_CERTIFICATE_PATH", &path, Bound::OTHER)?;
    let password = variable("AZURE_CLIENT_CERTIFICATE_PASSWORD").map(SecretString::from);
    let certificate = Certificate::read(&file, password.as_ref())
        .with_context(|| input::name(&path))
        .map_err(CliError::input)?;
    Ok(SignIn::ClientCertificate {
        tenant: needs.tenant(),
        client_id: needs.client_id(),
        certificate,
    })
}

fn token(arguments: &TenantArguments) -> Result<SignIn, CliError> {
    if let Some(path) = token_file(arguments) {
        let bytes = input::read("--access-token-file", path, Bound::OTHER)?;
        let text = String::from_utf8(bytes.into_owned())
            .map_err(|_| CliError::input(anyhow!("{} is not text; hand over what `az account get-access-token` prints, or the token alone", input::name(path))))?;
        return Ok(SignIn::AccessToken {
            token: SecretString::from(text),
            from: from(path),
        });
    }
    match variable("ROLECALL_ACCESS_TOKEN") {
        Some(token) => Ok(SignIn::AccessToken {
            token: SecretString::from(token),
            from: "the variable ROLECALL_ACCESS_TOKEN".to_owned(),
        }),
        None => Err(CliError::input(anyhow!(
            "cannot sign in by token: give --access-token-file, or set ROLECALL_ACCESS_TOKEN"
        ))),
    }
}

/// The file with a token. A variable that is set and empty is as good as not set.
fn token_file(arguments: &TenantArguments) -> Option<&Path> {
    let file = arguments.access_token_file.as_deref();
    file.filter(|path| !path.is_empty()).map(Path::new)
}

/// The place where App Service and its kin keep their token service.
fn token_service() -> Result<Option<Url>, CliError> {
    let Some(text) = variable("IDENTITY_ENDPOINT") else {
        return Ok(None);
    };
    match Url::parse(&text) {
        Ok(url) => Ok(Some(url)),
        Err(_) => Err(CliError::input(anyhow!("IDENTITY_ENDPOINT is not a URL"))),
    }
}

/// Shows a device code. It is the one thing that a person must see, so it is shown in a pipe too.
fn show(prompt: &DevicePrompt) {
    let mut err = std::io::stderr().lock();
    // A person who cannot see it does not sign in, and the wait ends by itself.
    let _ = writeln!(
        err,
        "To sign in, open {} and enter the code {}",
        prompt.address, prompt.code
    );
    let _ = err.flush();
}

/// True if a command is on the PATH, by name or with the extensions of Windows.
fn on_path(command: &str) -> bool {
    let Some(path) = environment::set("PATH") else {
        return false;
    };
    std::env::split_paths(&path).any(|folder| {
        ["", ".cmd", ".exe"]
            .iter()
            .any(|end| folder.join(format!("{command}{end}")).is_file())
    })
}

/// A value without the space around it; an empty one is as good as none.
pub(super) fn given(value: Option<&str>) -> Option<String> {
    value
        .map(str::trim)
        .filter(|value| !value.is_empty())
        .map(str::to_owned)
}

fn variable(name: &str) -> Option<String> {
    let value = environment::set(name)?.into_string().ok()?;
    Some(value).filter(|value| !value.trim().is_empty())
}

/// A file's own name: a report handed to others need not show whose folder it lay in.
fn from(path: &Path) -> String {
    match path.file_name() {
        Some(name) if !input::is_dash(path) => format!("the file {}", name.to_string_lossy()),
        _ => "standard input".to_owned(),
    }
}
