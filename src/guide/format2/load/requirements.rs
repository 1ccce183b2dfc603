//! Requirements: what each asks, and what cannot be asked together.

use super::context::{Context, needed};
use super::{cites, conditions, head, rights};
use crate::catalog::TaskName;
use crate::guide::error::Faults;
use crate::guide::format2::file::{GuideFile, RequirementEntry, RightsEntry};
use crate::guide::format2::ids::{Holder, RequirementId};
use crate::guide::format2::kinds::Tier;
use crate::guide::format2::model::{Attestation, Need, Requirement, Right};
use crate::guide::format2::read::{Placed, shown};
use crate::guide::nearest::did_you_mean;
use std::collections::BTreeMap;
use std::ops::Range;

/// Every requirement; one that cannot be resolved leaves a gap, with the reason noted.
pub(crate) fn requirements(
    file: &GuideFile,
    context: &Context<'_>,
    faults: &mut Faults,
) -> Vec<Option<Requirement>> {
    let (entries, _) = needed(&file.requirement);
    let found: Vec<Option<Requirement>> = entries
        .iter()
        .map(|entry| requirement(entry, context, faults))
        .collect();
    asked_and_refused(entries, &found, faults);
    found
}

fn requirement(
    entry: &Placed<RequirementEntry>,
    context: &Context<'_>,
    faults: &mut Faults,
) -> Option<Requirement> {
    let when = conditions::when(&entry.when, context, faults);
    let (cite_entries, _) = needed(&entry.cites);
    let cites: Vec<_> = cite_entries
        .iter()
        .filter_map(|cite| cites::cite(cite, context, faults))
        .collect();
    let need = need(entry, context, faults);
    together(entry, faults);
    installer(entry, faults);
    let replaced_by = replacement(entry, context, faults);
    Some(Requirement {
        id: entry.id.value()?,
        title: head::maybe(&entry.title),
        tier: entry.tier.value()?,
        when,
        need: need?,
        reason: head::text(&entry.reason)?,
        effect: head::text(&entry.effect)?,
        remark: head::maybe(&entry.remark),
        interpretation: head::maybe(&entry.interpretation),
        until: entry.until.as_ref().map(|day| day.0),
        replaced_by,
        cites,
    })
}

/// The need, which exactly one key gives.
fn need(
    entry: &Placed<RequirementEntry>,
    context: &Context<'_>,
    faults: &mut Faults,
) -> Option<Need> {
    const ASKS: &str = "write one of hold, any-of and attest";
    let mut given: Vec<Range<usize>> = Vec::new();
    given.extend(entry.hold.as_ref().map(|it| it.span.clone()));
    given.extend(entry.any_of.as_ref().map(|it| it.span.clone()));
    given.extend(entry.attest.as_ref().map(|it| it.span.clone()));
    given.sort_by_key(|span| span.start);
    if let Some(second) = given.get(1) {
        faults.add_with_help(second.clone(), "a requirement asks one thing", ASKS);
    }
    let task = task(entry, faults);
    if let Some(hold) = &entry.hold {
        return list(hold, context, faults).map(Need::Hold);
    }
    if let Some(any_of) = &entry.any_of {
        let alternatives: Vec<Option<Vec<Right>>> = any_of
            .entries
            .iter()
            .map(|alternative| list(alternative, context, faults))
            .collect();
        written_twice(&any_of.entries, &alternatives, faults);
        return Some(Need::AnyOf {
            alternatives: alternatives.into_iter().collect::<Option<_>>()?,
            only_one: entry.only_one.is_some(),
        });
    }
    let Some(statement) = &entry.attest else {
        if entry.unread {
            return None;
        }
        faults.add_with_help(entry.span.clone(), "the requirement asks nothing", ASKS);
        return None;
    };
    Some(Need::Attest(Attestation {
        statement: statement.as_str().to_owned(),
        task,
    }))
}

/// Every right of a list; one that is written twice is noted.
fn list(entry: &RightsEntry, context: &Context<'_>, faults: &mut Faults) -> Option<Vec<Right>> {
    let entries = entry.rights();
    let resolved: Vec<Option<Right>> = entries
        .iter()
        .map(|right| rights::right(right, context, faults))
        .collect();
    for (index, right) in resolved.iter().enumerate() {
        let before = resolved.iter().take(index);
        if right.is_some() && before.into_iter().any(|other| other == right) {
            faults.add_with_help(
                entries.get(index).map_or(0..0, |entry| entry.span.clone()),
                "this right stands in the list already",
                "name it once",
            );
        }
    }
    resolved.into_iter().collect()
}

fn written_twice(
    entries: &[Placed<RightsEntry>],
    alternatives: &[Option<Vec<Right>>],
    faults: &mut Faults,
) {
    let sorted: Vec<Option<Vec<Right>>> = alternatives
        .iter()
        .cloned()
        .map(|alternative| {
            let mut rights = alternative?;
            rights.sort();
            Some(rights)
        })
        .collect();
    for (index, (alternative, entry)) in sorted.iter().zip(entries).enumerate() {
        let before = sorted.iter().take(index);
        if alternative.is_some() && before.into_iter().any(|other| other == alternative) {
            faults.add_with_help(
                entry.span.clone(),
                "this alternative is written already",
                "write each alternative once",
            );
        }
    }
}

fn task(entry: &RequirementEntry, faults: &mut Faults) -> Option<TaskName> {
    let given = entry.task.as_ref()?;
    let known = TaskName::ALL
        .into_iter()
        .find(|task| task.as_str() == given.as_str());
    if entry.attest.is_none() && !entry.unread {
        faults.add_with_help(
            given.span.clone(),
            "only a statement names a task",
            "what is done about a right follows from the right; leave task out",
        );
    } else if known.is_none() {
        let all: Vec<&str> = TaskName::ALL.iter().map(|task| task.as_str()).collect();
        faults.add_with_help(
            given.span.clone(),
            format!("there is no task {:?}", shown(given.as_str())),
            did_you_mean(given.as_str(), &all),
        );
    }
    known
}

/// Notes keys that do not go with the tier or with what is asked.
fn together(entry: &Placed<RequirementEntry>, faults: &mut Faults) {
    let tier = entry.tier.value();
    if let Some(tier) = tier.filter(|tier| tier.is_never_asked()) {
        let misplaced = [
            (entry.any_of.as_ref().map(|it| it.span.clone()), "any-of"),
            (entry.attest.as_ref().map(|it| it.span.clone()), "attest"),
            (entry.until.as_ref().map(|it| it.span.clone()), "until"),
        ];
        for (span, key) in misplaced {
            if let Some(span) = span {
                faults.add_with_help(
                    span,
                    format!("{key} cannot stand with the tier {tier}"),
                    "it takes hold alone, and each right in the list counts by itself",
                );
            }
        }
    }
    if entry.unread {
        return;
    }
    if entry.any_of.is_some() && entry.title.is_none() {
        faults.add_with_help(
            entry.span.clone(),
            "a requirement with alternatives has a title of its own",
            "write title",
        );
    }
    if let (Some(only_one), None) = (&entry.only_one, &entry.any_of) {
        faults.add_with_help(
            only_one.span.clone(),
            "only-one, but there are no alternatives",
            "leave it out, or write any-of",
        );
    }
    if let (Some(replaced), None) = (&entry.replaced_by, &entry.until) {
        faults.add_with_help(
            replaced.span.clone(),
            "nothing says from which day on it is replaced",
            "write until",
        );
    }
}

/// Notes a requirement that is asked of the installer and of others, or of the installer in a tier that it cannot have.
fn installer(entry: &Placed<RequirementEntry>, faults: &mut Faults) {
    let lists = entry.any_of.iter().flat_map(|any_of| &any_of.entries);
    let lists = entry.hold.as_ref().into_iter().chain(lists);
    let holders: Vec<Placed<Holder>> = lists
        .flat_map(|list| list.rights())
        .filter_map(|right| rights::holder(&right.value))
        .collect();
    let is_installer = |of: &&Placed<Holder>| of.value == Holder::Installer;
    let Some(installer) = holders.iter().find(is_installer) else {
        return;
    };
    if let Some(other) = holders.iter().find(|of| !is_installer(of)) {
        faults.add_with_help(
            other.span.clone(),
            "a requirement is asked of the installer or of others, not of both",
            "write two requirements",
        );
    }
    let refused = [Tier::NotRequired, Tier::Forbidden, Tier::Temporary];
    if let Some(tier) = entry
        .tier
        .get()
        .filter(|tier| refused.contains(&tier.value))
    {
        faults.add_with_help(
            installer.span.clone(),
            format!(
                "nothing of the tier {} is asked of the installer",
                tier.value
            ),
            "what the installer holds makes no excess; use another tier",
        );
    }
}

fn replacement(
    entry: &RequirementEntry,
    context: &Context<'_>,
    faults: &mut Faults,
) -> Option<RequirementId> {
    let given = entry.replaced_by.as_ref()?;
    let itself = entry.id.get().is_some_and(|own| own.value == given.value);
    if itself {
        faults.add_with_help(
            given.span.clone(),
            "a requirement is not replaced by itself",
            "name the requirement that takes its place",
        );
    } else {
        context.requirements.check(given, "requirement", faults);
    }
    Some(given.value.clone())
}

/// Notes a right that is asked for and refused, both without a condition.
fn asked_and_refused(
    entries: &[Placed<RequirementEntry>],
    found: &[Option<Requirement>],
    faults: &mut Faults,
) {
    let mut asked: BTreeMap<&Right, &RequirementId> = BTreeMap::new();
    let always = |requirement: &&Requirement| {
        requirement.when.is_none() && requirement.until.is_none() && !requirement.of_installer()
    };
    for requirement in found.iter().flatten().filter(always) {
        if !matches!(
            requirement.tier,
            Tier::NotRequired | Tier::Forbidden | Tier::Temporary
        ) {
            for right in requirement.need.rights() {
                asked.entry(right).or_insert(&requirement.id);
            }
        }
    }
    for (requirement, entry) in found.iter().zip(entries) {
        let Some(requirement) = requirement.as_ref().filter(always) else {
            continue;
        };
        if !requirement.tier.is_never_asked() {
            continue;
        }
        let placed = entry.hold.iter().flat_map(|hold| hold.rights());
        for (right, place) in requirement.need.rights().zip(placed) {
            if let Some(by) = asked.get(right) {
                faults.add_with_help(
                    place.span.clone(),
                    format!(
                        "{} is refused here and asked for by {:?}",
                        right.kind,
                        by.as_str()
                    ),
                    "give one of the two a when, or leave one out",
                );
            }
        }
    }
}
