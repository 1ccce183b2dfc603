//! Client secrets, certificates and federated credentials.

use super::{Change, Handle, listed};
use crate::catalog::TaskName;
use crate::runbook::operation::{Body, Method, Operation, Read, Request, Text};
use jiff::Timestamp;
use uuid::Uuid;

/// Where a credential stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::runbook) enum On {
    /// On the registration.
    Registration,
    /// On the service principal.
    ServicePrincipal,
}

impl On {
    const fn list(self) -> &'static str {
        match self {
            Self::Registration => "/applications",
            Self::ServicePrincipal => "/servicePrincipals",
        }
    }

    const fn one(self) -> &'static str {
        match self {
            Self::Registration => "/applications/{}",
            Self::ServicePrincipal => "/servicePrincipals/{}",
        }
    }

    const fn remove(self) -> &'static str {
        match self {
            Self::Registration => "/applications/{}/removePassword",
            Self::ServicePrincipal => "/servicePrincipals/{}/removePassword",
        }
    }

    const fn az(self) -> &'static str {
        match self {
            Self::Registration => "app",
            Self::ServicePrincipal => "sp",
        }
    }
}

fn this(name: &'static str, on: On, object: &Handle) -> Read {
    let filter = Text::known("id eq ").and(object.id().quoted());
    Read::new(name, on.list(), Vec::new()).filtered(filter)
}

/// Makes a client secret, which is seen once and by nobody but the person.
pub(in crate::runbook) fn create_secret(
    who: &str,
    registration: &Handle,
    name: &str,
    until: Timestamp,
) -> Change {
    let day = until.strftime("%Y-%m-%d").to_string();
    let title = format!("Make a client secret for {who}, valid until {day}");
    let mut change = Change::new(TaskName::CreateClientSecret, title)
        .word("application", who)
        .word("name", name)
        .word("credential", format!("{name}, until {day}"));
    let read = this("secret", On::Registration, registration)
        .matching("passwordCredentials.displayName", name);
    let id = registration.id();
    let mut request = Request::new(
        Method::Post,
        "/applications/{}/addPassword",
        vec![id.clone()],
    )
    .with(vec![(
        "passwordCredential",
        Body::Object(vec![
            ("displayName", Body::text(name)),
            ("endDateTime", Body::text(until.to_string())),
        ]),
    )])
    .or_az([
        "ad".into(),
        "app".into(),
        "credential".into(),
        "reset".into(),
        "--id".into(),
        id,
        "--append".into(),
        "--display-name".into(),
        name.into(),
        "--end-date".into(),
        until.to_string().into(),
    ]);
    request.secret = Some("secretText");
    change.operations = registration.find();
    change
        .operations
        .extend([Operation::Find(read), Operation::unless("secret", request)]);
    change.warning = Some(
        "Open the vendor's form first: the secret is shown once, and should go from here straight into the form."
            .to_owned(),
    );
    change.before = "none: there is no secret of this name yet";
    change.after = "the line names the application: it has a secret of this name";
    change
}

/// Takes secrets away, each by its id and name (hostile text).
pub(in crate::runbook) fn remove_secrets(
    who: &str,
    object: &Handle,
    on: On,
    secrets: &[(Uuid, String)],
) -> Change {
    let names = listed(
        &secrets
            .iter()
            .map(|(_, name)| name.clone())
            .collect::<Vec<_>>(),
    );
    let title = format!("Delete the client secrets of {who}: {names}");
    let mut change = Change::new(TaskName::RemoveCredential, title)
        .word("application", who)
        .word("credential", names)
        .taking_away();
    let id = object.id();
    let request = Request::new(Method::Post, on.remove(), vec![id.clone()])
        .with(vec![("keyId", Body::text(Text::item("secret")))])
        .or_az([
            "ad".into(),
            on.az().into(),
            "credential".into(),
            "delete".into(),
            "--id".into(),
            id,
            "--key-id".into(),
            Text::item("secret"),
        ]);
    let read =
        this("valid", on, object).matching("passwordCredentials.keyId", Text::item("secret"));
    change.operations = object.find();
    change.operations.push(Operation::Loop {
        name: "secret",
        items: secrets
            .iter()
            .map(|(id, name)| (id.to_string(), name.clone()))
            .collect(),
        body: vec![Operation::Find(read), Operation::if_found("valid", request)],
    });
    change
}

/// Takes all certificates away.
pub(in crate::runbook) fn remove_certificates(
    who: &str,
    object: &Handle,
    on: On,
    names: &[String],
) -> Change {
    let title = format!("Delete the certificates of {who}: {}", listed(names));
    let mut change = Change::new(TaskName::RemoveCredential, title)
        .word("application", who)
        .word("credential", listed(names))
        .taking_away();
    let request = Request::new(Method::Patch, on.one(), vec![object.id()])
        .with(vec![("keyCredentials", Body::List(Vec::new()))]);
    change.operations = object.find_if_there(on.list());
    change.operations.push(Operation::always(request));
    change.before = "the portal lists them under Certificates & secrets";
    change.after = "the portal lists none";
    change
}

/// Takes federated credentials away, each by its id and name (hostile text).
pub(in crate::runbook) fn remove_federated(
    who: &str,
    registration: &Handle,
    credentials: &[(String, String)],
) -> Change {
    let names = listed(
        &credentials
            .iter()
            .map(|(_, name)| name.clone())
            .collect::<Vec<_>>(),
    );
    let title = format!("Delete the federated credentials of {who}: {names}");
    let mut change = Change::new(TaskName::RemoveFederatedCredential, title)
        .word("application", who)
        .word("credential", names)
        .taking_away();
    let id = registration.id();
    let read = Read::new(
        "trusted",
        "/applications/{}/federatedIdentityCredentials",
        vec![id.clone()],
    )
    .matching("id", Text::item("credential"));
    let request = Request::new(
        Method::Delete,
        "/applications/{}/federatedIdentityCredentials/{}",
        vec![id.clone(), Text::item("credential")],
    )
    .or_az([
        "ad".into(),
        "app".into(),
        "federated-credential".into(),
        "delete".into(),
        "--id".into(),
        id,
        "--federated-credential-id".into(),
        Text::item("credential"),
    ]);
    change.operations = registration.find_if_there("/applications");
    change.operations.push(Operation::Loop {
        name: "credential",
        items: credentials.to_vec(),
        body: vec![
            Operation::Find(read),
            Operation::if_found("trusted", request),
        ],
    });
    change
}
