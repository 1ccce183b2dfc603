//! From a request to an answer: who asks, is it allowed, is it right, what is there.

use super::answer::{Answer, request_id};
use super::contract::{self, Checked, Finding, Kind, Resolved};
use super::odata::filter::Case;
use super::refusal::Refusal;
use super::shape::{Page, Wanted};
use super::state::{State, Violation, lock};
use super::tenant::Tenant;
use super::tokens::ADMINISTRATOR_TOKEN;
use super::{entities, login, permissions, rows, tokens, writes};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A request, read whole.
pub struct Request {
    pub method: String,
    pub path: String,
    pub query: String,
    /// By lower-case name.
    pub headers: BTreeMap<String, String>,
    pub body: Vec<u8>,
    /// `https://127.0.0.1:1234`
    pub base: String,
}

impl Request {
    /// `graph`, `login` or `other`.
    pub fn kind(&self) -> &'static str {
        let first = self
            .path
            .trim_start_matches('/')
            .split('/')
            .next()
            .unwrap_or_default();
        match first.to_ascii_lowercase().as_str() {
            "v1.0" | "beta" => "graph",
            _ if self.path.contains("/oauth2/")
                || self.path.contains("/discovery/")
                || self.path.contains("/.well-known/") =>
            {
                "login"
            }
            _ => "other",
        }
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    fn eventual(&self) -> bool {
        self.header("consistencylevel")
            .eq_ignore_ascii_case("eventual")
    }
}

/// Answers a request, and records what was wrong with it.
pub fn answer(state: &State, request: &Request) -> Answer {
    if request.kind() == "login"
        && let Some(answer) = login::answer(
            state,
            &request.method,
            &request.path,
            &request.base,
            &request.body,
        )
    {
        return answer;
    }
    let id = request_id(&request.method, &request.path, &request.query);
    let client = match request.header("client-request-id") {
        "" => id.clone(),
        sent => sent.to_owned(),
    };
    if request.method != "GET" && state.options.writable {
        return writes::answer(state, request, &id, &client);
    }
    match graph(state, request) {
        Ok((body, units)) => {
            let mut answer = Answer::new(200, body, &id, &client);
            answer.header("x-ms-resource-unit", units.to_string());
            answer
        }
        Err(refusal) => refused(&refusal, &id, &client),
    }
}

/// The answer that says no.
pub fn refused(refusal: &Refusal, id: &str, client: &str) -> Answer {
    let Refusal(status, code, message) = refusal;
    let mut answer = Answer::error(*status, code, message, id, client);
    if *status == 401 {
        answer.header("www-authenticate", "Bearer realm=\"\"");
    }
    answer
}

fn graph(state: &State, request: &Request) -> Result<(Value, i32), Refusal> {
    let checked = contract::check(&request.path, &request.query, request.eventual());
    record(state, request, &checked.findings);
    if request.method != "GET" {
        let message = "Specified HTTP method is not allowed for the request target.";
        return Err(Refusal::new(405, "Request_BadRequest", message));
    }
    let held = bearer(state, request)?;
    if let Some(finding) = checked.findings.iter().find(|finding| finding.refused) {
        return Err(Refusal::new(
            finding.status,
            finding.code,
            finding.message.clone(),
        ));
    }
    let Some(resolved) = &checked.resolved else {
        return Err(Refusal::new(404, "ResourceNotFound", "Resource not found."));
    };
    let tenant = lock(&state.tenant);
    allowed(&tenant, &checked, resolved, &held)?;
    let body = match resolved.kind() {
        Kind::Entity => entity(&tenant, &checked, resolved)?,
        Kind::Collection => collection(state, &tenant, request, &checked, resolved)?,
    };
    Ok((body, units(resolved, &checked)))
}

/// Keeps what was wrong with a request.
pub fn record(state: &State, request: &Request, findings: &[Finding]) {
    let decoded = super::odata::query::percent_decoded(&request.query.replace('+', " "));
    let mark = if decoded.is_empty() { "" } else { "?" };
    let text = format!("{} {}{mark}{decoded}", request.method, request.path);
    let entry = |rule: &str, message: &str| Violation {
        request: text.clone(),
        rule: rule.to_owned(),
        message: message.to_owned(),
    };
    if request.method != "GET" && !state.options.writable {
        lock(&state.violations).push(entry("write", "a read-only tool sends GET alone"));
    }
    for finding in findings {
        let list = if finding.refused {
            &state.violations
        } else {
            &state.remarks
        };
        lock(list).push(entry(finding.rule, &finding.message));
    }
}

/// The permissions of the token.
pub fn bearer(state: &State, request: &Request) -> Result<Vec<String>, Refusal> {
    let invalid = |message: &str| Refusal::new(401, "InvalidAuthenticationToken", message);
    let sent = request.header("authorization");
    let Some(token) = sent
        .strip_prefix("Bearer ")
        .or_else(|| sent.strip_prefix("bearer "))
    else {
        return Err(invalid("Access token is empty."));
    };
    if token.trim() == ADMINISTRATOR_TOKEN {
        return Ok(permissions::all());
    }
    let known = lock(&state.tokens).get(token.trim()).cloned();
    let grant = known
        .ok_or_else(|| invalid("IDX14100: JWT is not well formed, or was not issued here."))?;
    if grant.expires <= tokens::clock() {
        return Err(invalid("Lifetime validation failed, the token is expired."));
    }
    Ok(grant.permissions)
}

/// Permission and licence.
fn allowed(
    tenant: &Tenant,
    checked: &Checked,
    resolved: &Resolved,
    held: &[String],
) -> Result<(), Refusal> {
    let has = |name: &str| held.iter().any(|own| own == name);
    let needed = permissions::needed(resolved.template).unwrap_or_default();
    if !needed.iter().any(|name| has(name)) {
        return Err(Refusal::denied());
    }
    if resolved.template.starts_with("/roleManagement/defender") && !tenant.unified_rbac_is_active()
    {
        return Err(Refusal::denied());
    }
    let pim = resolved.template.ends_with("ScheduleInstances");
    if pim && !tenant.has_pim() {
        return Err(Refusal::no_pim());
    }
    let selected = checked.query.select.as_ref();
    let signs_in = selected.is_some_and(|names| names.iter().any(|name| name == "signInActivity"));
    if signs_in && !has(permissions::SIGN_INS) {
        return Err(Refusal::denied());
    }
    let activity = resolved.template.starts_with("/reports/");
    if (activity || signs_in) && !tenant.has_p1() {
        let message = "Neither tenant is B2C or tenant doesn't have premium license";
        return Err(Refusal::new(
            403,
            "Authentication_RequestFromNonPremiumTenantOrB2CTenant",
            message,
        ));
    }
    Ok(())
}

fn case(resolved: &Resolved) -> Case {
    if resolved.metadata.is_directory(&resolved.path.kind) {
        Case::Ignored
    } else {
        Case::Kept
    }
}

fn context(resolved: &Resolved, checked: &Checked) -> String {
    let template = resolved.template.trim_start_matches('/');
    let one = resolved.kind() == Kind::Entity;
    let mut name = if one {
        template.trim_end_matches("/{}")
    } else {
        template
    }
    .to_owned();
    if one && let Some((collection, _)) = name.split_once('(') {
        name = collection.to_owned();
    }
    for key in &resolved.keys {
        name = name.replacen("/{}", &format!("('{key}')"), 1);
    }
    let select = checked
        .query
        .select
        .as_ref()
        .map_or_else(String::new, |names| format!("({})", names.join(",")));
    let entity = if resolved.kind() == Kind::Entity {
        "/$entity"
    } else {
        ""
    };
    format!(
        "https://graph.microsoft.com/{}/$metadata#{name}{select}{entity}",
        resolved.version
    )
}

fn entity(tenant: &Tenant, checked: &Checked, resolved: &Resolved) -> Result<Value, Refusal> {
    let row = match entities::at(tenant, resolved.template, &resolved.keys) {
        entities::Found::Row(row) => row,
        entities::Found::Missing(key) => return Err(Refusal::missing(&key)),
        entities::Found::Unserved => return Err(Refusal::unserved(resolved.template)),
    };
    let typed = resolved.path.kind == "directoryObject";
    let wanted = Wanted {
        tenant,
        checked,
        case: case(resolved),
        typed,
        page_size: 1,
        start: 0,
    };
    let mut body = wanted.shaped(&row);
    body["@odata.context"] = json!(context(resolved, checked));
    Ok(body)
}

fn collection(
    state: &State,
    tenant: &Tenant,
    request: &Request,
    checked: &Checked,
    resolved: &Resolved,
) -> Result<Value, Refusal> {
    let found = match rows::at(tenant, resolved.template, &resolved.keys) {
        rows::Found::Rows(rows) => rows,
        rows::Found::Missing(key) => return Err(Refusal::missing(&key)),
        rows::Found::Unserved => return Err(Refusal::unserved(resolved.template)),
    };
    let (start, _) = super::pager::read(request.eventual(), checked).map_err(|message| {
        let entry = Violation {
            request: request.path.clone(),
            rule: "next_page".to_owned(),
            message: message.clone(),
        };
        lock(&state.violations).push(entry);
        Refusal::new(400, "Directory_ExpiredPageToken", message)
    })?;
    let default = state.options.page_size.unwrap_or(100);
    let page_size = checked.query.top.map_or(default, |top| {
        state.options.page_size.map_or(top, |size| size.min(top))
    });
    let typed = resolved.path.kind == "directoryObject";
    let wanted = Wanted {
        tenant,
        checked,
        case: case(resolved),
        typed,
        page_size: page_size.max(1),
        start,
    };
    let Page { items, count, next } = wanted.page(found);
    let mut body = json!({"@odata.context": context(resolved, checked)});
    if let Some(count) = count {
        body["@odata.count"] = json!(count);
    }
    if let Some(next) = next {
        body["@odata.nextLink"] = json!(super::pager::link(
            &request.base,
            &request.path,
            checked,
            request.eventual(),
            next
        ));
    }
    body["value"] = Value::Array(items);
    Ok(body)
}

/// Resource units, as Microsoft counts them for throttling.
fn units(resolved: &Resolved, checked: &Checked) -> i32 {
    let last = resolved.template.rsplit('/').next().unwrap_or_default();
    let base = match last {
        "transitiveMembers" => 5,
        "members" | "subscribedSkus" => 3,
        "applications"
        | "users"
        | "appRoleAssignments"
        | "oauth2PermissionGrants"
        | "transitiveMemberOf" => 2,
        _ => 1,
    };
    let query = &checked.query;
    let less = i32::from(query.select.is_some()) + i32::from(query.top.is_some_and(|top| top < 20));
    (base - less + i32::from(!query.expand.is_empty())).max(1)
}
