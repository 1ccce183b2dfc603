//! Each section as a scan sees it: whom its requests ask about, and what rests on the answer.

use crate::snapshot::SectionName;

/// Whom a section's requests ask about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum About {
    /// Nobody yet: it finds whom to ask about, or is the tenant's own.
    Nobody,
    /// The guest candidates.
    Guest,
    /// The service principals.
    Application,
    /// The registrations.
    Registration,
    /// Guests and service principals alike.
    Both,
    /// Settings of the tenant that concern a guest.
    Settings,
    /// What other answers named.
    Named,
}

/// What rests on a section's answer, and so how long a scan waits for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rests {
    /// A verdict, or a request that one rests on: it is waited for.
    Verdict,
    /// A verdict where nobody told which tenant this is; otherwise advice.
    VerdictWithoutTenant,
    /// A verdict where the service has no licence for PIM; otherwise advice.
    VerdictWithoutPim,
    /// Advice or information alone: it is asked apart, and delays nothing.
    Advice,
}

/// The row of a section.
#[derive(Clone, Copy, Debug)]
struct Row {
    about: About,
    rests: Rests,
}

/// The table: one row for each section.
#[expect(clippy::match_same_arms, reason = "a table has a row for each")]
const fn row(section: SectionName) -> Row {
    use About as A;
    use Rests as R;
    use SectionName as S;
    let (about, rests) = match section {
        S::Organization => (A::Nobody, R::VerdictWithoutTenant),
        S::Licences => (A::Nobody, R::VerdictWithoutPim),
        S::Users => (A::Nobody, R::Verdict),
        S::ServicePrincipals => (A::Nobody, R::Verdict),
        S::Applications => (A::Nobody, R::Verdict),
        S::Resources => (A::Nobody, R::Verdict),
        S::AppRoleAssignments => (A::Application, R::Verdict),
        S::DelegatedGrants => (A::Application, R::Verdict),
        S::UserAppRoles => (A::Guest, R::Verdict),
        S::Owners => (A::Application, R::Advice),
        S::FederatedCredentials => (A::Registration, R::Verdict),
        S::UserGroups => (A::Guest, R::Verdict),
        S::ServicePrincipalGroups => (A::Application, R::Verdict),
        S::GroupEligibility => (A::Guest, R::Verdict),
        S::EligibleGroups => (A::Named, R::Verdict),
        S::DirectoryRoles => (A::Both, R::Verdict),
        S::RoleEligibility => (A::Guest, R::Verdict),
        S::RoleSchedules => (A::Both, R::Verdict),
        S::DefenderAssignments => (A::Guest, R::Verdict),
        S::DefenderRoles => (A::Named, R::Verdict),
        S::DefenderActions => (A::Settings, R::Verdict),
        S::Nesting => (A::Guest, R::Verdict),
        S::ApiHolders => (A::Named, R::Advice),
        S::ApiHolderPrincipals => (A::Named, R::Advice),
        S::VendorTenant => (A::Settings, R::Verdict),
        S::AuthorizationPolicy => (A::Settings, R::Advice),
        S::CrossTenantDefault => (A::Settings, R::Verdict),
        S::CrossTenantPartner => (A::Settings, R::Verdict),
        S::B2bPolicy => (A::Settings, R::Advice),
        S::SecurityDefaults => (A::Settings, R::Advice),
        S::ConditionalAccess => (A::Settings, R::Advice),
        S::UserSignIns => (A::Guest, R::Advice),
        S::GroupSchedules => (A::Guest, R::Verdict),
        S::ApplicationSignIns => (A::Application, R::Advice),
        S::RoleHolders => (A::Settings, R::Advice),
    };
    Row { about, rests }
}

/// Whom this section is about.
pub(super) const fn about(section: SectionName) -> About {
    row(section).about
}

/// What rests on this section.
pub(super) const fn rests(section: SectionName) -> Rests {
    row(section).rests
}

/// Whether its requests are asked apart from those that verdicts rest on.
pub(super) const fn is_advisory(section: SectionName) -> bool {
    !matches!(rests(section), Rests::Verdict)
}
