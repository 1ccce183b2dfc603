//! What a text tells the reader to write (`--param`, `--choose`, `--fact`) is taken as it stands, also where two
//! adopted guides share the name.

use crate::acme::{HEAD, blind, requirement, served, text};
use crate::graph::ids::WINDOWS_DEFENDER_ATP;
use crate::graph::scenarios::parts::{APP_NAME, vendor_tenant};
use crate::graph::{Options, Server, Tenant};
use crate::guides::{read, reader};
use crate::roundtrip::{Given, Look, look_for};
use rolecall::assess::semantics::ParameterValues;
use rolecall::assess::{Given as Said, GivenFault, Named};
use rolecall::guide::format2::model::Guide;
use rolecall::report::{Format, Style, render};
use rolecall::runbook::Kind;
use std::collections::BTreeSet;

const REST: &str = r#"
[[parameter]]
id = "app-id"
title = "The application id"
kind = "app-id"
help = "Ask for it."

[[parameter]]
id = "subscription"
title = "The subscription"
kind = "subscription"
help = "Look it up."

[[parameter]]
id = "address"
title = "The address of the account"
kind = "text"
help = "Ask for it."

[[fact]]
id = "reads-mail"
title = "The vendor reads mail"
ask = "Does the vendor read mail?"
cite = { heading = ["Set up"] }

[[choice]]
id = "way"
title = "How it is linked"
cite = { heading = ["Set up"] }

[[choice.option]]
id = "by-alerts"
title = "By alerts"
summary = "By alerts."
cite = { heading = ["Set up"] }

[[choice.option]]
id = "by-machines"
title = "By machines"
summary = "By machines."
cite = { heading = ["Set up"] }

[[choice]]
id = "console"
title = "How it signs in"
cite = { heading = ["Set up"] }

[[choice.option]]
id = "as-reader"
title = "As a reader"
summary = "As a reader."
cite = { heading = ["Set up"] }

[[choice.option]]
id = "as-operator"
title = "As an operator"
summary = "As an operator."
cite = { heading = ["Set up"] }

[[principal]]
id = "app"
kind = "application"
title = "The application"
home = "own"
name = "Expel Defender for Endpoint Integration"

[[principal]]
id = "vendors"
kind = "application"
title = "The vendor's application"
home = "vendor"
name = "Vendor"
app-ids = ["{app-id}"]

[[principal]]
id = "guest"
kind = "user"
type = "guest"
title = "The account"
address = "{address}"

[[handover]]
id = "form"
title = "The form"
evidence = [{ way = "attested" }]
cite = { heading = ["Set up"] }

[[handover.field]]
id = "subscription"
label = "Subscription"
help = "Set it."
value = "parameter"
parameter = "subscription"
"#;

/// A guide with a choice, a question and parameters that have no value, of the same names as any other here.
fn named(id: &str) -> Guide {
    let head = HEAD.replace("acme", id).replace("Acme", id);
    let required = |id: &str, rest: &str| requirement(id, &format!("tier = \"required\"\n{rest}"));
    let permission = |value: &str| {
        format!(
            "hold = {{ of = \"app\", api = \"WindowsDefenderATP\", type = \"application\", permission = \"{value}\" }}"
        )
    };
    let role = |name: &str| format!("hold = {{ of = \"app\", directory-role = \"{name}\" }}");
    let requirements = [
        required("there", "hold = { of = \"app\", present = true }"),
        required("vendors", "hold = { of = \"vendors\", present = true }"),
        required(
            "reader",
            &format!("when = \"console/as-reader\"\n{}", role("Security Reader")),
        ),
        required(
            "operator",
            &format!(
                "when = \"console/as-operator\"\n{}",
                role("Security Operator")
            ),
        ),
        requirement(
            "audience",
            "tier = \"recommended\"
when = \"console/as-reader\"
hold = { of = \"app\", audience = \"any-tenant\" }",
        ),
        required("guest", "hold = { of = \"guest\", present = true }"),
        required(
            "mail",
            &format!("when = \"reads-mail\"\n{}", permission("User.Read.All")),
        ),
        required(
            "alerts",
            &format!("when = \"way/by-alerts\"\n{}", permission("Alert.Read.All")),
        ),
        required(
            "machines",
            &format!(
                "when = \"way/by-machines\"\n{}",
                permission("Machine.Read.All")
            ),
        ),
        required(
            "azure",
            "hold = { of = \"app\", azure-role = \"Monitoring Reader\", at = { kind = \"subscription\", id = \
             \"{subscription}\" } }",
        ),
    ];
    read(&format!("{head}{REST}{}", requirements.concat()), &[])
}

/// The names after each option of the command line in a text.
fn names(text: &str) -> BTreeSet<(&'static str, String)> {
    let mut found = BTreeSet::new();
    for option in ["--param", "--fact", "--choose"] {
        for rest in text.split(&format!("{option} ")).skip(1) {
            let name: String = rest
                .chars()
                .take_while(|c| c.is_ascii_alphanumeric() || "-:._/".contains(*c))
                .collect();
            let any = name.is_empty() || name == "NAME";
            if !any && rest[name.len()..].starts_with('=') {
                found.insert((option, name));
            }
        }
    }
    found
}

/// The names that are refused of those that a text tells the reader to write.
fn refused(guides: &[Guide], text: &str) -> Vec<String> {
    let is_refused = |(option, name): &(&str, String)| {
        let value = if *option == "--choose" {
            "by-alerts"
        } else {
            "yes"
        };
        let one = vec![Named {
            name: name.clone(),
            value: value.to_owned(),
        }];
        let mut said = Said::default();
        match *option {
            "--param" => said.parameters = one,
            "--fact" => said.facts = one,
            _ => said.options = one,
        }
        let error = said.reader(guides, &ParameterValues::new()).err();
        let faults = error.into_iter().flat_map(|error| error.faults);
        faults.into_iter().any(|one| !is_of_value(&one))
    };
    let all = names(text).into_iter().filter(is_refused);
    all.map(|(option, name)| format!("{option} {name}"))
        .collect()
}

/// True for a fault of the value, which stands for any other.
fn is_of_value(fault: &GivenFault) -> bool {
    match fault {
        GivenFault::Unfit { .. } => true,
        GivenFault::NoSuch { kind, .. } => *kind == "option",
        _ => false,
    }
}

fn told(text: &str) -> BTreeSet<&'static str> {
    names(text).into_iter().map(|(option, _)| option).collect()
}

/// Looks at tenants with an application that may not be the vendor's, with both options of a choice granted, and where
/// no role is shown.
fn looks(guides: &[Guide]) -> [Look; 3] {
    let unproven = served(|tenant| {
        tenant.enterprise_app("Vendor", &vendor_tenant(), None);
    });
    let twice = served(|tenant| {
        let app = tenant.custom_app(APP_NAME);
        for permission in ["Alert.Read.All", "Machine.Read.All"] {
            tenant.request_and_grant(&app, WINDOWS_DEFENDER_ATP, permission);
        }
    });
    let mut tenant = Tenant::new("contoso");
    tenant.custom_app(APP_NAME);
    let refused = [
        "Directory.Read.All",
        "RoleManagement.Read.Directory",
        "RoleAssignmentSchedule.Read.Directory",
        "RoleEligibilitySchedule.Read.Directory",
    ];
    let unseen = Server::start(tenant, Options::default().without(&refused));
    [unproven, twice, unseen].map(|server| look_for(guides.to_vec(), &server, &Given::default()))
}

#[test]
fn a_runbook_tells_names_that_are_taken() {
    for guides in [vec![named("one")], vec![named("one"), named("two")]] {
        let page = text(&blind(
            &guides,
            &reader(&guides, &Given::default()),
            Kind::Onboard,
        ));
        for name in ["subscription", "address"] {
            let with_guide = format!("--param one:{name}=");
            assert_eq!(
                page.contains(&with_guide),
                guides.len() > 1,
                "{name}: {page}"
            );
        }
        let mut pages = vec![page];
        for seen in looks(&guides) {
            pages.extend(Kind::ALL.map(|kind| text(&seen.runbook(kind))));
        }
        let page = pages.concat();
        assert_eq!(refused(&guides, &page), Vec::<String>::new());
        assert_eq!(told(&page), ["--choose", "--fact", "--param"].into());
    }
}

#[test]
fn a_report_tells_names_that_are_taken() {
    for guides in [vec![named("one")], vec![named("one"), named("two")]] {
        let mut pages = String::new();
        for seen in looks(&guides) {
            for assessment in &seen.assessments {
                for format in [Format::Markdown, Format::Html] {
                    let report = render(assessment, format, &Style::default()).unwrap();
                    pages += &String::from_utf8(report).unwrap();
                }
            }
        }
        assert_eq!(refused(&guides, &pages), Vec::<String>::new());
        assert_eq!(
            told(&pages),
            ["--choose", "--fact", "--param"].into(),
            "{pages}"
        );
        for guide in &guides {
            let with_guide = format!("judge again with --fact {}:reads-mail=yes", guide.id);
            assert_eq!(pages.contains(&with_guide), guides.len() > 1);
        }
    }
}
