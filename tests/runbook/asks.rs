//! What Expel's guide does not ask: alternatives, handovers with parameters, installers, questions, rights that are not read.

use crate::acme::{GUEST, SHARED, blind, empty, guide, requirement, served, text, titles};
use crate::graph::ids::role;
use crate::graph::scenarios::parts::{APP_NAME, full_app};
use crate::guides::reader;
use crate::roundtrip::{Given, look_for};
use rolecall::runbook::{Kind, Progress, Runbook};

#[test]
fn of_several_alternatives_one_is_given_and_the_others_are_named() {
    let acme = guide(&[
        GUEST,
        &requirement(
            "guest",
            "tier = \"required\"\nhold = { of = \"guest\", present = true }",
        ),
        &requirement(
            "role",
            r#"title = "A role that reads"
tier = "required"
any-of = [
    { of = "guest", directory-role = "Security Reader" },
    { of = "guest", directory-role = "Global Reader" },
]"#,
        ),
    ]);
    let guides = [acme];
    let given = Given::default();
    let runbook = blind(&guides, &reader(&guides, &given), Kind::Onboard);
    let page = text(&runbook);
    assert!(
        titles(&runbook).contains(&"Assign Security Reader to Acme's account"),
        "{page}"
    );
    assert!(
        !titles(&runbook)
            .iter()
            .any(|title| title.contains("Global Reader"))
    );
    let step = runbook
        .steps()
        .find(|step| step.title.starts_with("Assign"))
        .unwrap();
    assert_eq!(
        step.remarks,
        ["A role that reads: the directory role Global Reader would do as well, in its place."]
    );

    // The one that is held counts, and the narrower one is not given beside it.
    let server = served(|tenant| {
        let guest = tenant.guest("expel_analyst@expel.io").id();
        tenant.directory_role(&guest, role::GLOBAL_READER, "/");
    });
    let seen = look_for(guides.to_vec(), &server, &given);
    let runbook = seen.runbook(Kind::Onboard);
    assert_eq!(titles(&runbook), Vec::<&str>::new());
    assert_eq!(runbook.phases[0].progress, Some(Progress::Done));
}

#[test]
fn what_is_handed_over_has_its_fields_made_out() {
    let acme = guide(&[
        SHARED,
        &requirement(
            "app",
            "tier = \"required\"\nhold = { of = \"app\", present = true }",
        ),
        r#"
[[fact]]
id = "europe"
title = "The instance is in Europe"
ask = "Is your instance in Europe?"

[[handover]]
id = "form"
title = "The connection is entered at Acme's"
text = "Open **Acme**."
cite = { heading = ["Finish"] }
evidence = [{ way = "attested" }, { way = "sign-in", of = "app" }]

[[handover.field]]
id = "id"
label = "Client ID"
value = "app-id"
of = "app"
help = "The id."

[[handover.field]]
id = "name"
label = "Name"
value = "parameter"
parameter = "app-name"
help = "Its name."

[[handover.field]]
id = "region"
label = "Region"
value = "free"
when = "europe"
help = "The region."

[[handover.field]]
id = "certificate"
label = "Certificate"
value = "certificate"
help = "The file."
"#,
    ]);
    let guides = [acme];
    let server = served(|tenant| {
        full_app(tenant);
    });
    let fields = |runbook: &Runbook| -> Vec<(String, bool)> {
        let all = runbook.hand_over.iter().flat_map(|one| &one.fields);
        all.map(|field| (field.label.clone(), field.known))
            .collect()
    };
    let known = |label: &str, known: bool| (label.to_owned(), known);
    let given = Given::default();
    let runbook = look_for(guides.to_vec(), &server, &given).runbook(Kind::Onboard);
    let all = [
        known("Client ID", true),
        known("Name", true),
        known("Region", false),
        known("Certificate", false),
    ];
    assert_eq!(fields(&runbook), all);
    let page = text(&runbook);
    assert!(page.contains("Open **Acme**."), "{page}");
    assert!(page.contains("Is your instance in Europe?"), "{page}");
    assert!(page.contains(APP_NAME), "{page}");
    assert!(titles(&runbook).contains(&"Manual step: The connection is entered at Acme's"));

    let no = Given {
        facts: [("europe".to_owned(), false)].into(),
        ..Given::default()
    };
    let blind = blind(&guides, &reader(&guides, &no), Kind::Onboard);
    let all = [
        known("Client ID", false),
        known("Name", true),
        known("Certificate", false),
    ];
    assert_eq!(fields(&blind), all);
}

#[test]
fn whoever_installs_is_told_what_to_hold() {
    let acme = guide(&[
        SHARED,
        &requirement(
            "app",
            "tier = \"required\"\nhold = { of = \"app\", present = true }",
        ),
        &requirement(
            "installer/register",
            r#"title = "May register applications"
tier = "required"
any-of = [
    { of = "installer", directory-role = "Application Developer" },
    { of = "installer", directory-role = "Application Administrator" },
]"#,
        ),
        &requirement(
            "installer/reads",
            "tier = \"required\"\nhold = { of = \"installer\", directory-role = \"Global Reader\" }",
        ),
        r#"
[[step]]
id = "register"
title = "Register it"
by = ["installer/register"]
text = "Register it."
closes = ["app"]
cite = { heading = ["Set up"] }
"#,
    ]);
    let guides = [acme];
    let runbook = blind(&guides, &reader(&guides, &Given::default()), Kind::Onboard);
    assert_eq!(
        runbook.phases[0].remarks,
        [
            "Whoever does this must hold: May register applications (the directory role Application Developer, or the \
          directory role Application Administrator)."
        ]
    );
    assert_eq!(
        runbook.phases[1].remarks,
        ["Whoever installs must hold: the directory role Global Reader."]
    );
    // Nobody is given anything for installing.
    assert!(
        !titles(&runbook)
            .iter()
            .any(|title| title.contains("Assign"))
    );
}

#[test]
fn what_depends_on_an_open_question_is_shown_with_it() {
    let acme = guide(&[
        GUEST,
        r#"
[[fact]]
id = "sharepoint"
title = "SharePoint is assessed"
ask = "Do you assess SharePoint?"
"#,
        &requirement(
            "guest",
            "tier = \"required\"\nhold = { of = \"guest\", present = true }",
        ),
        &requirement(
            "role",
            "tier = \"required\"\nwhen = \"sharepoint\"\nhold = { of = \"guest\", directory-role = \"Security Reader\" }",
        ),
    ]);
    let guides = [acme];
    let with = |answer: Option<bool>| {
        let facts = answer.map(|answer| ("sharepoint".to_owned(), answer));
        Given {
            facts: facts.into_iter().collect(),
            ..Given::default()
        }
    };
    let runbooks = |answer: Option<bool>| {
        let given = with(answer);
        let blind = blind(&guides, &reader(&guides, &given), Kind::Onboard);
        [blind, empty(&guides, &given).runbook(Kind::Onboard)]
    };
    for runbook in runbooks(None) {
        let page = text(&runbook);
        assert!(page.contains("Do you assess SharePoint?"), "{page}");
        assert!(page.contains("--fact sharepoint=yes"), "{page}");
        assert!(page.contains("acme/role"), "{page}");
        assert!(
            !titles(&runbook)
                .iter()
                .any(|title| title.contains("Assign")),
            "{page}"
        );
    }
    for runbook in runbooks(Some(true)) {
        assert!(
            titles(&runbook)
                .iter()
                .any(|title| title.contains("Assign Security Reader"))
        );
    }
    for runbook in runbooks(Some(false)) {
        assert!(!text(&runbook).contains("Security Reader"));
    }
}

#[test]
fn a_right_that_this_version_does_not_read_is_a_step_by_hand() {
    let acme = guide(&[
        SHARED,
        r#"
[[parameter]]
id = "subscription"
title = "Subscription"
kind = "subscription"
help = "Set it."

[[principal]]
id = "analysts"
kind = "group"
title = "Acme's analysts"
name = "Acme analysts"
"#,
        &requirement(
            "app",
            "tier = \"required\"\nhold = { of = \"app\", present = true }",
        ),
        &requirement(
            "reader",
            "tier = \"required\"\nhold = { of = \"app\", azure-role = \"Reader\", at = { kind = \"subscription\", id = \"{subscription}\" } }",
        ),
        &requirement(
            "exchange",
            "tier = \"required\"\nhold = { of = \"analysts\", directory-role = \"Exchange Administrator\" }",
        ),
    ]);
    let guides = [acme];
    let subscription = "11111111-2222-4333-8444-555555555555";
    let given = Given {
        parameters: [("subscription".to_owned(), subscription.to_owned())].into(),
        ..Given::default()
    };
    let server = served(|tenant| {
        full_app(tenant);
    });
    let seen = look_for(guides.to_vec(), &server, &given);
    let role = format!(
        "Manual step: give the Azure role Reader at the subscription {subscription}, of the application registered for Acme"
    );
    let group = "Manual step: give the directory role Exchange Administrator, of Acme's analysts";
    for runbook in [
        seen.runbook(Kind::Onboard),
        seen.runbook(Kind::Remediate),
        blind(&guides, &reader(&guides, &given), Kind::Onboard),
    ] {
        let all = titles(&runbook);
        assert!(all.contains(&role.as_str()), "{all:?}");
        assert!(all.contains(&group), "{all:?}");
        assert!(text(&runbook).contains("Set up, Row 1"));
    }
    let offboard = seen.runbook(Kind::Offboard);
    let all = titles(&offboard);
    assert!(
        all.contains(&role.replace("give", "take away").as_str()),
        "{all:?}"
    );
    assert!(
        all.contains(&group.replace("give", "take away").as_str()),
        "{all:?}"
    );
}

/// An account whose address nobody gave is not invited, and nothing is given to whoever has none.
#[test]
fn nobody_is_invited_without_an_address() {
    let acme = guide(&[
        r#"
[[parameter]]
id = "address"
title = "Address"
kind = "mail-address"
help = "Set it."

[[principal]]
id = "guest"
kind = "user"
type = "guest"
title = "Acme's account"
address = "{address}"
"#,
        &requirement(
            "guest",
            "tier = \"required\"\nhold = { of = \"guest\", present = true }",
        ),
        &requirement(
            "role",
            "tier = \"required\"\nhold = { of = \"guest\", directory-role = \"Security Reader\" }",
        ),
    ]);
    let guides = [acme];
    let runbook = blind(&guides, &reader(&guides, &Given::default()), Kind::Onboard);
    let all = titles(&runbook);
    assert!(
        !all.iter().any(|title| title.starts_with("Invite")),
        "{all:?}"
    );
    assert!(
        all.contains(&"Manual step: set up Acme's account"),
        "{all:?}"
    );
    let keys: Vec<&str> = runbook.placeholders.iter().map(|one| one.key).collect();
    assert!(keys.contains(&"principal-id"), "{keys:?}");
    let page = text(&runbook);
    assert!(page.contains("--param address="), "{page}");
}
