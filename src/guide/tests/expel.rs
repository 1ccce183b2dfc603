//! The first guide, compared with its article.

use super::CATALOG;
use crate::catalog::{Entitlement, PermissionType};
use crate::guide::{Ask, Guide, OptionRef, Requirement, RequirementId, Tier, find_built_in};
use std::collections::BTreeSet;
use std::sync::LazyLock;

static GUIDE: LazyLock<Guide> = LazyLock::new(|| {
    let entry = find_built_in("expel-mde", Some("2026-11-23")).expect("the guide is built in");
    Guide::parse(entry.file, entry.text, &CATALOG)
        .unwrap_or_else(|problem| panic!("{}", problem.render()))
});

fn option(text: &str) -> OptionRef {
    OptionRef::read(text).unwrap()
}

/// The ids of an option's requirements of one tier, in the guide's order.
fn asked(choice: &str, id: &str, tier: Tier) -> Vec<&'static str> {
    let option = option(&format!("{choice}/{id}"));
    GUIDE
        .requirements
        .iter()
        .filter(|requirement| requirement.tier == tier && requirement.asked_by(&option))
        .map(|requirement| requirement.id.as_str())
        .collect()
}

fn requirement(id: &str) -> &'static Requirement {
    GUIDE
        .requirements
        .iter()
        .find(|requirement| requirement.id == id)
        .unwrap_or_else(|| panic!("no requirement {id}"))
}

#[test]
fn the_text_is_the_one_that_was_read() {
    assert_eq!(
        GUIDE.edition.sha256,
        "2bdf1a1f66f70de4b3b26193b9979569b8db1915360e05680592a8d142f92da9"
    );
    assert_eq!(GUIDE.edition.read.to_string(), "2026-11-23");
}

#[test]
fn directory_roles_full_asks_three_roles() {
    assert_eq!(
        asked("console", "directory-roles-full", Tier::Required),
        [
            "console/directory-role/SecurityAdministrator",
            "console/directory-role/SecurityOperator",
            "console/directory-role/SecurityReader",
        ]
    );
}

#[test]
fn directory_roles_read_only_follows_the_note() {
    assert_eq!(
        asked("console", "directory-roles-read-only", Tier::Required),
        [
            "console/directory-role/SecurityOperator",
            "console/directory-role/SecurityReader",
        ]
    );
}

#[test]
fn defender_rbac_asks_in_four_tiers() {
    let of = |tier| asked("console", "defender-rbac", tier);
    insta::assert_snapshot!(
        [Tier::Required, Tier::Recommended, Tier::Optional, Tier::NotRequired]
            .map(|tier| format!("{tier}\n  {}", of(tier).join("\n  ")))
            .join("\n"),
        @r#"
    required
      console/defender/ViewData/SecurityOperations
      console/defender/ViewData/DefenderVulnerabilityManagement
      console/defender/AlertsInvestigation
      console/defender-role-in-force
    recommended
      console/defender/ActiveRemediationActions/SecurityOperations
      console/defender/ActiveRemediationActions/DefenderVulnerabilityManagementRemediationHandling
      console/defender/ActiveRemediationActions/DefenderVulnerabilityManagementExceptionHandling
      console/defender/LiveResponseCapabilities/Advanced
      console/device-groups
    optional
      console/defender/ActiveRemediationActions/DefenderVulnerabilityManagementApplicationHandling
    not-required
      console/defender/ManageSecuritySettingsInSecurityCenter
    "#
    );
}

#[test]
fn both_api_options_ask_the_same_nineteen_permissions() {
    let permissions = |id: &str| -> Vec<&Entitlement> {
        let option = option(&format!("api/{id}"));
        GUIDE
            .requirements
            .iter()
            .filter(|requirement| requirement.asked_by(&option))
            .filter_map(|requirement| match &requirement.ask {
                Ask::Hold(entitlement) => Some(entitlement),
                _ => None,
            })
            .collect()
    };
    let own = permissions("custom-application");
    assert_eq!(own, permissions("enterprise-application"));
    let defender = CATALOG.resource_named("WindowsDefenderATP").unwrap().app_id;
    let (on_defender, on_graph): (Vec<&Entitlement>, Vec<_>) = own.into_iter().partition(
        |entitlement| matches!(entitlement, Entitlement::ApiPermission { resource, kind: PermissionType::Application, .. } if *resource == defender),
    );
    assert_eq!(on_defender.len(), 16);
    let graph: Vec<String> = on_graph
        .into_iter()
        .map(|entitlement| CATALOG.key(entitlement))
        .collect();
    assert_eq!(
        graph,
        [
            "MicrosoftGraph/delegated/User.Read",
            "MicrosoftGraph/application/User.ReadWrite.All",
            "MicrosoftGraph/application/User.Read.All",
        ]
    );
}

#[test]
fn only_the_custom_application_has_a_secret_and_an_audience() {
    for (id, ask) in [
        ("api/client-secret", Ask::ClientSecret),
        ("api/single-tenant", Ask::SingleTenant),
    ] {
        assert_eq!(requirement(id).ask, ask);
        assert_eq!(requirement(id).options, [option("api/custom-application")]);
    }
    assert_eq!(requirement("api/application").options.len(), 2);
    assert_eq!(requirement("console/guest-account").ask, Ask::GuestAccount);
}

#[test]
fn every_line_that_is_cited_exists_and_has_text() {
    // Lines of the article that hold text, by its own rhythm: the odd ones up to
    // 221, and the even ones of the form's list and of the closing tip.
    let has_text = |line: u32| {
        (!line.is_multiple_of(2) && line <= 221)
            || (line.is_multiple_of(2) && (222..=233).contains(&line))
    };
    let cites = GUIDE
        .requirements
        .iter()
        .flat_map(|requirement| &requirement.cites);
    let cites = cites
        .chain(GUIDE.choices.iter().map(|choice| &choice.cite))
        .chain(
            GUIDE
                .choices
                .iter()
                .flat_map(|choice| &choice.options)
                .map(|option| &option.cite),
        )
        .chain(GUIDE.steps.iter().map(|step| &step.cite))
        .chain(GUIDE.form.iter().map(|field| &field.cite))
        .chain(
            GUIDE
                .notices
                .iter()
                .filter_map(|notice| notice.cite.as_ref()),
        );
    let mut seen = 0;
    for cite in cites {
        assert!(has_text(cite.line), "{}: line {}", cite.step, cite.line);
        seen += 1;
    }
    assert!(seen > 100);
}

#[test]
fn every_requirement_is_asked_by_an_option_or_of_a_principal() {
    for requirement in &GUIDE.requirements {
        let by_option = GUIDE.choices.iter().any(|choice| {
            choice
                .options
                .iter()
                .any(|option| requirement.asked_by(&choice.reference(option)))
        });
        let of_principal = requirement
            .principal
            .as_ref()
            .and_then(|id| GUIDE.principal(id))
            .is_some();
        assert!(by_option != of_principal, "{}", requirement.id);
    }
}

#[test]
fn a_step_closes_every_requirement_that_can_be_closed() {
    let closed: BTreeSet<&str> = GUIDE
        .steps
        .iter()
        .flat_map(|step| &step.closes)
        .map(RequirementId::as_str)
        .collect();
    for requirement in &GUIDE.requirements {
        let to_do = matches!(requirement.tier, Tier::Required | Tier::Recommended);
        assert_eq!(
            closed.contains(requirement.id.as_str()),
            to_do,
            "{}",
            requirement.id
        );
        assert!(!requirement.effect.is_empty(), "{}", requirement.id);
    }
}

#[test]
fn steps_form_and_notices_are_whole() {
    assert_eq!(GUIDE.steps.len(), 21);
    let with_secret: Vec<&str> = GUIDE
        .form
        .iter()
        .filter(|field| field.options == [option("api/custom-application")])
        .map(|field| field.id.as_str())
        .collect();
    assert_eq!(GUIDE.form.len(), 5);
    assert_eq!(with_secret, ["application-id", "application-secret"]);
    assert_eq!(GUIDE.notices.len(), 30);
}

#[test]
fn preferred_options_and_parameters() {
    let preferred: Vec<String> = GUIDE
        .choices
        .iter()
        .flat_map(|choice| {
            choice
                .options
                .iter()
                .filter(|option| option.preferred)
                .map(|option| format!("{}/{}", choice.id, option.id))
        })
        .collect();
    assert_eq!(
        preferred,
        ["console/directory-roles-full", "api/enterprise-application"]
    );
    let parameters: Vec<(&str, Option<&str>)> = GUIDE
        .parameters
        .iter()
        .map(|parameter| (parameter.id.as_str(), parameter.default.as_deref()))
        .collect();
    assert_eq!(
        parameters,
        [
            ("guest-address", Some("expel_analyst@expel.io")),
            ("app-name", Some("Expel Defender for Endpoint Integration")),
            ("app-id", None),
            ("vendor-tenant-id", None),
        ]
    );
}
