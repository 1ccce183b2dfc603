//! The plans of a product that the tenant has, and the asked permissions that may do nothing under them.

use crate::access::SightingRef;
use crate::assess::context::Context;
use crate::assess::evidence;
use crate::assess::model::{Advice, AdviceKind, Evidence, Finding};
use crate::assess::outcome::Outcome;
use crate::assess::verdict::Verdict;
use crate::catalog::{Capability, Entitlement, LicenceState, Pairing, Product};
use crate::guide::Tier;
use crate::snapshot::{Head, SectionName};

/// A plan of a product in the tenant's subscription list.
struct Plan<'a> {
    item: usize,
    capability: &'a Capability,
    state: LicenceState,
    /// The subscription, and what became of it and of the plan.
    words: String,
}

/// A permission that the guide asks, and the pairings that name it.
struct Asked<'a> {
    title: String,
    pairings: Vec<&'a Pairing>,
}

/// One piece per product that permissions of the guide belong to.
pub(in crate::assess) fn advice(context: &Context<'_>, found: &[Finding]) -> Vec<Advice> {
    let products = context.catalog.licences().products().iter();
    products
        .filter_map(|product| {
            let asked = asked(context, product, found);
            (!asked.is_empty()).then(|| of_product(context, product, &asked))
        })
        .collect()
}

/// The permissions that the guide asks and that belong to the product, each once.
fn asked<'a>(context: &Context<'a>, product: &Product, found: &[Finding]) -> Vec<Asked<'a>> {
    let mut asked: Vec<Asked<'a>> = Vec::new();
    let wanted = |finding: &&Finding| {
        let tier = finding.tier.filter(|tier| *tier != Tier::NotRequired);
        tier.is_some() && finding.verdict != Verdict::Absent
    };
    for finding in found.iter().filter(wanted) {
        let Some(entitlement) = &finding.entitlement else {
            continue;
        };
        let of_product = |pairing: &&Pairing| {
            pairing.product == product.id && pairing.names(context.catalog, entitlement)
        };
        let pairings = context.catalog.licences().pairings().iter();
        let pairings: Vec<&Pairing> = pairings.filter(of_product).collect();
        let title = match entitlement {
            Entitlement::ApiPermission { value, .. } => value.clone(),
            other => context.catalog.title(other),
        };
        if !pairings.is_empty() && !asked.iter().any(|one| one.title == title) {
            asked.push(Asked { title, pairings });
        }
    }
    asked
}

/// A permission that may do nothing under the tenant's plans; `true` where Microsoft documents that.
type Idle<'i, 'a> = (&'i Asked<'a>, bool);

/// Everything that is said of a product: the title, the text, and `true` where it weighs.
type Said = (String, String, bool);

fn of_product(context: &Context<'_>, product: &Product, asked: &[Asked<'_>]) -> Advice {
    let plans = plans(context, product);
    let usable: Vec<&Plan<'_>> = plans
        .iter()
        .filter(|plan| plan.state == LicenceState::Usable)
        .collect();
    let idle = idle(asked, &usable);
    let (title, text, weighs) = if idle.is_empty() {
        in_use(&usable)
    } else if let Err(head) = context.snapshot.sections.licences.whole() {
        not_read(product, &head)
    } else if plans.is_empty() && unlisted(context) {
        not_told(product)
    } else if plans.is_empty() {
        none_listed(product, &idle)
    } else {
        under_another(product, &plans, &idle)
    };
    Advice {
        id: format!("{}/advice/licences/{}", context.guide, product.id),
        kind: AdviceKind::Licence,
        title,
        text,
        weighs,
        evidence: proof(context, &plans),
    }
}

/// The permissions of which some pairing names no plan that is in use.
fn idle<'i, 'a>(asked: &'i [Asked<'a>], usable: &[&Plan<'_>]) -> Vec<Idle<'i, 'a>> {
    let works = |pairing: &Pairing| {
        let mut held = usable.iter().map(|plan| &plan.capability.id);
        held.any(|id| pairing.needs.contains(id))
    };
    let idle = asked.iter().filter_map(|one| {
        let lacking = one.pairings.iter().filter(|pairing| !works(pairing));
        let documented = lacking.map(|pairing| pairing.documented);
        documented
            .reduce(|any, one| any | one)
            .map(|any| (one, any))
    });
    idle.collect()
}

/// Plans are in use that carry every permission.
fn in_use(usable: &[&Plan<'_>]) -> Said {
    (
        format!("The tenant has {}", titles(usable)),
        format!("The subscription list shows {}.", listed(usable)),
        false,
    )
}

/// The list was not read whole.
fn not_read(product: &Product, head: &Head<'_>) -> Said {
    let title = &product.title;
    let why = head.problem.map(|problem| problem.message.as_str());
    let why = why.filter(|why| !why.is_empty());
    let why = why.map(|why| format!(": {}", why.trim_end_matches('.')));
    (
        format!("The plan of {title} was not read"),
        format!(
            "The subscription list was {}{}. Whether the tenant has {title}, and whether each permission that the \
             guide asks does something under its plan, is not known.",
            head.state.words(),
            why.unwrap_or_default(),
        ),
        true,
    )
}

/// The list leaves out what would tell.
fn not_told(product: &Product) -> Said {
    let title = &product.title;
    (
        format!("The plan of {title} was not told"),
        format!(
            "A subscription of the tenant does not list its plans, or a plan its id. Whether the tenant has {title}, \
             and whether each permission that the guide asks does something under its plan, is not known."
        ),
        true,
    )
}

/// The plans in the list do not carry every permission.
fn under_another(product: &Product, plans: &[Plan<'_>], idle: &[Idle<'_, '_>]) -> Said {
    let title = &product.title;
    let count = idle.len();
    let noun = if count == 1 {
        "permission"
    } else {
        "permissions"
    };
    (
        format!("{count} asked {noun} may do nothing under the tenant's plan of {title}"),
        format!("{} {}", shown(product, plans), lacking(product, idle)),
        true,
    )
}

/// True if the answer leaves out the plans of a subscription, or the id of a plan.
fn unlisted(context: &Context<'_>) -> bool {
    let mut skus = context.snapshot.sections.licences.sightings().iter();
    skus.any(|seen| {
        let plans = seen.object.service_plans.whole();
        plans.is_none_or(|plans| {
            plans
                .iter()
                .any(|plan| plan.service_plan_id.copied().is_none())
        })
    })
}

/// No plan of the product is in the list.
fn none_listed(product: &Product, idle: &[Idle<'_, '_>]) -> Said {
    let title = &product.title;
    let head = format!("No plan of {title} is in the subscription list");
    let Some(elsewhere) = &product.elsewhere else {
        let text = format!("{head}. {}", lacking(product, idle));
        return (head, text, true);
    };
    let text = format!(
        "{head}; {elsewhere} is not shown there, and may bring it. Without either the permissions of the guide on it do \
         nothing."
    );
    (head, text, false)
}

/// The plans of the product in the list, in the order of the catalog: the fullest first.
fn plans<'a>(context: &Context<'a>, product: &Product) -> Vec<Plan<'a>> {
    let licences = context.catalog.licences();
    let mut plans = Vec::new();
    let skus = context.snapshot.sections.licences.sightings().iter();
    for (item, seen) in skus.enumerate() {
        let sku = &seen.object;
        for plan in sku.service_plans.sightings() {
            let id = plan.service_plan_id.copied();
            let given = licences.given(id, plan.service_plan_name.as_deref());
            let Some(capability) = given.filter(|one| product.capabilities.contains(&one.id))
            else {
                continue;
            };
            let status = sku.capability_status.as_deref();
            let provisioned = plan.provisioning_status.as_deref();
            plans.push(Plan {
                item,
                capability,
                state: licences.state(status, provisioned),
                words: format!(
                    "subscription {} is {}, the plan in it {}",
                    sku.sku_part_number.as_deref().unwrap_or("without a name"),
                    status.unwrap_or("in a state that is not given"),
                    provisioned.unwrap_or("in a state that is not given"),
                ),
            });
        }
    }
    let place = |id: &str| product.capabilities.iter().position(|known| known == id);
    plans.sort_by(|a, b| {
        (place(&a.capability.id), &a.words).cmp(&(place(&b.capability.id), &b.words))
    });
    plans
}

/// Everything that the list shows of the product, in a sentence.
fn shown(product: &Product, plans: &[Plan<'_>]) -> String {
    let (usable, other): (Vec<&Plan<'_>>, Vec<&Plan<'_>>) = plans
        .iter()
        .partition(|plan| plan.state == LicenceState::Usable);
    let other_words = listed(&other);
    match (usable.is_empty(), other.is_empty()) {
        (true, _) => format!(
            "No plan of {} in the subscription list is in use: {other_words}.",
            product.title
        ),
        (false, true) => format!("The subscription list shows {}.", listed(&usable)),
        (false, false) => format!(
            "The subscription list shows {}. Not in use: {other_words}.",
            listed(&usable)
        ),
    }
}

/// The permissions that do nothing, or may do nothing, in sentences.
fn lacking(product: &Product, idle: &[Idle<'_, '_>]) -> String {
    let of = |documented: bool| -> Vec<&str> {
        let some = idle.iter().filter(|(_, stated)| *stated == documented);
        some.map(|(one, _)| one.title.as_str()).collect()
    };
    let mut sentences = Vec::new();
    let (stated, not_stated) = (of(true), of(false));
    if !stated.is_empty() {
        sentences.push(format!(
            "As Microsoft documents, these permissions of the guide do nothing under it: {}.",
            stated.join(", ")
        ));
    }
    if !not_stated.is_empty() {
        sentences.push(format!(
            "These may do nothing under it, for which no source of Microsoft's was found: {}.",
            not_stated.join(", ")
        ));
    }
    if let Some(elsewhere) = &product.elsewhere {
        sentences.push(format!(
            "{elsewhere} is not shown in the subscription list, and may make up for it."
        ));
    }
    sentences.join(" ")
}

fn titles(plans: &[&Plan<'_>]) -> String {
    let mut titles: Vec<&str> = plans
        .iter()
        .map(|plan| plan.capability.title.as_str())
        .collect();
    titles.dedup();
    titles.join(" and ")
}

fn listed(plans: &[&Plan<'_>]) -> String {
    let plans = plans.iter();
    let words: Vec<String> = plans
        .map(|plan| format!("{} ({})", plan.capability.title, plan.words))
        .collect();
    words.join("; ")
}

/// The subscriptions that show the plans, or the request that would have.
fn proof(context: &Context<'_>, plans: &[Plan<'_>]) -> Vec<Evidence> {
    let section = SectionName::Licences;
    let mut items: Vec<usize> = plans.iter().map(|plan| plan.item).collect();
    items.sort_unstable();
    items.dedup();
    let mut outcome = Outcome::new(Verdict::Absent, "", "");
    outcome.seen = items
        .into_iter()
        .map(|item| SightingRef { section, item })
        .collect();
    outcome.looked_at = vec![section];
    evidence::of(context, &outcome, None)
}
