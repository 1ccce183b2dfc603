//! The closed lists of words in a guide.

use super::shape::words;

words! {
    /// How strongly a guide asks.
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
        /// Only told: no verdict, and no excess when held.
        Informational = "informational",
    }

    /// How much of a source was read.
    pub Coverage {
        /// All that may ask something.
        Whole = "whole",
        /// A part that may ask something was not read.
        Excerpt = "excerpt",
    }

    /// How a guide depends on another.
    pub RelationKind {
        /// The other guide has to be adopted and ready.
        Needs = "needs",
        /// So too, and its parts can be named.
        Extends = "extends",
    }

    /// What kind of value a parameter takes.
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

    /// What kind of account a user is.
    pub AccountType {
        /// A guest, who has accepted.
        Guest = "guest",
        /// A member.
        Member = "member",
        /// Either.
        Any = "any",
    }

    /// Where an application is registered.
    pub Home {
        /// By the customer.
        Own = "own",
        /// By the vendor; the customer consents to it.
        Vendor = "vendor",
    }

    /// How a partner is given access.
    pub PartnerRoute {
        /// Granular delegated administration.
        Gdap = "gdap",
        /// Azure Lighthouse.
        Lighthouse = "lighthouse",
    }

    /// How an API permission is asked for.
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

    /// At which of several scopes something is held.
    pub Which {
        /// At each of them.
        Each = "each",
        /// At any of them.
        Any = "any",
    }

    /// Which redirect addresses a platform has.
    pub Platform {
        /// A web application's.
        Web = "web",
        /// A single-page application's.
        Spa = "spa",
        /// A public client's.
        Public = "public",
    }

    /// Whose accounts may sign in to an application.
    pub Audience {
        /// This tenant's.
        ThisTenant = "this-tenant",
        /// Any tenant's.
        AnyTenant = "any-tenant",
        /// Any tenant's, and personal ones.
        AnyTenantAndPersonal = "any-tenant-and-personal",
    }

    /// When a step is done.
    pub Phase {
        /// While onboarding.
        Onboard = "onboard",
        /// When onboarding is done.
        After = "after",
        /// When the vendor goes.
        Offboard = "offboard",
    }

    /// Where the value of a field comes from.
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

    /// What kind of thing a notice tells.
    pub NoticeKind {
        /// The article contradicts itself or the product.
        Contradiction = "contradiction",
        /// A warning of the article, with what is true today.
        Caution = "caution",
        /// Wording that can be read in several ways, and how it was read.
        Interpretation = "interpretation",
        /// An ask that another ask of the same guide includes.
        Redundant = "redundant",
        /// Something that the article leaves open.
        Gap = "gap",
    }

    /// Where a role is assigned.
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

    /// What a setting is a setting of.
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
