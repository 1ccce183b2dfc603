//! What a person's requests change: one file for each kind of object.
//!
//! A request comes here when the options say [`super::Options::writable`]. It is checked
//! against Microsoft's metadata first ([`super::contract::written`]); what is refused there is
//! 400 and a violation. What is right in form and cannot be done (a duplicate, an id that
//! nothing has) gets Graph's error and is no violation. The semantics are those of the pages
//! of the Graph reference that `tests/fixtures/contract/writes.json` names for each request.

mod app_roles;
mod applications;
mod credentials;
mod defender;
mod delegated;
mod deleted;
mod directory_roles;
mod group_schedules;
mod groups;
mod invitations;
mod merge;
mod owners;
mod role_schedules;
mod schedule;
mod service_principals;
mod users;

use super::answer::Answer;
use super::contract::{Finding, Target, written};
use super::entities;
use super::refusal::Refusal;
use super::service::{Request, bearer, record, refused};
use super::state::{State, lock};
use super::tenant::{Set, Tenant};
use serde_json::{Value, json};

/// What was done: a status, and a body or null.
type Done = Result<(u16, Value), Refusal>;

/// A write understood and found right in form.
struct Call<'c> {
    target: &'c Target,
    body: &'c Value,
}

impl Call<'_> {
    fn key(&self, at: usize) -> &str {
        self.target.keys.get(at).map_or("", String::as_str)
    }

    /// A property of the body; empty when it is not there.
    fn text(&self, name: &str) -> &str {
        self.body[name].as_str().unwrap_or_default()
    }

    /// The id behind the first key: an object id, a sign-in name, or an application id.
    fn owner(&self, tenant: &Tenant, set: Set) -> Result<String, Refusal> {
        let key = self.key(0);
        let found = match set {
            _ if self.target.template.contains("(appId=") => {
                let named = |object: &&Value| {
                    object["appId"]
                        .as_str()
                        .is_some_and(|id| id.eq_ignore_ascii_case(key))
                };
                let object = tenant.all(set).iter().find(named);
                object.and_then(|object| object["id"].as_str().map(str::to_owned))
            }
            Set::Users => entities::object_id(tenant, "/users", key),
            _ => tenant.get(set, key).map(|_| key.to_owned()),
        };
        found.ok_or_else(|| Refusal::missing(key))
    }

    /// An object as the answer to its making.
    fn created(&self, object: &Value) -> (u16, Value) {
        let mut template = self.target.template.trim_start_matches('/').to_owned();
        for key in &self.target.keys {
            template = template.replacen("/{}", &format!("('{key}')"), 1);
        }
        let mut body = object.clone();
        body["@odata.context"] = json!(format!(
            "https://graph.microsoft.com/{}/$metadata#{template}/$entity",
            self.target.version
        ));
        (201, body)
    }
}

/// Done, and nothing to say.
const NO_CONTENT: (u16, Value) = (204, Value::Null);

/// Answers a write, and records what was wrong with it.
pub fn answer(state: &State, request: &Request, id: &str, client: &str) -> Answer {
    match change(state, request) {
        Ok((status, body)) => Answer::new(status, body, id, client),
        Err(refusal) => refused(&refusal, id, client),
    }
}

fn change(state: &State, request: &Request) -> Done {
    let sent = if request.body.is_empty() {
        Ok(Value::Null)
    } else {
        serde_json::from_slice(&request.body)
    };
    let Ok(body) = sent else {
        let message = "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.";
        record(state, request, &[Finding::bad("write_json", message)]);
        return Err(Refusal::new(400, "BadRequest", message));
    };
    let (target, findings) = written(&request.method, &request.path, &request.query, &body);
    record(state, request, &findings);
    bearer(state, request)?;
    if let Some(finding) = findings.into_iter().next() {
        return Err(Refusal::new(finding.status, finding.code, finding.message));
    }
    let target = target.ok_or_else(|| Refusal::unserved(&request.path))?;
    let call = Call {
        target: &target,
        body: &body,
    };
    serve(&mut lock(&state.tenant), &request.method, &call)
}

fn serve(tenant: &mut Tenant, method: &str, call: &Call<'_>) -> Done {
    let template = call.target.template;
    let path = template
        .replace("(appId='{}')", "/{}")
        .trim_start_matches('/')
        .to_owned();
    match (method, path.as_str()) {
        ("POST", "invitations") => invitations::invite(tenant, call),
        ("PATCH", "users/{}") => users::update(tenant, call),
        ("DELETE", "users/{}") => users::delete(tenant, call),
        ("POST", "directory/deletedItems/{}/restore") => deleted::restore(tenant, call),
        ("DELETE", "directory/deletedItems/{}") => deleted::purge(tenant, call),
        ("POST", "roleManagement/directory/roleAssignments") => {
            directory_roles::assign(tenant, call)
        }
        ("DELETE", "roleManagement/directory/roleAssignments/{}") => {
            directory_roles::remove(tenant, call)
        }
        ("POST", "roleManagement/directory/roleEligibilityScheduleRequests") => {
            role_schedules::request(tenant, call, true)
        }
        ("POST", "roleManagement/directory/roleAssignmentScheduleRequests") => {
            role_schedules::request(tenant, call, false)
        }
        ("POST", "identityGovernance/privilegedAccess/group/eligibilityScheduleRequests") => {
            group_schedules::request(tenant, call, true)
        }
        ("POST", "identityGovernance/privilegedAccess/group/assignmentScheduleRequests") => {
            group_schedules::request(tenant, call, false)
        }
        ("POST", "groups/{}/members/$ref") => groups::add(tenant, call),
        ("DELETE", "groups/{}/members/{}/$ref") => groups::remove(tenant, call),
        ("POST", "groups/{}/owners/$ref") => owners::add(tenant, call, Set::Groups),
        ("DELETE", "groups/{}/owners/{}/$ref") => owners::remove(tenant, call, Set::Groups),
        ("POST", "applications/{}/owners/$ref") => owners::add(tenant, call, Set::Applications),
        ("DELETE", "applications/{}/owners/{}/$ref") => {
            owners::remove(tenant, call, Set::Applications)
        }
        ("POST", "servicePrincipals/{}/owners/$ref") => {
            owners::add(tenant, call, Set::ServicePrincipals)
        }
        ("DELETE", "servicePrincipals/{}/owners/{}/$ref") => {
            owners::remove(tenant, call, Set::ServicePrincipals)
        }
        ("POST", "applications") => applications::create(tenant, call),
        ("PATCH", "applications/{}") => applications::update(tenant, call),
        ("DELETE", "applications/{}") => applications::delete(tenant, call),
        ("POST", "applications/{}/addPassword") => {
            credentials::add_password(tenant, call, Set::Applications)
        }
        ("POST", "applications/{}/removePassword") => {
            credentials::remove_password(tenant, call, Set::Applications)
        }
        ("POST", "applications/{}/federatedIdentityCredentials") => {
            credentials::federate(tenant, call)
        }
        ("DELETE", "applications/{}/federatedIdentityCredentials/{}") => {
            credentials::unfederate(tenant, call)
        }
        ("POST", "oauth2PermissionGrants") => delegated::grant(tenant, call),
        ("PATCH", "oauth2PermissionGrants/{}") => delegated::update(tenant, call),
        ("DELETE", "oauth2PermissionGrants/{}") => delegated::revoke(tenant, call),
        _ if path.starts_with("roleManagement/defender/") => defender::serve(tenant, method, call),
        _ => serve_principals(tenant, method, &path, call),
    }
}

fn serve_principals(tenant: &mut Tenant, method: &str, path: &str, call: &Call<'_>) -> Done {
    match (method, path) {
        ("POST", "servicePrincipals") => service_principals::create(tenant, call),
        ("PATCH", "servicePrincipals/{}") => service_principals::update(tenant, call),
        ("DELETE", "servicePrincipals/{}") => service_principals::delete(tenant, call),
        ("POST", "servicePrincipals/{}/addPassword") => {
            credentials::add_password(tenant, call, Set::ServicePrincipals)
        }
        ("POST", "servicePrincipals/{}/removePassword") => {
            credentials::remove_password(tenant, call, Set::ServicePrincipals)
        }
        ("POST", "servicePrincipals/{}/appRoleAssignedTo") => {
            app_roles::grant(tenant, call, Set::ServicePrincipals, "resourceId")
        }
        ("POST", "servicePrincipals/{}/appRoleAssignments") => {
            app_roles::grant(tenant, call, Set::ServicePrincipals, "principalId")
        }
        ("POST", "users/{}/appRoleAssignments") => {
            app_roles::grant(tenant, call, Set::Users, "principalId")
        }
        ("DELETE", "servicePrincipals/{}/appRoleAssignedTo/{}") => {
            app_roles::revoke(tenant, call, Set::ServicePrincipals, "resourceId")
        }
        ("DELETE", "servicePrincipals/{}/appRoleAssignments/{}") => {
            app_roles::revoke(tenant, call, Set::ServicePrincipals, "principalId")
        }
        ("DELETE", "users/{}/appRoleAssignments/{}") => {
            app_roles::revoke(tenant, call, Set::Users, "principalId")
        }
        _ => Err(Refusal::unserved(&format!("{method} {path}"))),
    }
}

/// Whether two ids are the same.
fn same(value: &Value, id: &str) -> bool {
    value
        .as_str()
        .is_some_and(|own| own.eq_ignore_ascii_case(id))
}
