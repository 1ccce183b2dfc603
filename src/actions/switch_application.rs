//! Stops an application from signing in, and lets it sign in again: a disabled one gets no tokens.

use super::objects::application::SERVICE_PRINCIPALS;
use super::objects::handle::Handle;
use super::operation::{Body, Method, Operation, Read, Request, Text};
use super::{Act, ActionContext, Change, Stage, Target};
use crate::catalog::TaskName;
use crate::ids::AppId;

/// Stops an application from signing in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct DisableApplication;

/// Lets an application sign in again.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct EnableApplication;

/// Lets an API be used again.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct EnableApi {
    /// Its application id.
    pub(crate) api: AppId,
    /// Its name.
    pub(crate) name: String,
}

impl EnableApi {
    /// The act in a report.
    pub(crate) fn advice(name: &str) -> String {
        format!(
            "Find out who disabled {name} in this tenant and why. Then, in the Microsoft Entra admin center, open it \
             under Enterprise applications (application type All applications), Properties, and set Enabled for users \
             to sign in to Yes."
        )
    }
}

impl Act for DisableApplication {
    const STAGE: Stage = Stage::Stop;

    fn changes(&self, _: &[Self], target: &Target, _: &ActionContext<'_>) -> Vec<Change> {
        let title = format!("Stop {} from signing in", target.who);
        let mut change = Change::new(TaskName::DisableApplication, title);
        switching(&mut change, &target.identity, &target.object, false);
        vec![change]
    }
}

impl Act for EnableApplication {
    const STAGE: Stage = Stage::Give;

    fn changes(&self, _: &[Self], target: &Target, _: &ActionContext<'_>) -> Vec<Change> {
        let title = format!("Let {} sign in again", target.who);
        let mut change = Change::new(TaskName::EnableApplication, title);
        switching(&mut change, &target.identity, &target.object, true);
        vec![change]
    }
}

impl Act for EnableApi {
    const STAGE: Stage = Stage::Give;

    fn merge_key(&self) -> String {
        self.api.to_string()
    }

    fn changes(&self, _: &[Self], _: &Target, _: &ActionContext<'_>) -> Vec<Change> {
        let object = Handle::service_principal("api", &Text::known(self.api));
        let title = format!("Let {} sign in again", self.name);
        let mut change = Change::new(TaskName::EnableApplication, title);
        switching(&mut change, &self.name, &object, true);
        vec![change]
    }
}

/// Adds the operations that switch a service principal on or off, and those that switch it back.
fn switching(change: &mut Change, application: &str, principal: &Handle, enabled: bool) {
    change.words.push(("application", application.to_owned()));
    change.operations = switch(principal, enabled);
    change.undo = switch(principal, !enabled);
    change.before = "the application is listed as long as it is not as asked";
    change.after = "the line says none";
}

fn switch(principal: &Handle, enabled: bool) -> Vec<Operation> {
    let (name, state, argument) = if enabled {
        ("disabled", "false", "accountEnabled=true")
    } else {
        ("enabled", "true", "accountEnabled=false")
    };
    let id = principal.id();
    let filter = Text::equal("id", &id).and(format!(" and accountEnabled eq {state}"));
    let request = Request::new(Method::Patch, "/servicePrincipals/{}", vec![id.clone()])
        .with(vec![("accountEnabled", Body::Flag(enabled))])
        .or_az("ad sp update --id {} --set {}", [id, argument.into()]);
    let mut operations = principal.find();
    operations.extend([
        Operation::Find(Read::new(name, SERVICE_PRINCIPALS, Vec::new()).filtered(filter)),
        Operation::if_found(name, request),
    ]);
    operations
}
