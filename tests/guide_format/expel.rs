//! The built-in guide, compared with its article.

use super::fixture::GUIDES;
use rolecall::guide::format2::kinds::Tier;
use rolecall::guide::format2::model::{Closed, Guide, Requirement, RightKind};
use std::collections::BTreeSet;
use std::sync::LazyLock;

static GUIDE: LazyLock<&Guide> = LazyLock::new(|| {
    let found = GUIDES.iter().find(|guide| guide.id.as_str() == "expel-mde");
    found.expect("the guide is built in")
});

/// True if the condition of a requirement names an option.
fn names(asked: &Requirement, option: &str) -> bool {
    let truths = asked.when.iter().flat_map(|when| when.truths());
    truths.map(ToString::to_string).any(|name| name == option)
}

/// The ids of an option's requirements of one tier, in the guide's order.
fn asked(option: &str, tier: Tier) -> Vec<&'static str> {
    let all = GUIDE.requirements.iter();
    all.filter(|one| one.tier == tier && names(one, option))
        .map(|one| one.id.as_str())
        .collect()
}

#[test]
fn the_text_is_the_one_that_was_read() {
    let source = &GUIDE.sources[0];
    let text = source.text.as_ref().unwrap();
    assert_eq!(
        text.0.to_string(),
        "2bdf1a1f66f70de4b3b26193b9979569b8db1915360e05680592a8d142f92da9"
    );
    assert_eq!(source.read.to_string(), "2026-11-23");
}

#[test]
fn directory_roles_full_asks_three_roles_and_read_only_follows_the_note() {
    assert_eq!(
        asked("console/directory-roles-full", Tier::Required),
        [
            "console/directory-role/SecurityAdministrator",
            "console/directory-role/SecurityOperator",
            "console/directory-role/SecurityReader",
        ]
    );
    assert_eq!(
        asked("console/directory-roles-read-only", Tier::Required),
        [
            "console/directory-role/SecurityOperator",
            "console/directory-role/SecurityReader",
        ]
    );
}

#[test]
fn defender_rbac_asks_in_four_tiers() {
    let tiers = [
        Tier::Required,
        Tier::Recommended,
        Tier::Optional,
        Tier::NotRequired,
    ];
    let of = |tier| asked("console/defender-rbac", tier).join("\n  ");
    insta::assert_snapshot!(
        tiers.map(|tier| format!("{tier}\n  {}", of(tier))).join("\n"),
        @r"
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
    "
    );
}

#[test]
fn both_applications_are_asked_the_same_nineteen_permissions() {
    let mut on_defender = 0;
    let mut on_graph = Vec::new();
    for asked in &GUIDE.requirements {
        for right in asked.need.rights() {
            if !matches!(right.kind, RightKind::ApiPermission { .. }) {
                continue;
            }
            assert_eq!(asked.when, None, "{}", asked.id);
            assert_eq!(right.of.to_string(), "application", "{}", asked.id);
            if asked
                .id
                .as_str()
                .starts_with("api/WindowsDefenderATP/application/")
            {
                on_defender += 1;
            } else {
                on_graph.push(asked.id.as_str());
            }
        }
    }
    assert_eq!(on_defender, 16);
    assert_eq!(
        on_graph,
        [
            "api/MicrosoftGraph/delegated/User.Read",
            "api/MicrosoftGraph/application/User.ReadWrite.All",
            "api/MicrosoftGraph/application/User.Read.All",
        ]
    );
}

#[test]
fn only_the_custom_application_has_a_secret_and_an_audience() {
    for asked in &GUIDE.requirements {
        for right in asked.need.rights() {
            if matches!(
                right.kind,
                RightKind::Secret { .. } | RightKind::Audience(_)
            ) {
                assert!(names(asked, "api/custom-application"), "{}", asked.id);
            }
        }
    }
}

#[test]
fn every_line_that_is_cited_exists_and_has_text() {
    // Lines of the article that hold text, by its own rhythm: the odd ones up to
    // 221, and the even ones of the form's list and of the closing tip.
    let has_text = |line: u32| {
        (!line.is_multiple_of(2) && line <= 221)
            || (line.is_multiple_of(2) && (222..=233).contains(&line))
    };
    let requirements = GUIDE.requirements.iter().flat_map(|one| &one.cites);
    let options = GUIDE.choices.iter().flat_map(|choice| &choice.options);
    let fields = GUIDE.handovers.iter().flat_map(|one| &one.fields);
    let cites = requirements
        .chain(GUIDE.choices.iter().map(|one| &one.cite))
        .chain(options.map(|one| &one.cite))
        .chain(GUIDE.steps.iter().map(|one| &one.cite))
        .chain(GUIDE.handovers.iter().map(|one| &one.cite))
        .chain(fields.filter_map(|one| one.cite.as_ref()))
        .chain(GUIDE.notices.iter().filter_map(|one| one.cite.as_ref()));
    let mut seen = 0;
    for cite in cites {
        let line = cite.line.expect("every place has its line");
        assert!(has_text(line), "{:?}: line {line}", cite.heading);
        seen += 1;
    }
    assert!(seen > 100);
}

#[test]
fn a_step_closes_every_requirement_that_can_be_closed() {
    let steps = GUIDE.steps.iter();
    let closed: BTreeSet<&Closed> = steps.flat_map(|step| &step.closes).collect();
    for asked in &GUIDE.requirements {
        let to_do = matches!(asked.tier, Tier::Required | Tier::Recommended);
        let is_closed = closed.contains(&Closed::Requirement(asked.id.clone()));
        assert_eq!(is_closed, to_do, "{}", asked.id);
    }
    for handover in &GUIDE.handovers {
        let is_closed = closed.contains(&Closed::Handover(handover.id.clone()));
        assert!(is_closed, "{}", handover.id);
    }
}

#[test]
fn the_secret_is_asked_for_on_the_form_with_the_custom_application_alone() {
    let fields = &GUIDE.handovers[0].fields;
    let of_custom = fields.iter().filter(|field| {
        let when = field.when.as_ref().map(ToString::to_string);
        when.as_deref() == Some("api/custom-application")
    });
    let of_custom: Vec<&str> = of_custom.map(|field| field.id.as_str()).collect();
    assert_eq!(of_custom, ["application-id", "application-secret"]);
}

#[test]
fn preferred_options_and_parameters() {
    let choices = GUIDE.choices.iter();
    let preferred = choices.flat_map(|choice| {
        let options = choice.options.iter().filter(|option| option.preferred);
        options.map(|option| format!("{}/{}", choice.id, option.id))
    });
    assert_eq!(
        preferred.collect::<Vec<_>>(),
        ["console/directory-roles-full", "api/enterprise-application"]
    );
    let parameters = GUIDE.parameters.iter();
    let parameters = parameters.map(|one| (one.id.as_str(), one.default.join(", ")));
    assert_eq!(
        parameters.collect::<Vec<_>>(),
        [
            ("guest-address", "expel_analyst@expel.io".to_owned()),
            (
                "app-name",
                "Expel Defender for Endpoint Integration".to_owned()
            ),
            ("app-id", String::new()),
            ("vendor-tenant-id", String::new()),
        ]
    );
}
