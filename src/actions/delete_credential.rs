//! Deletes credentials: client secrets, certificates and federated credentials.

use super::change::listed;
use super::objects::credential::{On, this};
use super::operation::{Body, Method, Operation, Read, Request, Text};
use super::{Act, ActionContext, Change, Stage, Target};
use crate::catalog::TaskName;
use uuid::Uuid;

/// Deletes a client secret.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct DeleteSecret {
    /// The object that it stands on.
    pub(crate) on: On,
    /// Its id.
    pub(crate) id: Uuid,
    /// Its name (hostile text).
    pub(crate) name: String,
}

/// Deletes the certificates of an object.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct DeleteCertificates {
    /// The object that they stand on.
    pub(crate) on: On,
    /// The name of one of them (hostile text).
    pub(crate) name: String,
}

/// Deletes a federated credential.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct DeleteFederatedCredential {
    /// Its id.
    pub(crate) id: String,
    /// Its name (hostile text).
    pub(crate) name: String,
}

fn change(task: TaskName, target: &Target, what: &str, names: &str) -> Change {
    let title = format!("Delete the {what} of {}: {names}", target.who);
    Change::new(task, title)
        .word("application", &target.identity)
        .word("credential", names)
        .taking_away()
}

impl Act for DeleteSecret {
    const STAGE: Stage = Stage::Replaced;

    fn merge_key(&self) -> String {
        self.on.list().to_owned()
    }

    fn changes(&self, all: &[Self], target: &Target, _: &ActionContext<'_>) -> Vec<Change> {
        let on = &self.on;
        let names = listed(&all.iter().map(|one| &one.name).collect::<Vec<_>>());
        let mut change = change(TaskName::RemoveCredential, target, "client secrets", &names);
        let object = on.of(target);
        let id = object.id();
        let request = Request::new(Method::Post, on.remove(), vec![id.clone()])
            .with(vec![("keyId", Body::text(Text::item("secret")))])
            .or_az(
                "ad {} credential delete --id {} --key-id {}",
                [on.az().into(), id, Text::item("secret")],
            );
        let read =
            this("valid", *on, object).matching("passwordCredentials.keyId", Text::item("secret"));
        let items = all.iter().map(|one| (one.id.to_string(), one.name.clone()));
        change.operations = object.find();
        change.operations.push(Operation::Loop {
            name: "secret",
            items: items.collect(),
            body: vec![Operation::Find(read), Operation::if_found("valid", request)],
        });
        vec![change]
    }
}

impl Act for DeleteCertificates {
    const STAGE: Stage = Stage::Credentials;

    fn merge_key(&self) -> String {
        self.on.list().to_owned()
    }

    fn changes(&self, all: &[Self], target: &Target, _: &ActionContext<'_>) -> Vec<Change> {
        let on = &self.on;
        let names = listed(&all.iter().map(|one| &one.name).collect::<Vec<_>>());
        let mut change = change(TaskName::RemoveCredential, target, "certificates", &names);
        let object = on.of(target);
        let request = Request::new(Method::Patch, on.one(), vec![object.id()])
            .with(vec![("keyCredentials", Body::List(Vec::new()))]);
        change.operations = object.find_if_there(on.list());
        change.operations.push(Operation::always(request));
        change.before = "the portal lists them under Certificates & secrets";
        change.after = "the portal lists none";
        vec![change]
    }
}

impl Act for DeleteFederatedCredential {
    const STAGE: Stage = Stage::Credentials;

    fn free_id(&self) -> Option<&str> {
        Some(&self.id)
    }

    fn changes(&self, all: &[Self], target: &Target, _: &ActionContext<'_>) -> Vec<Change> {
        let names = listed(&all.iter().map(|one| &one.name).collect::<Vec<_>>());
        let task = TaskName::RemoveFederatedCredential;
        let mut change = change(task, target, "federated credentials", &names);
        let id = target.registration.id();
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
        .or_az(
            "ad app federated-credential delete --id {} --federated-credential-id {}",
            [id, Text::item("credential")],
        );
        let items = all.iter().map(|one| (one.id.clone(), one.name.clone()));
        change.operations = target.registration.find_if_there("/applications");
        change.operations.push(Operation::Loop {
            name: "credential",
            items: items.collect(),
            body: vec![
                Operation::Find(read),
                Operation::if_found("trusted", request),
            ],
        });
        vec![change]
    }
}
