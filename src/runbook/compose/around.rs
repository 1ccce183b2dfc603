//! What stands around the steps of every kind.

use super::{offboard, onboard};
use crate::assess::Readiness;
use crate::catalog::Cloud;
use crate::document::escape::{hcl, posix, powershell};
use crate::guide::NoticeKind;
use crate::runbook::Kind;
use crate::runbook::model::{Caution, Fact, Phase, Preparation, Runbook};
use crate::runbook::operation::{Blank, Body, Operation, Read, Request, Text};
use crate::runbook::world::World;
use std::collections::BTreeSet;

/// A runbook with its steps, its facts and what has to be done before the first step.
pub(super) fn around(world: &World<'_>, kind: Kind, phases: Vec<Phase>) -> Runbook {
    let guide = world.guide();
    let tenant = world
        .assessment()
        .and_then(|a| a.collection.tenant_name.clone());
    let tenant = tenant.map_or_else(|| "your tenant".to_owned(), |name| name.trim().to_owned());
    let vendor = &guide.vendor;
    let (title, lead) = match kind {
        Kind::Onboard => (
            format!("Onboard {vendor} in {tenant}"),
            format!(
                "The steps of the guide “{}”, made out for this tenant. What is done already is struck off, with the \
                 evidence for it.",
                guide.title
            ),
        ),
        Kind::Remediate => (
            format!("Put {vendor}'s access in {tenant} right"),
            "Only what the assessment found, in the fewest changes. What gives access comes before what takes it away, \
             so that nobody is locked out."
                .to_owned(),
        ),
        Kind::Offboard => (
            format!("Take {vendor}'s access in {tenant} back"),
            "Everything that the vendor was seen to hold, whatever gave it. Sign-in is stopped first; what can be \
             restored is deleted last."
                .to_owned(),
        ),
        Kind::Review => (
            format!("Review {vendor}'s access in {tenant}"),
            "What the vendor holds, why the guide asks for it, and when it was last used. Decide for each line: keep or \
             remove."
                .to_owned(),
        ),
    };
    Runbook {
        kind,
        title,
        lead,
        facts: facts(world, kind),
        blanks: all_blanks(world, &phases),
        preparation: preparation(world, &phases),
        cautions: cautions(world, kind),
        phases,
        hand_over: Vec::new(),
        review: Vec::new(),
        changes: None,
        unseen: offboard::unseen(world),
        left_alone: Vec::new(),
        tool: env!("CARGO_PKG_VERSION").to_owned(),
    }
}

fn facts(world: &World<'_>, kind: Kind) -> Vec<Fact> {
    let guide = world.guide();
    let mut facts = Vec::new();
    let mut add = |name: &'static str, value: String| facts.push(Fact { name, value });
    if let Some(assessment) = world.assessment() {
        let collection = &assessment.collection;
        let name = collection
            .tenant_name
            .clone()
            .unwrap_or_else(|| "(no name seen)".to_owned());
        let id = collection
            .tenant
            .map_or_else(|| "id not known".to_owned(), |id| id.to_string());
        add("Tenant", format!("{name} ({id})"));
    }
    add("Cloud", world.cloud.as_str().to_owned());
    add(
        "Guide",
        format!(
            "{} (edition {}, read {})",
            guide.title, guide.edition.id, guide.edition.read
        ),
    );
    add("Source", guide.edition.url.clone());
    match world.assessment() {
        Some(assessment) => {
            let collection = &assessment.collection;
            add(
                "Snapshot",
                format!(
                    "{} to {}; {}",
                    collection.started,
                    collection.ended,
                    assessment.coverage()
                ),
            );
            let headline = match assessment.readiness {
                Readiness::Ready => "ready",
                Readiness::ReadyWithFindings => "ready, with findings",
                Readiness::NotReady => "not ready",
                Readiness::Undetermined => "undetermined",
            };
            add(
                "Readiness then",
                format!("{headline}: {}", assessment.readiness_reason),
            );
        }
        None => add(
            "Snapshot",
            "none: nothing is known of the tenant, so every step is open".to_owned(),
        ),
    }
    if kind != Kind::Offboard {
        let options = onboard::options(world);
        for choice in &guide.choices {
            let taken = choice
                .options
                .iter()
                .filter(|option| options.contains(&format!("{}/{}", choice.id, option.id)));
            let titles: Vec<String> = taken.map(|option| option.title.clone()).collect();
            add(
                "Option taken",
                format!("{}: {}", choice.title, titles.join(", ")),
            );
        }
    }
    add("Dates reckoned from", world.now().to_string());
    facts
}

fn all_blanks(world: &World<'_>, phases: &[Phase]) -> Vec<Blank> {
    let mut all = blanks(phases);
    let scripts = phases
        .iter()
        .flat_map(|phase| &phase.steps)
        .any(|step| step.powershell.is_some());
    if scripts && world.tenant().is_none() {
        all.push(Blank {
            key: "tenant-id",
            means: "the directory (tenant) ID, under Overview in the Microsoft Entra admin center"
                .to_owned(),
        });
    }
    all
}

/// Every blank in what the steps do, each once.
pub(in crate::runbook) fn blanks(phases: &[Phase]) -> Vec<Blank> {
    let mut blanks = BTreeSet::new();
    for step in phases.iter().flat_map(|phase| &phase.steps) {
        for operation in step.operations.iter().chain(&step.undoing) {
            of_operation(operation, &mut blanks);
        }
    }
    let mut known = BTreeSet::new();
    blanks
        .into_iter()
        .filter(|blank| known.insert(blank.key))
        .collect()
}

fn of_operation(operation: &Operation, blanks: &mut BTreeSet<Blank>) {
    match operation {
        Operation::Find(read) => of_read(read, blanks),
        Operation::Need { .. } | Operation::Only { .. } | Operation::Tell { .. } => {}
        Operation::Write { request, .. } | Operation::Each { request, .. } => {
            of_request(request, blanks);
        }
        Operation::Loop { body, .. } => body.iter().for_each(|one| of_operation(one, blanks)),
    }
}

fn of_read(read: &Read, blanks: &mut BTreeSet<Blank>) {
    let texts = read
        .path
        .keys
        .iter()
        .chain(&read.filter)
        .chain(read.matches.iter().map(|(_, value)| value));
    texts.for_each(|text| of_text(text, blanks));
}

fn of_request(request: &Request, blanks: &mut BTreeSet<Blank>) {
    request
        .path
        .keys
        .iter()
        .for_each(|text| of_text(text, blanks));
    if let Some(body) = &request.body {
        of_body(body, blanks);
    }
}

fn of_body(body: &Body, blanks: &mut BTreeSet<Blank>) {
    match body {
        Body::Text(text) => of_text(text, blanks),
        Body::Flag(_) => {}
        Body::List(list) => list.iter().for_each(|one| of_body(one, blanks)),
        Body::Object(fields) => fields.iter().for_each(|(_, one)| of_body(one, blanks)),
    }
}

fn of_text(text: &Text, blanks: &mut BTreeSet<Blank>) {
    blanks.extend(text.blanks().cloned());
}

/// How to sign in, with all that the open steps need together.
pub(in crate::runbook) fn preparation(world: &World<'_>, phases: &[Phase]) -> Option<Preparation> {
    let steps = || phases.iter().flat_map(|phase| &phase.steps);
    if !steps().any(|step| step.powershell.is_some()) {
        return None;
    }
    let roles: BTreeSet<String> = steps().flat_map(|step| step.who.clone()).collect();
    let scopes: BTreeSet<String> = steps().flat_map(|step| step.scopes.clone()).collect();
    let tenant = world.tenant().map(|id| id.to_string());
    let tenant = tenant.unwrap_or_else(|| "<tenant-id>".to_owned());
    let scopes: Vec<String> = scopes
        .iter()
        .map(|scope| format!("    {}", powershell(scope)))
        .collect();
    let modules: BTreeSet<String> = steps().flat_map(|step| step.modules.clone()).collect();
    let modules: Vec<String> = modules.into_iter().collect();
    let powershell = format!(
        "#Requires -Modules {}\nConnect-MgGraph -Environment {} -TenantId {} -NoWelcome -Scopes @(\n{}\n)\n",
        modules.join(", "),
        world.cloud.powershell(),
        powershell(&tenant),
        scopes.join("\n"),
    );
    let remark = if world.cloud == Cloud::Dod {
        "# The Azure CLI knows the Graph host of GCC High alone. The commands name the one of DoD, but whether the\n\
         # sign-in gives the Azure CLI a token for it is not known: prefer PowerShell.\n"
    } else {
        ""
    };
    let azure_cli = format!(
        "{remark}az cloud set --name {}\naz login --tenant {} --allow-no-subscriptions --output none\n",
        world.cloud.azure_cli(),
        posix(&tenant),
    );
    let terraform = format!(
        "terraform {{\n  required_providers {{\n    azuread = {{\n      source  = \"hashicorp/azuread\"\n      version = \"~> 3.0\"\n    }}\n  }}\n}}\n\nprovider \"azuread\" {{\n  environment = \"{}\"\n  tenant_id   = {}\n}}\n",
        world.cloud.terraform(),
        hcl(&tenant),
    );
    Some(Preparation {
        roles: roles.into_iter().collect(),
        powershell,
        azure_cli,
        terraform,
    })
}

/// The guide's own cautions for the options in play, which stand before the first step.
fn cautions(world: &World<'_>, kind: Kind) -> Vec<Caution> {
    if !matches!(kind, Kind::Onboard | Kind::Remediate) {
        return Vec::new();
    }
    let options = onboard::options(world);
    world
        .guide()
        .notices
        .iter()
        .filter(|notice| notice.kind == NoticeKind::Caution)
        .filter(|notice| {
            notice.options.is_empty()
                || notice.options.iter().any(|option| options.contains(option))
        })
        .map(|notice| Caution {
            title: notice.title.clone(),
            text: notice.text.clone(),
            source: notice.source.clone(),
        })
        .collect()
}
