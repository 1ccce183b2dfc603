//! What each named scenario comes to, written from its tenant and the guide.

use crate::expected::*;
use crate::graph::scenarios;
use crate::roll_call::{Said, judged, scanned};

const FULL_CUSTOM: &str = "directory-roles-full | custom-application";

/// Scenario, and what it must come to.
const TABLE: &[(&str, Expected)] = &[
    (
        "ready-custom-app-full-roles",
        Expected {
            readiness: Ready,
            options: FULL_CUSTOM,
            but: &[],
        },
    ),
    (
        "ready-enterprise-app-defender-rbac",
        Expected {
            // Nobody attested that the role's model is in force.
            readiness: Undetermined,
            options: "defender-rbac | enterprise-application",
            but: &[
                ("console/defender/*", Satisfied),
                // A role of the classic model may give it, which nobody denied.
                (
                    "console/defender/ManageSecuritySettingsInSecurityCenter",
                    Unknown,
                ),
                (
                    "console/defender/ActiveRemediationActions/DefenderVulnerabilityManagementApplicationHandling",
                    Unknown,
                ),
                ("console/defender-role-in-force", Manual),
                ("console/device-groups", Manual),
            ],
        },
    ),
    (
        "eligible-only-roles",
        Expected {
            readiness: NotReady,
            options: FULL_CUSTOM,
            but: &[("console/directory-role/*", Partial)],
        },
    ),
    (
        "nested-group-access",
        Expected {
            // Nobody attested that the role's model is in force.
            readiness: Undetermined,
            options: "directory-roles-full + defender-rbac | custom-application",
            but: &[
                ("console/granted-twice", Excess),
                ("console/directory-role/*", Satisfied),
                ("console/defender/ViewData/*", Satisfied),
                ("console/defender/AlertsInvestigation", Satisfied),
                (
                    "console/defender/ManageSecuritySettingsInSecurityCenter",
                    Unknown,
                ),
                (
                    "console/defender/ActiveRemediationActions/DefenderVulnerabilityManagementApplicationHandling",
                    Unknown,
                ),
            ],
        },
    ),
    (
        "pim-for-groups",
        Expected {
            readiness: NotReady,
            options: FULL_CUSTOM,
            but: &[("console/directory-role/*", Partial)],
        },
    ),
    (
        "au-scoped-role",
        Expected {
            readiness: NotReady,
            options: FULL_CUSTOM,
            but: &[("console/directory-role/SecurityReader", Partial)],
        },
    ),
    (
        "excess-global-administrator",
        Expected {
            readiness: ReadyWithFindings,
            options: FULL_CUSTOM,
            but: &[("excess/*/directory-role/GlobalAdministrator", Excess)],
        },
    ),
    (
        "consent-missing",
        Expected {
            readiness: NotReady,
            options: FULL_CUSTOM,
            but: &[
                ("api/WindowsDefenderATP/application/*", Partial),
                ("api/MicrosoftGraph/application/*", Partial),
                ("api/MicrosoftGraph/delegated/User.Read", Satisfied),
            ],
        },
    ),
    (
        "delegated-instead-of-application",
        Expected {
            readiness: NotReady,
            options: FULL_CUSTOM,
            but: &[
                ("api/WindowsDefenderATP/application/File.Read.All", Partial),
                ("api/WindowsDefenderATP/application/Ip.Read.All", Partial),
                (
                    "api/WindowsDefenderATP/application/Machine.CollectForensics",
                    Partial,
                ),
                (
                    "api/WindowsDefenderATP/application/Machine.Isolate",
                    Partial,
                ),
                // Ti.ReadWrite.All is granted as asked, and Microsoft documents that it includes this.
                ("api/WindowsDefenderATP/application/Ti.ReadWrite", Satisfied),
                ("api/WindowsDefenderATP/application/Url.Read.All", Partial),
                ("api/WindowsDefenderATP/application/User.Read.All", Partial),
                // What is consented as delegated is real access, and nobody asked for it.
                ("excess/*/WindowsDefenderATP/delegated/*", Excess),
            ],
        },
    ),
    (
        "expired-secret",
        Expected {
            readiness: NotReady,
            options: FULL_CUSTOM,
            but: &[("api/client-secret", Partial)],
        },
    ),
    (
        "expiring-secret",
        Expected {
            readiness: ReadyWithFindings,
            options: FULL_CUSTOM,
            but: &[("api/client-secret", Satisfied)],
        },
    ),
    (
        "look-alike-app",
        Expected {
            readiness: NotReady,
            options: "directory-roles-full | enterprise-application",
            but: &[
                ("api/application", Unknown),
                ("api/WindowsDefenderATP/application/*", Unknown),
                ("api/MicrosoftGraph/application/*", Unknown),
                // Whoever it is, it does not hold this.
                ("api/MicrosoftGraph/delegated/User.Read", Missing),
            ],
        },
    ),
    (
        "two-apps-same-name",
        Expected {
            readiness: ReadyWithFindings,
            options: "directory-roles-full | enterprise-application + custom-application",
            but: &[
                ("api/granted-twice", Excess),
                // The guide asks for a secret.
                ("excess/custom-application/credential/certificate", Excess),
            ],
        },
    ),
    (
        "excess-app-permissions",
        Expected {
            readiness: ReadyWithFindings,
            options: FULL_CUSTOM,
            but: &[
                ("excess/*/credential/*", Excess),
                (
                    "excess/*/WindowsDefenderATP/application/Machine.LiveResponse",
                    Excess,
                ),
                (
                    "excess/*/WindowsDefenderATP/application/Machine.StopAndQuarantine",
                    Excess,
                ),
                (
                    "excess/*/WindowsDefenderATP/application/Alert.ReadWrite.All",
                    Excess,
                ),
                (
                    "excess/*/MicrosoftGraph/application/Directory.Read.All",
                    Excess,
                ),
                (
                    "excess/*/ExchangeOnline/application/full_access_as_app",
                    Excess,
                ),
            ],
        },
    ),
    (
        "look-alike-guest",
        Expected {
            readiness: NotReady,
            options: FULL_CUSTOM,
            but: &[
                ("console/guest-account", Missing),
                ("console/directory-role/*", Missing),
                ("excess/*/other/*", Excess),
            ],
        },
    ),
    (
        "member-with-vendor-address",
        Expected {
            readiness: NotReady,
            options: FULL_CUSTOM,
            but: &[
                ("console/guest-account", Missing),
                ("console/directory-role/*", Missing),
                ("excess/*/other/*", Excess),
            ],
        },
    ),
    (
        "guest-pending",
        Expected {
            readiness: NotReady,
            options: FULL_CUSTOM,
            but: &[("console/guest-account", Partial)],
        },
    ),
    (
        "guest-disabled",
        Expected {
            readiness: NotReady,
            options: FULL_CUSTOM,
            but: &[("console/guest-account", Partial)],
        },
    ),
    (
        "hostile-names",
        Expected {
            readiness: Undetermined,
            options: FULL_CUSTOM,
            but: &[
                ("excess/*/defender-action/*", Unknown),
                ("excess/*/owner/*", Excess),
                ("api/WindowsDefenderATP/application/*", Unknown),
                ("api/MicrosoftGraph/*", Unknown),
                ("api/client-secret", Unknown),
                ("api/application", Satisfied),
                ("api/single-tenant", Satisfied),
            ],
        },
    ),
    (
        "dangling-assignment",
        Expected {
            readiness: Undetermined,
            options: FULL_CUSTOM,
            but: &[
                (
                    "excess/*/directory-role/7b1f3f9e-0000-4000-8000-00000000dead",
                    Excess,
                ),
                // A Defender role that leads nowhere could be the one of the guide's other option.
                ("console/defender/*", Unknown),
                ("other-access/guest", Unknown),
                ("other-access/custom-application", Unknown),
            ],
        },
    ),
    (
        "defender-denied",
        Expected {
            readiness: Undetermined,
            options: "directory-roles-full + defender-rbac | enterprise-application",
            but: &[
                ("console/directory-role/*", Unknown),
                ("console/defender/*", Unknown),
                ("other-access/guest", Unknown),
            ],
        },
    ),
    (
        "unified-rbac-never-activated",
        Expected {
            readiness: Undetermined,
            options: FULL_CUSTOM,
            but: &[
                ("console/defender/*", Unknown),
                ("other-access/guest", Unknown),
            ],
        },
    ),
    (
        "roles-denied",
        Expected {
            readiness: Undetermined,
            options: "directory-roles-full + directory-roles-read-only | custom-application",
            but: &[
                ("console/directory-role/*", Unknown),
                ("other-access/guest", Unknown),
                ("api/MicrosoftGraph/delegated/User.Read", Unknown),
                ("other-access/custom-application", Unknown),
            ],
        },
    ),
    (
        "pim-not-licensed",
        Expected {
            readiness: Ready,
            options: FULL_CUSTOM,
            but: &[],
        },
    ),
    (
        "nothing-granted",
        Expected {
            readiness: NotReady,
            options: "directory-roles-full | enterprise-application",
            but: &[
                ("console/guest-account", Missing),
                ("console/directory-role/*", Missing),
                ("api/application", Missing),
                ("api/WindowsDefenderATP/*", Missing),
                ("api/MicrosoftGraph/*", Missing),
            ],
        },
    ),
    (
        "first-demo",
        Expected {
            readiness: NotReady,
            options: FULL_CUSTOM,
            but: &[
                ("console/directory-role/SecurityAdministrator", Partial),
                ("console/defender/*", Unknown),
                ("other-access/guest", Unknown),
                (
                    "api/WindowsDefenderATP/application/Machine.Isolate",
                    Partial,
                ),
                ("api/WindowsDefenderATP/application/Url.Read.All", Missing),
                (
                    "excess/*/WindowsDefenderATP/application/Machine.LiveResponse",
                    Excess,
                ),
                ("excess/*/other/*", Unknown),
                ("excess/*/owner/*", Excess),
            ],
        },
    ),
];

#[test]
fn every_scenario_comes_to_what_its_tenant_says() {
    let mut wrong = Vec::new();
    for scenario in scenarios::all() {
        let name = scenario.name;
        let Some((_, expected)) = TABLE.iter().find(|line| line.0 == name) else {
            wrong.push(format!("{name}: nobody says what it must come to"));
            continue;
        };
        let said = Said::default();
        let assessment = judged(&scanned(&scenario.start(), &said), &said);
        let differences = differences(&assessment, expected);
        wrong.extend(differences.iter().map(|text| format!("{name}: {text}")));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_table_names_only_scenarios() {
    for (name, _) in TABLE {
        scenarios::named(name);
    }
}
