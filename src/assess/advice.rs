//! Settings of the tenant that may stop the guest: advice, never a verdict.
//!
//! Nothing here simulates Microsoft's evaluation of policies. Each piece says
//! "may", names the setting it rests on, and changes no finding.

mod conditional_access;
mod invitations;

use super::context::Context;
use super::evidence;
use super::identify::Roll;
use super::model::Advice;
use crate::access::SightingRef;
use crate::guide::PrincipalKind;
use crate::snapshot::{SectionName, User};
use std::collections::{BTreeMap, BTreeSet};

/// What advice is about: the guide's guest, and who of the tenant it is.
struct Guest<'a> {
    /// The domain of the guide's address, in lower case.
    domain: String,
    /// The account, where one was found.
    account: Option<&'a User>,
    /// Ids of the account and of every group that it is in, in lower case as ids print.
    ids: BTreeSet<String>,
    /// Template ids of the directory roles that it holds.
    roles: BTreeSet<String>,
}

/// Everything that may stand in the guest's way, in a fixed order.
pub(super) fn advice(context: &Context<'_>, rolls: &BTreeMap<String, Roll<'_>>) -> Vec<Advice> {
    let mut advice = Vec::new();
    for principal in &context.guide.principals {
        let address = principal
            .address
            .as_ref()
            .and_then(|id| context.parameters.get(id));
        let domain = address.and_then(|address| address.rsplit_once('@'));
        let (PrincipalKind::GuestUser, Some((_, domain)), Some(roll)) =
            (principal.kind, domain, rolls.get(&principal.id))
        else {
            continue;
        };
        let guest = guest(context, domain, roll);
        advice.extend(invitations::advice(context, &guest));
        advice.extend(conditional_access::advice(context, &guest));
    }
    advice
}

fn guest<'a>(context: &Context<'a>, domain: &str, roll: &Roll<'_>) -> Guest<'a> {
    use crate::access::Via;
    use crate::catalog::Entitlement;
    let holder = roll.genuine.first().map(|candidate| candidate.holder);
    let users = context.snapshot.sections.users.sightings();
    let account = holder
        .and_then(|holder| users.iter().find(|seen| seen.object.id == holder.id))
        .map(|seen| &seen.object);
    let mut ids: BTreeSet<String> = account.iter().map(|user| user.id.to_string()).collect();
    let mut roles = BTreeSet::new();
    for grant in holder.iter().flat_map(|holder| &holder.grants) {
        for via in &grant.via {
            if let Via::Group { id, .. } = via {
                ids.insert(id.to_string());
            }
        }
        if let Entitlement::DirectoryRole(role) = &grant.entitlement {
            roles.insert(role.to_string());
        }
    }
    let groups = &context.snapshot.sections.user_groups;
    let of_account = groups.sightings().iter().filter(|seen| {
        groups.request_of(seen).and_then(|r| r.subject) == account.map(|user| user.id)
    });
    ids.extend(of_account.map(|seen| seen.object.id.to_string()));
    Guest {
        domain: domain.to_lowercase(),
        account,
        ids,
        roles,
    }
}

/// A piece of advice that rests on one item of a section.
fn piece(
    context: &Context<'_>,
    id: &str,
    title: &str,
    text: String,
    (section, item): (SectionName, usize),
) -> Advice {
    Advice {
        id: format!("{}/advice/{id}", context.guide.id),
        title: title.to_owned(),
        text,
        weighs: false,
        evidence: evidence::of_sightings(context, &[SightingRef { section, item }]),
    }
}
