//! Makes a client secret.

use super::objects::credential::{On, this};
use super::operation::{Body, Method, Operation, Request};
use super::{Act, ActionContext, Change, Stage, Target};
use crate::catalog::TaskName;
use jiff::{Timestamp, ToSpan};

/// Makes a client secret, which is seen once and by nobody but the person.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct CreateClientSecret;

impl CreateClientSecret {
    /// The days that a new client secret lasts. The guide does not say; Microsoft advises less than twelve months
    /// (entra-docs, "Add and manage application credentials").
    pub(crate) const DAYS: u32 = 180;

    /// The act in a report.
    pub(crate) fn advice(who: &str) -> String {
        format!(
            "In the Microsoft Entra admin center, open {who} under App registrations, Certificates & secrets, and \
                 make a new client secret. Give it to the vendor through the vendor's own form, never by mail, and \
                 note the day on which it ends."
        )
    }

    /// The act in a report, for a secret that ends soon.
    pub(crate) fn renewal_advice(who: &str) -> String {
        format!(
            "Before it ends, make a new client secret for {who}, give it to the vendor through the vendor's own \
             form, see that the connection works, and only then delete the old one."
        )
    }

    /// The act in a report, for a credential without an end.
    pub(crate) fn replacement_advice(who: &str) -> String {
        format!(
            "Make a new secret or certificate for {who} that ends in a time in which it will be renewed, give it to the \
             vendor through the vendor's own form, see that the connection works, and then delete the one without an end."
        )
    }
}

impl Act for CreateClientSecret {
    const STAGE: Stage = Stage::Give;

    fn changes(&self, _: &[Self], target: &Target, context: &ActionContext<'_>) -> Vec<Change> {
        let (who, now) = (&target.who, context.now);
        let name = format!("{}, made {}", context.vendor, now.strftime("%Y-%m-%d"));
        let until = now
            .checked_add((i64::from(Self::DAYS) * 24).hours())
            .unwrap_or(now);
        let day = until.strftime("%Y-%m-%d").to_string();
        let title = format!("Make a client secret for {who}, valid until {day}");
        let mut change = Change::new(TaskName::CreateClientSecret, title)
            .word("application", &target.identity)
            .word("name", &name)
            .word("credential", format!("{name}, until {day}"));
        let read = this("secret", On::Registration, &target.registration)
            .matching("passwordCredentials.displayName", name.as_str());
        change.operations = target.registration.find();
        change.operations.extend([
            Operation::Find(read),
            Operation::unless("secret", request(target, &name, until)),
        ]);
        change.warning = Some(
            "Open the vendor's form first: the secret is shown once, and should go from here straight into the form."
                .to_owned(),
        );
        change.before = "none: there is no secret of this name yet";
        change.after = "the line names the application: it has a secret of this name";
        vec![change]
    }
}

fn request(target: &Target, name: &str, until: Timestamp) -> Request {
    let id = target.registration.id();
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
    .or_az(
        "ad app credential reset --id {} --append --display-name {} --end-date {}",
        [id, name.into(), until.to_string().into()],
    );
    request.secret = Some("secretText");
    request
}
