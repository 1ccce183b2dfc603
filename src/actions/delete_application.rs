//! Deletes what stands for an application: its service principal, and its registration.

use super::objects::application::{
    APPLICATIONS, SERVICE_PRINCIPALS, delete_principal, delete_registration, deleting,
    principal_block,
};
use super::script::hcl::{self, Block, Value};
use super::{Act, ActionContext, Change, Stage, Target, Terraform};
use crate::catalog::TaskName;

/// Deletes a service principal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct DeleteServicePrincipal;

/// Deletes a registration; its service principal goes with it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct DeleteRegistration {
    /// Its name, for Terraform.
    pub(crate) name: String,
}

impl Act for DeleteServicePrincipal {
    const STAGE: Stage = Stage::Delete;

    fn changes(&self, _: &[Self], target: &Target, _: &ActionContext<'_>) -> Vec<Change> {
        let (principal, who) = (&target.object, &target.who);
        let title = format!("Delete {who} from the enterprise applications");
        let mut change = Change::new(TaskName::DeleteServicePrincipal, title)
            .word("application", &target.identity)
            .taking_away();
        let delete = delete_principal(principal.id());
        deleting(&mut change, principal, SERVICE_PRINCIPALS, delete);
        if let Some(known) = principal.id().as_known() {
            let to = "azuread_service_principal.vendor";
            let blocks = [
                Block::import(to, &format!("/servicePrincipals/{known}")),
                principal_block(&target.app_id)
                    // Signing in has been stopped: the default would allow it again.
                    .with("account_enabled", Value::expression("false")),
            ];
            change.terraform = Terraform::TakeAway(hcl::blocks(&blocks));
        }
        vec![change]
    }
}

impl Act for DeleteRegistration {
    const STAGE: Stage = Stage::Delete;

    fn changes(&self, _: &[Self], target: &Target, _: &ActionContext<'_>) -> Vec<Change> {
        let (registration, who) = (&target.registration, &target.who);
        let title = format!("Delete {who} from the app registrations");
        let mut change = Change::new(TaskName::DeleteApplication, title)
            .word("application", &target.identity)
            .taking_away();
        let delete = delete_registration(registration.id());
        deleting(&mut change, registration, APPLICATIONS, delete);
        if let Some(known) = registration.id().as_known() {
            let kind = "azuread_application_registration";
            let blocks = [
                Block::import(&format!("{kind}.vendor"), &format!("/applications/{known}")),
                Block::resource(kind, "vendor").with("display_name", Value::text(&self.name)),
            ];
            change.terraform = Terraform::TakeAway(hcl::blocks(&blocks));
        }
        vec![change]
    }
}
