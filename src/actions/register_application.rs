//! Registers an application, and makes its service principal.

use super::change::UNDO_OWN;
use super::objects::application::{
    APPLICATION_ID, APPLICATIONS, create_principal, delete_registration, making_principal,
    of_application, principal_block,
};
use super::operation::{Body, Method, Operation, Read, Request, Text};
use super::script::hcl::{self, Block, Value};
use super::{Act, ActionContext, Change, Stage, Target, Terraform};
use crate::catalog::TaskName;

/// Registers an application for this tenant alone, with its service principal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RegisterApplication;

/// Gives a registration that nobody has consented to its service principal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct CreateServicePrincipal;

impl RegisterApplication {
    /// The act in a report.
    pub(crate) fn advice() -> String {
        "In the Microsoft Entra admin center, register the application under App registrations \
                 as the guide describes."
            .to_owned()
    }
}

impl Act for RegisterApplication {
    const STAGE: Stage = Stage::Give;

    fn changes(&self, _: &[Self], target: &Target, _: &ActionContext<'_>) -> Vec<Change> {
        let (who, name) = (&target.who, target.name.as_str());
        let title = format!("Register {who}: {name}");
        let mut change = Change::new(TaskName::RegisterApplication, title)
            .word("application", &target.identity)
            .word("name", name);
        let filter = Text::equal("displayName", &Text::known(name));
        let read = Read::new("registration", APPLICATIONS, Vec::new())
            .filtered(filter)
            .taking(&["id", "appId"]);
        let app_id = Text::found("registration", "appId");
        change.operations = vec![
            Operation::Find(read.clone()),
            Operation::keeping("registration", &["id", "appId"], create(name)),
            Operation::Find(of_application(&app_id)),
            Operation::unless("application", create_principal(app_id)),
            Operation::Tell {
                name: "registration",
                property: "appId",
                fills: APPLICATION_ID,
            },
        ];
        change.warning = Some(UNDO_OWN.to_owned());
        change.undo = vec![
            Operation::Find(read),
            Operation::Each {
                name: "registration",
                request: delete_registration(Text::found("registration", "id")),
            },
        ];
        let blocks = [
            Block::resource("azuread_application_registration", "vendor")
                .with("display_name", Value::text(name))
                .with("sign_in_audience", Value::text("AzureADMyOrg")),
            Block::resource("azuread_service_principal", "vendor").with(
                "client_id",
                Value::expression("azuread_application_registration.vendor.client_id"),
            ),
        ];
        change.terraform = Terraform::Add(hcl::blocks(&blocks));
        vec![change]
    }
}

fn create(name: &str) -> Request {
    Request::new(Method::Post, APPLICATIONS, Vec::new())
        .with(vec![
            ("displayName", Body::text(name)),
            ("signInAudience", Body::text("AzureADMyOrg")),
        ])
        .or_az(
            "ad app create --display-name {} --sign-in-audience AzureADMyOrg",
            [name.into()],
        )
}

impl CreateServicePrincipal {
    /// The act in a report.
    pub(crate) fn advice(who: &str) -> String {
        format!(
            "In the Microsoft Entra admin center, open {who} under App registrations, Overview, and create its \
                 service principal (Managed application in local directory)."
        )
    }
}

impl Act for CreateServicePrincipal {
    const STAGE: Stage = Stage::Give;

    fn changes(&self, _: &[Self], target: &Target, _: &ActionContext<'_>) -> Vec<Change> {
        let title = format!("Give {} its enterprise application", target.who);
        let mut change = Change::new(TaskName::RegisterApplication, title)
            .word("application", &target.identity)
            .word("name", &target.who);
        making_principal(&mut change, &target.app_id);
        change.terraform = Terraform::Add(hcl::blocks(&[principal_block(&target.app_id)]));
        vec![change]
    }
}
