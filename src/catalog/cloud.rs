//! Microsoft's clouds: one table of their hosts.
//!
//! A token of one cloud is worth nothing in another. Hosts are Microsoft's own
//! (`deployments.md` of the Graph documentation and
//! `authentication-national-cloud.md` of the Entra documentation, January 2025).

use crate::quote::Quoted;
use std::fmt;
use std::str::FromStr;
use thiserror::Error;
use url::Url;

/// A cloud, each with its own sign-in and Graph hosts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cloud {
    /// The worldwide cloud, which GCC also uses.
    #[default]
    Global,
    /// Microsoft Cloud for US Government, GCC High (L4).
    GccHigh,
    /// Microsoft Cloud for US Government, `DoD` (L5).
    Dod,
    /// The cloud in China that 21Vianet runs.
    China,
}

/// A name that is no cloud.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{0:?} is no cloud; give one of: global, gcc-high, dod, china")]
pub struct NoSuchCloud(pub Quoted);

impl Cloud {
    /// Every cloud, in the order in which help lists them.
    pub const ALL: [Self; 4] = [Self::Global, Self::GccHigh, Self::Dod, Self::China];

    /// The name on the command line and in snapshots.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Global => "global",
            Self::GccHigh => "gcc-high",
            Self::Dod => "dod",
            Self::China => "china",
        }
    }

    /// Its description for help.
    pub const fn describe(self) -> &'static str {
        match self {
            Self::Global => "the worldwide cloud, which GCC also uses",
            Self::GccHigh => "Microsoft Cloud for US Government, GCC High (L4)",
            Self::Dod => "Microsoft Cloud for US Government, DoD (L5)",
            Self::China => "the cloud in China that 21Vianet runs",
        }
    }

    /// The host name that signs people and applications in.
    pub const fn login(self) -> &'static str {
        match self {
            Self::Global => "login.microsoftonline.com",
            Self::GccHigh | Self::Dod => "login.microsoftonline.us",
            Self::China => "login.partner.microsoftonline.cn",
        }
    }

    /// The host name of Microsoft Graph.
    pub const fn graph(self) -> &'static str {
        match self {
            Self::Global => "graph.microsoft.com",
            Self::GccHigh => "graph.microsoft.us",
            Self::Dod => "dod-graph.microsoft.us",
            Self::China => "microsoftgraph.chinacloudapi.cn",
        }
    }

    /// The host name of the Azure portal.
    pub const fn portal(self) -> &'static str {
        match self {
            Self::Global => "portal.azure.com",
            Self::GccHigh | Self::Dod => "portal.azure.us",
            Self::China => "portal.azure.cn",
        }
    }

    /// The host name of the Defender portal; absent where Defender is not offered
    /// (`defender-endpoint/gov.md`, January 2026).
    pub const fn defender(self) -> Option<&'static str> {
        match self {
            Self::Global => Some("security.microsoft.com"),
            Self::GccHigh => Some("security.microsoft.us"),
            Self::Dod => Some("security.apps.mil"),
            Self::China => None,
        }
    }

    /// The name that `az cloud set` takes. The Azure CLI knows one cloud of the US government,
    /// and that one's Graph is GCC High's.
    pub const fn azure_cli(self) -> &'static str {
        match self {
            Self::Global => "AzureCloud",
            Self::GccHigh | Self::Dod => "AzureUSGovernment",
            Self::China => "AzureChinaCloud",
        }
    }

    /// The name that `Connect-MgGraph -Environment` takes.
    pub const fn powershell(self) -> &'static str {
        match self {
            Self::Global => "Global",
            Self::GccHigh => "USGov",
            Self::Dod => "USGovDoD",
            Self::China => "China",
        }
    }

    /// The name that Terraform's `azuread` provider takes as `environment`.
    pub const fn terraform(self) -> &'static str {
        match self {
            Self::Global => "global",
            Self::GccHigh => "usgovernmentl4",
            Self::Dod => "usgovernmentl5",
            Self::China => "china",
        }
    }

    /// The address of Microsoft Graph; `None` never happens with the table above.
    pub fn graph_url(self) -> Option<Url> {
        Url::parse(&format!("https://{}/", self.graph())).ok()
    }

    /// The scope that a token for Graph is asked with.
    pub fn scope(self) -> String {
        format!("https://{}/.default", self.graph())
    }
}

impl fmt::Display for Cloud {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Cloud {
    type Err = NoSuchCloud;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|cloud| cloud.as_str().eq_ignore_ascii_case(text.trim()))
            .ok_or_else(|| NoSuchCloud(Quoted::new(text)))
    }
}
