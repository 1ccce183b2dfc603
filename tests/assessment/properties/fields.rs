//! One property at a time: null, left out, or of a shape that nobody documents.
//!
//! What is not told is not empty, so no verdict gets better and no gap is invented by it. Where Microsoft
//! documents what null means, the list of exceptions below says so.

use super::{SAMPLES, law, read};
use crate::roll_call::{Said, attestations, judged, judged_with};
use rolecall::assess::{Assessment, Verdict};
use rolecall::snapshot::{SectionName, Snapshot};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Properties whose null means something, with the source that says so.
const NULL_MEANS: &[(SectionName, &str, &str)] = &[
    (
        SectionName::RoleSchedules,
        "endDateTime",
        "no end: Microsoft Graph, unifiedRoleAssignmentScheduleInstance",
    ),
    (
        SectionName::GroupSchedules,
        "endDateTime",
        "no end: Microsoft Graph, privilegedAccessGroupAssignmentScheduleInstance",
    ),
    (
        SectionName::ServicePrincipals,
        "disabledByMicrosoftStatus",
        "not disabled: Microsoft Graph, servicePrincipal",
    ),
    (
        SectionName::Users,
        "mail",
        "no mail, as where the address clashes with a contact: Microsoft Graph, user",
    ),
    (
        SectionName::DefenderAssignments,
        "directoryScopeIds",
        "every device and user: EntraOps @bf7e69e",
    ),
    (
        SectionName::CrossTenantPartner,
        "b2bCollaborationInbound",
        "inherited from the default: Microsoft Graph, crossTenantAccessPolicyConfigurationPartner",
    ),
    (
        SectionName::CrossTenantPartner,
        "inboundTrust",
        "inherited from the default: Microsoft Graph, crossTenantAccessPolicyConfigurationPartner",
    ),
];

/// What becomes of a property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Loss {
    Null,
    Absent,
    Misfit,
}

impl Loss {
    const ALL: [Self; 3] = [Self::Null, Self::Absent, Self::Misfit];
}

/// One property of one item: the steps to it from the item's object.
#[derive(Clone, Debug)]
struct Place {
    section: SectionName,
    item: usize,
    steps: Vec<Step>,
}

#[derive(Clone, Debug)]
enum Step {
    Field(String),
    Element(usize),
}

impl Place {
    /// Its name, whatever item and element it is of: `appRoles[].value`.
    fn name(&self) -> String {
        let mut name = String::new();
        for step in &self.steps {
            match step {
                Step::Field(field) if name.is_empty() => name.clone_from(field),
                Step::Field(field) => name = format!("{name}.{field}"),
                Step::Element(_) => name.push_str("[]"),
            }
        }
        name
    }

    /// The snapshot without it; `None` where it cannot be lost in this way.
    fn lose(&self, json: &Value, loss: Loss) -> Option<Value> {
        let mut json = json.clone();
        let object = &mut json["snapshot"]["sections"][self.section.as_str()]["items"][self.item];
        let mut at = &mut object["object"];
        let (last, way) = self.steps.split_last()?;
        for step in way {
            at = match step {
                Step::Field(field) => &mut at[field.as_str()],
                Step::Element(index) => &mut at[*index],
            };
        }
        match (last, loss) {
            (Step::Field(field), Loss::Absent) => drop(at.as_object_mut()?.remove(field)),
            (Step::Element(_), Loss::Absent) => return None,
            (Step::Field(field), loss) => at[field.as_str()] = lost(loss),
            (Step::Element(index), loss) => at[*index] = lost(loss),
        }
        Some(json)
    }
}

fn lost(loss: Loss) -> Value {
    match loss {
        Loss::Misfit => json!({"of": ["another", "shape"]}),
        Loss::Null | Loss::Absent => Value::Null,
    }
}

/// Every property of every item, and every element of every list in it.
fn places(json: &Value) -> Vec<Place> {
    fn walk(value: &Value, steps: &[Step], found: &mut Vec<Vec<Step>>) {
        let mut into = |step: Step, value: &Value| {
            let steps = [steps, &[step]].concat();
            found.push(steps.clone());
            walk(value, &steps, found);
        };
        match value {
            Value::Object(fields) => {
                for (field, value) in fields {
                    into(Step::Field(field.clone()), value);
                }
            }
            Value::Array(items) => {
                for (index, value) in items.iter().enumerate() {
                    into(Step::Element(index), value);
                }
            }
            _ => {}
        }
    }
    let mut all = Vec::new();
    for &section in SectionName::ALL {
        let items = json["snapshot"]["sections"][section.as_str()]["items"].as_array();
        for (item, seen) in items.into_iter().flatten().enumerate() {
            let mut found = Vec::new();
            walk(&seen["object"], &[], &mut found);
            all.extend(found.into_iter().map(|steps| Place {
                section,
                item,
                steps,
            }));
        }
    }
    all
}

/// The properties that are tried, and how each is lost: every one in every way; or each of the first item that has
/// it in one way, and of eight samples in two.
fn tried(json: &Value, sample: usize, every: bool) -> Vec<(Place, Loss)> {
    let all = places(json);
    if every {
        let ways = |place: &Place| Loss::ALL.map(|loss| (place.clone(), loss));
        return all.iter().flat_map(ways).collect();
    }
    let mut first: BTreeMap<(SectionName, String), Place> = BTreeMap::new();
    for place in all {
        first.entry((place.section, place.name())).or_insert(place);
    }
    let numbered = first.into_values().enumerate();
    numbered
        .filter_map(|(index, place)| match (index + sample) % 8 {
            0 => Some((place, Loss::Null)),
            4 => Some((place, Loss::Absent)),
            _ => None,
        })
        .collect()
}

fn means_something(place: &Place, loss: Loss) -> bool {
    let name = place.name();
    // Older scans did not ask for it, and a policy is then taken for one about users.
    let unasked = place.section == SectionName::ConditionalAccess
        && name.ends_with("clientApplications")
        && loss == Loss::Absent;
    unasked
        || loss == Loss::Null
            && NULL_MEANS
                .iter()
                .any(|(section, field, _)| *section == place.section && *field == name)
}

fn attesting(snapshot: &Snapshot) -> Assessment {
    let said = Said {
        attest: true,
        ..Said::default()
    };
    judged(snapshot, &said)
}

/// Whoever is not to hold anything, and is called otherwise where its application id is not told.
fn renamed(whole: &Assessment, less: &Assessment, breach: &str) -> bool {
    let others = |assessment: &Assessment| {
        let excess = assessment.findings.iter();
        let excess = excess.filter(|f| f.verdict == Verdict::Excess && f.id.contains("/other/"));
        excess.count()
    };
    breach.contains("/other/")
        && breach.contains("excess came from nowhere")
        && others(less) <= others(whole)
}

/// Loses each property of a sample in turn.
fn breaches(sample: usize, every: bool) -> Vec<String> {
    let (name, json) = &SAMPLES[sample];
    let attested = attestations(&judged(&read(json), &Said::default()));
    let whole = judged_with(&read(json), &Said::default(), attested.clone()).unwrap();
    let mut broken = Vec::new();
    for (place, loss) in tried(json, sample, every) {
        let less = place.lose(json, loss);
        let Some(less) = less.filter(|_| !means_something(&place, loss)) else {
            continue;
        };
        let less = read(&less);
        let judged = judged_with(&less, &Said::default(), attested.clone());
        // A person's word for an option that is not possible any more answers nothing.
        let less = judged.unwrap_or_else(|_| attesting(&less));
        let breaches = law::breaches(&whole, &less).into_iter();
        for breach in breaches.filter(|breach| !renamed(&whole, &less, breach)) {
            let (section, item, field) = (place.section, place.item, place.name());
            broken.push(format!(
                "{name}: {section}[{item}].{field} {loss:?}: {breach}"
            ));
        }
    }
    broken
}

/// `ROLECALL_EVERY_FIELD=1` tries every property of every item in every way, which takes some minutes.
#[test]
fn a_property_that_is_not_told_turns_verdicts_into_unknown_only() {
    let every = std::env::var_os("ROLECALL_EVERY_FIELD").is_some();
    let broken: Vec<String> = std::thread::scope(|scope| {
        let halves = [0, 1].map(|half| {
            let samples = (half..SAMPLES.len()).step_by(2);
            let broken = samples.flat_map(move |sample| breaches(sample, every));
            scope.spawn(move || broken.collect::<Vec<String>>())
        });
        let joined = halves.into_iter().map(|half| half.join().unwrap());
        joined.flatten().collect()
    });
    let count = broken.len();
    let shown = broken.into_iter().take(100).collect::<Vec<_>>().join("\n");
    assert!(count == 0, "{count} breaches:\n{shown}");
}
