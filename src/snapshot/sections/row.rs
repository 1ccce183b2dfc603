//! The columns of the table of sections.

use super::{Endpoint, SectionName};

/// The row of a section: everything that other modules need to know about it.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// A noun phrase that completes a sentence, such as `who may invite guests`.
    pub title: &'static str,
    /// The subject of its requests.
    pub subject: Subject,
    /// The use of its answer, and so the time that a scan waits for it.
    pub needed_for: NeededFor,
    /// The product without which the tenant cannot answer.
    pub requires: Option<Feature>,
    /// The holdings that it shows.
    pub shows: &'static [Shows],
    /// The holdings that are judged with it besides: it names, finds or limits what others show.
    pub supports: &'static [Shows],
    /// The part of an assessment beside holdings that rests on it.
    pub informs: Option<Informs>,
    /// Its requests.
    pub endpoints: &'static [Endpoint],
}

impl Row {
    /// The values that most rows share.
    pub(super) const USUAL: Self = Self {
        title: "",
        subject: Subject::Tenant,
        needed_for: NeededFor::Verdict,
        requires: None,
        shows: &[],
        supports: &[],
        informs: None,
        endpoints: &[],
    };
}

/// The subject of a section's requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The tenant itself.
    Tenant,
    /// Settings of the tenant that concern a guest.
    GuestSettings,
    /// Settings of the tenant that concern whoever signs in: a guest, or an application of its own.
    SignInSettings,
    /// Guests that the guide names: the lookup of candidates.
    SoughtGuests,
    /// Applications that the guide names: the lookup of candidates.
    SoughtApplications,
    /// The guest candidates.
    Guests,
    /// The candidates' service principals.
    ServicePrincipals,
    /// The candidates' registrations.
    Registrations,
    /// Both halves of the candidates' applications.
    ApplicationHalves,
    /// Guest candidates and service principals alike.
    GuestsAndServicePrincipals,
    /// Objects that answers about guest candidates name.
    NamedForGuests,
    /// Objects that the guide or any answer names.
    Named,
}

impl Subject {
    /// Membership of guest candidates in the subject.
    pub const fn has_guests(self) -> bool {
        matches!(self, Self::Guests | Self::GuestsAndServicePrincipals)
    }

    /// Membership of the candidates' service principals or registrations in the subject.
    pub const fn has_applications(self) -> bool {
        matches!(
            self,
            Self::ServicePrincipals
                | Self::Registrations
                | Self::ApplicationHalves
                | Self::GuestsAndServicePrincipals
        )
    }

    /// Settings of the tenant.
    pub const fn is_settings(self) -> bool {
        matches!(self, Self::GuestSettings | Self::SignInSettings)
    }
}

/// The use of a section's answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NeededFor {
    /// A verdict, or a request that one depends on: it is waited for.
    Verdict,
    /// A verdict where nobody told which tenant this is; otherwise advice.
    VerdictWithoutTenant,
    /// A verdict where the service has no licence for PIM, or a guide is about a service plan; otherwise advice.
    VerdictWithoutPim,
    /// Advice or information alone: it is asked apart, and delays nothing.
    Advice,
}

/// A part of an assessment that is no verdict on a holding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Informs {
    /// The tenant that was scanned.
    Tenant,
    /// The tenant's settings that concern a principal.
    Settings,
    /// Other advice and information.
    Advice,
}

/// A product that a tenant may lack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feature {
    /// Privileged Identity Management, of Entra ID P2 or ID Governance.
    Pim,
    /// Defender Unified RBAC, activated.
    UnifiedRbac,
}

/// A kind of holding, of one kind of holder. Only where every section that shows it is whole is it
/// not held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shows {
    /// A guest itself.
    Guest,
    /// Any access of a guest, or its end.
    GuestAccess,
    /// A directory role of a guest.
    GuestRole,
    /// A Defender permission of a guest.
    GuestDefender,
    /// An API permission of a guest.
    GuestPermission,
    /// A group that a guest is in or can step into.
    GuestGroup,
    /// An application itself: its service principal or its registration.
    Application,
    /// Any access of a service principal, or its end.
    ApplicationAccess,
    /// A directory role of a service principal.
    ApplicationRole,
    /// The end of a directory role of a service principal.
    ApplicationRoleEnd,
    /// A Defender permission of a service principal.
    ApplicationDefender,
    /// An API permission of a service principal.
    ApplicationPermission,
    /// A group that a service principal is in.
    ApplicationGroup,
    /// A service plan of the tenant.
    ServicePlan,
    /// An outside identity that may sign in as a registration.
    FederatedIdentity,
    /// An owner of either half of an application.
    ApplicationOwner,
    /// A holder of a directory role whoever it is.
    RoleHolder,
}

impl SectionName {
    /// The sections that show any of these, in the order of the table.
    pub fn showing(what: &[Shows]) -> Vec<Self> {
        let mut sections = Self::ALL.to_vec();
        sections.retain(|name| name.row().shows.iter().any(|shown| what.contains(shown)));
        sections
    }

    /// True if a holding of any of these kinds is judged with the section.
    pub fn is_judged_with(self, what: &[Shows]) -> bool {
        let row = self.row();
        let mut judged = row.shows.iter().chain(row.supports);
        judged.any(|shown| what.contains(shown))
    }

    /// A section whose requests are asked apart from those that verdicts depend on.
    pub const fn is_advisory(self) -> bool {
        !matches!(self.row().needed_for, NeededFor::Verdict)
    }

    /// A section that a tenant without this product cannot answer.
    pub fn requires(self, feature: Feature) -> bool {
        self.row().requires == Some(feature)
    }
}
