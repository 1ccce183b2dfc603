//! The commands: whom they are for, what they may not take away, and what is left for the reader.

use super::{Ground, assert_every_blank_is_listed, scripts};
use crate::catalog::Cloud;
use crate::runbook::explain::compose::in_contexts;
use crate::runbook::explain::contexts::Contexts;
use crate::runbook::explain::show::show;

#[test]
fn every_blank_is_listed_with_its_meaning() {
    let mut ids: Vec<String> = Vec::new();
    let custom = [("api", "custom-application"), ("console", "defender-rbac")];
    for choose in [&[] as &[(&str, &str)], &custom] {
        let ground = Ground::new(choose);
        let bases = ground.bases();
        let contexts = Contexts::new(&bases).unwrap();
        let requirements = ground.guides[0].requirements.iter();
        ids.extend(requirements.map(|one| one.id.to_string()));
        ids.push("Global Administrator".to_owned());
        ids.push("MicrosoftGraph/delegated/Directory.Read.All".to_owned());
        ids.push("alerts-manage".to_owned());
        for id in ids.drain(..) {
            let text = show(&in_contexts(&contexts, &id).unwrap(), Some(u16::MAX));
            assert_every_blank_is_listed(&id, &text);
        }
    }
}

#[test]
fn nobody_is_named_for_what_the_guide_does_not_ask() {
    let ground = Ground::new(&[]);
    let guest = "expel";
    for id in [
        "Global Administrator",
        "MicrosoftGraph/application/Directory.Read.All",
    ] {
        let found = ground.explain(id).unwrap();
        for title in ["How to grant it", "How to revoke it"] {
            for (language, script) in scripts(&found[0], title) {
                assert!(
                    !script.to_lowercase().contains(guest),
                    "{id}, {language}: {script}"
                );
                assert!(
                    script.contains("principal-id>"),
                    "{id}, {language}: {script}"
                );
            }
        }
    }
}

#[test]
fn a_consent_that_was_not_seen_is_not_written_over() {
    for choose in [&[] as &[(&str, &str)], &[("api", "custom-application")]] {
        let ground = Ground::new(choose);
        let found = ground
            .explain("MicrosoftGraph/delegated/User.Read")
            .unwrap();
        for title in ["How to grant it", "How to revoke it"] {
            for (language, script) in scripts(&found[0], title) {
                assert!(
                    script.contains("<scopes-that-stay>"),
                    "{title}, {language}: {script}"
                );
            }
        }
    }
}

#[test]
fn a_list_that_was_not_seen_is_not_written_over() {
    let ground = Ground::new(&[("api", "custom-application")]);
    let id = "api/WindowsDefenderATP/application/Alert.Read.All";
    let text = ground.text(id);
    assert!(text.contains("Change the list of permissions"), "{text}");
    assert!(text.contains("they write the whole list"), "{text}");
    assert!(!text.contains("requiredResourceAccess"), "{text}");
    // Of a tenant whose registration was seen, the list is known.
    let seen = Ground::of_sample("nothing-granted");
    let finding = "api/WindowsDefenderATP/application/Url.Read.All";
    let text = Ground::of_sample("contoso-demo").text(finding);
    assert!(text.contains("requiredResourceAccess"), "{text}");
    assert!(!seen.text(finding).contains("HOW TO PUT IT RIGHT\n\n"));
}

#[test]
fn the_ids_of_the_tenant_stand_in_its_commands() {
    let ground = Ground::of_sample("contoso-demo");
    let found = ground
        .explain("WindowsDefenderATP/application/Machine.LiveResponse")
        .unwrap();
    let revoke = scripts(&found[0], "How to put it right");
    assert!(
        revoke
            .iter()
            .any(|(language, _)| language.starts_with("Terraform")),
        "{revoke:?}"
    );
    for (language, script) in revoke {
        assert!(!script.contains("-id>"), "{language}: {script}");
    }
    let text = ground.text("WindowsDefenderATP/application/Machine.LiveResponse");
    assert!(
        text.contains(
            "+ excess: expel-mde/excess/custom-application/WindowsDefenderATP/application/Machine.LiveResponse"
        ),
        "{text}"
    );
    // What the section above has is named by its number.
    let revoke = text.split("HOW TO REVOKE IT\n").nth(1).unwrap();
    assert!(revoke.trim_start().starts_with("Step "), "{text}");
    assert!(!text.contains("FILL IN"), "{text}");
}

#[test]
fn what_holds_in_one_cloud_is_not_said_of_another() {
    let mut ground = Ground::new(&[]);
    ground.cloud = Cloud::GccHigh;
    let text = ground.text("Ti.ReadWrite.All");
    assert!(text.contains("in gcc-high it may be another"), "{text}");
    assert!(
        text.contains("Connect-MgGraph -Environment USGov "),
        "{text}"
    );
    ground.cloud = Cloud::China;
    let text = ground.text("alerts-manage");
    assert!(
        text.contains("Microsoft does not offer Defender in the cloud china."),
        "{text}"
    );
}
