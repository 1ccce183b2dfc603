//! Guides of format 2, judged together on one snapshot.
//!
//! Each guide is written out ([`expand`]) and its principals are matched ([`principals`](super::principals)). Every
//! right that a guide names goes to the check of its kind, for whoever the principal is; what else whoever was found
//! holds is a holding that no guide may ask for ([`evidence`]). The tables of the format then say what all of that
//! comes to ([`semantics`](super::semantics)).

mod alongside;
mod evidence;
mod holdings;
mod right;

pub use right::{Holding, TenantHolder, TenantRight};

use super::context::Context;
use super::coverage::Coverage;
use super::evidence::Allowance;
use super::lookups::Lookups;
use super::options::AssessOptions;
use super::principals::{self, Lookup, Matches};
use super::semantics::{
    Answer, Circumstances, Decided, Excess, ExcessReason, Facts, ParameterValues, Possibilities,
    Said, detect, evaluate, expand,
};
use super::target::TargetPrincipal;
use crate::access::{self, Access};
use crate::catalog::{Catalog, Entitlement};
use crate::guide::format2::ids::{ChoiceId, GuideId, RequirementId};
use crate::guide::format2::kinds::Phase;
use crate::guide::format2::model::Guide;
use crate::guide::{self, Edition};
use crate::snapshot::Snapshot;
use evidence::{Gathered, gather};
use jiff::tz::TimeZone;
use std::collections::BTreeMap;

/// Everything that the reader says of adopted guides.
#[derive(Clone, Debug, Default)]
pub struct Reader {
    /// The values of parameters.
    pub values: ParameterValues,
    /// Facts that are answered.
    pub facts: Facts,
    /// The option that is taken, by choice.
    pub chosen: Said,
    /// Statements that a person attested to.
    pub statements: BTreeMap<(GuideId, RequirementId), bool>,
    /// True while the vendor is being onboarded.
    pub onboarding: bool,
}

/// The answer over all adopted guides, and how each choice was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdoptedAnswer {
    /// The answer of each guide, and what is too much.
    pub answer: Answer<TenantRight>,
    /// The decision on each choice that arises.
    pub decided: BTreeMap<(GuideId, ChoiceId), Decided>,
}

/// A guide with the principals that it means.
struct Meant<'g> {
    guide: &'g Guide,
    /// The names by which checks call the guide.
    head: guide::Guide,
    targets: Vec<TargetPrincipal>,
}

/// A guide with the context in which its principals were matched.
struct Matched<'a> {
    guide: &'a Guide,
    context: Context<'a>,
    matches: Matches<'a>,
}

/// Judges guides together on one snapshot.
pub fn judge(
    guides: &[Guide],
    catalog: &Catalog,
    snapshot: &Snapshot,
    options: &AssessOptions,
    reader: &Reader,
) -> AdoptedAnswer {
    let access = access::read(snapshot, catalog);
    let coverage = Coverage::new(snapshot, catalog);
    let lookups = Lookups::of(&snapshot.sections);
    let meant: Vec<Meant<'_>> = guides
        .iter()
        .map(|guide| Meant::of(guide, guides, reader))
        .collect();
    let contexts = meant.iter().map(|meant| Context {
        guide: &meant.head,
        targets: &meant.targets,
        catalog,
        snapshot,
        coverage: &coverage,
        options,
        lookups: &lookups,
        allowance: Allowance::default(),
    });
    let mut matched: Vec<Matched<'_>> = meant
        .iter()
        .zip(contexts)
        .map(|(meant, context)| Matched {
            guide: meant.guide,
            matches: matches(&context, &access),
            context,
        })
        .collect();
    drop_shared_look_alikes(&mut matched);
    let expanded = guides
        .iter()
        .map(|guide| expand(guide, guides, &reader.values))
        .collect();
    answer(gather(expanded, &matched, reader), options, reader)
}

/// The result of the evidence.
fn answer(gathered: Gathered, options: &AssessOptions, reader: &Reader) -> AdoptedAnswer {
    let Gathered {
        guides,
        evidence,
        beside,
        unread,
        findings,
    } = gathered;
    let circumstances = Circumstances {
        today: options.as_of.to_zoned(TimeZone::UTC).date(),
        phase: if reader.onboarding {
            Phase::Onboard
        } else {
            Phase::After
        },
        installer: false,
        unread,
        findings,
    };
    let (facts, chosen) = (&reader.facts, &reader.chosen);
    let (taken, decided) = detect(&guides, facts, chosen, &evidence, circumstances);
    let possibilities = Possibilities::of(&guides, facts, &taken);
    let mut answer = evaluate(&guides, &possibilities, &evidence, circumstances);
    for (guide, id) in &beside {
        if let Some(answer) = answer.guides.get_mut(guide) {
            answer.requirements.remove(id);
        }
    }
    answer.excess.retain(|one| !is_sum_of_parts(one));
    AdoptedAnswer { answer, decided }
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

impl<'g> Meant<'g> {
    fn of(guide: &'g Guide, guides: &[Guide], reader: &Reader) -> Self {
        let principals = guide.principals.iter();
        let targets = principals.filter_map(|principal| {
            TargetPrincipal::of_format_2(guide, guides, &reader.values, principal)
        });
        Self {
            guide,
            head: head(guide),
            targets: targets.collect(),
        }
    }
}

/// The guide's names, without what it asks.
fn head(guide: &Guide) -> guide::Guide {
    let source = guide.sources.first();
    guide::Guide {
        id: guide.id.to_string(),
        title: guide.title.clone(),
        vendor: guide.vendor.clone(),
        product: guide.product.clone(),
        edition: Edition {
            id: guide.edition.id.to_string(),
            title: source.map(|one| one.title.clone()).unwrap_or_default(),
            url: source.map(|one| one.url.to_string()).unwrap_or_default(),
            sha256: String::new(),
            read: source.map_or(guide.edition.id, |one| one.read),
            remark: guide.edition.remark.clone(),
        },
        parameters: Vec::new(),
        principals: Vec::new(),
        choices: Vec::new(),
        requirements: Vec::new(),
        steps: Vec::new(),
        form: Vec::new(),
        notices: Vec::new(),
    }
}

fn matches<'a>(context: &Context<'a>, access: &'a Access) -> Matches<'a> {
    let lookup = Lookup {
        snapshot: context.snapshot,
        access,
        coverage: context.coverage,
        catalog: context.catalog,
        vendor: &context.guide.vendor,
    };
    principals::find_all(&lookup, context.targets)
}

/// Whoever could be a principal of one guide is no look-alike in another.
fn drop_shared_look_alikes(matched: &mut [Matched<'_>]) {
    let genuine: std::collections::BTreeSet<_> = matched
        .iter()
        .flat_map(|one| one.matches.values())
        .flat_map(|one| one.genuine.iter().map(|candidate| candidate.holder.id))
        .collect();
    for one in matched.iter_mut().flat_map(|one| one.matches.values_mut()) {
        one.look_alikes
            .retain(|candidate| !genuine.contains(&candidate.holder.id));
    }
}
