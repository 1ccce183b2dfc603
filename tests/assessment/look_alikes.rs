//! Whoever only looks like a principal: everything by which it has access is told, whatever kind it is of.

use crate::graph::{Options, Server, Tenant};
use crate::roll_call::{CATALOG, Said, acme, judged_by, parsed, scanned_for};
use crate::subject::Subject;
use rolecall::assess::{Assessment, Readiness, Standing, Verdict};
use rolecall::catalog::RiskLevel;
use serde_json::json;
use std::collections::BTreeMap;

const ADDRESS: &str = "soc@acme.example";

/// A guest of the guide that is there, and another that has only its address among its other mails.
fn judged(change: impl FnOnce(&mut Tenant, &str)) -> Assessment {
    let guide = parsed(&acme(&format!(
        r#"
[[principal]]
id = "guest"
kind = "user"
title = "Acme's guest"
type = "guest"
address = "{ADDRESS}"
[[requirement]]
id = "guest"
tier = "required"
hold = {{ of = "guest", present = true }}
reason = "none stated"
effect = "none stated"
cites = [{{ heading = ["1"] }}]
"#
    )));
    let mut tenant = Tenant::new("contoso");
    tenant.guest(ADDRESS);
    let other = tenant
        .guest("somebody@else.example")
        .with("otherMails", json!([ADDRESS]))
        .id();
    change(&mut tenant, &other);
    let subject = Subject::of_guide(&guide, &BTreeMap::new());
    let server = Server::start(tenant, Options::default());
    let snapshot = scanned_for(&server, subject.with(&CATALOG));
    judged_by(&guide, &snapshot, &Said::default())
}

#[test]
fn a_look_alike_that_owns_a_group_is_told() {
    let harmless = judged(|_, _| {});
    let alike = |assessment: &Assessment| {
        let mut all = assessment.candidates.iter();
        all.any(|one| one.standing == Standing::LookAlike)
    };
    assert!(alike(&harmless), "{:#?}", harmless.candidates);
    assert_eq!(harmless.readiness, Readiness::Ready);
    let owner = judged(|tenant, other| {
        let group = tenant.group("Administrators").role_assignable().id();
        tenant.group_owner_eligible(other, &group);
    });
    assert!(alike(&owner), "{:#?}", owner.candidates);
    let excess: Vec<_> = owner
        .findings
        .iter()
        .filter(|one| one.verdict == Verdict::Excess)
        .collect();
    let [found] = excess.as_slice() else {
        panic!("{excess:#?}");
    };
    assert!(
        found.id.starts_with("acme/excess/guest/other/"),
        "{}",
        found.id
    );
    assert!(
        found.actual.starts_with("has access in 1 way: "),
        "{}",
        found.actual
    );
    assert!(found.risk.as_ref().unwrap().level <= RiskLevel::High);
    assert!(!found.evidence.is_empty());
    assert_eq!(owner.readiness, Readiness::ReadyWithFindings);
}
