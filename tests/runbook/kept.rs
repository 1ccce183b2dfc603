//! What one adopted guide asks for is taken away by no runbook of another, whatever kind of right it is.

use crate::acme::{GUEST, HEAD, SHARED, blind, requirement, served, text, titles};
use crate::graph::Server;
use crate::graph::ids::{self, WINDOWS_DEFENDER_ATP, role};
use crate::graph::scenarios::parts::{APP_NAME, GUEST as ADDRESS};
use crate::guides::{read, reader};
use crate::roundtrip::{Given, look_for};
use rolecall::guide::format2::model::Guide;
use rolecall::runbook::{Kind, Runbook};
use serde_json::json;

/// A right of the shared tenant, and the words by which a step that takes it away is known.
struct Case {
    /// The right, as a guide holds it.
    right: &'static str,
    /// Words of which one is in every step that takes it away.
    word: &'static str,
    /// True where rolecall reads it, so that what a guide refuses is seen to be held.
    read: bool,
}

const fn case(right: &'static str, word: &'static str, read: bool) -> Case {
    Case { right, word, read }
}

/// A right of each kind.
const CASES: [Case; 17] = [
    case(
        "of = \"app\", present = true",
        "remove the application|from the app registrations|from the enterprise applications|Stop the application",
        true,
    ),
    case(
        "of = \"guest\", present = true",
        "remove acme's account|Delete the account of|account from signing in",
        true,
    ),
    case(
        "of = \"app\", api = \"WindowsDefenderATP\", type = \"application\", permission = \"Machine.Read.All\"",
        "Machine.Read.All",
        true,
    ),
    case(
        "of = \"guest\", directory-role = \"Security Reader\"",
        "Security Reader",
        true,
    ),
    case(
        "of = \"guest\", defender = { group = \"Live response capabilities\", name = \"Basic\" }",
        "ive response",
        true,
    ),
    case(
        "of = \"app\", azure-role = \"Monitoring Reader\", at = { kind = \"root\" }",
        "Monitoring Reader",
        false,
    ),
    case(
        "of = \"app\", azure-actions = [\"Microsoft.Compute/*/read\"], at = { kind = \"root\" }",
        "Microsoft.Compute",
        false,
    ),
    case(
        "of = \"app\", exchange-role = \"Audit Logs\"",
        "Audit Logs",
        false,
    ),
    case(
        "of = \"app\", exchange-role-group = \"Organization Management\"",
        "Organization Management",
        false,
    ),
    case("of = \"app\", credential = \"secret\"", "secret", true),
    case(
        "of = \"app\", credential = \"certificate\"",
        "ertificate",
        true,
    ),
    case(
        "of = \"app\", credential = \"federated\", issuer = \"https://issuer.example\", subject = \"robot\"",
        "ederated",
        true,
    ),
    case(
        "of = \"app\", redirect-uri = \"https://acme.example/back\"",
        "redirect address",
        true,
    ),
    case("of = \"app\", audience = \"this-tenant\"", "audience", true),
    case(
        "of = \"guest\", member-of = \"group\"",
        "membership|Analysts",
        true,
    ),
    case(
        "of = \"tenant\", service-plan = \"AAD_PREMIUM_P2\"",
        "service plan",
        true,
    ),
    case(
        "of = \"tenant\", setting = \"audit-log\"",
        "Audit log",
        false,
    ),
];

const REST: &str = r#"
[[principal]]
id = "group"
kind = "group"
title = "The analysts"
name = "Analysts"

[[catalog.role]]
plane = "exchange"
name = "Audit Logs"
source = "a test"

[[catalog.role]]
plane = "exchange-group"
name = "Organization Management"
source = "a test"

[[catalog.setting]]
name = "audit-log"
of = "tenant"
title = "Audit log is on"
source = "a test"
"#;

/// A guide that names the same tenant as every other here, with requirements.
fn named(id: &str, requirements: &[String]) -> Guide {
    let head = HEAD
        .replace("\"acme\"", &format!("\"{id}\""))
        .replace("Acme", id);
    let shared = [SHARED, GUEST].map(|one| one.replace("Acme", id));
    let (shared, requirements) = (shared.concat(), requirements.concat());
    read(&format!("{head}{shared}{requirements}{REST}"), &[])
}

/// A guide that names a right in a tier, and a step of a phase that takes it away.
fn of_tier(id: &str, tier: &str, case: &Case, phase: Option<&str>) -> Guide {
    let mut parts = vec![requirement(
        "right",
        &format!("tier = \"{tier}\"\nhold = {{ {} }}", case.right),
    )];
    parts.extend(phase.map(|phase| {
        format!(
            "\n[[step]]\nid = \"back\"\nphase = \"{phase}\"\ntitle = \"Take it back\"\ntext = \"Take it back.\"\n\
             removes = [\"right\"]\ncite = {{ heading = [\"After\"] }}\n"
        )
    }));
    named(id, &parts)
}

/// A guide that asks nothing of the right, and that the application and the account are there.
fn silent(id: &str, case: &Case) -> Guide {
    let present = |of: &str| {
        let right = format!("of = \"{of}\", present = true");
        let hold = format!("tier = \"required\"\nhold = {{ {right} }}");
        (right != case.right).then(|| requirement(of, &hold))
    };
    let parts: Vec<String> = ["app", "guest"].into_iter().filter_map(present).collect();
    named(id, &parts)
}

/// A tenant in which every right of the cases that is read is held.
fn tenant() -> Server {
    served(|tenant| {
        let app = tenant.custom_app(APP_NAME);
        let registration = app.registration.clone().unwrap();
        let back = json!({"redirectUris": ["https://acme.example/back"]});
        tenant.set(&registration, "web", back);
        tenant.secret(&registration, &ids::at(-100), &ids::at(300));
        tenant.certificate(&registration, &ids::at(-100), &ids::at(300));
        tenant.federated(&registration, "robot", "https://issuer.example", "robot");
        tenant.request_and_grant(&app, WINDOWS_DEFENDER_ATP, "Machine.Read.All");
        let guest = tenant.guest(ADDRESS).id();
        let analysts = tenant.group("Analysts").id();
        tenant.member_of(&guest, &analysts);
        tenant.directory_role(&guest, role::SECURITY_READER, "/");
        tenant.activate_unified_rbac();
        tenant.defender_catalog();
        let actions = ["microsoft.xdr/secops/securitydata/liveresponse-basic/manage"];
        let role = tenant.defender_role("Live response", &actions);
        tenant.defender_assign(&role, &[&guest], &[]);
    })
}

/// False for what is a trait of an object or of the tenant, a group that is only told of included: it is too much only
/// where a guide refuses it.
fn is_held(case: &Case) -> bool {
    let traits = [
        "present",
        "audience",
        "redirect-uri",
        "member-of",
        "service-plan",
    ];
    !traits.iter().any(|word| case.right.contains(word))
}

/// The steps that take a right away.
fn taking(runbook: &Runbook, case: &Case) -> Vec<String> {
    let away = |title: &&str| {
        let verbs = ["Revoke", "Remove", "Delete", "Stop", "Take"];
        let begins = verbs.iter().any(|verb| title.starts_with(verb));
        let by_hand = ["take away", "remove", "Stop asking"];
        begins || by_hand.iter().any(|verb| title.contains(verb))
    };
    let all = titles(runbook).into_iter().filter(away);
    let all = all.filter(|title| case.word.split('|').any(|word| title.contains(word)));
    all.map(str::to_owned).collect()
}

/// The runbooks of the first guide, alone and beside one that requires the right.
fn both(server: &Server, case: &Case, guide: Guide, kind: Kind) -> (Runbook, Runbook) {
    let beta = of_tier("beta", "required", case, None);
    let given = Given::default();
    let alone = look_for(vec![guide.clone()], server, &given).runbook(kind);
    let beside = look_for(vec![guide, beta], server, &given).runbook(kind);
    (alone, beside)
}

/// Nothing is taken away that another guide requires. Alone, the same runbook takes it away where `alone` says so.
fn check(kind: Kind, guide: impl Fn(&Case) -> Guide, alone: impl Fn(&Case) -> bool) {
    let server = tenant();
    let mut wrong = Vec::new();
    for case in &CASES {
        let (one, beside) = both(&server, case, guide(case), kind);
        let taken = taking(&beside, case);
        if !taken.is_empty() {
            wrong.push(format!("{}: {taken:?}", case.right));
        }
        if taking(&one, case).is_empty() == alone(case) {
            wrong.push(format!("{}, alone: {:?}", case.right, titles(&one)));
        }
    }
    assert_eq!(wrong, Vec::<String>::new(), "{kind}");
}

#[test]
fn what_one_guide_forbids_and_another_requires_is_not_taken_away() {
    let forbids = |case: &Case| of_tier("acme", "forbidden", case, None);
    check(Kind::Remediate, forbids, |case| case.read);
}

/// Of what one guide forbids, another requires and somebody holds, a person decides.
#[test]
fn what_one_guide_forbids_and_another_requires_is_decided() {
    let server = tenant();
    for case in CASES.iter().filter(|case| case.read) {
        for forbids in [true, false] {
            let acme = of_tier("acme", "forbidden", case, None);
            let beta = of_tier("beta", "required", case, None);
            let guides = if forbids { [acme, beta] } else { [beta, acme] };
            let seen = look_for(guides.to_vec(), &server, &Given::default());
            let runbook = seen.runbook(Kind::Remediate);
            assert_eq!(taking(&runbook, case), Vec::<String>::new());
            let all = titles(&runbook);
            let decides = |title: &&str| title.starts_with("Decide between two guides");
            // What is not held is no excess of the guide that requires it.
            let tells = forbids || is_held(case);
            let told = all.iter().any(decides);
            assert!(told || !tells, "{}: {all:?}", case.right);
        }
    }
}

#[test]
fn what_is_temporary_in_one_guide_and_required_in_another_stays_when_onboarding_is_done() {
    let temporary = |case: &Case| of_tier("acme", "temporary", case, Some("after"));
    check(Kind::Onboard, temporary, |_| true);
    check(Kind::Remediate, temporary, |case| case.read);
}

/// Nothing is known of the tenant, and the guides name one account and one application all the same.
#[test]
fn what_another_guide_requires_stays_when_onboarding_is_done_also_without_a_snapshot() {
    for case in &CASES {
        let acme = of_tier("acme", "temporary", case, Some("after"));
        let beta = of_tier("beta", "required", case, None);
        let alone = [acme.clone()];
        let runbook = blind(&alone, &reader(&alone, &Given::default()), Kind::Onboard);
        assert!(!taking(&runbook, case).is_empty(), "{}", case.right);
        let both = [acme, beta];
        let runbook = blind(&both, &reader(&both, &Given::default()), Kind::Onboard);
        assert_eq!(taking(&runbook, case), Vec::<String>::new());
        let page = text(&runbook);
        assert!(page.contains("so it stays"), "{}: {page}", case.right);
    }
}

#[test]
fn what_another_guide_requires_stays_when_one_vendor_leaves() {
    let required = |case: &Case| of_tier("acme", "required", case, None);
    // These go with the object, and what is of the tenant itself is nobody's.
    let untouched = ["audience", "redirect-uri", "\"tenant\""];
    let is_untouched = |case: &Case| untouched.iter().any(|word| case.right.contains(word));
    check(Kind::Offboard, required, |case| !is_untouched(case));
    check(
        Kind::Offboard,
        |case| silent("acme", case),
        |case| case.read && !is_untouched(case),
    );
    let by_step = |case: &Case| of_tier("acme", "required", case, Some("offboard"));
    let by_object =
        |case: &Case| ["audience", "redirect-uri"].map(|word| case.right.contains(word));
    check(Kind::Offboard, by_step, |case| {
        !by_object(case).contains(&true)
    });
}

/// What stays because another guide requires it is named, whatever kind of right it is.
#[test]
fn an_offboarding_names_what_it_leaves_to_another_guide() {
    let server = tenant();
    for case in &CASES {
        for step in [None, Some("offboard")] {
            // Of the tenant itself nothing is taken back but by a step of the guide.
            if step.is_none() && case.right.contains("\"tenant\"") {
                continue;
            }
            let guide = of_tier("acme", "required", case, step);
            let (_, beside) = both(&server, case, guide, Kind::Offboard);
            let left = beside.left_alone.join("\n");
            let named = left.contains("beta for Microsoft Graph asks for")
                || left.contains("what is asked for in: beta");
            assert!(named, "{}: {left}", case.right);
        }
    }
}

/// What only the guide of the one who leaves asks of a shared object is taken back by a person, where no command does.
#[test]
fn what_nobody_else_asks_of_a_shared_object_is_taken_back() {
    let server = tenant();
    for case in &CASES {
        let by_hand = ["redirect-uri", "member-of", "azure", "exchange"];
        if !by_hand.iter().any(|word| case.right.contains(word)) {
            continue;
        }
        let acme = of_tier("acme", "required", case, None);
        let beta = silent("beta", case);
        let seen = look_for(vec![acme, beta], &server, &Given::default());
        let runbook = seen.runbook(Kind::Offboard);
        assert!(
            !taking(&runbook, case).is_empty(),
            "{}: {:?}",
            case.right,
            titles(&runbook)
        );
        assert!(!titles(&runbook).iter().any(|one| one.starts_with("Stop")));
    }
}

#[test]
fn a_review_proposes_to_keep_what_another_guide_requires() {
    let server = tenant();
    let mut wrong = Vec::new();
    for case in CASES.iter().filter(|case| is_held(case)) {
        let (alone, beside) = both(&server, case, silent("acme", case), Kind::Review);
        let proposals = |runbook: &Runbook| -> Vec<(String, &'static str, Option<String>)> {
            let rows = runbook.review.iter().flat_map(|subject| &subject.rows);
            rows.filter(|row| row.title.to_lowercase().contains(&case.word.to_lowercase()))
                .map(|row| (row.title.clone(), row.proposal, row.asked.clone()))
                .collect()
        };
        for (title, proposal, _) in proposals(&alone) {
            assert!(proposal.starts_with("remove"), "{title}: {proposal}");
        }
        let rows = proposals(&beside);
        if rows.is_empty() && case.read {
            wrong.push(format!("{}: no row", case.right));
        }
        for (title, proposal, asked) in rows {
            let by_another = asked.is_some_and(|asked| asked.contains("beta"));
            if !proposal.starts_with("keep") || !by_another {
                wrong.push(format!("{title}: {proposal}"));
            }
        }
        assert_eq!(taking(&beside, case), Vec::<String>::new());
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn what_is_beyond_one_guide_and_required_in_another_is_not_taken_away() {
    let of_nobody = |case: &Case| case.read && is_held(case);
    check(Kind::Remediate, |case| silent("acme", case), of_nobody);
}
