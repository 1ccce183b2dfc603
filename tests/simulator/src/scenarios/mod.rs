//! Named tenants: the name says what is wrong in them.
//!
//! Each is a function without arguments; [`all`] lists them in a fixed order.
//! Every tenant is set at [`crate::ids::NOW`].

mod access;
mod apps;
mod demo;
mod guests;
pub mod parts;
mod refusals;

pub use access::*;
pub use apps::*;
pub use demo::*;
pub use guests::*;
pub use refusals::*;

use super::faults::{Fault, On};
use super::options::Options;
use super::server::Server;
use super::tenant::Tenant;

/// A tenant, who looks at it, and what goes wrong on the wire.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// Kebab-case; says what is wrong.
    pub name: &'static str,
    /// One sentence of what a reader should find.
    pub expect: &'static str,
    pub tenant: Tenant,
    pub options: Options,
    pub faults: Vec<(On, Fault)>,
}

impl Scenario {
    fn new(name: &'static str, expect: &'static str, tenant: Tenant) -> Self {
        Self {
            name,
            expect,
            tenant,
            options: Options::default(),
            faults: Vec::new(),
        }
    }

    fn without(mut self, permissions: &[&str]) -> Self {
        self.options = self.options.without(permissions);
        self
    }

    /// Lets a person's requests change it.
    pub fn writable(mut self) -> Self {
        self.options = self.options.writable();
        self
    }

    /// Serves it.
    pub fn start(self) -> Server {
        let server = Server::start(self.tenant, self.options);
        for (on, fault) in self.faults {
            server.inject(on, fault);
        }
        server
    }
}

/// Every scenario.
pub fn all() -> Vec<Scenario> {
    vec![
        ready_custom_app_full_roles(),
        ready_enterprise_app_defender_rbac(),
        eligible_only_roles(),
        nested_group_access(),
        pim_for_groups(),
        au_scoped_role(),
        excess_global_administrator(),
        consent_missing(),
        delegated_instead_of_application(),
        expired_secret(),
        expiring_secret(),
        look_alike_app(),
        two_apps_same_name(),
        excess_app_permissions(),
        look_alike_guest(),
        member_with_vendor_address(),
        guest_pending(),
        guest_disabled(),
        hostile_names(),
        dangling_assignment(),
        defender_denied(),
        unified_rbac_never_activated(),
        roles_denied(),
        pim_not_licensed(),
        nothing_granted(),
        first_demo(),
    ]
}

/// A scenario by name.
pub fn named(name: &str) -> Scenario {
    all()
        .into_iter()
        .find(|one| one.name == name)
        .unwrap_or_else(|| panic!("no scenario {name}"))
}
