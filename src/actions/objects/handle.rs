//! Somebody or something that a change is about: by its id, or by how to find it.

use crate::actions::operation::{Operation, Part, Read, Text};
use crate::actions::script::hcl::{Block, Value};
use std::fmt::Display;

/// An object of the directory.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Handle {
    id: Text,
    find: Option<(Read, &'static str)>,
    terraform: Lookup,
}

/// How Terraform knows it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Lookup {
    Id(String),
    User(String),
    ServicePrincipal(&'static str, String),
    Registration(String),
}

impl Handle {
    /// One whose id is known.
    pub(crate) fn known(id: impl Display) -> Self {
        Self {
            id: Text::known(&id),
            find: None,
            terraform: Lookup::Id(id.to_string()),
        }
    }

    /// One whose id the reader fills in.
    pub(crate) fn placeholder(key: &'static str, means: &str) -> Self {
        Self {
            id: Text::placeholder(key, means),
            find: None,
            terraform: Lookup::Id(format!("<{key}>")),
        }
    }

    /// The guest with a mail address. A member with that address is somebody of this tenant, and not meant.
    pub(crate) fn account(address: &str) -> Self {
        Self {
            id: Text::found("account", "id"),
            find: Some((guest(address), "no guest has this address yet")),
            terraform: Lookup::User(address.to_owned()),
        }
    }

    /// The service principal of an application, remembered under a name.
    pub(crate) fn service_principal(name: &'static str, app_id: &Text) -> Self {
        let filter = Text::known("appId eq ").and(app_id.quoted());
        Self {
            id: Text::found(name, "id"),
            find: Some((
                Read::new(name, "/servicePrincipals", Vec::new()).filtered(filter),
                "the application is not in this tenant yet",
            )),
            terraform: Lookup::ServicePrincipal(name, shown(app_id)),
        }
    }

    /// The registration of an application.
    pub(crate) fn registration(app_id: &Text) -> Self {
        let filter = Text::known("appId eq ").and(app_id.quoted());
        Self {
            id: Text::found("registration", "id"),
            find: Some((
                Read::new("registration", "/applications", Vec::new()).filtered(filter),
                "no such application is registered in this tenant",
            )),
            terraform: Lookup::Registration(shown(app_id)),
        }
    }

    /// Its id.
    pub(crate) fn id(&self) -> Text {
        self.id.clone()
    }

    /// What finds it; nothing where its id is known.
    pub(crate) fn find(&self) -> Vec<Operation> {
        self.find
            .iter()
            .flat_map(|(read, lacking)| {
                let name = read.name;
                [
                    Operation::Find(read.clone()),
                    Operation::Need { name, lacking },
                ]
            })
            .collect()
    }

    /// The same before something is taken away: an object of a list (`/users`) that is gone holds nothing any more.
    pub(crate) fn find_if_there(&self, list: &'static str) -> Vec<Operation> {
        let by_id = || {
            let filter = Text::known("id eq ").and(self.id.quoted());
            Read::new("holder", list, Vec::new()).filtered(filter)
        };
        let known = self.find.as_ref().map(|(read, _)| read.clone());
        let read = known.unwrap_or_else(by_id);
        let name = read.name;
        vec![Operation::Find(read), Operation::Only { name }]
    }

    /// The block that looks it up in Terraform, if it must be, and the reference to its id.
    pub(crate) fn terraform(&self) -> (Vec<Block>, Value) {
        match &self.terraform {
            Lookup::Id(id) => (Vec::new(), Value::text(id)),
            Lookup::User(address) => (
                vec![Block::data("azuread_user", "account").with("mail", Value::text(address))],
                Value::expression("data.azuread_user.account.object_id"),
            ),
            Lookup::ServicePrincipal(name, app_id) => (
                vec![
                    Block::data("azuread_service_principal", name)
                        .with("client_id", Value::text(app_id)),
                ],
                Value::expression(format!("data.azuread_service_principal.{name}.object_id")),
            ),
            Lookup::Registration(app_id) => (
                vec![
                    Block::data("azuread_application", "registration")
                        .with("client_id", Value::text(app_id)),
                ],
                Value::expression("data.azuread_application.registration.id"),
            ),
        }
    }

    /// The same for a registration, whose id Terraform spells as a path.
    pub(crate) fn terraform_application(&self) -> (Vec<Block>, Value) {
        match &self.terraform {
            Lookup::Id(id) => (Vec::new(), Value::text(format!("/applications/{id}"))),
            _ => self.terraform(),
        }
    }
}

/// Guests with a mail address.
pub(crate) fn guest(address: &str) -> Read {
    let filter = Text::known("mail eq ")
        .and(Text::known(address).quoted())
        .and(" and userType eq 'Guest'");
    Read::new("account", "/users", Vec::new()).filtered(filter)
}

/// A text as it stands in Terraform: known, or a placeholder.
pub(crate) fn shown(text: &Text) -> String {
    text.parts
        .iter()
        .map(|part| match part {
            Part::Known(text) => text.clone(),
            Part::Placeholder(one) => format!("<{}>", one.key),
            Part::Found { name, property } => format!("<{name}-{property}>"),
            Part::Item(name) => format!("<{name}>"),
        })
        .collect()
}
