//! Names that do not exist.

use super::super::fixture::parse;
use super::{MINIMAL, refused, with};

#[test]
fn parts_of_the_guide_that_do_not_exist() {
    refused(
        "of = \"guest\", directory",
        "of = \"gest\", directory",
        "of = \"gest\"",
        "no principal \"gest\"",
        "did you mean \"guest\"?",
    );
    refused(
        "\"watches-azure\", \"level/read\"",
        "\"watches\", \"level/read\"",
        "\"watches\"",
        "no fact \"watches\"",
        "watches-azure",
    );
    refused(
        "\"level/read\"]",
        "\"level/reed\"]",
        "level/reed",
        "no option",
        "did you mean \"level/read\"?",
    );
    refused(
        "\"watches-azure\", \"level/read\"",
        "\"level\", \"level/read\"",
        "when = { all",
        "is a choice",
        "level/",
    );
    refused(
        "id = \"{subscriptions}\"",
        "id = \"{subscription}\"",
        "{subscription}",
        "no parameter",
        "did you mean \"subscriptions\"?",
    );
}

#[test]
fn requirements_and_tasks_that_do_not_exist() {
    refused(
        "closes = [\"app\",",
        "closes = [\"ap\",",
        "closes",
        "no requirement or handover \"ap\"",
        "did you mean \"app\"?",
    );
    refused(
        "by = [\"installer\"]",
        "by = [\"instaler\"]",
        "by = ",
        "no requirement \"instaler\"",
        "did you mean",
    );
    refused(
        "requirements = [\"app\"]",
        "requirements = [\"apple\"]",
        "requirements = ",
        "no requirement",
        "there are: app,",
    );
    refused(
        "task = \"look-yourself\"",
        "task = \"look\"",
        "task = ",
        "no task \"look\"",
        "there are",
    );
    refused(
        "api = \"WindowsDefenderATP\"",
        "api = \"WindowsDefenderAPT\"",
        "WindowsDefenderAPT",
        "no API",
        "did you mean",
    );
}

#[test]
fn permissions_and_roles_that_do_not_exist() {
    refused(
        "permission = \"Alert.Read.All\"",
        "permission = \"Alert.Reed.All\"",
        "Alert.Reed",
        "no application permission",
        "did you mean",
    );
    refused(
        "type = \"application\", permission = \"Alert.Read.All\"",
        "type = \"application\", permission = \"user_impersonation\"",
        "user_impersonation",
        "no application permission",
        "it is not in the list of 2026-11-27; declare it in [[catalog.permission]]",
    );
    refused(
        "directory-role = \"Security Reader\"",
        "directory-role = \"Security Raeder\"",
        "Raeder",
        "no directory role",
        "it is not in the list of 2026-11-27; did you mean \"Security Reader\"?",
    );
    refused(
        "azure-role = \"Acme Reader\"",
        "azure-role = \"Emperor of Everything\"",
        "Emperor",
        "no Azure role",
        "it is not in the list of 2026-11-27; declare it in [[catalog.role]]",
    );
    refused(
        "ask = \"Does Acme watch Azure for you?\"",
        "detect = { service-plan = [\"NO_PLAN\"] }",
        "NO_PLAN",
        "no service plan",
        "catalog.service-plan",
    );
}

#[test]
fn other_names_that_do_not_exist() {
    refused(
        "ask = \"Does Acme watch Azure for you?\"",
        "detect = { setting = \"none\" }",
        "detect",
        "no setting",
        "catalog.setting",
    );
    refused(
        "directory-role = \"Security Reader\"",
        "defender = { group = \"View dat\" }",
        "View dat",
        "no Defender permissions",
        "did you mean",
    );
    refused(
        "{ of = \"app\", credential = \"secret\" }",
        "{ of = \"app\", exchange-role = \"Audit Logs\" }",
        "any-of",
        "no Exchange role",
        "declare it",
    );
    refused(
        "of = \"app\" }]",
        "of = \"ap\" }]",
        "evidence",
        "no principal",
        "did you mean",
    );
}

/// A near name of another API or another type is none that was meant.
#[test]
fn near_names_are_of_the_same_api_and_type() {
    // Graph has it as it is written.
    refused(
        "permission = \"Alert.Read.All\"",
        "permission = \"ThreatHunting.Read.All\"",
        "ThreatHunting",
        "no application permission",
        "it is not in the list of 2026-11-27; declare it in [[catalog.permission]]",
    );
}

#[test]
fn a_permission_of_the_other_type_says_so() {
    refused(
        "api = \"WindowsDefenderATP\", type = \"application\", permission = \"Alert.Read.All\"",
        "api = \"MicrosoftGraph\", type = \"application\", permission = \"User.Read\"",
        "User.Read",
        "exists only as delegated",
        "write type = \"delegated\"",
    );
}

#[test]
fn built_in_names_with_another_id() {
    let role = "[[catalog.role]]\nplane = \"directory\"\nname = \"security reader\"\nid = \"00000000-0000-0000-0000-000000000001\"\nsource = \"x\"\n\n";
    refused(
        "[[catalog.role]]\n",
        &format!("{role}[[catalog.role]]\n"),
        "00000000-0000-0000-0000-000000000001",
        "known with another id",
        "leave the entry out",
    );
    for (table, id) in [
        (
            "permission",
            "api = \"MicrosoftGraph\"\ntype = \"application\"\npermission = \"domain.read.all\"",
        ),
        ("role", "plane = \"azure\"\nname = \"owner\""),
        ("service-plan", "name = \"windefatp\"\ntitle = \"x\""),
    ] {
        let entry = format!(
            "[[catalog.{table}]]\n{id}\nid = \"00000000-0000-0000-0000-000000000001\"\nsource = \"x\"\n\n"
        );
        refused(
            "[[catalog.role]]\n",
            &format!("{entry}[[catalog.role]]\n"),
            "00000000-0000-0000-0000-000000000001",
            "known with another id",
            "leave the entry out",
        );
    }
    let api = "[[catalog.api]]\nid = \"microsoftgraph\"\napp-id = \"00000000-0000-0000-0000-000000000001\"\ntitle = \"x\"\nsource = \"x\"\n\n";
    refused(
        "[[catalog.role]]\n",
        &format!("{api}[[catalog.role]]\n"),
        "00000000-0000-0000-0000-000000000001",
        "another application id",
        "leave the entry out",
    );
}

#[test]
fn other_guides() {
    let relation = |id: &str| {
        format!(
            "\n[[relation]]\nguide = \"{id}\"\nkind = \"extends\"\ncite = {{ heading = [\"x\"] }}\n"
        )
    };
    let text = with(
        "of = \"guest\", directory-role",
        "of = \"expel-m365:guest\", directory-role",
    );
    let problem = parse(&text).unwrap_err();
    assert!(
        problem
            .to_string()
            .contains("does not extend \"expel-m365\""),
        "{problem}"
    );
    assert!(parse(&(text.clone() + &relation("expel-m365"))).is_ok());
    let text = text.replace("expel-m365:guest", "expel-m365:gest");
    let problem = parse(&(text + &relation("expel-m365"))).unwrap_err();
    assert!(
        problem
            .to_string()
            .contains("did you mean \"expel-m365:guest\"?"),
        "{problem}"
    );
    let problem = parse(&(MINIMAL.to_owned() + &relation("acme-edr"))).unwrap_err();
    assert!(
        problem.to_string().contains("does not depend on itself"),
        "{problem}"
    );
    // A guide that is not available is a lint, and prevents nothing.
    let text = with(
        "of = \"guest\", directory-role",
        "of = \"far:guest\", directory-role",
    );
    assert!(parse(&(text + &relation("far"))).is_ok());
}

#[test]
fn sources_and_cites() {
    refused(
        "coverage = \"whole\"",
        "coverage = \"excerpt\"",
        "[[source]]",
        "says what was not read",
        "write missing",
    );
    refused(
        "coverage = \"whole\"",
        "coverage = \"whole\"\nmissing = \"x\"",
        "missing",
        "nothing is missing",
        "excerpt",
    );
    refused(
        "coverage = \"whole\"",
        "coverage = \"whole\"\nlines = 3",
        "lines",
        "without a hash",
        "sha256",
    );
    refused(
        "cites = [{ heading = [\"Set up\", \"Azure\"] }]",
        "cites = [{ heading = [\"x\"], line = 3 }]",
        "line = 3",
        "not held",
        "leave line out",
    );
    refused(
        "cites = [{ heading = [\"Set up\", \"Azure\"] }]",
        "cites = [{ in = \"artikel\", heading = [\"x\"] }]",
        "artikel",
        "no source",
        "did you mean \"article\"?",
    );
    let hash = "a".repeat(64);
    let text = with(
        "coverage = \"whole\"",
        &format!("coverage = \"whole\"\nlines = 3\nsha256 = \"{hash}\""),
    );
    let text = text.replace("[\"Set up\", \"Azure\"]", "[\"x\"], line = 4");
    assert!(parse(&text).unwrap_err().to_string().contains("no line 4"));
    let second = "\n[[source]]\nid = \"b\"\ntitle = \"B\"\nurl = \"https://b.example\"\nread = 2026-01-31\ncoverage = \"whole\"\n";
    let problem = parse(&(MINIMAL.to_owned() + second)).unwrap_err();
    assert!(
        problem
            .faults
            .iter()
            .all(|fault| fault.what.contains("does not say which")),
        "{problem}"
    );
}
