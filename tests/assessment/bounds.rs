//! What is beyond a bound is not seen, and so never makes a verdict better.

use crate::answers::*;
use rolecall::assess::{Assessment, Readiness, Verdict};
use serde_json::{Value, json};

const SECURITY_READER: &str = "5d6b6bb7-de71-4623-b4af-96380a352509";
const RBAC: &str = "ready-enterprise-app-defender-rbac";
/// More grants than are weighed.
const MANY: usize = 20_050;

fn id(number: usize) -> String {
    format!("{number:08x}-0000-4000-8000-000000000000")
}

/// Puts objects before all others of a section, as answers to its first request.
fn before(sections: &mut Value, section: &str, objects: impl Iterator<Item = Value>) {
    let mut all: Vec<Value> = objects
        .map(|object| json!({"request": 0, "object": object}))
        .collect();
    let section = &mut sections[section];
    all.extend(section["items"].as_array().into_iter().flatten().cloned());
    if section["requests"][0].is_null() {
        section["requests"] = json!([{
            "url": "https://graph.microsoft.com/v1.0/x", "at": "2026-11-23T09:00:00Z", "status": 200,
            "pages": 1, "items": all.len(),
        }]);
    }
    section["items"] = json!(all);
}

fn first(sections: &mut Value, section: &str) -> Value {
    object(sections, section, 0)["id"].clone()
}

fn roles(holder: &Value, scope: &str, count: usize) -> Vec<Value> {
    let role = |number: usize| {
        json!({
            "id": format!("r{number}"), "principalId": holder, "roleDefinitionId": id(number),
            "directoryScopeId": scope, "startDateTime": "2026-01-01T00:00:00Z", "endDateTime": null,
        })
    };
    (0..count).map(role).collect()
}

/// A kind of item that there can be very many of, the sample that gets them, and the words of the bound.
type Case = (&'static str, &'static str, fn(&mut Value), &'static str);

const GRANTS: &str = "grants that are weighed";

const CASES: &[Case] = &[
    (
        "roles of the guest",
        READY,
        |sections| {
            let guest = first(sections, "users");
            let many = roles(&guest, "/", MANY);
            before(sections, "directory-roles", many.into_iter());
        },
        GRANTS,
    ),
    (
        "roles that the guest can activate",
        READY,
        |sections| {
            let guest = first(sections, "users");
            let many = roles(&guest, "/", MANY);
            before(sections, "role-eligibility", many.into_iter());
        },
        GRANTS,
    ),
    (
        "roles with a long scope",
        READY,
        |sections| {
            let guest = first(sections, "users");
            let many = roles(&guest, &format!("/{}", "x".repeat(30_000)), 300);
            before(sections, "directory-roles", many.into_iter());
        },
        GRANTS,
    ),
    (
        "permissions of the application",
        READY,
        |sections| {
            let app = first(sections, "service-principals");
            let api = first(sections, "resources");
            let many = (0..MANY).map(|number| {
                json!({"id": id(number), "principalId": app, "appRoleId": id(number), "resourceId": api})
            });
            before(sections, "app-role-assignments", many);
        },
        GRANTS,
    ),
    (
        "consents",
        READY,
        |sections| {
            let app = first(sections, "service-principals");
            let api = first(sections, "resources");
            let many = (0..11).map(|number| {
                let scopes: Vec<String> = (0..2_000).map(|one| format!("S.{number}.{one}")).collect();
                json!({
                    "id": id(number), "clientId": app, "consentType": "AllPrincipals", "resourceId": api,
                    "scope": scopes.join(" "),
                })
            });
            before(sections, "delegated-grants", many);
        },
        GRANTS,
    ),
    (
        "actions of a Defender role",
        RBAC,
        |sections| {
            let role = object(sections, "defender-roles", 0);
            let actions = (0..MANY).map(|number| json!(format!("microsoft.xdr/made/up/{number}")));
            let parts = role["rolePermissions"].as_array_mut().unwrap();
            parts.insert(
                0,
                json!({"allowedResourceActions": actions.collect::<Vec<_>>()}),
            );
        },
        GRANTS,
    ),
    (
        "accounts with the guest's address",
        READY,
        |sections| {
            let guest = object(sections, "users", 0).clone();
            let many = (0..250).map(|number| {
                let mut other = guest.clone();
                other["id"] = json!(id(number));
                other
            });
            before(sections, "users", many);
        },
        "candidates are weighed",
    ),
    (
        "roles of nobody in particular",
        READY,
        |sections| {
            let many = roles(&Value::Null, "/", 60);
            before(sections, "directory-roles", many.into_iter());
        },
        "40 more of section directory-roles",
    ),
];

/// Whether every finding stands as it was, or is unknown.
fn no_better(case: &str, whole: &Assessment, bounded: &Assessment) {
    for known in &whole.findings {
        let same = bounded.findings.iter().find(|one| one.id == known.id);
        let same = same.unwrap_or_else(|| panic!("{case}: {} is gone", known.id));
        assert!(
            same.verdict == known.verdict || same.verdict == Verdict::Unknown,
            "{case}: {} is {} instead of {}",
            known.id,
            same.verdict,
            known.verdict
        );
    }
    assert!(
        matches!(
            bounded.readiness,
            Readiness::Undetermined | Readiness::NotReady
        ),
        "{case}: {:?}",
        bounded.readiness
    );
}

#[test]
fn beyond_a_bound_is_unknown_and_never_better() {
    for (case, sample, fill, words) in CASES {
        let bounded = with(sample, fill);
        no_better(case, &with(sample, |_| {}), &bounded);
        let unknown = bounded.findings.iter();
        let said = unknown
            .filter(|one| one.verdict == Verdict::Unknown)
            .any(|one| {
                let paths = one.paths.iter().flat_map(|path| &path.hops);
                one.reason.contains(words) || paths.into_iter().any(|hop| hop.contains(words))
            });
        assert!(said, "{case}: nothing says {words:?}");
    }
}

/// The very role that is asked for is among those that are not listed one by one.
#[test]
fn what_is_left_out_of_a_list_is_no_proof_of_a_gap() {
    let without = |sections: &mut Value| {
        items(sections, "directory-roles").clear();
        items(sections, "role-schedules").clear();
    };
    assert_eq!(verdict(&with(READY, without), READER), Verdict::Missing);
    for asked in [None, Some(0), Some(30), Some(59)] {
        let judged = with(READY, |sections| {
            without(sections);
            let mut many = roles(&Value::Null, "/", 60);
            if let Some(asked) = asked {
                many[asked]["roleDefinitionId"] = json!(SECURITY_READER);
            }
            before(sections, "directory-roles", many.into_iter());
        });
        // Sixty roles that may be anybody's are more than are told apart.
        assert_eq!(verdict(&judged, READER), Verdict::Unknown, "{asked:?}");
    }
    // Few are told apart.
    for (asked, expected) in [
        (SECURITY_READER.to_owned(), Verdict::Unknown),
        (id(0), Verdict::Missing),
    ] {
        let judged = with(READY, |sections| {
            without(sections);
            let mut few = roles(&Value::Null, "/", 15);
            few[7]["roleDefinitionId"] = json!(asked);
            before(sections, "directory-roles", few.into_iter());
        });
        assert_eq!(verdict(&judged, READER), expected, "{asked}");
    }
}

/// The objects that evidence repeats are bounded; where each stands is always said.
#[test]
fn evidence_repeats_objects_up_to_a_bound() {
    let judged = with(READY, |sections| {
        let guest = first(sections, "users");
        let many = roles(&guest, &format!("/{}", "x".repeat(20_000)), 395);
        before(sections, "role-eligibility", many.into_iter());
        let requested = "y".repeat(30_000);
        object(sections, "applications", 0)["displayName"] = json!(requested);
    });
    let evidence = || judged.findings.iter().flat_map(|one| &one.evidence);
    let objects = evidence().filter_map(|one| one.object.as_ref());
    let bytes: usize = objects.map(String::len).sum();
    assert!(bytes > 1_000_000, "{bytes}");
    assert!(bytes <= 8 * 1024 * 1024, "{bytes}");
    let left_out = evidence().filter(|one| one.object.is_none() && one.pointer.is_some());
    assert!(left_out.count() > 0 || bytes < 8 * 1024 * 1024);
}
