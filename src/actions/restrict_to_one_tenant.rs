//! Closes a registration to other tenants.

use super::objects::application::APPLICATIONS;
use super::objects::handle::Handle;
use super::operation::{Body, Method, Operation, Read, Request, Text};
use super::{Act, ActionContext, Change, Stage, Target};
use crate::catalog::TaskName;

/// Closes a registration to every tenant but this one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RestrictToOneTenant;

impl RestrictToOneTenant {
    /// The act in a report.
    pub(crate) fn advice(who: &str) -> String {
        format!(
            "In the Microsoft Entra admin center, open {who} under App registrations, Authentication, and set the \
                 supported account types to this organizational directory only."
        )
    }
}

impl Act for RestrictToOneTenant {
    const STAGE: Stage = Stage::Give;

    fn changes(&self, _: &[Self], target: &Target, _: &ActionContext<'_>) -> Vec<Change> {
        let title = format!("Close {} to every tenant but this one", target.who);
        let mut change =
            Change::new(TaskName::RestrictToOneTenant, title).word("application", &target.identity);
        change.operations = with_audience(&target.registration, "AzureADMyOrg");
        let before = target.audience.as_deref();
        change.undo = before
            .map(|audience| with_audience(&target.registration, audience))
            .unwrap_or_default();
        vec![change]
    }
}

/// Sets whose accounts may use an application.
fn with_audience(registration: &Handle, audience: &str) -> Vec<Operation> {
    let id = registration.id();
    let filter = Text::equal("id", &id);
    let request = Request::new(Method::Patch, "/applications/{}", vec![id.clone()])
        .with(vec![("signInAudience", Body::text(audience))])
        .or_az(
            "ad app update --id {} --sign-in-audience {}",
            [id, audience.into()],
        );
    let read = Read::new("restricted", APPLICATIONS, Vec::new())
        .filtered(filter)
        .matching("signInAudience", audience);
    let mut operations = registration.find();
    operations.extend([
        Operation::Find(read),
        Operation::unless("restricted", request),
    ]);
    operations
}
