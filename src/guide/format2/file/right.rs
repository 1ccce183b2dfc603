//! The shape of rights: each kind has keys of its own.

use crate::guide::format2::ids::{ApiName, Holder, PrincipalRef};
use crate::guide::format2::kinds::{AskedType, Audience, Platform, ScopeKind, Which};
use crate::guide::format2::list::Distinct;
use crate::guide::format2::read::{Maybe, Needed};
use crate::guide::format2::shape::{table, table_by_key, table_by_word, words};
use crate::guide::format2::template::Template;
use crate::guide::format2::text::{Count, Text, True};

words! {
    /// The holder of a service plan.
    pub(crate) TenantWord {
        /// The tenant.
        Tenant = "tenant",
    }
    /// The kind of the root scope.
    pub(crate) RootWord {
        /// The root of Azure's scopes.
        Root = "root",
    }
    /// A credential that has nothing to compare but its end.
    pub(crate) PlainCredential {
        /// A client secret.
        Secret = "secret",
        /// A certificate.
        Certificate = "certificate",
    }
    /// The kind of a federated credential.
    pub(crate) FederatedWord {
        /// A federated credential.
        Federated = "federated",
    }
}

table! {
    /// The root of Azure's scopes.
    struct RootEntry = "the root scope" {
        /// `root`.
        kind: Needed<RootWord>,
    }
}

table! {
    /// A scope of Azure below the root.
    struct ScopeEntry = "a scope" {
        /// The kind of scope.
        kind: Needed<ScopeKind>,
        /// Its id.
        id: Needed<Template>,
        /// For an id with several values: at each of them, or at any.
        which: Maybe<Which>,
    }
}

table_by_word! {
    /// A scope of Azure.
    #[schemars(rename = "at")]
    enum AtEntry = "a scope", "kind" {
        "root" => Root(RootEntry),
        "management-group" | "subscription" | "resource-group" | "resource" => Below(ScopeEntry),
    }
}

table! {
    /// It is there and enabled.
    struct PresentEntry = "a right" {
        /// The holder.
        of: Needed<Holder>,
        /// `true`.
        present: Needed<True>,
    }
}

table! {
    /// A permission of an API.
    struct ApiPermissionEntry = "a right to an API permission" {
        /// The holder.
        of: Needed<Holder>,
        /// The API.
        api: Needed<ApiName>,
        /// Application, delegated, either or unstated.
        r#type: Needed<AskedType>,
        /// The permission.
        permission: Needed<Text>,
    }
}

table! {
    /// A directory role.
    struct DirectoryRoleEntry = "a right to a directory role" {
        /// The holder.
        of: Needed<Holder>,
        /// The role.
        directory_role: Needed<Text>,
    }
}

table! {
    /// An Azure role.
    struct AzureRoleEntry = "a right to an Azure role" {
        /// The holder.
        of: Needed<Holder>,
        /// The role.
        azure_role: Needed<Text>,
        /// The scope.
        at: Needed<AtEntry>,
    }
}

table! {
    /// Actions that Azure roles allow.
    #[schemars(extend("anyOf" = [{ "required": ["azure-actions"] }, { "required": ["azure-data-actions"] }]))]
    struct AzureActionsEntry = "a right to Azure actions" {
        /// The holder.
        of: Needed<Holder>,
        /// The actions.
        azure_actions: Maybe<Distinct<Text>>,
        /// The data actions.
        azure_data_actions: Maybe<Distinct<Text>>,
        /// The scope.
        at: Needed<AtEntry>,
    }
}

table! {
    /// A role of Exchange.
    struct ExchangeRoleEntry = "a right to an Exchange role" {
        /// The holder.
        of: Needed<Holder>,
        /// The role.
        exchange_role: Needed<Text>,
    }
}

table! {
    /// A role group of Exchange.
    struct ExchangeRoleGroupEntry = "a right to an Exchange role group" {
        /// The holder.
        of: Needed<Holder>,
        /// The role group.
        exchange_role_group: Needed<Text>,
    }
}

table! {
    /// A permission of Defender by its classic name.
    struct DefenderEntry = "a Defender permission" {
        /// The parent in the portal.
        group: Needed<Text>,
        /// The child in the portal, where there is one.
        name: Maybe<Text>,
    }
}

table! {
    /// A permission of Defender.
    struct DefenderRightEntry = "a right to a Defender permission" {
        /// The holder.
        of: Needed<Holder>,
        /// The permission.
        defender: Needed<DefenderEntry>,
    }
}

table! {
    /// A secret or a certificate.
    struct PlainCredentialEntry = "a right to a credential" {
        /// The holder.
        of: Needed<Holder>,
        /// Secret or certificate.
        credential: Needed<PlainCredential>,
        /// The longest lifetime, in days.
        max_days: Maybe<Count>,
    }
}

table! {
    /// A federated credential.
    struct FederatedEntry = "a right to a federated credential" {
        /// The holder.
        of: Needed<Holder>,
        /// `federated`.
        credential: Needed<FederatedWord>,
        /// The issuer of the tokens.
        issuer: Needed<Template>,
        /// The subject of the tokens.
        subject: Needed<Template>,
    }
}

table_by_word! {
    /// A credential.
    enum CredentialEntry = "a right to a credential", "credential" {
        "secret" | "certificate" => Plain(PlainCredentialEntry),
        "federated" => Federated(FederatedEntry),
    }
}

table! {
    /// A redirect address.
    struct RedirectUriEntry = "a right to a redirect address" {
        /// The holder.
        of: Needed<Holder>,
        /// The address.
        redirect_uri: Needed<Template>,
        /// The platform.
        platform: Maybe<Platform>,
    }
}

table! {
    /// The accounts that may sign in.
    struct AudienceEntry = "a right to an audience" {
        /// The holder.
        of: Needed<Holder>,
        /// The audience.
        audience: Needed<Audience>,
    }
}

table! {
    /// Membership of a group.
    struct MemberEntry = "a right to a membership" {
        /// The holder.
        of: Needed<Holder>,
        /// The group.
        member_of: Needed<PrincipalRef>,
    }
}

table! {
    /// A service plan of the tenant.
    struct ServicePlanRightEntry = "a right to a service plan" {
        /// `tenant`.
        of: Needed<TenantWord>,
        /// The plan.
        service_plan: Needed<Text>,
    }
}

table! {
    /// A setting that is as its title says.
    struct SettingRightEntry = "a right to a setting" {
        /// The holder.
        of: Needed<Holder>,
        /// The setting.
        setting: Needed<Text>,
        /// The scope.
        at: Maybe<AtEntry>,
    }
}

table_by_key! {
    /// A right: who holds what.
    #[schemars(rename = "right")]
    enum RightEntry = "a right" {
        "present" => Present(PresentEntry),
        "api" | "permission" => ApiPermission(ApiPermissionEntry),
        "directory-role" => DirectoryRole(DirectoryRoleEntry),
        "azure-role" => AzureRole(AzureRoleEntry),
        "azure-actions" | "azure-data-actions" => AzureActions(AzureActionsEntry),
        "exchange-role" => ExchangeRole(ExchangeRoleEntry),
        "exchange-role-group" => ExchangeRoleGroup(ExchangeRoleGroupEntry),
        "defender" => Defender(DefenderRightEntry),
        "credential" => Credential(CredentialEntry),
        "redirect-uri" => RedirectUri(RedirectUriEntry),
        "audience" => Audience(AudienceEntry),
        "member-of" => Member(MemberEntry),
        "service-plan" => ServicePlan(ServicePlanRightEntry),
        "setting" => Setting(SettingRightEntry),
    }
}
