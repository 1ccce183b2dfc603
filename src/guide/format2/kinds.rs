//! The closed lists of words in a guide.

use super::shape::words;

words! {
    /// The tier of a requirement: how strongly the guide asks for it.
    pub Tier {
        /// A gap when not held.
        Required = "required",
        /// A lesser gap when not held.
        Recommended = "recommended",
        /// Neither a gap when absent nor an excess when held.
        Optional = "optional",
        /// Excess when held.
        NotRequired = "not-required",
        /// Excess when held, and then the answer is not-ready.
        Forbidden = "forbidden",
        /// Required while onboarding, excess afterwards.
        Temporary = "temporary",
        /// Information only: no verdict, and no excess when held.
        Informational = "informational",
    }

    /// The extent to which a source was read.
    pub Coverage {
        /// All that may ask something.
        Whole = "whole",
        /// A part that may ask something was not read.
        Excerpt = "excerpt",
    }

    /// The kind of a guide's dependency on another.
    pub RelationKind {
        /// The other guide has to be adopted and ready.
        Needs = "needs",
        /// As `needs`, and its parts can be named.
        Extends = "extends",
    }

    /// The kind of value that a parameter takes.
    pub ParameterKind {
        /// A mail address.
        MailAddress = "mail-address",
        /// Any text.
        Text = "text",
        /// An application (client) id.
        AppId = "app-id",
        /// A tenant id.
        TenantId = "tenant-id",
        /// A directory object's id.
        ObjectId = "object-id",
        /// An Azure management group.
        ManagementGroup = "management-group",
        /// An Azure subscription's id.
        Subscription = "subscription",
        /// An Azure resource group.
        ResourceGroup = "resource-group",
        /// An Azure resource.
        Resource = "resource",
        /// An address.
        Url = "url",
        /// A domain.
        Domain = "domain",
    }

    /// A national cloud.
    pub CloudName {
        /// The public cloud.
        Global = "global",
        /// The United States government's.
        GccHigh = "gcc-high",
        /// The United States department of defense's.
        Dod = "dod",
        /// The one operated in China.
        China = "china",
    }

    /// The kind of a user's account.
    pub AccountType {
        /// A guest, who has accepted.
        Guest = "guest",
        /// A member.
        Member = "member",
        /// Either.
        Any = "any",
    }

    /// The tenant in which an application is registered.
    pub Home {
        /// By the customer.
        Own = "own",
        /// By the vendor; the customer consents to it.
        Vendor = "vendor",
    }

    /// The relationship through which a partner has access.
    pub PartnerRoute {
        /// Granular delegated administration.
        Gdap = "gdap",
        /// Azure Lighthouse.
        Lighthouse = "lighthouse",
    }

    /// The type in which an API permission is asked for.
    pub AskedType {
        /// As an application permission.
        Application = "application",
        /// As a delegated permission.
        Delegated = "delegated",
        /// The article takes both.
        Either = "either",
        /// The article does not say.
        Unstated = "unstated",
    }

    /// The type of an API permission.
    pub GrantType {
        /// An application permission.
        Application = "application",
        /// A delegated permission.
        Delegated = "delegated",
    }

    /// A kind of Azure scope below the root.
    pub ScopeKind {
        /// A management group.
        ManagementGroup = "management-group",
        /// A subscription.
        Subscription = "subscription",
        /// A resource group.
        ResourceGroup = "resource-group",
        /// A resource.
        Resource = "resource",
    }

    /// The choice between each and any of several scopes.
    pub Which {
        /// At each of them.
        Each = "each",
        /// At any of them.
        Any = "any",
    }

    /// The platform of a redirect address.
    pub Platform {
        /// A web application's.
        Web = "web",
        /// A single-page application's.
        Spa = "spa",
        /// A public client's.
        Public = "public",
    }

    /// The accounts that may sign in to an application.
    pub Audience {
        /// This tenant's.
        ThisTenant = "this-tenant",
        /// Any tenant's.
        AnyTenant = "any-tenant",
        /// Any tenant's, and personal ones.
        AnyTenantAndPersonal = "any-tenant-and-personal",
    }

    /// The phase of a step.
    pub Phase {
        /// During onboarding.
        Onboard = "onboard",
        /// After onboarding.
        After = "after",
        /// During offboarding.
        Offboard = "offboard",
    }

    /// The source of a field's value.
    pub FieldSource {
        /// The reader decides.
        Free = "free",
        /// The tenant's id.
        TenantId = "tenant-id",
        /// The client id of a principal.
        AppId = "app-id",
        /// A secret, which never passes through rolecall.
        Secret = "secret",
        /// A certificate.
        Certificate = "certificate",
        /// A parameter of the guide.
        Parameter = "parameter",
    }

    /// The kind of a notice.
    pub NoticeKind {
        /// The article contradicts itself or the product.
        Contradiction = "contradiction",
        /// A warning of the article, with what is true today.
        Caution = "caution",
        /// Wording that can be read in several ways, and how it was read.
        Interpretation = "interpretation",
        /// A requirement that another requirement of the same guide includes.
        Redundant = "redundant",
        /// Something that the article leaves open.
        Gap = "gap",
    }

    /// The system in which a role is assigned.
    pub RolePlane {
        /// Microsoft Entra.
        Directory = "directory",
        /// Azure.
        Azure = "azure",
        /// Exchange, a management role.
        Exchange = "exchange",
        /// Exchange, a role group.
        ExchangeGroup = "exchange-group",
    }

    /// The kind of object that a setting belongs to.
    pub SettingOwner {
        /// The tenant.
        Tenant = "tenant",
        /// An application.
        Application = "application",
        /// A user.
        User = "user",
        /// Something in Azure.
        Azure = "azure",
    }
}

impl Tier {
    /// True for a tier that names what is not to be held, whatever the day and the phase.
    pub const fn is_never_asked(self) -> bool {
        matches!(self, Self::NotRequired | Self::Forbidden)
    }
}
