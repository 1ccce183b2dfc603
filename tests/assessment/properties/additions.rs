//! Nothing that is read of a candidate is left unweighed: one more item that names one changes the assessment.

use super::{SAMPLES, read};
use crate::roll_call::{Said, judged};
use rolecall::assess::{Assessment, Standing};
use rolecall::snapshot::SectionName;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const NEW: &str = "0abcdef0-1111-4222-8333-444455556666";
const OTHER: &str = "0abcdef0-1111-4222-8333-444455557777";
const HYBRID: &str = "8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2";

/// Sections whose items name no candidate, or of which one item is the whole answer.
const OF_NOBODY: [SectionName; 19] = [
    SectionName::Organization,
    SectionName::Licences,
    SectionName::Resources,
    SectionName::EligibleGroups,
    SectionName::DefenderRoles,
    SectionName::DefenderActions,
    SectionName::ApiHolderPrincipals,
    SectionName::VendorTenant,
    SectionName::AuthorizationPolicy,
    SectionName::CrossTenantDefault,
    SectionName::CrossTenantPartner,
    SectionName::B2bPolicy,
    SectionName::SecurityDefaults,
    SectionName::ConditionalAccess,
    SectionName::UserSignIns,
    SectionName::ApplicationSignIns,
    // Somebody else holds these: a candidate is told in its own sections.
    SectionName::RoleHolders,
    SectionName::ApiHolders,
    // The details of what another section shows as held.
    SectionName::RoleSchedules,
];

/// Whoever a snapshot has found.
struct Found {
    user: String,
    principal: String,
    registration: String,
    resource: String,
}

impl Found {
    fn of(sections: &Value) -> Option<Self> {
        let first = |section: &str, key: &str| {
            let item = &sections[section]["items"][0]["object"][key];
            item.as_str().map(str::to_owned)
        };
        let registration = first("applications", "id")?;
        let app = first("applications", "appId")?;
        let principals = sections["service-principals"]["items"].as_array()?;
        let own = principals
            .iter()
            .find(|one| one["object"]["appId"] == *app)?;
        Some(Self {
            user: first("users", "id")?,
            principal: own["object"]["id"].as_str()?.to_owned(),
            registration,
            resource: first("resources", "id")?,
        })
    }

    /// Items that name a candidate, and the object that the request was about.
    fn items(&self, section: SectionName) -> Vec<(Option<&str>, Value)> {
        let Self {
            user,
            principal,
            registration,
            resource,
        } = self;
        let group = |access: &str| {
            json!({"id": "new", "principalId": user, "groupId": NEW, "accessId": access,
                "assignmentType": "assigned", "startDateTime": "2026-01-01T00:00:00Z", "endDateTime": null})
        };
        let role = |whose: &str| {
            json!({"id": "new", "principalId": whose, "roleDefinitionId": HYBRID, "directoryScopeId": "/",
                "memberType": "Direct", "startDateTime": "2026-01-01T00:00:00Z", "endDateTime": null})
        };
        let assigned = |whose: &str| {
            let nil = "00000000-0000-0000-0000-000000000000";
            json!({"id": "new", "principalId": whose, "resourceId": resource,
                "resourceDisplayName": "Some application", "appRoleId": nil})
        };
        let entered = json!({"id": NEW, "displayName": "Some group", "isAssignableToRole": null});
        let owner = json!({"id": NEW, "@odata.type": "#microsoft.graph.user", "displayName": "Somebody",
            "userPrincipalName": "somebody@contoso.example"});
        match section {
            SectionName::Users => vec![(
                None,
                json!({"id": NEW, "displayName": "Analyst", "mail": "expel_analyst@expel.io", "otherMails": [],
                    "userPrincipalName": "expel_analyst_expel.io#EXT#@contoso.example", "userType": "Guest"}),
            )],
            SectionName::ServicePrincipals | SectionName::Applications => vec![(
                None,
                json!({"id": NEW, "appId": OTHER, "displayName": "Expel Defender for Endpoint Integration"}),
            )],
            SectionName::AppRoleAssignments => vec![(Some(principal), assigned(principal))],
            SectionName::UserAppRoles => vec![(Some(user), assigned(user))],
            SectionName::DelegatedGrants => vec![(
                Some(principal),
                json!({"id": "new", "clientId": principal, "consentType": "AllPrincipals",
                    "resourceId": resource, "scope": "Mail.ReadWrite"}),
            )],
            SectionName::Owners => vec![
                (Some(principal), owner.clone()),
                (Some(registration), owner),
            ],
            SectionName::OwnedObjects => {
                let of_kind = |kind: &str| json!({"id": NEW, "@odata.type": kind, "displayName": "Something"});
                let kinds = ["group", "application", "servicePrincipal", "device"];
                let all = kinds.map(|kind| of_kind(&format!("#microsoft.graph.{kind}")));
                let of = |whose| all.iter().map(move |one| (Some(whose), one.clone()));
                of(user.as_str())
                    .chain(of(principal.as_str()))
                    .chain([(Some(user.as_str()), json!({"id": NEW}))])
                    .collect()
            }
            SectionName::FederatedCredentials => vec![(
                Some(registration),
                json!({"id": "new", "name": "new", "issuer": "https://issuer.example/2", "subject": "else"}),
            )],
            SectionName::UserGroups | SectionName::Nesting => vec![(Some(user), entered)],
            SectionName::ServicePrincipalGroups => vec![(Some(principal), entered)],
            SectionName::GroupEligibility | SectionName::GroupSchedules => {
                vec![(Some(user), group("member")), (Some(user), group("owner"))]
            }
            SectionName::DirectoryRoles => vec![(None, role(user)), (None, role(principal))],
            SectionName::RoleEligibility => vec![(Some(user), role(user))],
            SectionName::DefenderAssignments => vec![(
                None,
                json!({"id": "new", "displayName": "New", "roleDefinitionId": NEW, "principalIds": [user],
                    "directoryScopeIds": ["/"], "appScopeIds": ["/"]}),
            )],
            _ => {
                assert!(OF_NOBODY.contains(&section), "{section}");
                Vec::new()
            }
        }
    }
}

/// Everything that an assessment says, without the numbers of what was read.
fn said(mut assessment: Assessment) -> String {
    assessment.ledger.clear();
    format!("{assessment:?}")
}

/// The snapshot with one more item, as the answer to the request about an object; none where nobody asked about it.
fn with(json: &Value, section: SectionName, about: Option<&str>, object: &Value) -> Option<Value> {
    let mut json = json.clone();
    let section = &mut json["snapshot"]["sections"][section.as_str()];
    if section["state"] != "collected" {
        return None;
    }
    let requests = section["requests"].as_array()?;
    let request = requests
        .iter()
        .position(|one| about.is_none_or(|about| one.to_string().contains(about)))?;
    let item = json!({"request": request, "object": object});
    match section.get_mut("items").and_then(Value::as_array_mut) {
        Some(items) => items.push(item),
        None => section["items"] = json!([item]),
    }
    Some(json)
}

#[test]
fn one_more_item_that_names_a_candidate_changes_the_assessment() {
    let mut tried: BTreeMap<SectionName, usize> = BTreeMap::new();
    let mut silent = Vec::new();
    for (name, json) in SAMPLES.iter() {
        let Some(found) = Found::of(&json["snapshot"]["sections"]) else {
            continue;
        };
        let before = judged(&read(json), &Said::default());
        // Of one that only looks like the guide's nothing is told but what it was granted.
        let alike = before.candidates.iter();
        let mut alike = alike.filter(|one| one.standing == Standing::LookAlike);
        if alike.any(|one| one.object_id.to_string() == found.user) {
            continue;
        }
        let before = said(before);
        for &section in SectionName::ALL {
            for (about, object) in found.items(section) {
                let Some(more) = with(json, section, about, &object) else {
                    continue;
                };
                *tried.entry(section).or_default() += 1;
                if said(judged(&read(&more), &Said::default())) == before {
                    silent.push(format!("{name}: {section} {object}"));
                }
            }
        }
    }
    assert!(silent.is_empty(), "{silent:#?}");
    let all = SectionName::ALL.iter();
    let mut untried: Vec<_> = all.filter(|one| !OF_NOBODY.contains(one)).collect();
    untried.retain(|section| !tried.contains_key(section));
    assert!(untried.is_empty(), "{untried:?}");
}
