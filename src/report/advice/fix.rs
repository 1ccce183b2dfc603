//! How to fix a finding, from its subject and its verdict.

use super::{api, ends_soon, is_concern};
use crate::assess::{Assessment, Finding, Verdict};
use crate::catalog::{Entitlement, Subject};
use crate::document::within;
use crate::guide::PrincipalKind;
use std::collections::BTreeMap;

/// What kind of thing each principal is, as far as a candidate was seen.
pub(in crate::report) type Kinds<'a> = BTreeMap<&'a str, PrincipalKind>;

/// The kinds of an assessment's principals.
pub(in crate::report) fn kinds(assessment: &Assessment) -> Kinds<'_> {
    let candidates = assessment.candidates.iter();
    candidates
        .map(|candidate| (candidate.principal.as_str(), candidate.kind))
        .collect()
}

/// What a person does about a finding; `None` where there is nothing to do.
pub(in crate::report) fn fix(finding: &Finding, kinds: &Kinds<'_>) -> Option<String> {
    let api = api::first(finding);
    match finding.verdict {
        Verdict::Missing | Verdict::Partial => Some(match api {
            Some((first, true)) => format!("{first} Besides: {}", close(finding, kinds)),
            Some((first, false)) => first,
            None => close(finding, kinds),
        }),
        Verdict::Excess => Some(take_away(finding)),
        Verdict::Unknown => Some(api.map_or_else(|| find_out(finding), |(how, _)| how)),
        Verdict::Manual => Some(
            "Look yourself, or ask who set it up. Write down who looked, when and what was seen, \
             and keep that with the sign-off below."
                .to_owned(),
        ),
        Verdict::Satisfied if ends_soon(finding) => Some(renew(finding)),
        Verdict::Satisfied if is_concern(finding) => Some(reconsider(finding)),
        Verdict::Satisfied | Verdict::Absent => None,
    }
}

fn close(finding: &Finding, kinds: &Kinds<'_>) -> String {
    let (who, what) = (within(&finding.principal_title), &finding.title);
    let missing = finding.verdict == Verdict::Missing;
    match finding.subject {
        Subject::DirectoryRole => format!(
            "In the Microsoft Entra admin center, under Roles & admins, open {what} and give {who} an active \
             assignment for the whole directory. An eligible assignment gives nothing until it is activated: \
             with PIM, choose the type Active, or agree with the vendor who activates it."
        ),
        Subject::ApplicationPermission | Subject::DelegatedPermission => {
            permission(finding, kinds.get(finding.principal.as_str()).copied())
        }
        Subject::DefenderPermission => format!(
            "In the Defender portal, under Permissions, open the role that was made for the vendor, tick {what}, \
             and see that the role is assigned to {who} for all data sources."
        ),
        Subject::GuestAccount if missing => format!(
            "In the Microsoft Entra admin center, under Users, choose New user, Invite external user, and invite \
             the address that stands under Expected. Once the invitation is accepted, {who} counts."
        ),
        Subject::GuestAccount => "In the Microsoft Entra admin center, open the account under Users. Where the \
             invitation is not accepted, send it again (B2B invitation); where sign-in is blocked, allow it; where \
             it is a member and no guest, ask why before you change it."
            .to_owned(),
        Subject::Application if missing => bring_in(kinds.get(finding.principal.as_str()).copied()),
        Subject::Application => format!(
            "In the Microsoft Entra admin center, open {who} under Enterprise applications, Properties, and see \
             who disabled it and why before you allow sign-in again."
        ),
        Subject::SingleTenant => format!(
            "In the Microsoft Entra admin center, open {who} under App registrations, Authentication, and set the \
             supported account types to this organizational directory only."
        ),
        Subject::Credential => format!(
            "In the Microsoft Entra admin center, open {who} under App registrations, Certificates & secrets, and \
             make a new client secret. Give it to the vendor through the vendor's own form, never by mail, and \
             note the day on which it ends."
        ),
        Subject::Api => "See that the product behind the API is in this tenant, and audit again."
            .to_owned(),
        Subject::Attestation
        | Subject::OtherAccess
        | Subject::OtherHolder
        | Subject::GrantedTwice => {
            "Bring what stands under Actual in line with what stands under Expected.".to_owned()
        }
    }
}

fn permission(finding: &Finding, kind: Option<PrincipalKind>) -> String {
    let (who, what) = (within(&finding.principal_title), &finding.title);
    if kind == Some(PrincipalKind::EnterpriseApplication) {
        return format!(
            "An enterprise application brings its own list of permissions. As an administrator who may grant \
             consent, open {who} under Enterprise applications, Permissions, and choose Grant admin consent. If \
             {what} is not offered there, ask the vendor for a new consent link."
        );
    }
    format!(
        "In the Microsoft Entra admin center, open {who} under App registrations, API permissions. Add {what} \
         where it is not listed, under exactly this API and type, then choose Grant admin consent. One consent \
         covers every permission that is listed."
    )
}

fn bring_in(kind: Option<PrincipalKind>) -> String {
    match kind {
        Some(PrincipalKind::EnterpriseApplication) => {
            "As an administrator who may grant consent, open the vendor's consent link from the guide, compare \
             the name, the publisher and the permissions with the guide, and accept."
        }
        _ => {
            "In the Microsoft Entra admin center, register the application under App registrations as the guide \
             describes, or open the vendor's consent link, whichever option of the guide you take."
        }
    }
    .to_owned()
}

fn take_away(finding: &Finding) -> String {
    let (who, what) = (within(&finding.principal_title), &finding.title);
    let how = match finding.subject {
        Subject::DirectoryRole => format!(
            "In the Microsoft Entra admin center, under Roles & admins, open {what} and remove the assignment of {who}, \
             the eligible one too. Where a group gives it (see Held through), take {who} out of the group."
        ),
        Subject::ApplicationPermission | Subject::DelegatedPermission => format!(
            "In the Microsoft Entra admin center, open {who} under Enterprise applications, Permissions, and revoke \
             {what}. Where the application is registered here, remove it from API permissions too, or the next \
             consent brings it back."
        ),
        Subject::DefenderPermission if let Some(action) = wildcard(finding) => format!(
            "In the Defender portal, under Permissions, open the role that gives {} to {who}. Put the single \
             permissions that the guide asks in place of the wildcard, or take the assignment away.",
            within(action)
        ),
        Subject::DefenderPermission => format!(
            "In the Defender portal, under Permissions, open the role that gives {what} to {who} and take the \
             permission out of it, or the assignment away."
        ),
        Subject::OtherHolder => {
            "Find out who made it and for whom. If nobody vouches for it, take its grants away, and then remove it."
                .to_owned()
        }
        Subject::GrantedTwice => {
            "Decide which option is meant, and take away what only the other one asks for.".to_owned()
        }
        _ => "Find out why it is held, and take away what nobody vouches for.".to_owned(),
    };
    if matches!(
        finding.subject,
        Subject::OtherHolder | Subject::GrantedTwice
    ) {
        return how;
    }
    format!(
        "Ask the vendor whether it is needed, and for what. If it is not: {}",
        lower_first(&how)
    )
}

fn find_out(finding: &Finding) -> String {
    if finding.needs.is_empty() {
        return "Nothing is concluded from what could not be seen. Settle what stands under Because, by naming \
                the option (--choose) or the application (--param app-id=…), and audit again."
            .to_owned();
    }
    format!(
        "Give the auditor {}, which only reads, with admin consent, and audit again.",
        finding.needs.join(" and ")
    )
}

fn renew(finding: &Finding) -> String {
    let who = within(&finding.principal_title);
    match finding.subject {
        Subject::Credential => format!(
            "Before it ends, make a new client secret for {who}, give it to the vendor through the vendor's own \
             form, see that the connection works, and only then delete the old one."
        ),
        _ => format!(
            "Before it ends, decide with the vendor whether {who} still needs it, and extend it or let it end."
        ),
    }
}

/// What is satisfied, and leaves a concern.
fn reconsider(finding: &Finding) -> String {
    let who = within(&finding.principal_title);
    match finding.subject {
        Subject::Credential | Subject::Application => format!(
            "Make a new secret or certificate for {who} that ends in a time in which it will be renewed, give it to the \
             vendor through the vendor's own form, see that the connection works, and then delete the one without an end."
        ),
        _ => {
            format!("Read the notes, and decide with the vendor whether it may stay so for {who}.")
        }
    }
}

/// The action, where a finding is about everything that a wildcard of a Defender role gives beyond the guide.
pub(super) fn wildcard(finding: &Finding) -> Option<&str> {
    match &finding.entitlement {
        Some(Entitlement::DefenderAction(action)) if finding.verdict == Verdict::Excess => {
            Some(action)
        }
        _ => None,
    }
}

/// The sentence as the second half of one. Only our own words begin these.
fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map(|first| first.to_lowercase().chain(chars).collect())
        .unwrap_or_default()
}
