//! Applications: brought in, registered, restricted, switched on and off, deleted.

use super::{Change, Handle, Terraform, UNDO_OWN, shown};
use crate::catalog::TaskName;
use crate::runbook::operation::{Body, Method, Operation, Read, Request, Text};
use crate::runbook::script::hcl::{self, Block, Value};

const SERVICE_PRINCIPALS: &str = "/servicePrincipals";
const APPLICATIONS: &str = "/applications";

/// The blank that the id of an application stands behind while nobody knows it.
pub(in crate::runbook) const APPLICATION_ID: &str = "application-id";

fn of_application(app_id: &Text) -> Read {
    let filter = Text::known("appId eq ").and(app_id.quoted());
    Read::new("application", SERVICE_PRINCIPALS, Vec::new()).filtered(filter)
}

fn create_principal(app_id: Text) -> Request {
    Request::new(Method::Post, SERVICE_PRINCIPALS, Vec::new())
        .with(vec![("appId", Body::text(app_id.clone()))])
        .or_az([
            "ad".into(),
            "sp".into(),
            "create".into(),
            "--id".into(),
            app_id,
        ])
}

fn delete_principal(id: Text) -> Request {
    Request::new(Method::Delete, "/servicePrincipals/{}", vec![id.clone()]).or_az([
        "ad".into(),
        "sp".into(),
        "delete".into(),
        "--id".into(),
        id,
    ])
}

/// Brings the vendor's application into the tenant.
pub(in crate::runbook) fn consent(who: &str, app_id: &Text, consent_page: &str) -> Change {
    let mut change = Change::new(
        TaskName::ConsentEnterpriseApplication,
        format!("Bring {who} into the tenant"),
    )
    .word("application", who)
    .word("permissions", "its requirements for this application")
    .word("address", consent_page);
    change.operations = vec![
        Operation::Find(of_application(app_id)),
        Operation::unless("application", create_principal(app_id.clone())),
    ];
    change.undo = vec![
        Operation::Find(of_application(app_id)),
        Operation::Each {
            name: "application",
            request: delete_principal(Text::found("application", "id")),
        },
    ];
    let block = Block::resource("azuread_service_principal", "vendor")
        .with("client_id", Value::text(shown(app_id)));
    change.terraform = Terraform::Add(hcl::blocks(&[block]));
    change.of_graph = true;
    change
}

/// Registers an application for this tenant alone, with its service principal.
pub(in crate::runbook) fn register(who: &str, name: &str) -> Change {
    let mut change = Change::new(
        TaskName::RegisterApplication,
        format!("Register {who}: {name}"),
    )
    .word("application", who)
    .word("name", name);
    let filter = Text::known("displayName eq ").and(Text::known(name).quoted());
    let read = Read::new("registration", APPLICATIONS, Vec::new())
        .filtered(filter)
        .taking(&["id", "appId"]);
    let create = Request::new(Method::Post, APPLICATIONS, Vec::new())
        .with(vec![
            ("displayName", Body::text(name)),
            ("signInAudience", Body::text("AzureADMyOrg")),
        ])
        .or_az([
            "ad".into(),
            "app".into(),
            "create".into(),
            "--display-name".into(),
            name.into(),
            "--sign-in-audience".into(),
            "AzureADMyOrg".into(),
        ]);
    let app_id = Text::found("registration", "appId");
    change.operations = vec![
        Operation::Find(read.clone()),
        Operation::keeping("registration", &["id", "appId"], create),
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
    change
}

/// Gives a registration that nobody has consented to its service principal.
pub(in crate::runbook) fn make_principal(who: &str, app_id: &Text) -> Change {
    let title = format!("Give {who} its enterprise application");
    let mut change = Change::new(TaskName::RegisterApplication, title)
        .word("application", who)
        .word("name", who);
    change.operations = vec![
        Operation::Find(of_application(app_id)),
        Operation::unless("application", create_principal(app_id.clone())),
    ];
    change.undo = vec![
        Operation::Find(of_application(app_id)),
        Operation::Each {
            name: "application",
            request: delete_principal(Text::found("application", "id")),
        },
    ];
    let block = Block::resource("azuread_service_principal", "vendor")
        .with("client_id", Value::text(shown(app_id)));
    change.terraform = Terraform::Add(hcl::blocks(&[block]));
    change
}

/// Closes a registration to every tenant but this one.
pub(in crate::runbook) fn restrict(
    who: &str,
    registration: &Handle,
    before: Option<&str>,
) -> Change {
    let title = format!("Close {who} to every tenant but this one");
    let mut change = Change::new(TaskName::RestrictToOneTenant, title).word("application", who);
    change.operations = with_audience(registration, "AzureADMyOrg");
    change.undo = before
        .map(|audience| with_audience(registration, audience))
        .unwrap_or_default();
    change
}

/// Sets whose accounts may use an application.
fn with_audience(registration: &Handle, audience: &str) -> Vec<Operation> {
    let id = registration.id();
    let filter = Text::known("id eq ").and(id.quoted());
    let request = Request::new(Method::Patch, "/applications/{}", vec![id.clone()])
        .with(vec![("signInAudience", Body::text(audience))])
        .or_az([
            "ad".into(),
            "app".into(),
            "update".into(),
            "--id".into(),
            id,
            "--sign-in-audience".into(),
            audience.into(),
        ]);
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

/// Allows an application to sign in, or stops it: a disabled one gets no tokens.
pub(in crate::runbook) fn set_enabled(who: &str, principal: &Handle, enabled: bool) -> Change {
    let (task, title) = if enabled {
        let title = format!("Let {who} sign in again");
        (TaskName::EnableApplication, title)
    } else {
        let title = format!("Stop {who} from signing in");
        (TaskName::DisableApplication, title)
    };
    let mut change = Change::new(task, title).word("application", who);
    let switch = |enabled: bool| {
        let (name, state, argument) = if enabled {
            ("disabled", "false", "accountEnabled=true")
        } else {
            ("enabled", "true", "accountEnabled=false")
        };
        let id = principal.id();
        let filter = Text::known("id eq ")
            .and(id.quoted())
            .and(format!(" and accountEnabled eq {state}"));
        let request = Request::new(Method::Patch, "/servicePrincipals/{}", vec![id.clone()])
            .with(vec![("accountEnabled", Body::Flag(enabled))])
            .or_az([
                "ad".into(),
                "sp".into(),
                "update".into(),
                "--id".into(),
                id,
                "--set".into(),
                argument.into(),
            ]);
        let mut operations = principal.find();
        operations.extend([
            Operation::Find(Read::new(name, SERVICE_PRINCIPALS, Vec::new()).filtered(filter)),
            Operation::if_found(name, request),
        ]);
        operations
    };
    change.operations = switch(enabled);
    change.undo = switch(!enabled);
    change.before = "the application is listed as long as it is not as asked";
    change.after = "the line says none";
    change
}

fn restore(id: &Text) -> Request {
    Request::new(
        Method::Post,
        "/directory/deletedItems/{}/restore",
        vec![id.clone()],
    )
}

/// Deletes a service principal.
pub(in crate::runbook) fn remove_principal(who: &str, principal: &Handle, app_id: &Text) -> Change {
    let title = format!("Delete {who} from the enterprise applications");
    let mut change = Change::new(TaskName::DeleteServicePrincipal, title)
        .word("application", who)
        .taking_away();
    let id = principal.id();
    let filter = Text::known("id eq ").and(id.quoted());
    let read = Read::new("present", SERVICE_PRINCIPALS, Vec::new()).filtered(filter);
    change.operations = vec![
        Operation::Find(read.clone()),
        Operation::if_found("present", delete_principal(id.clone())),
    ];
    change.undo = vec![
        Operation::Find(read),
        Operation::unless("present", restore(&id)),
    ];
    if let Some(known) = id.as_known() {
        let blocks = [
            Block::import(
                "azuread_service_principal.vendor",
                &format!("/servicePrincipals/{known}"),
            ),
            Block::resource("azuread_service_principal", "vendor")
                .with("client_id", Value::text(shown(app_id)))
                // Signing in has been stopped: the default would allow it again.
                .with("account_enabled", Value::expression("false")),
        ];
        change.terraform = Terraform::TakeAway(hcl::blocks(&blocks));
    }
    change
}

fn delete_registration(id: Text) -> Request {
    Request::new(Method::Delete, "/applications/{}", vec![id.clone()]).or_az([
        "ad".into(),
        "app".into(),
        "delete".into(),
        "--id".into(),
        id,
    ])
}

/// Deletes a registration; its service principal goes with it.
pub(in crate::runbook) fn remove_registration(
    who: &str,
    registration: &Handle,
    name: &str,
) -> Change {
    let mut change = Change::new(
        TaskName::DeleteApplication,
        format!("Delete {who} from the app registrations"),
    )
    .word("application", who)
    .taking_away();
    let id = registration.id();
    let filter = Text::known("id eq ").and(id.quoted());
    let read = Read::new("present", APPLICATIONS, Vec::new()).filtered(filter);
    change.operations = vec![
        Operation::Find(read.clone()),
        Operation::if_found("present", delete_registration(id.clone())),
    ];
    change.undo = vec![
        Operation::Find(read),
        Operation::unless("present", restore(&id)),
    ];
    if let Some(known) = id.as_known() {
        let blocks = [
            Block::import(
                "azuread_application_registration.vendor",
                &format!("/applications/{known}"),
            ),
            Block::resource("azuread_application_registration", "vendor")
                .with("display_name", Value::text(name)),
        ];
        change.terraform = Terraform::TakeAway(hcl::blocks(&blocks));
    }
    change
}
