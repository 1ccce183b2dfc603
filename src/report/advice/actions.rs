//! One list of what to do, in order: an action may close several findings.

use super::fix::{fix, fix_of, wildcard};
use super::goal::Goal;
use super::urgency::Urgency;
use crate::advice;
use crate::assess::{Assessment, Finding, Obstacle, Outside, Remedy, Verdict};
use crate::catalog::{RiskLevel, Subject};
use crate::document::within;
use crate::guide::PrincipalId;
use crate::report::words::plural;
use std::collections::BTreeMap;

/// Something that a person does.
pub(in crate::report) struct Action {
    /// The list that it stands in.
    pub(in crate::report) goal: Goal,
    /// The reason why it stands where it stands.
    pub(in crate::report) urgency: Urgency,
    /// The greatest risk of what it closes, where something of it is rated.
    pub(in crate::report) risk: Option<RiskLevel>,
    /// The title, in one line.
    pub(in crate::report) title: String,
    /// The way in which it came about.
    pub(in crate::report) how: String,
    /// The places of the findings that it closes, in the order of the report. Never empty.
    pub(in crate::report) closes: Vec<usize>,
}

/// The facts that findings share to be closed by one action. The order is the order of the list.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key<'a> {
    urgency: Urgency,
    risk: Option<RiskLevel>,
    step: Step,
    principal: Option<&'a PrincipalId>,
    remedies: &'a [Remedy],
    apart: String,
}

/// The place in an onboarding: an account before its roles, an application before its permissions.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    /// More is seen, whatever it is of.
    See,
    Account,
    DirectoryRole,
    DefenderPermission,
    Application,
    Audience,
    Api,
    ApiPermission,
    Credential,
    /// An owner of an application, or of a group.
    Ownership,
    Attestation,
    OtherAccess,
    OtherHolder,
    GrantedTwice,
}

/// The actions that an assessment asks for, those to work before those to be safe. Among those to work what is required
/// comes first, and an account before its roles; among those to be safe the greatest risk.
pub(in crate::report) fn actions(assessment: &Assessment) -> Vec<Action> {
    let mut groups: BTreeMap<Key<'_>, Vec<usize>> = BTreeMap::new();
    let mut waiting = Vec::new();
    for (place, finding) in assessment.findings.iter().enumerate() {
        if finding.waits() {
            waiting.push((place, finding));
        } else if let Some(key) = key(finding) {
            groups.entry(key).or_default().push(place);
        }
    }
    for (place, finding) in waiting {
        // What waits for another finding is closed with it.
        let waits_for = finding.obstacle.as_ref().map(|obstacle| &obstacle.finding);
        let first = |places: &&mut Vec<usize>| {
            let first = places.first().and_then(|at| assessment.findings.get(*at));
            first.is_some_and(|first| Some(&first.id) == waits_for)
        };
        if let Some(places) = groups.values_mut().find(first) {
            places.push(place);
        } else if let Some(key) = key(finding) {
            groups.entry(key).or_default().push(place);
        }
    }
    let mut actions: Vec<Action> = groups
        .into_iter()
        .filter_map(|(key, closes)| {
            let first = assessment.findings.get(*closes.first()?)?;
            let closed = closes.iter().filter_map(|at| assessment.findings.get(*at));
            let risks = closed.clone().filter_map(|one| one.risk.as_ref());
            Some(Action {
                goal: closed.map(Goal::of).min()?,
                risk: risks.map(|risk| risk.level).min(),
                urgency: key.urgency,
                title: title(key.urgency, first, closes.len()),
                how: how(first, closes.len())?,
                closes,
            })
        })
        .collect();
    actions.sort_by_key(|action| action.goal);
    actions
}

fn key(finding: &Finding) -> Option<Key<'_>> {
    let urgency = Urgency::of(finding)?;
    let excess = finding.verdict == Verdict::Excess;
    let unknown = finding.verdict == Verdict::Unknown;
    let by_need = unknown && finding.only_needs();
    let obstacle = finding.obstacle.as_ref().filter(|_| !unknown);
    let apart = match finding.subject {
        _ if let Some(one) = obstacle => format!("{:?} {} {}", one.state, one.alone, one.api),
        // Each is written out in its own role.
        _ if wildcard(finding).is_some() => finding.id.clone(),
        // Nobody can vouch for several of these at once.
        Subject::OtherHolder => finding.id.clone(),
        _ => String::new(),
    };
    Some(Key {
        urgency,
        risk: finding
            .risk
            .as_ref()
            .filter(|_| excess)
            .map(|risk| risk.level),
        step: Step::of(finding),
        // One permission of the auditor answers for every principal.
        principal: (!by_need).then_some(&finding.principal),
        remedies: &finding.remedies,
        apart,
    })
}

impl Step {
    fn of(finding: &Finding) -> Self {
        if finding.verdict == Verdict::Unknown {
            return Self::See;
        }
        match finding.subject {
            Subject::GuestAccount => Self::Account,
            Subject::DirectoryRole => Self::DirectoryRole,
            Subject::DefenderPermission => Self::DefenderPermission,
            Subject::Application => Self::Application,
            Subject::SingleTenant => Self::Audience,
            Subject::Api => Self::Api,
            Subject::ApplicationPermission | Subject::DelegatedPermission => Self::ApiPermission,
            Subject::Credential => Self::Credential,
            Subject::Ownership => Self::Ownership,
            Subject::Attestation => Self::Attestation,
            Subject::OtherAccess => Self::OtherAccess,
            Subject::OtherHolder => Self::OtherHolder,
            Subject::GrantedTwice => Self::GrantedTwice,
        }
    }
}

fn title(urgency: Urgency, first: &Finding, count: usize) -> String {
    let who = within(&first.principal_title);
    match urgency {
        Urgency::RequiredGap | Urgency::RecommendedGap => gap_title(first, count),
        Urgency::DangerousExcess | Urgency::Excess => match first.subject {
            Subject::OtherHolder => format!("Decide about {}", first.title),
            Subject::GrantedTwice => first.title.clone(),
            Subject::Ownership if count == 1 => {
                // Its title begins with "Owner" or "Ownership".
                let title = first.title.strip_prefix('O').unwrap_or(&first.title);
                format!("Remove the o{title} from {who}")
            }
            _ if count == 1 => format!("Take {} away from {who}", first.title),
            _ => format!("Take away {count} items that {who} holds beyond the guide"),
        },
        Urgency::Undecided | Urgency::Open if !first.only_needs() => {
            format!("Settle what could not be told about {who}")
        }
        Urgency::Undecided | Urgency::Open => {
            format!(
                "Let the auditor see the rest: {}",
                first.needs().join(" and ")
            )
        }
        Urgency::Concern => match first.subject {
            Subject::Credential | Subject::Application => {
                format!("Replace what {who} signs in with by something that ends")
            }
            _ => format!("Decide about a concern of {who}"),
        },
        Urgency::EndsSoon => match first.subject {
            Subject::Credential => format!("Renew the client secret of {who} before it ends"),
            _ => format!(
                "Decide about {count} {} of {who} before {}",
                plural(count, "item", "items"),
                plural(count, "it ends", "they end"),
            ),
        },
        Urgency::ByHand => format!(
            "Look at {count} {} of {who} that no public API shows",
            plural(count, "item", "items")
        ),
    }
}

fn gap_title(first: &Finding, count: usize) -> String {
    let who = within(&first.principal_title);
    let missing = first.verdict == Verdict::Missing;
    let alone = |one: &&Obstacle| advice::api_alone(one);
    if let Some(obstacle) = first.obstacle.as_ref().filter(alone) {
        return advice::api_title(obstacle);
    }
    if let Some(Remedy::Outside(outside)) = first.remedies.first() {
        return match outside {
            Outside::Microsoft { .. } => format!("Ask Microsoft why it disabled {who}"),
            Outside::Product { api } => format!("Bring {api} into the tenant"),
            Outside::Vendor { value, .. } => {
                format!("Ask the vendor what to grant instead of {value}")
            }
        };
    }
    match first.subject {
        Subject::GuestAccount if missing => format!("Invite {who}"),
        Subject::Application if missing => format!("Bring {who} into the tenant"),
        Subject::SingleTenant => format!("Limit {who} to this tenant"),
        Subject::Credential => format!("Make a client secret for {who}"),
        Subject::DirectoryRole if count == 1 => {
            format!("Make {} of {who} active and tenant-wide", first.title)
        }
        Subject::DirectoryRole => {
            format!("Make {count} directory roles of {who} active and tenant-wide")
        }
        Subject::ApplicationPermission | Subject::DelegatedPermission => format!(
            "Complete {count} API {} of {who}, and grant admin consent once",
            plural(count, "permission", "permissions")
        ),
        Subject::DefenderPermission => format!(
            "Complete {count} Defender {} of {who}",
            plural(count, "permission", "permissions")
        ),
        _ => format!("Put {who} in order"),
    }
}

fn how(first: &Finding, count: usize) -> Option<String> {
    if count == 1 {
        return fix(first);
    }
    // The same instruction for all of them: what they are is listed under the action.
    let all = match first.subject {
        Subject::DirectoryRole => "each of the roles below",
        Subject::ApplicationPermission | Subject::DelegatedPermission => {
            "each of the permissions below"
        }
        Subject::DefenderPermission => "every permission below",
        _ => "each item below",
    };
    fix_of(first, all)
}
