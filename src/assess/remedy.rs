//! The ways out of a finding: what a person does, after which it says something else.
//!
//! A finding carries them all, in the order in which they are taken; no format
//! and no runbook finds out anew what would help. Where nobody can do anything
//! in the tenant, the exit says who can, and that the verdict stays until then.

mod closing;
mod words;

use super::attestation;
use super::model::Finding;
use super::outcome::Outcome;
use super::verdict::Verdict;
use crate::snapshot::SectionName;
use std::sync::Arc;

pub(super) use closing::{halved, held, identity, presence, which};

/// One thing to do. Names in it can be the tenant's: hostile text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// It is settled who or what is meant.
    Settle(Settle),
    /// More is seen. Nothing of the tenant changes but for the auditor.
    See(See),
    /// Somebody outside the tenant does something; until then the verdict stays.
    Elsewhere(Elsewhere),
    /// The principal comes into the tenant, or into the state that is asked.
    Admit(Admit),
    /// The principal gets what it is to hold.
    Give(Give),
    /// Something goes that cannot be judged.
    Remove(Remove),
    /// Something else that a person does: whole sentences.
    ByHand(String),
    /// A person looks, and attests to it.
    Attest,
}

/// What settles who or what is meant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Settle {
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
    InviteAfresh {
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
        /// The choice.
        choice: String,
        /// The options that are still possible.
        options: Vec<String>,
    },
}

/// What shows more.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum See {
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

/// What lies with somebody outside the tenant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Elsewhere {
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

/// What brings a principal into the tenant, or into the state that is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Admit {
    /// The address is invited.
    Invite,
    /// The vendor accepts the invitation, which is sent again.
    Accept,
    /// The account signs in once, or redeems its invitation anew.
    ShowRedemption,
    /// The account redeems its invitation anew.
    RedeemAnew,
    /// The account's type becomes guest.
    TurnIntoGuest,
    /// An administrator consents to the vendor's application.
    Consent,
    /// The application is registered.
    Register,
    /// A registration gets its service principal.
    MakePrincipal,
    /// The account or application may sign in.
    AllowSignIn,
    /// Cross-tenant access settings let the vendor's tenant in.
    LetIn,
    /// The application is closed to other tenants.
    RestrictAudience,
}

/// What gives a principal what it is to hold.
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

/// What goes that cannot be judged.
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

impl Exit {
    /// The exit as whole sentences. `who` and `what` stand within them for the principal and for what is to be held.
    pub fn sentence(&self, who: &str, what: &str) -> String {
        words::sentences(std::slice::from_ref(self), who, what).concat()
    }
}

/// The exits of an outcome, in their order and each once.
pub(super) fn of_outcome(outcome: &Outcome) -> Vec<Exit> {
    let gaps = outcome.gaps.iter().map(|gap| gap.exit.clone());
    let mut exits = match outcome.verdict {
        Verdict::Satisfied | Verdict::Absent | Verdict::Excess => Vec::new(),
        Verdict::Missing | Verdict::Partial | Verdict::Manual => outcome.exits.clone(),
        Verdict::Unknown => outcome.exits.iter().cloned().chain(gaps).collect(),
    };
    exits.sort();
    exits.dedup();
    exits
}

impl Finding {
    /// Graph permissions that would turn an `unknown` into an answer: of each request the one that reads least.
    pub fn needs(&self) -> Vec<&str> {
        let mut needs: Vec<&str> = self
            .exits
            .iter()
            .filter_map(|exit| match exit {
                Exit::See(See::Permission { any_of, .. }) => any_of.first().map(String::as_str),
                _ => None,
            })
            .collect();
        needs.sort_unstable();
        needs.dedup();
        needs
    }

    /// Whether nothing but a Graph permission of the auditor is lacking.
    pub fn only_needs(&self) -> bool {
        let permission = |exit: &Exit| matches!(exit, Exit::See(See::Permission { .. }));
        !self.exits.is_empty() && self.exits.iter().all(permission)
    }

    /// The exits as sentences, each with its full stop. `who` and `what` stand within a sentence for the
    /// principal and for what is to be held.
    pub fn ways_out(&self, who: &str, what: &str) -> Vec<String> {
        let mut sentences = words::sentences(&self.exits, who, what);
        let also = self.verdict != Verdict::Manual && attestation::attestable(self);
        if also && !sentences.is_empty() {
            sentences.push(
                "Or, where a role of Defender's classic RBAC gives it, look there and attest to it in a file for \
                 --attest."
                    .to_owned(),
            );
        }
        sentences
    }
}
