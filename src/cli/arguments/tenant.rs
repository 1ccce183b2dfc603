//! The arguments of a scan: the tenant, and the way to sign in to it. The comments here are their help.

use super::output::CloudArguments;
use clap::{Args, ValueEnum};
use std::ffi::OsString;
use std::path::PathBuf;

/// The ways to sign in, as `--auth` names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Auth {
    /// The first way that there is something for: a token, AZURE_CLIENT_SECRET,
    /// AZURE_CLIENT_CERTIFICATE_PATH, AZURE_FEDERATED_TOKEN_FILE, a managed identity, the Azure CLI
    Auto,
    /// An application with AZURE_CLIENT_SECRET
    ClientSecret,
    /// An application with AZURE_CLIENT_CERTIFICATE_PATH (PEM or PFX)
    Certificate,
    /// An application that trusts the issuer of AZURE_FEDERATED_TOKEN_FILE
    WorkloadIdentity,
    /// The identity that Azure gives this host (AZURE_CLIENT_ID for a user-assigned one)
    ManagedIdentity,
    /// Whoever is signed in to the Azure CLI
    AzureCli,
    /// A person, with a code on another device (needs --client-id)
    DeviceCode,
    /// An access token from --access-token-file or ROLECALL_ACCESS_TOKEN
    Token,
}

impl Auth {
    /// The name on the command line.
    pub(in crate::cli) const fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::ClientSecret => "client-secret",
            Self::Certificate => "certificate",
            Self::WorkloadIdentity => "workload-identity",
            Self::ManagedIdentity => "managed-identity",
            Self::AzureCli => "azure-cli",
            Self::DeviceCode => "device-code",
            Self::Token => "token",
        }
    }
}

#[derive(Debug, Args)]
#[command(next_help_heading = "The tenant, and the way to sign in")]
pub(in crate::cli) struct TenantArguments {
    /// The way to sign in
    #[arg(long, value_name = "WAY", value_enum, default_value_t = Auth::Auto)]
    pub(in crate::cli) auth: Auth,
    /// The tenant's id or one of its domains
    #[arg(long, value_name = "ID")]
    pub(in crate::cli) tenant: Option<String>,
    /// The client id of the application that looks; its secret comes from AZURE_CLIENT_SECRET, its
    /// certificate from AZURE_CLIENT_CERTIFICATE_PATH
    #[arg(long, value_name = "ID")]
    pub(in crate::cli) client_id: Option<String>,
    /// Use the access token in this file (what `az account get-access-token --resource-type ms-graph`
    /// prints, or the token alone; `-` reads standard input). The variable ROLECALL_ACCESS_TOKEN
    /// holds a token too
    // Not a path: a variable that is set and empty is as good as not set.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) access_token_file: Option<OsString>,
    /// Keep every answer of Graph in this new folder, without tokens and secrets
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) record: Option<PathBuf>,
    /// Scan the recording in this folder instead of a tenant: no sign-in, no network
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) replay: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) cloud: CloudArguments,
    /// Sign in at this host instead of the cloud's own
    #[arg(long, value_name = "URL")]
    pub(in crate::cli) authority_host: Option<String>,
    /// Ask this host instead of the cloud's Microsoft Graph
    #[arg(long, value_name = "URL")]
    pub(in crate::cli) graph_host: Option<String>,
    /// Trust the root certificates in this PEM file too, for a company's proxy (- reads standard input)
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) ca_file: Option<PathBuf>,
    /// Requests in flight at once
    #[arg(long, value_name = "N", default_value_t = crate::scan::IN_FLIGHT, value_parser = clap::value_parser!(u16).range(1..=64))]
    pub(in crate::cli) in_flight: u16,
    /// Give up after this many seconds, signing in, judging and writing included
    #[arg(long, value_name = "SECONDS", default_value_t = 600, value_parser = clap::value_parser!(u32).range(1..=86_400))]
    pub(in crate::cli) budget: u32,
}
