//! Lints of requirements.

use super::found::{Found, Subject};
use super::rule::LintRule;
use crate::catalog::PermissionType;
use crate::guide::format2::file::{RequirementEntry, RightsEntry};
use crate::guide::format2::ids::Holder;
use crate::guide::format2::kinds::{AskedType, Coverage, RelationKind, Tier};
use crate::guide::format2::list::entries;
use crate::guide::format2::load::needed;
use crate::guide::format2::model::{Closed, Condition, Need, Requirement, Right, RightKind};
use crate::guide::format2::names::Names;
use crate::guide::format2::read::Placed;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Each requirement with its entry.
fn pairs<'a>(
    subject: &'a Subject<'_>,
) -> impl Iterator<Item = (&'a Requirement, &'a Placed<RequirementEntry>)> {
    let (entries, _) = needed(&subject.file.requirement);
    subject.guide.requirements.iter().zip(entries)
}

/// The lists of rights of an entry, each with its place.
fn lists(entry: &RequirementEntry) -> impl Iterator<Item = (&RightsEntry, Range<usize>)> {
    let hold = entry.hold.iter();
    let any_of = entry.any_of.iter().flat_map(|any_of| &any_of.entries);
    hold.chain(any_of)
        .map(|list| (&list.value, list.span.clone()))
}

/// The place of a requirement's id.
fn place(entry: &Placed<RequirementEntry>) -> Range<usize> {
    entry
        .id
        .get()
        .map_or(entry.span.clone(), |id| id.span.clone())
}

/// Permissions whose type is left open.
pub(crate) fn types(subject: &Subject<'_>, found: &mut Found) {
    let mut names = subject.built_in.clone();
    for api in &subject.guide.names.apis {
        names.declare_api(api);
    }
    for permission in &subject.guide.names.permissions {
        names.declare_permission(permission);
    }
    for (requirement, entry) in pairs(subject) {
        let spans = lists(entry)
            .flat_map(|(list, _)| list.rights())
            .map(|right| &right.span);
        for (right, span) in requirement.need.rights().zip(spans) {
            of_right(&right.kind, &names, span, found);
        }
    }
}

fn of_right(right: &RightKind, names: &Names<'_>, span: &Range<usize>, found: &mut Found) {
    let RightKind::ApiPermission { api, kind, value } = right else {
        return;
    };
    if !matches!(kind, AskedType::Either | AskedType::Unstated) {
        return;
    }
    if *kind == AskedType::Unstated {
        found.add(
            LintRule::TypeUnstated,
            span.clone(),
            format!("the article leaves open as which type {value} is asked"),
            "say in an interpretation how it is read, where that can be told",
        );
    }
    let known: Vec<PermissionType> = [PermissionType::Application, PermissionType::Delegated]
        .into_iter()
        .filter(|kind| names.permission(*api, *kind, value).is_some())
        .collect();
    if let [only] = known.as_slice() {
        found.add(
            LintRule::TypeKnown,
            span.clone(),
            format!("{value} is known as {only} only"),
            format!("write type = \"{only}\""),
        );
    }
}

/// Alternatives that contain another, which makes them idle.
pub(crate) fn alternatives(subject: &Subject<'_>, found: &mut Found) {
    for (requirement, entry) in pairs(subject) {
        let Need::AnyOf { alternatives, .. } = &requirement.need else {
            continue;
        };
        let sets: Vec<BTreeSet<&Right>> = alternatives
            .iter()
            .map(|list| list.iter().collect())
            .collect();
        for (set, (_, span)) in sets.iter().zip(lists(entry)) {
            if sets
                .iter()
                .any(|other| other.len() < set.len() && other.is_subset(set))
            {
                found.add(
                    LintRule::IdleAlternative,
                    span,
                    "this alternative contains another, so it never decides",
                    "leave it out, or write it as a requirement of its own",
                );
            }
        }
    }
}

/// Rights that are asked more than once under one condition.
pub(crate) fn asked_twice(subject: &Subject<'_>, found: &mut Found) {
    let mut seen: BTreeMap<(&Right, Option<&Condition>), &Requirement> = BTreeMap::new();
    for (requirement, entry) in pairs(subject) {
        let Need::Hold(rights) = &requirement.need else {
            continue;
        };
        for right in rights.iter().filter(|right| right.of != Holder::Installer) {
            if let Some(first) = seen.insert((right, requirement.when.as_ref()), requirement) {
                found.add(
                    LintRule::AskedTwice,
                    place(entry),
                    format!("{} is asked by {:?} already", right.kind, first.id.as_str()),
                    "ask it once, or under another condition",
                );
            }
        }
    }
}

/// Requirements that no step closes, and temporary ones that no step removes.
/// A guide without steps gets no such remark.
pub(crate) fn steps(subject: &Subject<'_>, found: &mut Found) {
    let steps = &subject.guide.steps;
    if steps.is_empty() {
        return;
    }
    let closed: BTreeSet<&Closed> = steps.iter().flat_map(|step| &step.closes).collect();
    let removed: BTreeSet<_> = steps.iter().flat_map(|step| &step.removes).collect();
    for (requirement, entry) in pairs(subject) {
        let id = &requirement.id;
        let asked = matches!(requirement.tier, Tier::Required | Tier::Recommended);
        if asked
            && !requirement.of_installer()
            && !closed.contains(&Closed::Requirement(id.clone()))
        {
            found.add(
                LintRule::Unclosed,
                place(entry),
                format!("no step closes {:?}", id.as_str()),
                "name it in the closes of a step",
            );
        }
        if requirement.tier == Tier::Temporary && !removed.contains(id) {
            found.add(
                LintRule::Unremoved,
                place(entry),
                format!("{:?} is temporary, and no step takes it away", id.as_str()),
                "name it in the removes of a step with phase = \"after\"",
            );
        }
    }
}

/// Sources that were read in part, and extended guides that are not available.
pub(crate) fn sources(subject: &Subject<'_>, found: &mut Found) {
    let (sources, _) = needed(&subject.file.source);
    for source in sources {
        if source.coverage.value() == Some(Coverage::Excerpt) {
            found.add(
                LintRule::Excerpt,
                source
                    .id
                    .get()
                    .map_or(source.span.clone(), |id| id.span.clone()),
                "of an excerpt the answer is undetermined at most",
                "read what is missing",
            );
        }
    }
    for relation in entries(&subject.file.relation) {
        let (Some(kind), Some(guide)) = (relation.kind.value(), relation.guide.get()) else {
            continue;
        };
        let here = subject.others.iter().any(|other| other.id == guide.value);
        if kind == RelationKind::Extends && !here {
            found.add(
                LintRule::ExtendedNotHere,
                guide.span.clone(),
                format!(
                    "the guide {:?} is not at hand, so what is named of it is not checked",
                    guide.as_str()
                ),
                "load the two together",
            );
        }
    }
}
