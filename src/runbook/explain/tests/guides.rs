//! Other guides than the built-in one: alternatives, conditions, tiers, and rights of every kind.

use super::ground::ALL;
use super::{Ground, assert_every_blank_is_listed};
use crate::assess::Given;
use crate::guide::format2::model::{Need, RightKind};
use crate::runbook::explain::compose::in_contexts;
use crate::runbook::explain::contexts::Contexts;
use crate::runbook::explain::show::show;

/// A word of a right that an explanation of it must have; none where any words will do.
fn name(kind: &RightKind) -> Option<&str> {
    match kind {
        RightKind::ApiPermission { value, .. } => Some(value),
        RightKind::DirectoryRole(role)
        | RightKind::AzureRole { role, .. }
        | RightKind::ExchangeRole(role)
        | RightKind::ExchangeRoleGroup(role) => Some(&role.name),
        RightKind::AzureActions { actions, .. } => actions.first().map(String::as_str),
        RightKind::Defender { group, .. } => Some(group),
        RightKind::RedirectUri { .. } => Some("redirect address"),
        _ => None,
    }
}

#[test]
fn every_requirement_of_every_guide_says_all_that_the_guide_says() {
    for id in ALL {
        let ground = Ground::of(&[id]);
        let bases = ground.bases();
        let contexts = Contexts::new(&bases).unwrap();
        let (guide, judged) = (&ground.guides[0], &contexts.main.judged);
        for requirement in &guide.requirements {
            let id = format!("{}/{}", guide.id, requirement.id);
            let found = in_contexts(&contexts, &id).unwrap();
            assert_eq!(found.len(), 1, "{id}");
            let text = show(&found, Some(u16::MAX));
            let mut wanted = vec![
                format!("  {id}\n"),
                requirement.tier.to_string().replace('-', " "),
            ];
            wanted.extend(requirement.cites.iter().map(|cite| judged.place(cite)));
            wanted.extend(requirement.interpretation.clone());
            let rights = requirement.need.rights();
            wanted.extend(
                rights
                    .filter_map(|right| name(&right.kind))
                    .map(str::to_owned),
            );
            if let Need::Attest(attestation) = &requirement.need {
                wanted.push(attestation.statement.clone());
            }
            for part in wanted {
                assert!(text.contains(&part), "{id}: no {part:?} in\n{text}");
            }
            assert!(!text.contains("cannot be told how"), "{id}\n{text}");
            assert!(!text.contains("none stated"), "{id}\n{text}");
            let (_, grant) = text.split_once("HOW TO GRANT IT\n  ").unwrap();
            let (grant, revoke) = grant.split_once("HOW TO REVOKE IT\n  ").unwrap();
            assert!(grant.contains("Who may"), "{id}\n{text}");
            assert!(!revoke.is_empty(), "{id}");
            assert_every_blank_is_listed(&id, &text);
        }
    }
}

#[test]
fn every_alternative_stands_with_its_rights_and_how_each_is_given() {
    let ground = Ground::of(&["cipp-gdap"]);
    let text = ground.text("account/setup-role");
    for part in [
        "Rights        one of these, from the narrowest to the broadest:",
        "- CIPP's service account: the directory role Application Administrator and the directory role Privileged Role \
         Administrator and the directory role User Administrator\n",
        "- CIPP's service account: the directory role Global Administrator\n",
        "- Global Administrator: critical",
        "  Alternative 1 of 2: CIPP's service account: the directory role Application Administrator and",
        "  Alternative 2 of 2: CIPP's service account: the directory role Global Administrator.",
        "Assign User Administrator to CIPP's service account",
        "Assign Global Administrator to CIPP's service account",
        "Take Global Administrator away from CIPP's service account",
        "Removed by    Take the roles for installing away",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    // The account is no guest, and its address is not known: who it is, the reader fills in.
    assert!(
        text.contains("- <principal-id>: the object id of CIPP's service account"),
        "{text}"
    );
    assert!(!text.contains("userType eq 'Guest'"), "{text}");
}

#[test]
fn what_is_temporary_says_what_it_comes_to_in_each_phase() {
    let ground = Ground::of(&["cipp-gdap"]);
    let id = "cipp-gdap/account/setup-role";
    let after = ground.text(id);
    assert!(
        after.contains("onboarding is over, so it is an excess"),
        "{after}"
    );
    assert!(
        after.contains("while onboarding alone, and that is over"),
        "{after}"
    );
    let onboarding = Given {
        onboarding: true,
        ..Given::default()
    };
    let text = ground.say(onboarding).text(id);
    assert!(
        text.contains("onboarding is under way, so it is asked for"),
        "{text}"
    );
    assert!(!text.contains("all the same"), "{text}");
}

#[test]
fn what_is_forbidden_is_said_to_be() {
    let ground = Ground::of(&["cipp-gdap"]);
    let text = ground.text("role/global-administrator");
    for part in [
        "Asked         forbidden: holding it is an excess",
        "With it       A relationship with this role cannot be extended automatically.",
        "The guide forbids it. This is how it would be granted all the same.",
        "Of            The delegated administration relationship (GDAP)",
        "Manual step: give the directory role Global Administrator",
        // Another requirement of the same guide names it, too.
        "Named also    cipp-gdap/account/setup-role (temporary)",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
}

#[test]
fn a_condition_stands_in_words_with_its_value() {
    let words = "When          “You collect the data stream Machine” (--fact stream-machine=yes) or “You collect the \
                 data stream Machine Action” (--fact stream-machine-action=yes) or “You collect the data stream \
                 Vulnerability” (--fact stream-vulnerability=yes).\n";
    let id = "machine-read";
    let open = Ground::of(&["elastic-mde"]).text(id);
    assert!(open.contains(words), "{open}");
    assert!(open.contains("Holds         not known"), "{open}");
    assert!(
        open.contains("Do you collect the data stream Machine?"),
        "{open}"
    );
    let yes = Ground::of(&["elastic-mde"]).answer(&[("stream-machine", "yes")]);
    let yes = yes.text(id);
    assert!(yes.contains("Holds         yes"), "{yes}");
    let all = [
        "stream-machine",
        "stream-machine-action",
        "stream-vulnerability",
    ];
    let no = Ground::of(&["elastic-mde"]).answer(&all.map(|fact| (fact, "no")));
    let no = no.text(id);
    assert!(no.contains("Holds         no,"), "{no}");
    assert!(no.contains(words), "{no}");

    let nested = Ground::of(&["veeam-m365"]).text("graph/ChannelMember.ReadWrite.All");
    assert!(
        nested.contains(
            "“You run version 8 or newer” (--fact version-8=yes) and (“You back up Microsoft Teams”"
        ),
        "{nested}"
    );
    let not = Ground::of(&["datadog-azure"]).answer(&[("site-us3", "yes")]);
    let not = not.text("datadog-azure/app");
    for part in [
        "When          not “Azure Native integration” (--choose way=azure-native).",
        "Holds         no,",
        "Taken         How Datadog is linked to Azure: Azure Native integration; assumed: the guide prefers it",
    ] {
        assert!(not.contains(part), "{part}\n{not}");
    }
}

#[test]
fn a_right_that_is_not_read_is_found_by_its_name() {
    let cases = [
        (
            "datadog-azure",
            "Monitoring Reader",
            "azure-role/Monitoring Reader",
        ),
        (
            "datadog-azure",
            "azure-role/monitoring reader",
            "azure-role/Monitoring Reader",
        ),
        // No guide names it, and Microsoft's list has it.
        ("expel-mde", "Contributor", "azure-role/Contributor"),
        ("expel-m365", "audit logs", "exchange-role/Audit Logs"),
        (
            "expel-m365",
            "Organization Management",
            "exchange-role-group/Organization Management",
        ),
        (
            "expel-m365",
            "unified-audit-log",
            "setting/unified-audit-log",
        ),
        (
            "huntress-itdr",
            "EXCHANGE_S_STANDARD",
            "service-plan/EXCHANGE_S_STANDARD",
        ),
        (
            "huntress-itdr",
            "Exchange Online (Plan 2)",
            "service-plan/EXCHANGE_S_ENTERPRISE",
        ),
    ];
    for (guide, id, key) in cases {
        let text = Ground::of(&[guide]).text(id);
        assert!(
            text.contains(&format!("Key           {key}\n")),
            "{id}\n{text}"
        );
        let plan = key.starts_with("service-plan/");
        assert_ne!(
            text.contains("not read by this version"),
            plan,
            "{id}\n{text}"
        );
        assert!(!text.contains("PowerShell"), "{id}\n{text}");
    }
}

#[test]
fn a_right_that_is_not_read_is_given_and_taken_away_by_hand() {
    let asked = Ground::of(&["datadog-azure"]).text("Monitoring Reader");
    for part in [
        "  datadog-azure/monitoring-reader\n",
        "Manual step: give the Azure role Monitoring Reader at the root",
        "Manual step: take away the Azure role Monitoring Reader at the root",
        "Not given     ",
    ] {
        assert!(asked.contains(part), "{part}\n{asked}");
    }
    let unasked = Ground::of(&["expel-mde"]).text("Contributor");
    assert!(
        unasked.contains("no requirement of the guide expel-mde names it"),
        "{unasked}"
    );
    assert!(unasked.contains("Access control (IAM)"), "{unasked}");
    // A role of the directory is the first that a name means.
    let both = Ground::of(&["expel-mde"]).text("Security Reader");
    assert!(!both.contains("azure-role"), "{both}");
}

#[test]
fn a_statement_stands_with_its_task_and_what_is_handed_over_with_its_requirement() {
    let text = Ground::new(&[("console", "defender-rbac")]).text("console/defender-role-in-force");
    for part in [
        "Statement     The model that holds Expel's Defender role is in force",
        "Task          activate-unified-rbac",
        "Holds         yes",
        "Taken         How Expel's analysts get into the Defender console: A role of Defender's own RBAC; it was asked \
         for",
        "Nothing is granted by it, so nothing is revoked",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    let text = Ground::of(&["elastic-mde"]).text("secret");
    assert!(
        text.contains("Handed over   elastic-mde/integration: "),
        "{text}"
    );
    let text = Ground::of(&["datadog-azure"]).text("secret");
    assert!(
        text.contains("the step “Create the secret and hand it over” does both"),
        "{text}"
    );
}

#[test]
fn a_permission_of_a_type_that_is_not_stated_is_found_by_either() {
    let ground = Ground::of(&["huntress-itdr"]);
    for kind in ["application", "delegated"] {
        let text = ground.text(&format!("MicrosoftGraph/{kind}/AuditLog.Read.All"));
        assert!(
            text.contains("  huntress-itdr/graph/AuditLog.Read.All\n"),
            "{text}"
        );
        assert!(text.contains("the guide does not state which"), "{text}");
        assert!(!text.contains("cannot be told how"), "{text}");
    }
    // It exists in one type alone.
    let text = ground.text("graph/Directory.AccessAsUser.All");
    assert!(
        text.contains("Key           MicrosoftGraph/delegated/"),
        "{text}"
    );
}

#[test]
fn nobody_is_invited_whose_address_is_not_known() {
    let ground = Ground::of(&["expel-m365"]);
    let text = ground.text("guest");
    assert!(
        text.contains("Manual step: set up Expel's account"),
        "{text}"
    );
    for id in ["guest", "role/GlobalReader"] {
        let text = ground.text(id);
        assert!(
            !text.contains("eq ''") && !text.contains("= ''"),
            "{id}\n{text}"
        );
    }
}
