//! Brings an application of another tenant in.

use super::objects::application::{making_principal, principal_block};
use super::objects::handle::shown;
use super::script::hcl;
use super::{Act, ActionContext, Change, Stage, Target, Terraform};
use crate::catalog::TaskName;

/// Brings the vendor's application into the tenant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ConsentToApplication;

impl ConsentToApplication {
    /// The act in a report, for a permission that the application brings along.
    pub(crate) fn permission_advice(what: &str, who: &str) -> String {
        format!(
            "An enterprise application brings its own list of permissions. As an administrator who may grant \
                 consent, open {who} under Enterprise applications, Permissions, and choose Grant admin consent. If \
                 {what} is not offered there, ask the vendor for a new consent link."
        )
    }

    /// The act in a report.
    pub(crate) fn advice() -> String {
        "As an administrator who may grant consent, open the vendor's consent link from the \
                 guide, compare the name, the publisher and the permissions with the guide, and accept."
                .to_owned()
    }
}

impl Act for ConsentToApplication {
    const STAGE: Stage = Stage::Give;

    fn changes(&self, _: &[Self], target: &Target, context: &ActionContext<'_>) -> Vec<Change> {
        let title = format!("Bring {} into the tenant", target.who);
        let mut change = Change::new(TaskName::ConsentEnterpriseApplication, title)
            .word("application", &target.identity)
            .word("permissions", "its requirements for this application")
            .word("address", consent_page(target, context));
        making_principal(&mut change, &target.app_id);
        change.terraform = Terraform::Add(hcl::blocks(&[principal_block(&target.app_id)]));
        change.of_graph = true;
        vec![change]
    }
}

/// The address of the page on which an administrator consents (Microsoft, `grant-admin-consent.md`).
fn consent_page(target: &Target, context: &ActionContext<'_>) -> String {
    let tenant = context.tenant.map(|id| id.to_string());
    let tenant = tenant.unwrap_or_else(|| "organizations".to_owned());
    let app_id = shown(&target.app_id);
    let host = context.cloud.login();
    format!("https://{host}/{tenant}/adminconsent?client_id={app_id}")
}
