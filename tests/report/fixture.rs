//! A hand-made assessment with every verdict and every kind of detail in it.

use jiff::Timestamp;
use rolecall::assess::{
    AccessPath, Assessment, Candidate, ChoiceTaken, CollectionFacts, Evidence, Finding, GuideFacts,
    HowTaken, LedgerEntry, Note, NoteKind, NoticeShown, Readiness, Standing, Verdict,
};
use rolecall::catalog::{Entitlement, PermissionType, Risk, RiskLevel};
use rolecall::guide::{Cite, NoticeKind, PrincipalKind, Tier};
use rolecall::ids::{AppId, ObjectId};
use rolecall::snapshot::{ObserverKind, SectionName, State};

const GUEST: &str = "8d2f8d8c-1111-4222-8333-94a1b2c3d4e5";

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn cite(step: &str, line: u32) -> Vec<Cite> {
    vec![Cite {
        step: step.to_owned(),
        line,
    }]
}

/// A finding with nothing but what every finding has.
pub(crate) fn finding(id: &str, verdict: Verdict, tier: Option<Tier>) -> Finding {
    let tail = id.rsplit('/').next().unwrap();
    Finding {
        id: format!("expel-mde/{id}"),
        title: tail.to_owned(),
        verdict,
        principal: "custom-app".to_owned(),
        principal_title: "The custom application".to_owned(),
        choice: Some("api".to_owned()),
        tier,
        entitlement: None,
        expected: format!("{tail} as an application permission, with admin consent"),
        actual: match verdict {
            Verdict::Satisfied => "granted, with admin consent".to_owned(),
            Verdict::Missing => "not granted".to_owned(),
            Verdict::Absent => "not held".to_owned(),
            _ => "see the reason".to_owned(),
        },
        reason: "the assignments of the application were read whole".to_owned(),
        effect: None,
        paths: Vec::new(),
        evidence: Vec::new(),
        notes: Vec::new(),
        risk: None,
        needs: Vec::new(),
        cites: cite("Step 3, option 2, item 9", 88),
    }
}

fn evidence(section: SectionName, object: Option<&str>) -> Evidence {
    Evidence {
        section,
        state: State::Collected,
        url: Some(format!(
            "https://graph.microsoft.com/v1.0/roleManagement/directory/roleAssignments?$filter=principalId eq '{GUEST}'&$expand=roleDefinition"
        )),
        at: Some(at("2026-11-20T09:14:05.25Z")),
        status: Some(200),
        request_id: Some("5f3c2a10-0b1e-4c55-9a51-6c1a3d2b7e90".to_owned()),
        pointer: Some(format!("/snapshot/sections/{section}/items/0/object")),
        object: object.map(str::to_owned),
    }
}

fn of_guest(mut finding: Finding) -> Finding {
    "guest".clone_into(&mut finding.principal);
    "The vendor's guest account".clone_into(&mut finding.principal_title);
    finding.choice = Some("console".to_owned());
    finding
}

fn guest_findings() -> Vec<Finding> {
    let mut account = of_guest(finding(
        "guest/account",
        Verdict::Satisfied,
        Some(Tier::Required),
    ));
    "Guest account".clone_into(&mut account.title);
    "expel_analyst@expel.io invited as a guest, accepted and enabled"
        .clone_into(&mut account.expected);
    "guest, invitation accepted, enabled".clone_into(&mut account.actual);
    account.effect = Some("Expel's analysts cannot sign in.".to_owned());
    account.evidence = vec![evidence(
        SectionName::Users,
        Some(r#"{"displayName":"Expel SOC <b>","userType":"Guest","accountEnabled":true}"#),
    )];

    let mut reader = of_guest(finding(
        "console/directory-role/Security Reader",
        Verdict::Partial,
        Some(Tier::Required),
    ));
    "Security Reader".clone_into(&mut reader.title);
    "the directory role Security Reader, active and tenant-wide".clone_into(&mut reader.expected);
    "eligible through the group SOC vendors, not active".clone_into(&mut reader.actual);
    "a role that is only eligible gives nothing until it is activated"
        .clone_into(&mut reader.reason);
    reader.entitlement = Some(Entitlement::DirectoryRole(
        "5d6b6bb7-de71-4623-b4af-96380a352509".parse().unwrap(),
    ));
    reader.effect = Some("Analysts see no alerts until somebody activates the role.".to_owned());
    reader.paths = vec![AccessPath {
        hops: ["guest", "group SOC vendors", "Security Reader"]
            .map(str::to_owned)
            .to_vec(),
        condition: "eligible".to_owned(),
        as_asked: false,
    }];
    reader.evidence = vec![
        evidence(
            SectionName::RoleEligibility,
            Some(r#"{"memberType":"Group"}"#),
        ),
        evidence(SectionName::DirectoryRoles, None),
    ];
    reader.notes = vec![Note {
        kind: NoteKind::Expiry,
        text: "the eligibility ends on 2026-12-04, in 14 days".to_owned(),
    }];
    let mut operator = of_guest(finding(
        "console/directory-role/Security Operator",
        Verdict::Missing,
        Some(Tier::Required),
    ));
    "Security Operator".clone_into(&mut operator.title);
    operator.effect = Some("EDR alerts are not visible.".to_owned());
    operator.evidence = vec![evidence(SectionName::DirectoryRoles, None)];

    let mut unified = of_guest(finding(
        "console/defender-rbac/Alerts investigation",
        Verdict::Unknown,
        Some(Tier::Required),
    ));
    "Alerts investigation".clone_into(&mut unified.title);
    "the section defender-assignments was denied".clone_into(&mut unified.reason);
    "could not be seen".clone_into(&mut unified.actual);
    unified.entitlement = Some(Entitlement::DefenderClassic {
        group: "Alerts investigation".to_owned(),
        name: "Alerts investigation".to_owned(),
    });
    unified.needs = vec![
        "RoleManagement.Read.Defender".to_owned(),
        "RoleManagement.Read.All".to_owned(),
    ];
    let mut denied = evidence(SectionName::DefenderAssignments, None);
    denied.state = State::Denied;
    denied.status = Some(403);
    denied.pointer = None;
    unified.evidence = vec![denied];

    let mut classic = of_guest(finding(
        "console/classic-rbac/scope",
        Verdict::Manual,
        Some(Tier::Recommended),
    ));
    "Device groups of the role".clone_into(&mut classic.title);
    "the role applies to all device groups".clone_into(&mut classic.expected);
    classic.choice = None;
    vec![account, reader, operator, unified, classic]
}

fn api_findings() -> Vec<Finding> {
    let atp = |value: &str, verdict| {
        let mut finding = finding(
            &format!("api/WindowsDefenderATP/application/{value}"),
            verdict,
            Some(Tier::Required),
        );
        finding.entitlement = Some(Entitlement::ApiPermission {
            resource: "fc780465-2017-40d4-a0c5-307022471b92".parse().unwrap(),
            kind: PermissionType::Application,
            value: value.to_owned(),
        });
        finding.paths = if verdict == Verdict::Satisfied {
            vec![AccessPath {
                hops: vec!["custom application".to_owned(), value.to_owned()],
                condition: "active".to_owned(),
                as_asked: true,
            }]
        } else {
            Vec::new()
        };
        finding
    };
    let mut redundant = atp("Ti.ReadWrite", Verdict::Satisfied);
    redundant.notes = vec![
        Note {
            kind: NoteKind::Redundant,
            text: "Ti.ReadWrite.All includes it: a question for the vendor".to_owned(),
        },
        Note {
            kind: NoteKind::NameOnly,
            text: "the application is known by its name alone".to_owned(),
        },
    ];
    let mut secret = finding(
        "api/custom-app/client-secret",
        Verdict::Satisfied,
        Some(Tier::Required),
    );
    "Client secret".clone_into(&mut secret.title);
    secret.notes = vec![Note {
        kind: NoteKind::Expiry,
        text: "the secret ends on 2026-12-02, in 12 days".to_owned(),
    }];
    let mut excess = finding(
        "api/MicrosoftGraph/application/Directory.ReadWrite.All",
        Verdict::Excess,
        None,
    );
    excess.actual = "granted, with admin consent".to_owned();
    excess.expected = "not asked by any chosen option".to_owned();
    excess.effect = Some("It can change every object in the directory.".to_owned());
    excess.cites = Vec::new();
    excess.risk = Some(Risk {
        level: RiskLevel::Critical,
        reason: "Writes users, groups and applications, and so can become any of them.".to_owned(),
        source: "rolecall's own rating, 2026-11-01".to_owned(),
    });
    let mut action = finding("api/unified/microsoft.xdr~new", Verdict::Excess, None);
    action.entitlement = Some(Entitlement::DefenderAction(
        "microsoft.xdr/new/*".to_owned(),
    ));
    action.notes = vec![Note {
        kind: NoteKind::Drift,
        text: "a wildcard also gives what is added later".to_owned(),
    }];
    let mut absent = finding(
        "api/defender-unified/manage-security-settings",
        Verdict::Absent,
        Some(Tier::NotRequired),
    );
    absent.entitlement = Some(Entitlement::DefenderUnified(
        "core-security-settings-manage".to_owned(),
    ));
    let mut optional = finding(
        "api/optional/Application handling",
        Verdict::Satisfied,
        Some(Tier::Optional),
    );
    optional.notes = vec![Note {
        kind: NoteKind::Interpretation,
        text: "only the word \"(all)\" asks it".to_owned(),
    }];
    vec![
        atp("AdvancedQuery.Read.All", Verdict::Satisfied),
        atp("Alert.Read.All", Verdict::Satisfied),
        atp("Machine.CollectForensics", Verdict::Missing),
        atp("SecurityRecommendation.Read.All", Verdict::Satisfied),
        redundant,
        secret,
        optional,
        excess,
        action,
        absent,
    ]
}

fn candidates() -> Vec<Candidate> {
    let genuine = Candidate {
        principal: "guest".to_owned(),
        kind: PrincipalKind::GuestUser,
        object_id: GUEST.parse::<ObjectId>().unwrap(),
        app_id: None,
        display_name: Some("Expel SOC".to_owned()),
        identity: "expel_analyst_expel.io#EXT#@contoso.onmicrosoft.com".to_owned(),
        standing: Standing::Confirmed,
        why: "its mail address is the guide's".to_owned(),
        grants: 2,
    };
    let app = Candidate {
        principal: "custom-app".to_owned(),
        kind: PrincipalKind::CustomApplication,
        object_id: "1b2c3d4e-5555-4666-8777-88990a0b0c0d".parse().unwrap(),
        app_id: Some(
            "0f1e2d3c-9999-4888-8777-666655554444"
                .parse::<AppId>()
                .unwrap(),
        ),
        display_name: Some("Expel Defender for Endpoint Integration".to_owned()),
        identity: "registered in this tenant".to_owned(),
        standing: Standing::Named,
        why: "it has the guide's name; a name can be anybody's".to_owned(),
        grants: 8,
    };
    let mut fake = genuine.clone();
    fake.object_id = "77777777-1111-4222-8333-94a1b2c3d4e5".parse().unwrap();
    fake.display_name =
        Some("Expel \u{202E}COS<script>alert(1)</script>|=HYPERLINK(\"x\")".to_owned());
    fake.identity = "expel_analyst@expe1.io".to_owned();
    fake.standing = Standing::LookAlike;
    fake.why = "the domain is expe1.io, not expel.io".to_owned();
    fake.grants = 1;
    vec![genuine, fake, app]
}

fn ledger() -> Vec<LedgerEntry> {
    let entry = |section, state, items| LedgerEntry {
        section,
        state,
        requests: 1,
        pages: 1,
        items,
        problem: None,
        code: None,
        permissions: Vec::new(),
        request_ids: vec!["5f3c2a10-0b1e-4c55-9a51-6c1a3d2b7e90".to_owned()],
    };
    let mut denied = entry(SectionName::DefenderAssignments, State::Denied, 0);
    denied.problem = Some("the tenant refused the request".to_owned());
    denied.code = Some("Authorization_RequestDenied".to_owned());
    denied.permissions = vec!["RoleManagement.Read.Defender".to_owned()];
    vec![
        entry(SectionName::Organization, State::Collected, 1),
        entry(SectionName::Users, State::Collected, 2),
        entry(SectionName::DirectoryRoles, State::Collected, 1),
        entry(SectionName::RoleEligibility, State::Collected, 1),
        denied,
    ]
}

fn notices() -> Vec<NoticeShown> {
    vec![
        NoticeShown {
            id: "edr-alerts-need-operator".to_owned(),
            kind: NoticeKind::Contradiction,
            title: "Read only needs a role that is not read-only".to_owned(),
            text: "The article calls *Security Reader* enough, and says in a note that `Security Operator` \
                   is needed to see EDR alerts. See [Microsoft's page](https://learn.microsoft.com/defender-endpoint/rbac)."
                .to_owned(),
            source: None,
            cite: Some(Cite {
                step: "Step 2, option 1, note".to_owned(),
                line: 41,
            }),
        },
        NoticeShown {
            id: "hostile".to_owned(),
            kind: NoticeKind::Caution,
            title: "A notice with HTML and a bad link".to_owned(),
            text: "Raw <img src=x onerror=alert(1)> and [a link](javascript:alert(1)).".to_owned(),
            source: Some("a test".to_owned()),
            cite: None,
        },
    ]
}

/// The whole assessment: not ready, with something unknown and something in excess.
pub(crate) fn assessment() -> Assessment {
    let mut findings = guest_findings();
    findings.extend(api_findings());
    Assessment {
        tool: "0.1.0".to_owned(),
        as_of: at("2026-11-20T09:14:12Z"),
        guide: GuideFacts {
            id: "expel-mde".to_owned(),
            title: "Expel for Microsoft Defender for Endpoint".to_owned(),
            vendor: "Expel".to_owned(),
            product: "Microsoft Defender for Endpoint".to_owned(),
            edition: "2026-11".to_owned(),
            url: "https://support.expel.io/hc/en-us/articles/360061333194".to_owned(),
            sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".to_owned(),
            read: "2026-11-01".to_owned(),
            parameters: vec![
                (
                    "guest-address".to_owned(),
                    "Guest address".to_owned(),
                    Some("expel_analyst@expel.io".to_owned()),
                ),
                (
                    "app-id".to_owned(),
                    "Pinned application id".to_owned(),
                    None,
                ),
            ],
        },
        collection: CollectionFacts {
            tenant: Some("72f988bf-86f1-41af-91ab-2d7cd011db47".parse().unwrap()),
            tenant_name: Some("Contoso & Söhne".to_owned()),
            cloud: "global".to_owned(),
            started: at("2026-11-20T09:14:02Z"),
            ended: at("2026-11-20T09:14:12Z"),
            tool: "0.1.0".to_owned(),
            sign_in: "client secret".to_owned(),
            observer_kind: ObserverKind::Application,
            observer_name: Some("rolecall reader".to_owned()),
            observer_app_id: Some("aaaaaaaa-2222-4333-8444-555555555555".parse().unwrap()),
            observer_permissions: vec![
                "Application.Read.All".to_owned(),
                "Directory.Read.All".to_owned(),
            ],
            sections_whole: 4,
            sections_asked: 5,
        },
        readiness: Readiness::NotReady,
        readiness_reason: "2 required items are missing and 1 is not held as asked".to_owned(),
        choices: vec![
            ChoiceTaken {
                choice: "console".to_owned(),
                title: "How analysts reach the console".to_owned(),
                options: vec![
                    (
                        "directory-roles-read".to_owned(),
                        "Directory roles, read only".to_owned(),
                    ),
                    ("defender-rbac".to_owned(), "Defender RBAC".to_owned()),
                ],
                how: HowTaken::Open,
                why: "what would tell them apart was denied".to_owned(),
            },
            ChoiceTaken {
                choice: "api".to_owned(),
                title: "How Expel's service reaches the API".to_owned(),
                options: vec![("custom-app".to_owned(), "A custom application".to_owned())],
                how: HowTaken::Detected,
                why: "the custom application is there and holds 8 grants".to_owned(),
            },
        ],
        candidates: candidates(),
        findings,
        notices: notices(),
        ledger: ledger(),
    }
}
