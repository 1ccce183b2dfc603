//! The subjects that a scan for guides with their parameters looks for.

use super::requests::{ValueSet, Values};
use super::subject::ScanSubject;
use crate::catalog::MICROSOFT_GRAPH;
use crate::guide::format2::kinds::{AccountType, Home};
use crate::guide::format2::model::{Detection, Guide, Principal, PrincipalKind, RightKind};
use crate::guide::format2::{Template, called};
use crate::ids::{AppId, RoleTemplateId, TenantId};
use crate::snapshot::{Endpoint, SectionName, Subject};
use std::collections::BTreeSet;

/// The subjects to look up, without repetition and in a fixed order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Targets {
    /// The number of guides.
    pub(super) guides: usize,
    /// Addresses of users.
    pub(super) addresses: BTreeSet<String>,
    /// Those of users that need not be guests, whose sign-in names are looked for too.
    pub(super) accounts: BTreeSet<String>,
    /// The person who installs, by the sign-in name or the mail.
    pub(super) installer: Option<String>,
    /// Applications by pinned id.
    pub(super) apps: BTreeSet<AppId>,
    /// Applications by name.
    pub(super) names: BTreeSet<String>,
    /// APIs that the guides name.
    pub(super) resources: BTreeSet<AppId>,
    /// Those of them whose other holders concern a reader.
    pub(super) watched: BTreeSet<AppId>,
    /// The vendors' tenants, where the reader gave them.
    pub(super) vendor_tenants: BTreeSet<TenantId>,
    /// The parameters that say which tenants those are, as the reader calls them.
    pub(super) home_parameters: BTreeSet<String>,
    /// Mail domains of users whose home tenant nobody gave, in lower case.
    pub(super) domains: BTreeSet<String>,
    /// A guide asks for a service plan, or tells a fact by one.
    pub(super) service_plans: bool,
    /// One of the applications is registered in the tenant itself, which policies can stop.
    pub(super) own_application: bool,
    /// Directory roles that lose their access when a guide's Defender role is put in force by turning RBAC on.
    pub(super) cut_off: BTreeSet<RoleTemplateId>,
}

impl Targets {
    /// The targets of all guides together.
    pub(super) fn of_guides(subject: &ScanSubject<'_>) -> Self {
        let mut all = Self::default();
        for guide in subject.guides {
            all.absorb(Self::of_guide(subject, guide));
        }
        all
    }

    /// The targets of one guide. Principals and rights of kinds that a scan does not read are none.
    pub(super) fn of_guide<'a>(subject: &ScanSubject<'a>, guide: &'a Guide) -> Self {
        let mut targets = Self {
            guides: 1,
            installer: subject.installer_for(guide).map(str::to_owned),
            ..Self::default()
        };
        for principal in &guide.principals {
            targets.principal(subject, guide, principal);
        }
        targets.home_tenants(subject, guide);
        let mut facts = guide.facts.iter();
        targets.service_plans =
            facts.any(|fact| matches!(fact.detect, Some(Detection::ServicePlan(_))));
        let asked = guide.requirements.iter();
        for right in asked.flat_map(|requirement| requirement.need.rights()) {
            targets.service_plans |= matches!(right.kind, RightKind::ServicePlan(_));
            if subject.holders(guide, right).is_empty() {
                continue;
            }
            match &right.kind {
                RightKind::ApiPermission { api, .. } => {
                    targets.resources.insert(*api);
                }
                RightKind::Defender { .. } => {
                    targets.cut_off.extend(subject.catalog.cut_off_by_rbac());
                }
                _ => {}
            }
        }
        // Graph is everybody's; on any other API that a guide asks for, few hold anything.
        targets.watched = targets.resources.clone();
        targets.watched.retain(|api| *api != MICROSOFT_GRAPH);
        let declared = guide.names.apis.iter();
        targets.resources.extend(declared.map(|api| api.app_id));
        if targets.seeks_applications() {
            targets.resources.insert(MICROSOFT_GRAPH);
        }
        targets
    }

    fn absorb(&mut self, more: Self) {
        self.guides += more.guides;
        self.addresses.extend(more.addresses);
        self.accounts.extend(more.accounts);
        self.installer = self.installer.take().or(more.installer);
        self.apps.extend(more.apps);
        self.names.extend(more.names);
        self.resources.extend(more.resources);
        self.watched.extend(more.watched);
        self.vendor_tenants.extend(more.vendor_tenants);
        self.home_parameters.extend(more.home_parameters);
        self.domains.extend(more.domains);
        self.service_plans |= more.service_plans;
        self.own_application |= more.own_application;
        self.cut_off.extend(more.cut_off);
    }

    /// Adds everything by which a principal is found.
    fn principal(&mut self, subject: &ScanSubject<'_>, guide: &Guide, principal: &Principal) {
        match &principal.kind {
            PrincipalKind::User {
                account, address, ..
            } => {
                let addresses = subject.filled(guide, Some(address));
                if *account != AccountType::Guest {
                    self.accounts.extend(addresses.iter().cloned());
                }
                self.addresses.extend(addresses);
            }
            PrincipalKind::Application {
                home,
                name,
                app_ids,
                ..
            } => {
                let ids = app_ids.iter();
                let ids = ids.flat_map(|id| subject.filled(guide, Some(id)));
                let pinned: Vec<AppId> = ids.filter_map(|id| id.parse().ok()).collect();
                let named = subject.filled(guide, name.as_ref());
                let sought = !pinned.is_empty() || !named.is_empty();
                self.own_application |= sought && *home == Home::Own;
                // A pinned id does not make others of the same name uninteresting: they are listed.
                self.apps.extend(pinned);
                self.names.extend(named);
            }
            _ => {}
        }
    }

    /// Adds the tenants that users come from: each one's own, else that of another principal of the same guide, as it
    /// is the same vendor's; else the domains of its addresses, by which its tenant is found.
    fn home_tenants(&mut self, subject: &ScanSubject<'_>, guide: &Guide) {
        let given = |template: Option<&Template>| -> Vec<TenantId> {
            let ids = subject.filled(guide, template).into_iter();
            ids.filter_map(|id| id.parse().ok()).collect()
        };
        let templates = guide.principals.iter().filter_map(home_tenant);
        for one in templates.flat_map(Template::parameters) {
            let home = one.guide.as_ref().unwrap_or(&guide.id);
            let called = called::parameter(subject.guides, home, &one.id);
            self.home_parameters.insert(called.to_string());
        }
        let all = guide.principals.iter();
        let another = all.flat_map(|one| given(home_tenant(one))).next();
        for principal in &guide.principals {
            let PrincipalKind::User { address, .. } = &principal.kind else {
                continue;
            };
            let addresses = subject.filled(guide, Some(address));
            let mut tenants = given(home_tenant(principal));
            if tenants.is_empty() {
                tenants.extend(another);
            }
            if tenants.is_empty() {
                let domains = addresses.iter().filter_map(|one| one.rsplit_once('@'));
                self.domains
                    .extend(domains.map(|(_, domain)| domain.to_ascii_lowercase()));
            } else if !addresses.is_empty() {
                self.vendor_tenants.extend(tenants);
            }
        }
    }

    pub(super) fn seeks_guests(&self) -> bool {
        !self.addresses.is_empty()
    }

    pub(super) fn seeks_applications(&self) -> bool {
        !self.apps.is_empty() || !self.names.is_empty()
    }

    /// Policies of Conditional Access could stop somebody of the guides.
    pub(super) fn seeks_policies(&self) -> bool {
        self.seeks_guests() || self.own_application
    }

    /// True if a scan for these targets asks about the subject of a section.
    pub(super) fn concern(&self, section: SectionName) -> bool {
        let (guests, applications) = (self.seeks_guests(), self.seeks_applications());
        match section {
            SectionName::ApiHolders | SectionName::ApiHolderPrincipals => {
                return !self.watched.is_empty();
            }
            SectionName::RoleHolders => return guests && !self.cut_off.is_empty(),
            SectionName::VendorTenant => return guests && !self.domains.is_empty(),
            _ => {}
        }
        if self.installer.is_some() && shows_installer(section) {
            return true;
        }
        match section.row().subject {
            Subject::Tenant => true,
            Subject::SignInSettings => self.seeks_policies(),
            Subject::GuestSettings
            | Subject::SoughtGuests
            | Subject::Guests
            | Subject::NamedForGuests => guests,
            Subject::SoughtApplications
            | Subject::ServicePrincipals
            | Subject::Registrations
            | Subject::ApplicationHalves => applications,
            Subject::GuestsAndServicePrincipals | Subject::Named => guests || applications,
        }
    }

    /// True if an endpoint of a section may be asked for these targets.
    pub(super) fn fill(&self, endpoint: &Endpoint) -> bool {
        let accounts = !self.accounts.is_empty() || self.installer.is_some();
        let guests = !self.addresses.is_empty() || accounts;
        let applications = !self.apps.is_empty() || !self.names.is_empty();
        // A section about both has an endpoint for each.
        let both = endpoint.section.row().subject == Subject::GuestsAndServicePrincipals;
        endpoint.placeholders().all(|name| match name {
            "account" => accounts,
            "user" if both => guests,
            "service-principal" if both => applications,
            _ => true,
        })
    }

    /// The values of the first phase, before anything is known.
    pub(super) fn values(&self) -> Values {
        let mut subjects = vec![Subject::Tenant];
        let mut sets: Vec<ValueSet> = Vec::new();
        let is_one = |address: &str, one: &String| one.eq_ignore_ascii_case(address);
        sets.extend(spelled_once(&self.addresses).map(|address| {
            let mut accounts = self.accounts.iter().chain(&self.installer);
            if accounts.any(|one| is_one(address, one)) {
                ValueSet::account(address)
            } else {
                ValueSet::address(address)
            }
        }));
        let installer = self.installer.iter();
        let apart = installer.filter(|one| !self.addresses.iter().any(|known| is_one(known, one)));
        sets.extend(apart.map(|one| ValueSet::account(one)));
        sets.extend(self.apps.iter().map(|app| ValueSet::app_id(*app)));
        sets.extend(spelled_once(&self.names).map(ValueSet::app_name));
        let apis = self.resources.iter().map(|app| app.uuid());
        sets.extend(ValueSet::lists("resource-app-ids", apis));
        if self.seeks_guests() {
            subjects.push(Subject::GuestSettings);
            let domains = self.domains.iter();
            sets.extend(domains.filter_map(|one| ValueSet::domain(one)));
            sets.extend(self.cut_off.iter().map(|role| ValueSet::role(*role)));
        }
        if self.seeks_policies() {
            subjects.push(Subject::SignInSettings);
        }
        Values { sets, subjects }
    }
}

/// True for a section that is asked about the person who installs: where the account is, and the roles that it has.
fn shows_installer(section: SectionName) -> bool {
    let row = section.row();
    let about_users = matches!(
        row.subject,
        Subject::SoughtGuests
            | Subject::Guests
            | Subject::NamedForGuests
            | Subject::GuestsAndServicePrincipals
    );
    let mut endpoints = row.endpoints.iter();
    about_users
        && endpoints.any(|one| one.unless != "installer" && one.placeholders().next().is_some())
}

/// The tenant that a principal has to come from, as its guide gives it.
const fn home_tenant(principal: &Principal) -> Option<&Template> {
    match &principal.kind {
        PrincipalKind::User { home_tenant, .. }
        | PrincipalKind::Application { home_tenant, .. } => home_tenant.as_ref(),
        _ => None,
    }
}

/// The texts without those that another is but for case, which Graph does not tell apart.
fn spelled_once(texts: &BTreeSet<String>) -> impl Iterator<Item = &str> {
    let mut seen = BTreeSet::new();
    let texts = texts.iter().map(String::as_str);
    texts.filter(move |text| seen.insert(text.to_ascii_lowercase()))
}
