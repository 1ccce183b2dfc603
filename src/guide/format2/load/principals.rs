//! Principals: how each is found, and what a chosen one stands for.

use super::context::Context;
use super::{cites, conditions, head};
use crate::guide::error::Faults;
use crate::guide::format2::file::{ApplicationEntry, GuideFile, PrincipalEntry, PublisherEntry};
use crate::guide::format2::ids::{PrincipalId, Reference};
use crate::guide::format2::kinds::Home;
use crate::guide::format2::list::{distinct_entries, entries};
use crate::guide::format2::model::{Principal, PrincipalKind};
use crate::guide::format2::read::{Maybe, Placed, shown};
use crate::guide::format2::template::Template;
use crate::guide::format2::text::Text;
use std::collections::BTreeSet;

pub(crate) fn principals(
    file: &GuideFile,
    context: &Context<'_>,
    faults: &mut Faults,
) -> Vec<Principal> {
    let entries = entries(&file.principal).iter();
    entries
        .filter_map(|entry| principal(entry, context, faults))
        .collect()
}

fn principal(
    entry: &Placed<PrincipalEntry>,
    context: &Context<'_>,
    faults: &mut Faults,
) -> Option<Principal> {
    let (when, cite) = match entry.frame() {
        Some((when, cite)) => (
            conditions::when(when, context, faults),
            cites::maybe(cite, context, faults),
        ),
        None => (None, None),
    };
    let kind = kind(entry, context, faults);
    Some(Principal {
        id: entry.id().value()?,
        title: head::text(entry.title())?,
        when,
        cite,
        kind: kind?,
    })
}

/// Templates of a principal, with the parameters in them checked.
struct Templates<'a, 'c, 'f> {
    context: &'a Context<'c>,
    faults: &'f mut Faults,
}

impl Templates<'_, '_, '_> {
    fn one(&mut self, given: Option<&Placed<Template>>) -> Option<Template> {
        let given = given?;
        self.context
            .parameters_of(given.parameters(), given, self.faults);
        Some(given.value.clone())
    }

    fn list(&mut self, given: &[Placed<Template>]) -> Vec<Template> {
        given
            .iter()
            .filter_map(|template| self.one(Some(template)))
            .collect()
    }
}

fn kind(
    entry: &Placed<PrincipalEntry>,
    context: &Context<'_>,
    faults: &mut Faults,
) -> Option<PrincipalKind> {
    found_by(entry, faults);
    let mut templates = Templates { context, faults };
    Some(match &entry.value {
        PrincipalEntry::User(user) => {
            let address = templates.one(user.address.get());
            let home_tenant = templates.one(user.home_tenant.as_ref());
            PrincipalKind::User {
                account: user.r#type.value()?,
                address: address?,
                home_tenant,
            }
        }
        PrincipalEntry::Application(application) => {
            own_application(application, templates.faults);
            let name = templates.one(application.name.as_ref());
            let app_ids = templates.list(distinct_entries(&application.app_ids));
            let home_tenant = templates.one(application.home_tenant.as_ref());
            PrincipalKind::Application {
                home: application.home.value()?,
                name,
                app_ids,
                home_tenant,
                publishers: publishers(&application.publisher, context, templates.faults),
            }
        }
        PrincipalEntry::ManagedIdentity(identity) => PrincipalKind::ManagedIdentity {
            name: templates.one(identity.name.as_ref()),
            resource: templates.one(identity.resource.as_ref()),
        },
        PrincipalEntry::AgentIdentity(identity) => PrincipalKind::AgentIdentity {
            name: templates.one(identity.name.as_ref()),
            app_ids: templates.list(distinct_entries(&identity.app_ids)),
        },
        PrincipalEntry::Group(group) => PrincipalKind::Group {
            name: templates.one(group.name.as_ref()),
            object_id: templates.one(group.object_id.as_ref()),
        },
        PrincipalEntry::Partner(partner) => PrincipalKind::Partner {
            name: templates.one(partner.name.as_ref()),
            home_tenant: templates.one(partner.home_tenant.as_ref()),
            through: partner.through.value()?,
        },
        PrincipalEntry::Chosen(chosen) => {
            let among = &chosen.among.get()?.entries;
            for principal in among {
                among_one(principal, context, templates.faults);
            }
            let among = among.iter().map(|id| id.value.clone()).collect();
            PrincipalKind::Chosen { among }
        }
    })
}

/// The names of the verified publisher. Each leaves something to compare, and is another company.
fn publishers(
    given: &Maybe<PublisherEntry>,
    context: &Context<'_>,
    faults: &mut Faults,
) -> Vec<String> {
    let names: &[Placed<Text>] = match given.as_deref() {
        None => &[],
        Some(PublisherEntry::One(name)) => std::slice::from_ref(name),
        Some(PublisherEntry::Several(list)) => &list.entries,
    };
    let mut companies = BTreeSet::new();
    for name in names {
        let company = context.names.company(name.as_str());
        let empty = company.is_empty();
        if empty || !companies.insert(company) {
            let what = if empty {
                "is no name"
            } else {
                "is named twice"
            };
            faults.add_with_help(
                name.span.clone(),
                format!("publisher: {:?} {what}", shown(name.as_str())),
                "write each whole name once; case, punctuation and a legal form at the end make no other name",
            );
        }
    }
    names.iter().map(|name| name.as_str().to_owned()).collect()
}

/// Notes a principal of which nothing says how it is found.
fn found_by(entry: &Placed<PrincipalEntry>, faults: &mut Faults) {
    let (found, keys) = match &entry.value {
        PrincipalEntry::Application(it) => (
            it.name.is_some() || it.app_ids.is_some() || it.unread,
            "name, app-ids, or both",
        ),
        PrincipalEntry::AgentIdentity(it) => (
            it.name.is_some() || it.app_ids.is_some() || it.unread,
            "name, app-ids, or both",
        ),
        PrincipalEntry::ManagedIdentity(it) => (
            it.name.is_some() || it.resource.is_some() || it.unread,
            "name or resource",
        ),
        PrincipalEntry::Group(it) => (
            it.name.is_some() || it.object_id.is_some() || it.unread,
            "name or object-id",
        ),
        PrincipalEntry::User(_) | PrincipalEntry::Partner(_) | PrincipalEntry::Chosen(_) => return,
    };
    if !found {
        faults.add_with_help(
            entry.span.clone(),
            "nothing says how this principal is found",
            format!("write {keys}"),
        );
    }
}

/// An application that the customer registers is the customer's.
fn own_application(entry: &ApplicationEntry, faults: &mut Faults) {
    if entry.home.value() != Some(Home::Own) {
        return;
    }
    let misplaced = [
        (
            entry.home_tenant.as_ref().map(|given| given.span.clone()),
            "home-tenant",
        ),
        (
            entry.publisher.as_ref().map(|given| given.span.clone()),
            "publisher",
        ),
    ];
    for (span, key) in misplaced {
        if let Some(span) = span {
            faults.add_with_help(
                span,
                format!("an application of the customer's own has no {key}"),
                "leave it out, or write home = \"vendor\"",
            );
        }
    }
}

fn among_one(principal: &Placed<PrincipalId>, context: &Context<'_>, faults: &mut Faults) {
    let reference = Reference::own(principal.value.clone());
    if !context.principal(&reference, principal, faults) {
        return;
    }
    let Some(facts) = context.facts_of(&reference) else {
        return;
    };
    if facts.word == "chosen" {
        faults.add_with_help(
            principal.span.clone(),
            format!("{:?} stands for others itself", principal.as_str()),
            "name the principals that it stands for",
        );
    } else if !facts.conditional {
        faults.add_with_help(
            principal.span.clone(),
            format!(
                "{:?} is always asked for, so nothing chooses it",
                principal.as_str()
            ),
            "give it a when",
        );
    }
}
