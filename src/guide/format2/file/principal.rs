//! The shape of principals: each kind has keys of its own.

use super::{CiteEntry, WhenEntry};
use crate::guide::error::Faults;
use crate::guide::format2::ids::PrincipalId;
use crate::guide::format2::kinds::{AccountType, Home, PartnerRoute};
use crate::guide::format2::list::Distinct;
use crate::guide::format2::read::{Maybe, Needed, Placed, Read, Value};
use crate::guide::format2::shape::{table, table_by_word, words};
use crate::guide::format2::template::Template;
use crate::guide::format2::text::Text;
use schemars::JsonSchema;
use toml::de::DeValue;

words! {
    /// The kind of a user.
    pub(crate) UserWord {
        /// A user.
        User = "user",
    }
    /// The kind of an application.
    pub(crate) ApplicationWord {
        /// An application.
        Application = "application",
    }
    /// The kind of a managed identity.
    pub(crate) ManagedIdentityWord {
        /// A managed identity.
        ManagedIdentity = "managed-identity",
    }
    /// The kind of an agent identity.
    pub(crate) AgentIdentityWord {
        /// An agent identity.
        AgentIdentity = "agent-identity",
    }
    /// The kind of a group.
    pub(crate) GroupWord {
        /// A group.
        Group = "group",
    }
    /// The kind of a partner.
    pub(crate) PartnerWord {
        /// A partner.
        Partner = "partner",
    }
    /// The kind of a principal that stands for one of several.
    pub(crate) ChosenWord {
        /// The one of several principals that is needed.
        Chosen = "chosen",
    }
}

table! {
    /// A user.
    #[schemars(rename = "user")]
    struct UserEntry = "a user" {
        /// Its id.
        id: Needed<PrincipalId>,
        /// `user`.
        kind: Needed<UserWord>,
        /// Its title.
        title: Needed<Text>,
        /// The condition under which it is needed at all.
        when: Maybe<WhenEntry>,
        /// The place in the article that names it.
        cite: Maybe<CiteEntry>,
        /// Guest, member or any.
        r#type: Needed<AccountType>,
        /// The address.
        address: Needed<Template>,
        /// The tenant it has to come from.
        home_tenant: Maybe<Template>,
    }
}

table! {
    /// An application.
    #[schemars(rename = "application", extend("anyOf" = [{ "required": ["name"] }, { "required": ["app-ids"] }]))]
    struct ApplicationEntry = "an application" {
        /// Its id.
        id: Needed<PrincipalId>,
        /// `application`.
        kind: Needed<ApplicationWord>,
        /// Its title.
        title: Needed<Text>,
        /// The condition under which it is needed at all.
        when: Maybe<WhenEntry>,
        /// The place in the article that names it.
        cite: Maybe<CiteEntry>,
        /// Registered by the customer, or consented to.
        home: Needed<Home>,
        /// Its name.
        name: Maybe<Template>,
        /// The application ids, any of which identifies the genuine one.
        app_ids: Maybe<Distinct<Template>>,
        /// The tenant it has to come from.
        home_tenant: Maybe<Template>,
        /// The verified publisher's name, or several.
        publisher: Maybe<PublisherEntry>,
    }
}

/// The verified publisher's name, or a list of names.
#[derive(Clone, Debug, JsonSchema)]
#[schemars(untagged)]
pub(crate) enum PublisherEntry {
    One(Placed<Text>),
    Several(Distinct<Text>),
}

impl Read for PublisherEntry {
    fn read(value: &Value<'_>, faults: &mut Faults) -> Option<Self> {
        if matches!(value.get_ref(), DeValue::Array(_)) {
            Distinct::read(value, faults).map(Self::Several)
        } else {
            Placed::read(value, faults).map(Self::One)
        }
    }
}

table! {
    /// A managed identity.
    #[schemars(rename = "managed-identity", extend("anyOf" = [{ "required": ["name"] }, { "required": ["resource"] }]))]
    struct ManagedIdentityEntry = "a managed identity" {
        /// Its id.
        id: Needed<PrincipalId>,
        /// `managed-identity`.
        kind: Needed<ManagedIdentityWord>,
        /// Its title.
        title: Needed<Text>,
        /// The condition under which it is needed at all.
        when: Maybe<WhenEntry>,
        /// The place in the article that names it.
        cite: Maybe<CiteEntry>,
        /// Its name.
        name: Maybe<Template>,
        /// The Azure id of the resource that has it.
        resource: Maybe<Template>,
    }
}

table! {
    /// An agent identity.
    #[schemars(rename = "agent-identity", extend("anyOf" = [{ "required": ["name"] }, { "required": ["app-ids"] }]))]
    struct AgentIdentityEntry = "an agent identity" {
        /// Its id.
        id: Needed<PrincipalId>,
        /// `agent-identity`.
        kind: Needed<AgentIdentityWord>,
        /// Its title.
        title: Needed<Text>,
        /// The condition under which it is needed at all.
        when: Maybe<WhenEntry>,
        /// The place in the article that names it.
        cite: Maybe<CiteEntry>,
        /// Its name.
        name: Maybe<Template>,
        /// The application ids, any of which identifies the genuine one.
        app_ids: Maybe<Distinct<Template>>,
    }
}

table! {
    /// A group.
    #[schemars(rename = "group", extend("anyOf" = [{ "required": ["name"] }, { "required": ["object-id"] }]))]
    struct GroupEntry = "a group" {
        /// Its id.
        id: Needed<PrincipalId>,
        /// `group`.
        kind: Needed<GroupWord>,
        /// Its title.
        title: Needed<Text>,
        /// The condition under which it is needed at all.
        when: Maybe<WhenEntry>,
        /// The place in the article that names it.
        cite: Maybe<CiteEntry>,
        /// Its name.
        name: Maybe<Template>,
        /// Its object id.
        object_id: Maybe<Template>,
    }
}

table! {
    /// A partner.
    #[schemars(rename = "partner")]
    struct PartnerEntry = "a partner" {
        /// Its id.
        id: Needed<PrincipalId>,
        /// `partner`.
        kind: Needed<PartnerWord>,
        /// Its title.
        title: Needed<Text>,
        /// The condition under which it is needed at all.
        when: Maybe<WhenEntry>,
        /// The place in the article that names it.
        cite: Maybe<CiteEntry>,
        /// GDAP or Lighthouse.
        through: Needed<PartnerRoute>,
        /// The name of the relationship, or of the partner's group.
        name: Maybe<Template>,
        /// The tenant it has to come from.
        home_tenant: Maybe<Template>,
    }
}

table! {
    /// A principal that stands for the one of several that is needed.
    #[schemars(rename = "chosen")]
    struct ChosenEntry = "a chosen principal" {
        /// Its id.
        id: Needed<PrincipalId>,
        /// `chosen`.
        kind: Needed<ChosenWord>,
        /// Its title.
        title: Needed<Text>,
        /// The principals, each with a condition.
        among: Needed<Distinct<PrincipalId, 2>>,
    }
}

table_by_word! {
    /// A principal that is to hold access.
    #[schemars(rename = "principal")]
    enum PrincipalEntry = "a [[principal]]", "kind" {
        "user" => User(UserEntry),
        "application" => Application(ApplicationEntry),
        "managed-identity" => ManagedIdentity(ManagedIdentityEntry),
        "agent-identity" => AgentIdentity(AgentIdentityEntry),
        "group" => Group(GroupEntry),
        "partner" => Partner(PartnerEntry),
        "chosen" => Chosen(ChosenEntry),
    }
}

impl PrincipalEntry {
    /// The principal's id.
    pub(crate) const fn id(&self) -> &Needed<PrincipalId> {
        match self {
            Self::User(entry) => &entry.id,
            Self::Application(entry) => &entry.id,
            Self::ManagedIdentity(entry) => &entry.id,
            Self::AgentIdentity(entry) => &entry.id,
            Self::Group(entry) => &entry.id,
            Self::Partner(entry) => &entry.id,
            Self::Chosen(entry) => &entry.id,
        }
    }

    /// The principal's title.
    pub(crate) const fn title(&self) -> &Needed<Text> {
        match self {
            Self::User(entry) => &entry.title,
            Self::Application(entry) => &entry.title,
            Self::ManagedIdentity(entry) => &entry.title,
            Self::AgentIdentity(entry) => &entry.title,
            Self::Group(entry) => &entry.title,
            Self::Partner(entry) => &entry.title,
            Self::Chosen(entry) => &entry.title,
        }
    }

    /// The condition under which it is needed at all, and the place in the article that names it.
    pub(crate) const fn frame(&self) -> Option<(&Maybe<WhenEntry>, &Maybe<CiteEntry>)> {
        Some(match self {
            Self::User(entry) => (&entry.when, &entry.cite),
            Self::Application(entry) => (&entry.when, &entry.cite),
            Self::ManagedIdentity(entry) => (&entry.when, &entry.cite),
            Self::AgentIdentity(entry) => (&entry.when, &entry.cite),
            Self::Group(entry) => (&entry.when, &entry.cite),
            Self::Partner(entry) => (&entry.when, &entry.cite),
            Self::Chosen(_) => return None,
        })
    }
}
