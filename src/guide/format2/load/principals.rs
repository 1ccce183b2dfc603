//! Principals: how each is found, and what a chosen one stands for.

use super::context::Context;
use super::{cites, conditions, head};
use crate::guide::format2::file::{GuideFile, PrincipalEntry, PublisherEntry};
use crate::guide::format2::ids::{PrincipalId, Reference};
use crate::guide::format2::kinds::Home;
use crate::guide::format2::model::{Principal, PrincipalKind};
use crate::guide::format2::read::{Maybe, Needed, Placed, distinct_entries, entries};
use crate::guide::format2::text::{Template, Text};
use crate::guide::problem::Faults;

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

fn kind(
    entry: &Placed<PrincipalEntry>,
    context: &Context<'_>,
    faults: &mut Faults,
) -> Option<PrincipalKind> {
    let mut template = |given: &Maybe<Template>| {
        let given = given.as_ref()?;
        context.parameters_of(given.parameters(), given, faults);
        Some(given.value.clone())
    };
    let kind = match &entry.value {
        PrincipalEntry::User(user) => {
            let address = needed(&user.address);
            let address = template(&address);
            let home_tenant = template(&user.home_tenant);
            PrincipalKind::User {
                account: user.r#type.value()?,
                address: address?,
                home_tenant,
            }
        }
        PrincipalEntry::Application(application) => {
            let name = template(&application.name);
            let home_tenant = template(&application.home_tenant);
            own_application(
                application.home.value(),
                &application.home_tenant,
                &application.publisher,
                faults,
            );
            found_by(
                name.is_some() || application.app_ids.is_some() || application.unread,
                entry,
                "name, app-ids, or both",
                faults,
            );
            PrincipalKind::Application {
                home: application.home.value()?,
                name,
                app_ids: templates(distinct_entries(&application.app_ids), context, faults),
                home_tenant,
                publishers: publishers(&application.publisher),
            }
        }
        PrincipalEntry::ManagedIdentity(identity) => {
            let name = template(&identity.name);
            let resource = template(&identity.resource);
            found_by(
                name.is_some() || resource.is_some() || identity.unread,
                entry,
                "name or resource",
                faults,
            );
            PrincipalKind::ManagedIdentity { name, resource }
        }
        PrincipalEntry::AgentIdentity(identity) => {
            let name = template(&identity.name);
            found_by(
                name.is_some() || identity.app_ids.is_some() || identity.unread,
                entry,
                "name, app-ids, or both",
                faults,
            );
            let app_ids = templates(distinct_entries(&identity.app_ids), context, faults);
            PrincipalKind::AgentIdentity { name, app_ids }
        }
        PrincipalEntry::Group(group) => {
            let name = template(&group.name);
            let object_id = template(&group.object_id);
            found_by(
                name.is_some() || object_id.is_some() || group.unread,
                entry,
                "name or object-id",
                faults,
            );
            PrincipalKind::Group { name, object_id }
        }
        PrincipalEntry::Partner(partner) => PrincipalKind::Partner {
            name: template(&partner.name),
            home_tenant: template(&partner.home_tenant),
            through: partner.through.value()?,
        },
        PrincipalEntry::Chosen(chosen) => {
            let among = &chosen.among.get()?.entries;
            for principal in among {
                among_one(principal, context, faults);
            }
            let among = among.iter().map(|id| id.value.clone()).collect();
            PrincipalKind::Chosen { among }
        }
    };
    Some(kind)
}

fn needed(template: &Needed<Template>) -> Maybe<Template> {
    template.get().cloned()
}

fn templates(
    given: &[Placed<Template>],
    context: &Context<'_>,
    faults: &mut Faults,
) -> Vec<Template> {
    for template in given {
        context.parameters_of(template.parameters(), template, faults);
    }
    given
        .iter()
        .map(|template| template.value.clone())
        .collect()
}

fn publishers(given: &Maybe<PublisherEntry>) -> Vec<String> {
    let names: &[Placed<Text>] = match given.as_deref() {
        None => &[],
        Some(PublisherEntry::One(name)) => std::slice::from_ref(name),
        Some(PublisherEntry::Several(list)) => &list.entries,
    };
    names.iter().map(|name| name.as_str().to_owned()).collect()
}

fn found_by(found: bool, entry: &Placed<PrincipalEntry>, keys: &str, faults: &mut Faults) {
    if !found {
        faults.add_with_help(
            entry.span.clone(),
            "nothing says how this principal is found",
            format!("write {keys}"),
        );
    }
}

/// An application that the customer registers is the customer's.
fn own_application(
    home: Option<Home>,
    home_tenant: &Maybe<Template>,
    publisher: &Maybe<PublisherEntry>,
    faults: &mut Faults,
) {
    if home != Some(Home::Own) {
        return;
    }
    let misplaced = [
        (
            home_tenant.as_ref().map(|given| given.span.clone()),
            "home-tenant",
        ),
        (
            publisher.as_ref().map(|given| given.span.clone()),
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
