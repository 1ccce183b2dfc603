//! Adds a certificate to a registration.

use super::objects::credential::{On, this};
use super::operation::{Body, Method, Operation, Request, Text};
use super::script::hcl::{self, Block, Value};
use super::{Act, ActionContext, Change, Stage, Target, Terraform};
use crate::catalog::TaskName;

/// Adds the public half of a certificate; the private key stays with whoever signs in with it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct AddCertificate;

impl Act for AddCertificate {
    const STAGE: Stage = Stage::Give;

    fn changes(&self, _: &[Self], target: &Target, _: &ActionContext<'_>) -> Vec<Change> {
        let (who, name) = (&target.who, target.name.as_str());
        let mut change = Change::new(
            TaskName::AddCertificate,
            format!("Add a certificate to {who}"),
        )
        .word("application", &target.identity);
        let registration = &target.registration;
        let read = this("certificate", On::Registration, registration)
            .matching("keyCredentials.displayName", name);
        change.operations = registration.find();
        change.operations.extend([
            Operation::Find(read),
            Operation::unless("certificate", request(registration.id(), name)),
        ]);
        change.before = "none: there is no certificate of this name yet";
        change.after = "the line names the application: it has a certificate of this name";
        let (mut blocks, id) = registration.terraform_application();
        blocks.push(
            Block::resource("azuread_application_certificate", "certificate")
                .with("application_id", id)
                .with("type", Value::text("AsymmetricX509Cert"))
                .with("encoding", Value::text("pem"))
                .with("value", Value::expression("file(\"auditor.cer\")")),
        );
        change.terraform = Terraform::Add(hcl::blocks(&blocks));
        vec![change]
    }
}

/// A patch writes the whole list of certificates: it is sent only to a registration that the runbook has made.
fn request(registration: Text, name: &str) -> Request {
    let certificate = || {
        Text::placeholder(
            "certificate",
            "the certificate in base64: what stands in auditor.cer between its first line and its last, as one line",
        )
    };
    Request::new(
        Method::Patch,
        "/applications/{}",
        vec![registration.clone()],
    )
    .with(vec![(
        "keyCredentials",
        Body::List(vec![Body::Object(vec![
            ("type", Body::text("AsymmetricX509Cert")),
            ("usage", Body::text("Verify")),
            ("displayName", Body::text(name)),
            ("key", Body::Base64(certificate())),
        ])]),
    )])
    .or_az(
        "ad app credential reset --id {} --append --display-name {} --cert {}",
        [registration, name.into(), certificate()],
    )
}
