//! Guides of format 2, judged together on one snapshot.
//!
//! Each guide is written out ([`expand`]) and its principals are matched ([`principals`](super::principals)). Every
//! right that a guide names goes to the check of its kind, for whoever the principal is; what else whoever was found
//! holds is a holding that no guide may ask for ([`evidence`]). The tables of the format then say what all of that
//! comes to ([`semantics`](super::semantics)).

mod about;
mod alongside;
mod assemble;
mod attested;
mod attested_rights;
mod candidates;
mod evidence;
mod excess;
mod fact_seen;
mod facts;
mod given;
mod granted_twice;
mod handover;
mod holdings;
mod installer;
mod judged;
mod line;
mod matched;
mod owned_twice;
mod reader;
mod redundant;
mod requirement;
mod right;
mod sentence;
mod written;

pub use assemble::assess;
pub use fact_seen::FactSeen;
pub use facts::{facts, facts_in_force};
pub use given::{Given, GivenError, GivenFault, Named};
pub use installer::InstallerFault;
pub use reader::{Reader, Words};
pub use right::{Holding, TenantHolder, TenantRight};

use super::context::Context;
use super::coverage::Coverage;
use super::evidence::Allowance;
use super::group_target::GroupTargets;
use super::lookups::Lookups;
use super::options::AssessOptions;
use super::semantics::{
    AdoptedGuide, Answer, Circumstances, Decided, Excess, ExcessReason, Possibilities, detect,
    evaluate, expand,
};
use crate::access;
use crate::catalog::{Catalog, Entitlement};
use crate::guide::format2::ids::{ChoiceId, GuideId};
use crate::guide::format2::kinds::Phase;
use crate::guide::format2::model::{DeclaredServicePlan, Guide, Right};
use crate::snapshot::Snapshot;
use evidence::{Gathered, gather};
use jiff::tz::TimeZone;
use judged::Judged;
use matched::{Matched, Meant, matched};
use std::collections::BTreeMap;

/// The answer over all adopted guides, and how each choice was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdoptedAnswer {
    /// The answer of each guide, and what is too much.
    pub answer: Answer<TenantRight>,
    /// The decision on each choice that arises.
    pub decided: BTreeMap<(GuideId, ChoiceId), Decided>,
}

/// Judges guides together on one snapshot.
pub fn judge(
    guides: &[Guide],
    catalog: &Catalog,
    snapshot: &Snapshot,
    options: &AssessOptions,
    reader: &Reader,
) -> AdoptedAnswer {
    judged_on((guides, catalog, snapshot, options), reader, |_, judge| {
        let Judged {
            answer, decided, ..
        } = judge(reader.clone());
        AdoptedAnswer { answer, decided }
    })
}

/// The inputs of a judgement beside the reader's words.
type Inputs<'a> = (&'a [Guide], &'a Catalog, &'a Snapshot, &'a AssessOptions);

/// Matches the principals of the guides, and gives `on` the means to judge with the reader's words, which may say more
/// than `reader` of what persons attested to.
fn judged_on<T>(
    (guides, catalog, snapshot, options): Inputs<'_>,
    reader: &Reader,
    on: impl for<'j> FnOnce(&'j [Matched<'j>], &dyn Fn(Reader) -> Judged<'j>) -> T,
) -> T {
    let access = access::read(snapshot, catalog);
    let coverage = Coverage::new(snapshot, catalog);
    let lookups = Lookups::of(&snapshot.sections);
    let meant: Vec<Meant<'_>> = guides
        .iter()
        .map(|guide| Meant::of(guide, guides, catalog, reader))
        .collect();
    let groups = GroupTargets::of(guides, &reader.values);
    let declared = guides.iter().flat_map(|guide| &guide.names.service_plans);
    let service_plans: Vec<&DeclaredServicePlan> = declared.collect();
    let contexts = meant.iter().map(|meant| Context {
        guide: meant.guide.id.as_str(),
        vendor: &meant.guide.vendor,
        asks: &meant.asks,
        targets: &meant.targets,
        groups: &groups,
        service_plans: &service_plans,
        catalog,
        snapshot,
        coverage: &coverage,
        options,
        lookups: &lookups,
        allowance: Allowance::default(),
    });
    let guides_meant = meant.iter().map(|meant| meant.guide);
    let matched = matched(guides_meant.zip(contexts), &access, reader);
    let expanded: Vec<AdoptedGuide<Right>> = guides
        .iter()
        .map(|guide| expand(guide, guides, &reader.values))
        .collect();
    on(&matched, &|reader| {
        answer(&matched, &expanded, options, reader)
    })
}

/// The result of the evidence.
fn answer<'a>(
    matched: &'a [Matched<'a>],
    expanded: &'a [AdoptedGuide<Right>],
    options: &AssessOptions,
    reader: Reader,
) -> Judged<'a> {
    let today = options.as_of.to_zoned(TimeZone::UTC).date();
    let mut gathered = gather(expanded.to_vec(), matched, &reader, today);
    let circumstances = Circumstances {
        today,
        phase: if reader.onboarding {
            Phase::Onboard
        } else {
            Phase::After
        },
        installer: reader.installer.is_some(),
        unread: false,
        findings: false,
    };
    let (facts, chosen) = (&reader.facts, &reader.chosen);
    let Gathered {
        guides, evidence, ..
    } = &mut gathered;
    let (taken, decided) = detect(guides, facts, chosen, evidence, circumstances);
    let twice = decided.iter().filter(|(_, one)| one.several);
    evidence
        .noticed
        .extend(twice.map(|((guide, _), _)| guide.clone()));
    let possibilities = Possibilities::of(guides, facts, &taken);
    let mut answer = evaluate(guides, &possibilities, evidence, circumstances);
    for (guide, id) in &gathered.beside {
        if let Some(answer) = answer.guides.get_mut(guide) {
            answer.requirements.remove(id);
        }
    }
    answer.excess.retain(|one| !is_sum_of_parts(one));
    Judged {
        matched,
        expanded,
        gathered,
        decided,
        possibilities,
        answer,
        reader,
    }
}

/// True for a classic permission of Defender that is too much because its parts are: they are said by themselves.
fn is_sum_of_parts(excess: &Excess<TenantRight>) -> bool {
    let classic = matches!(
        excess.right.what,
        Holding::Entitlement(Entitlement::DefenderClassic { .. })
    );
    let named = matches!(
        excess.reason,
        ExcessReason::Forbidden | ExcessReason::NotRequired
    );
    classic && !named
}
