//! The remedies of a finding: what a person does, after which it says something else.
//!
//! A finding carries them all, in the order in which they are taken; no format
//! and no runbook finds out anew what would help. Where nobody can do anything
//! in the tenant, the remedy says who can, and that the verdict stays until then.
//! Their sentences are in `advice`, and those of a change with the act that makes it.

mod closing;

use crate::guide::format2::ids::OptionRef;
use crate::snapshot::SectionName;
use std::sync::Arc;

pub(super) use closing::{halved, held, identity, presence, which};

/// One thing to do. Names in it can be the tenant's: hostile text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Remedy {
    /// It is settled who or what is meant.
    Clarify(Clarify),
    /// More is seen. Nothing of the tenant changes but for the auditor.
    Observe(Observe),
    /// Somebody outside the tenant does something; until then the verdict stays.
    Outside(Outside),
    /// The principal comes into the tenant, or into the state that is asked.
    Establish(Establish),
    /// The principal gets what it is to hold.
    Give(Give),
    /// Something goes that cannot be judged.
    Remove(Remove),
    /// Something else that a person does: whole sentences.
    Manual(String),
    /// A person looks, and attests to it.
    Attest,
}

/// Everything that settles who or what is meant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Clarify {
    /// The reader gives an id that the vendor tells, by one of these parameters of the guide.
    Pin {
        /// The parameter for the application id.
        app_id: Option<String>,
        /// The parameter for the vendor's tenant id.
        home_tenant: Option<String>,
        /// The application ids that could be meant.
        candidates: Arc<[String]>,
    },
    /// Of several that could be meant, one is kept and the others go.
    KeepOne {
        /// Their object ids.
        candidates: Arc<[String]>,
    },
    /// An account of which nobody can tell whether it is the vendor's goes, and the address is invited.
    InviteAgain {
        /// The account, by its sign-in name.
        account: String,
    },
    /// Accounts of this tenant lose the vendor's address, which keeps it from being invited.
    FreeAddress {
        /// The accounts, by their sign-in names.
        accounts: Vec<String>,
    },
    /// The reader says which option is meant.
    Choose {
        /// The options of one choice that are still possible.
        options: Vec<OptionRef>,
    },
    /// The reader answers a question of the guide about the tenant.
    Answer {
        /// The fact that it is about.
        fact: String,
        /// The question, in the guide's words.
        question: String,
    },
}

/// Everything that shows more.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Observe {
    /// The auditor gets a Graph permission, and scans again.
    Permission {
        /// Any one of these answers; the first reads least.
        any_of: Vec<String>,
        /// Only an application can hold it: who looked was a person.
        as_application: bool,
    },
    /// Somebody signs in whom Conditional Access lets through.
    SignIn,
    /// The auditor was refused although it holds a permission that answers.
    Refused {
        /// The permission.
        held: String,
    },
    /// The same, where Defender Unified RBAC may never have been activated.
    UnifiedRbac {
        /// The permission.
        held: String,
    },
    /// More candidates were found than are asked about.
    FewerCandidates,
    /// An answer failed, was cut short or was never asked for.
    Again {
        /// The section.
        section: SectionName,
    },
}

/// Everything that lies with somebody outside the tenant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outside {
    /// Microsoft has disabled the application, and only Microsoft can lift that.
    Microsoft {
        /// The status that Microsoft gives.
        status: String,
    },
    /// The API is not in the tenant: it comes with the product.
    Product {
        /// The API's name.
        api: String,
    },
    /// The API does not offer the permission, or has it switched off: the vendor says what to grant instead.
    Vendor {
        /// The API's name.
        api: String,
        /// The permission's value.
        value: String,
        /// It is there and switched off.
        switched_off: bool,
    },
}

/// Everything that brings a principal into the tenant, or into the state that is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Establish {
    /// The address is invited.
    Invite,
    /// The vendor accepts the invitation, which is sent again.
    Accept,
    /// The account signs in once, or redeems its invitation anew.
    ProveRedemption,
    /// The account redeems its invitation anew.
    RedeemAgain,
    /// The account's type becomes guest.
    ConvertToGuest,
    /// An administrator consents to the vendor's application.
    Consent,
    /// The application is registered.
    Register,
    /// A registration gets its service principal.
    CreateServicePrincipal,
    /// The account or application may sign in.
    AllowSignIn,
    /// Cross-tenant access settings let the vendor's tenant in.
    AllowInbound,
    /// The application is closed to other tenants.
    RestrictAudience,
}

/// Everything that gives a principal what it is to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Give {
    /// A permission of an API, to an application that is registered here.
    Permission,
    /// The same, to the vendor's application, which brings its own list of permissions.
    EnterprisePermission,
    /// A directory role, active and for the whole directory.
    DirectoryRole,
    /// A permission of Defender, by a role of Unified RBAC.
    DefenderPermission,
    /// A client secret.
    Secret,
}

/// An object that goes because it cannot be judged.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Remove {
    /// A grant that leads nowhere, unless what it was of comes back.
    Leftover {
        /// The grant, in words.
        what: String,
    },
    /// An action of a Defender role that nobody knows.
    Action {
        /// The action.
        action: String,
    },
}
