//! A guide that extends another and asks something of the other's account.

use crate::acme::{HEAD, requirement, served, titles};
use crate::graph::ids::role::{SECURITY_ADMINISTRATOR, SECURITY_OPERATOR, SECURITY_READER};
use crate::graph::scenarios::parts::GUEST as ADDRESS;
use crate::graph::{Server, Tenant};
use crate::guides::read;
use crate::roundtrip::{Given, look_for};
use rolecall::assess::Verdict;
use rolecall::guide::format2::model::Guide;
use rolecall::runbook::{Kind, Runbook};

const ALL: [&str; 3] = [SECURITY_OPERATOR, SECURITY_READER, SECURITY_ADMINISTRATOR];

fn head(id: &str) -> String {
    HEAD.replace("\"acme\"", &format!("\"{id}\""))
        .replace("title = \"Acme", &format!("title = \"{id}"))
}

fn guest(address: &str) -> String {
    format!(
        "\n[[principal]]\nid = \"guest\"\nkind = \"user\"\ntype = \"guest\"\ntitle = \"The account\"\n\
         address = \"{address}\"\n"
    )
}

fn required(id: &str, hold: &str) -> String {
    requirement(id, &format!("tier = \"required\"\nhold = {{ {hold} }}"))
}

/// The guide that is extended: its account is there, and holds these roles.
fn beta(roles: &[&str]) -> Guide {
    let mut text = head("beta");
    text += &guest(ADDRESS);
    text += &required("there", "of = \"guest\", present = true");
    for (at, role) in roles.iter().enumerate() {
        let hold = format!("of = \"guest\", directory-role = \"{role}\"");
        text += &required(&format!("role-{at}"), &hold);
    }
    read(&text, &[])
}

/// The guide that extends it, with an account of its own where that has an address.
fn more(beta: &Guide, own: Option<&str>) -> Guide {
    let mut text = head("more");
    text +=
        "\n[[relation]]\nguide = \"beta\"\nkind = \"extends\"\ncite = { heading = [\"Before\"] }\n";
    if let Some(address) = own {
        text += &guest(address);
        text += &required("own", "of = \"guest\", present = true");
        let role = "of = \"guest\", directory-role = \"Security Operator\"";
        text += &required("own-role", role);
    }
    text += &required(
        "operator",
        "of = \"beta:guest\", directory-role = \"Security Operator\"",
    );
    read(&text, std::slice::from_ref(beta))
}

/// A tenant in which a group gives all roles to whoever `join` makes part of it.
fn grouped(join: impl FnOnce(&mut Tenant, &str, &str)) -> Server {
    served(|tenant| {
        let guest = tenant.guest(ADDRESS).id();
        let group = tenant.group("Roles").role_assignable().id();
        for role in ALL {
            tenant.directory_role(&group, role, "/");
        }
        join(tenant, &guest, &group);
    })
}

fn beginning<'r>(runbook: &'r Runbook, verb: &str) -> Vec<&'r str> {
    let mut all = titles(runbook);
    all.retain(|title| title.starts_with(verb));
    all
}

/// Whoever leaves hands out nothing: not what nobody asks for, and not what was never active.
#[test]
fn an_offboarding_gives_what_another_guide_asks_for_and_nothing_else() {
    let eligible = grouped(|tenant, guest, group| tenant.group_eligible(guest, group));
    let member = grouped(|tenant, guest, group| tenant.member_of(guest, group));
    let assigned = "Assign Security Reader to the account";
    for (server, roles, given) in [
        (&eligible, &[][..], &[][..]),
        (&eligible, &["Security Reader"], &[]),
        (&member, &[], &[]),
        (&member, &["Security Reader"], &[assigned]),
    ] {
        let beta = beta(roles);
        let seen = look_for(vec![more(&beta, None), beta], server, &Given::default());
        let runbook = seen.runbook(Kind::Offboard);
        assert_eq!(beginning(&runbook, "Assign"), given, "{roles:?}");
        let decided = beginning(&runbook, "Decide").join("; ");
        let nobody = "Security Administrator, which no guide asks for";
        assert!(decided.contains(nobody), "{decided}");
        let asked = "Security Reader, which beta for Microsoft Graph asks for";
        assert_eq!(
            decided.contains(asked),
            given.is_empty() && !roles.is_empty(),
            "{decided}"
        );
        assert!(!decided.contains("Security Operator"), "{decided}");
    }
}

/// The same of an account that both guides name.
#[test]
fn an_offboarding_makes_nothing_active_that_a_shared_account_is_eligible_for() {
    let server = grouped(|tenant, guest, group| tenant.group_eligible(guest, group));
    let of = |id: &str, role: &str| {
        let hold = format!("of = \"guest\", directory-role = \"{role}\"");
        let text = head(id) + &guest(ADDRESS) + &required("role", &hold);
        read(&text, &[])
    };
    let guides = vec![of("one", "Security Operator"), of("two", "Security Reader")];
    let runbook = look_for(guides, &server, &Given::default()).runbook(Kind::Offboard);
    assert_eq!(beginning(&runbook, "Assign"), Vec::<&str>::new());
    let decided = beginning(&runbook, "Decide").join("; ");
    assert!(decided.contains("Security Reader, which two"), "{decided}");
}

/// Two accounts of one id and one title in two guides: each gets, and loses, what is asked of it.
#[test]
fn accounts_of_one_id_in_two_guides_are_told_apart() {
    let server = served(|tenant| {
        let guest = tenant.guest(ADDRESS).id();
        tenant.directory_role(&guest, SECURITY_READER, "/");
        tenant.guest("own@more.example");
    });
    let beta = beta(&["Security Reader"]);
    let guides = vec![more(&beta, Some("own@more.example")), beta];
    let carried_out = |kind: Kind| {
        let runbook = look_for(guides.clone(), &server, &Given::default()).runbook(kind);
        let mut executor = crate::executor::Executor::new(&server);
        for step in runbook.steps() {
            executor.carry_out(&step.operations);
        }
        runbook
    };
    let verdicts = |at: usize| -> Vec<(String, Verdict)> {
        let seen = look_for(guides.clone(), &server, &Given::default());
        let findings = seen.assessments[at].findings.iter();
        let asked = findings.filter(|one| one.requirement.is_some());
        asked.map(|one| (one.id.clone(), one.verdict)).collect()
    };
    let of = |all: &[(&str, Verdict)]| -> Vec<(String, Verdict)> {
        all.iter()
            .map(|(id, one)| ((*id).to_owned(), *one))
            .collect()
    };
    carried_out(Kind::Remediate);
    let (own, operator) = ("more/own", "more/operator");
    let (there, reader) = ("beta/there", "beta/role-0");
    let (yes, no) = (Verdict::Satisfied, Verdict::Missing);
    let role = "more/own-role";
    assert_eq!(verdicts(0), of(&[(own, yes), (role, yes), (operator, yes)]));
    let seen = look_for(guides.clone(), &server, &Given::default());
    let excess = |one: &&rolecall::assess::Finding| one.verdict == Verdict::Excess;
    for assessment in &seen.assessments {
        let found = assessment.findings.iter().find(excess);
        assert_eq!(found.map(|one| &one.id), None);
    }
    // A review names what each of the two accounts holds.
    let review = seen.runbook(Kind::Review);
    let rows: Vec<usize> = review.review.iter().map(|one| one.rows.len()).collect();
    assert_eq!(rows, [1, 2]);
    carried_out(Kind::Offboard);
    assert_eq!(verdicts(0), of(&[(own, no), (role, no), (operator, no)]));
    assert_eq!(verdicts(1), of(&[(there, yes), (reader, yes)]));
    assert_eq!(server.violations(), Vec::new());
}
