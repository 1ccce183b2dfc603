//! Registrations and service principals of applications.

use super::handle::{Handle, shown};
use crate::actions::change::Change;
use crate::actions::operation::{Body, Method, Operation, Read, Request, Text};
use crate::actions::script::hcl::{Block, Value};

/// The list of service principals.
pub(crate) const SERVICE_PRINCIPALS: &str = "/servicePrincipals";
/// The list of registrations.
pub(crate) const APPLICATIONS: &str = "/applications";
/// The key of the placeholder that stands for the id of an application while nobody knows it.
pub(crate) const APPLICATION_ID: &str = "application-id";

/// The service principal of an application.
pub(crate) fn of_application(app_id: &Text) -> Read {
    let filter = Text::equal("appId", app_id);
    Read::new("application", SERVICE_PRINCIPALS, Vec::new()).filtered(filter)
}

/// Makes the service principal of an application.
pub(crate) fn create_principal(app_id: Text) -> Request {
    Request::new(Method::Post, SERVICE_PRINCIPALS, Vec::new())
        .with(vec![("appId", Body::text(app_id.clone()))])
        .or_az("ad sp create --id {}", [app_id])
}

/// Deletes a service principal.
pub(crate) fn delete_principal(id: Text) -> Request {
    Request::new(Method::Delete, "/servicePrincipals/{}", vec![id.clone()])
        .or_az("ad sp delete --id {}", [id])
}

/// Deletes a registration.
pub(crate) fn delete_registration(id: Text) -> Request {
    Request::new(Method::Delete, "/applications/{}", vec![id.clone()])
        .or_az("ad app delete --id {}", [id])
}

/// Adds the operations that make a service principal, and what undoes them.
pub(crate) fn making_principal(change: &mut Change, app_id: &Text) {
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
}

/// The block of a service principal.
pub(crate) fn principal_block(app_id: &Text) -> Block {
    Block::resource("azuread_service_principal", "vendor")
        .with("client_id", Value::text(shown(app_id)))
}

/// Adds the operations that delete an object, and those that restore it where its id is known.
pub(crate) fn deleting(change: &mut Change, object: &Handle, list: &'static str, delete: Request) {
    let id = object.id();
    if id.as_known().is_none() {
        change.operations = object.find_if_there(list);
        change.operations.truncate(1);
        if let [Operation::Find(read)] = change.operations.as_slice() {
            let name = read.name;
            change.operations.push(Operation::if_found(name, delete));
        }
        return;
    }
    let filter = Text::equal("id", &id);
    let read = Read::new("present", list, Vec::new()).filtered(filter);
    change.operations = vec![
        Operation::Find(read.clone()),
        Operation::if_found("present", delete),
    ];
    let restore = Request::new(Method::Post, "/directory/deletedItems/{}/restore", vec![id]);
    change.undo = vec![Operation::Find(read), Operation::unless("present", restore)];
}
