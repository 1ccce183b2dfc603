//! The subjects that an id or a name stands for.

use super::names;
use super::subject::Subject;
use crate::assess::Finding;
use crate::catalog::Entitlement;
use crate::guide::{Ask, Guide, near};
use crate::quote::Quoted;
use crate::runbook::RunbookError;
use crate::runbook::index::TenantIndex;
use crate::runbook::judged::Judged;
use std::collections::BTreeSet;
use uuid::Uuid;

/// More than these are not explained at once: nobody reads that far.
const AT_ONCE: usize = 2;
/// No id is longer, in bytes: the key of a tenant's text is cut long before.
const LONGEST: usize = 1_000;
/// The number of ids that are proposed in place of one that is not known.
const PROPOSED: usize = 3;
/// A part of an id that is shorter is in too many of them.
const SHORTEST_PART: usize = 4;

/// A text that a person typed, taken apart as the id of a finding or a requirement.
struct Typed<'t> {
    /// All of it.
    given: &'t str,
    /// Without the guide's id.
    tail: &'t str,
    /// The tail without the choice and the principal that may stand before a name.
    name: &'t str,
    /// The name as an action of Defender.
    action: &'t str,
    /// The kind of finding that it is the id of, after a choice of the guide.
    kind: Option<&'t str>,
}

impl<'t> Typed<'t> {
    fn parse(guide: &Guide, text: &'t str) -> Self {
        let given = text.trim();
        let tail = without(given, &guide.id);
        let mut name = tail;
        for choice in &guide.choices {
            name = without(name, choice.id.as_str());
        }
        for principal in &guide.principals {
            name = without(name, principal.id.as_str());
        }
        let kind = tail.split_once('/').and_then(|(first, rest)| {
            let mut choices = guide.choices.iter().map(|choice| choice.id.as_str());
            let known = choices.any(|id| id.eq_ignore_ascii_case(first));
            rest.split('/').next().filter(|_| known)
        });
        Self {
            given,
            tail,
            name,
            action: without(name, "defender-action"),
            kind,
        }
    }
}

/// The text without a first segment.
fn without<'t>(text: &'t str, first: &str) -> &'t str {
    match text.split_once('/') {
        Some((start, rest)) if start.eq_ignore_ascii_case(first) => rest,
        _ => text,
    }
}

/// The subjects that an id means: a finding, a requirement, or what a name is the name of.
pub(super) fn find<'a>(
    index: &TenantIndex<'_>,
    judged: &Judged<'a>,
    id: &str,
) -> Result<Vec<Subject<'a>>, RunbookError> {
    if id.trim().len() > LONGEST {
        return Err(RunbookError::NothingCalled {
            given: Quoted::new(id.trim()),
            date: judged.catalog.permission_list().date,
            near: Vec::new(),
        });
    }
    let typed = Typed::parse(judged.guide, id);
    let given = typed.given;
    if let Some(finding) = finding(judged, &typed) {
        return Ok(vec![Subject::finding(judged, finding)]);
    }
    let mut requirements = judged.guide.requirements.iter();
    let named = requirements.find(|one| one.id.as_str().eq_ignore_ascii_case(typed.tail));
    if let Some(requirement) = named {
        return Ok(vec![Subject::requirement(judged, requirement)]);
    }
    let found = entitlements(index, judged, &typed);
    if found.len() > AT_ONCE {
        let keys = found.iter().map(|one| judged.catalog.key(one));
        return Err(RunbookError::ManyCalled {
            given: Quoted::new(given),
            ids: keys.collect(),
        });
    }
    if !found.is_empty() {
        let subjects = found.into_iter().map(|one| subject(judged, one));
        return Ok(subjects.collect());
    }
    if judged.assessment.is_none() && of_one_tenant(&typed) {
        return Err(RunbookError::OfOneTenant {
            given: Quoted::new(given),
        });
    }
    Err(RunbookError::NothingCalled {
        given: Quoted::new(given),
        date: judged.catalog.permission_list().date,
        near: proposals(index, judged, given),
    })
}

fn findings<'a>(judged: &Judged<'a>) -> &'a [Finding] {
    judged
        .assessment
        .map(|all| all.findings.as_slice())
        .unwrap_or_default()
}

fn finding<'a>(judged: &Judged<'a>, typed: &Typed<'_>) -> Option<&'a Finding> {
    let guide = &judged.guide.id;
    findings(judged).iter().find(|finding| {
        finding.id.eq_ignore_ascii_case(typed.given)
            || without(&finding.id, guide).eq_ignore_ascii_case(typed.tail)
    })
}

/// The entitlements that a name means.
fn entitlements(
    index: &TenantIndex<'_>,
    judged: &Judged<'_>,
    typed: &Typed<'_>,
) -> BTreeSet<Entitlement> {
    let found = names::called(index, typed.name);
    if !found.is_empty() {
        return found;
    }
    let action = typed.action;
    let seen = findings(judged)
        .iter()
        .filter_map(|one| one.entitlement.as_ref());
    let held =
        seen.filter(|one| matches!(one, Entitlement::DefenderAction(held) if held == action));
    let known = judged.catalog.expand_action(action).known;
    let known = known.then(|| Entitlement::DefenderAction(action.to_owned()));
    held.cloned().chain(known).collect()
}

fn subject<'a>(judged: &Judged<'a>, entitlement: Entitlement) -> Subject<'a> {
    Subject::entitlement(judged, entitlement)
}

/// True for a finding that only a snapshot can have.
fn of_one_tenant(typed: &Typed<'_>) -> bool {
    let kinds = ["other", "other-access", "granted-twice", "defender-action"];
    let of = |wanted: &&str| {
        typed
            .kind
            .is_some_and(|kind| kind.eq_ignore_ascii_case(wanted))
    };
    kinds.iter().any(of)
}

/// Ids that may have been meant: by spelling, else by what the text is a part of.
fn proposals(index: &TenantIndex<'_>, judged: &Judged<'_>, given: &str) -> Vec<Quoted> {
    if Uuid::parse_str(given).is_ok() {
        // Nobody mistypes a GUID into the one that was meant.
        return Vec::new();
    }
    let guide = judged.guide;
    let name = Typed::parse(guide, given).name;
    if let Some(names) = names::beside(judged.catalog, name) {
        // A name of another API, or of the other type, is none that was meant.
        let of_guide = |name: &str| {
            let mut asked = guide.requirements.iter();
            let same = asked.find(|one| {
                let id = one.id.as_str();
                Typed::parse(guide, id).name.eq_ignore_ascii_case(name)
            });
            same.map_or_else(|| name.to_owned(), |one| format!("{}/{}", guide.id, one.id))
        };
        let names = names.iter().take(PROPOSED);
        return names.map(|name| Quoted::new(&of_guide(name))).collect();
    }
    let mut known: BTreeSet<String> = BTreeSet::new();
    for requirement in &guide.requirements {
        known.insert(format!("{}/{}", guide.id, requirement.id));
        if !matches!(requirement.ask, Ask::Hold(_)) {
            known.insert(requirement.id.to_string());
        }
    }
    known.extend(findings(judged).iter().map(|finding| finding.id.clone()));
    for entitlement in names::all(index) {
        known.extend(names::own(judged.catalog, &entitlement));
    }
    let unified = judged.catalog.unified_permissions().iter();
    known.extend(unified.flat_map(|one| one.actions.clone()));
    let mut found = near(given, known.iter().map(String::as_str));
    if found.is_empty() && given.chars().count() >= SHORTEST_PART {
        let given = given.to_lowercase();
        let parts = known.iter().filter(|id| id.to_lowercase().contains(&given));
        found = parts.map(String::as_str).collect();
        found.sort_by_key(|id| id.len());
    }
    found.truncate(PROPOSED);
    found.into_iter().map(Quoted::new).collect()
}
