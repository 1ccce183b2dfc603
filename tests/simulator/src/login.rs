//! The login authority: tokens, device codes, discovery.

use super::answer::Answer;
use super::forms::Form;
use super::ids;
use super::state::{State, lock};
use super::tokens::{self, Bearer};
use serde_json::{Value, json};
use std::sync::atomic::Ordering;

/// Lifetime of a token in seconds.
const LIFETIME: i64 = 3599;
const ASSERTION: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// What Entra says when it refuses: status, OAuth error, number, text.
struct Refusal(u16, &'static str, u32, String);

/// Answers a request to the login host; `None` when the path is not its.
pub fn answer(state: &State, method: &str, path: &str, base: &str, body: &[u8]) -> Option<Answer> {
    let segments: Vec<&str> = path.trim_matches('/').split('/').collect();
    let form = Form::read(body);
    let granted = match (method, segments.as_slice()) {
        ("POST", [tenant, "oauth2", "v2.0", "token"]) => token(state, tenant, &form),
        ("POST", [tenant, "oauth2", "v2.0", "devicecode"]) => device_code(state, tenant, &form),
        ("GET", ["common", "discovery", "instance"]) => Ok(instance(base)),
        ("GET", [tenant, "v2.0", ".well-known", "openid-configuration"]) => {
            known_tenant(state, tenant).map(|id| openid(&id, base))
        }
        _ => return None,
    };
    Some(match granted {
        Ok(body) => Answer::plain(200, body),
        Err(Refusal(status, error, number, text)) => {
            Answer::plain(status, refusal(error, number, &text, path))
        }
    })
}

fn refusal(error: &str, number: u32, text: &str, path: &str) -> Value {
    let (trace, correlation) = (
        ids::guid(&["trace", path, text]),
        ids::guid(&["correlation", path, text]),
    );
    let when = ids::NOW.replace('T', " ");
    json!({
        "error": error,
        "error_description": format!("AADSTS{number}: {text} Trace ID: {trace} Correlation ID: {correlation} Timestamp: {when}"),
        "error_codes": [number], "timestamp": when, "trace_id": trace, "correlation_id": correlation,
        "error_uri": format!("https://login.microsoftonline.com/error?code={number}"),
    })
}

fn known_tenant(state: &State, name: &str) -> Result<String, Refusal> {
    let tenant = lock(&state.tenant);
    let own = [
        tenant.id(),
        tenant.domain(),
        format!("{}.example", tenant.name()),
    ];
    if own.iter().any(|known| known.eq_ignore_ascii_case(name)) {
        return Ok(tenant.id());
    }
    let text = format!(
        "Tenant '{name}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant."
    );
    Err(Refusal(400, "invalid_request", 90002, text))
}

fn token(state: &State, tenant: &str, form: &Form) -> Result<Value, Refusal> {
    let id = known_tenant(state, tenant)?;
    match form.field("grant_type") {
        "client_credentials" => {
            known_client(state, &id, form)?;
            proof(state, form)?;
            scope(form)?;
            Ok(issue(state, &id, &Bearer::Application))
        }
        "urn:ietf:params:oauth:grant-type:device_code" => {
            let polls = state.device_polls.fetch_add(1, Ordering::SeqCst);
            if polls < state.options.device_code_pending {
                let text =
                    "OAuth 2.0 device flow error. Authorization is pending. Continue polling.";
                return Err(Refusal(
                    400,
                    "authorization_pending",
                    70016,
                    text.to_owned(),
                ));
            }
            Ok(issue(state, &id, &Bearer::User("auditor@contoso.example")))
        }
        other => {
            let text = format!("The app requested an unsupported grant type '{other}'.");
            Err(Refusal(400, "unsupported_grant_type", 70003, text))
        }
    }
}

fn known_client(state: &State, tenant: &str, form: &Form) -> Result<(), Refusal> {
    let client = form.field("client_id");
    if client.eq_ignore_ascii_case(&state.options.auditor.app_id) {
        return Ok(());
    }
    let text = format!(
        "Application with identifier '{client}' was not found in the directory '{tenant}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant."
    );
    Err(Refusal(400, "unauthorized_client", 700_016, text))
}

fn proof(state: &State, form: &Form) -> Result<(), Refusal> {
    let client = &state.options.auditor.app_id;
    let secret = form.field("client_secret");
    if secret == state.options.auditor.secret {
        return Ok(());
    }
    if !secret.is_empty() {
        let text = format!(
            "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '{client}'."
        );
        return Err(Refusal(401, "invalid_client", 7_000_215, text));
    }
    let assertion = form.field("client_assertion");
    if assertion.is_empty() {
        let text = "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.";
        return Err(Refusal(401, "invalid_client", 7_000_218, text.to_owned()));
    }
    let fine =
        form.field("client_assertion_type") == ASSERTION && tokens::claims(assertion).is_some();
    if fine {
        Ok(())
    } else {
        Err(Refusal(
            400,
            "invalid_request",
            50027,
            "JWT token is invalid or malformed.".to_owned(),
        ))
    }
}

fn scope(form: &Form) -> Result<(), Refusal> {
    let scope = form.field("scope");
    if scope.ends_with("/.default") && !scope.trim().contains(' ') {
        return Ok(());
    }
    let text = format!(
        "The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope '{scope}' is not valid."
    );
    Err(Refusal(400, "invalid_scope", 70011, text))
}

fn issue(state: &State, tenant: &str, bearer: &Bearer<'_>) -> Value {
    let auditor = &state.options.auditor;
    let roles = match bearer {
        Bearer::Application => state.auditor_roles(),
        Bearer::User(_) => auditor.roles.clone(),
    };
    let (token, grant) = tokens::make(tenant, &auditor.app_id, &roles, bearer, LIFETIME);
    lock(&state.tokens).insert(token.clone(), grant);
    let mut out = json!({"token_type": "Bearer", "expires_in": LIFETIME, "ext_expires_in": LIFETIME, "access_token": token});
    if matches!(bearer, Bearer::User(_)) {
        out["scope"] = json!(roles.join(" "));
    }
    out
}

fn device_code(state: &State, tenant: &str, form: &Form) -> Result<Value, Refusal> {
    let id = known_tenant(state, tenant)?;
    known_client(state, &id, form)?;
    Ok(json!({
        "device_code": ids::hex("device code", 40), "user_code": "SIMUL8TED", "verification_uri": "https://microsoft.com/devicelogin",
        "expires_in": 900, "interval": 1,
        "message": "To sign in, use a web browser to open the page https://microsoft.com/devicelogin and enter the code SIMUL8TED to authenticate.",
    }))
}

fn instance(base: &str) -> Value {
    json!({
        "tenant_discovery_endpoint": format!("{base}/common/v2.0/.well-known/openid-configuration"), "api-version": "1.1",
        "metadata": [{"preferred_network": base, "preferred_cache": base, "aliases": [base]}],
    })
}

fn openid(tenant: &str, base: &str) -> Value {
    json!({
        "token_endpoint": format!("{base}/{tenant}/oauth2/v2.0/token"), "issuer": format!("{base}/{tenant}/v2.0"),
        "authorization_endpoint": format!("{base}/{tenant}/oauth2/v2.0/authorize"),
        "device_authorization_endpoint": format!("{base}/{tenant}/oauth2/v2.0/devicecode"),
        "jwks_uri": format!("{base}/{tenant}/discovery/v2.0/keys"), "tenant_region_scope": "NA",
    })
}
