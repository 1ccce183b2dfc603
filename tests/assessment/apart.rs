//! Guides of different holders judged together: what one leaves open says nothing about another.

use crate::graph::ids::{MICROSOFT_GRAPH, role};
use crate::graph::{Fault, On, Options, Server, Tenant};
use crate::roll_call::{CATALOG, acme, parsed, scanned_for};
use crate::subject::Subject;
use rolecall::assess::{AssessOptions, Assessment, Given, Readiness, Verdict, assess};
use rolecall::guide::format2::ParameterValues;
use rolecall::guide::format2::model::Guide;

const ADDRESS: &str = "soc@acme.example";

fn requirement(right: &str) -> String {
    format!(
        "[[requirement]]\nid = \"it\"\ntier = \"required\"\nhold = {{ {right} }}\nreason = \"none stated\"\n\
         effect = \"none stated\"\ncites = [{{ heading = [\"1\"] }}]\n"
    )
}

/// A guide of an application, and one of a guest.
fn guides() -> [Guide; 2] {
    let app = "[[principal]]\nid = \"app\"\nkind = \"application\"\ntitle = \"Acme's application\"\nhome = \"own\"\n\
               name = \"Acme\"\n";
    let users = "of = \"app\", api = \"MicrosoftGraph\", type = \"application\", permission = \"User.Read.All\"";
    let guest = format!(
        "[[principal]]\nid = \"guest\"\nkind = \"user\"\ntitle = \"Acme's guest\"\ntype = \"guest\"\n\
         address = \"{ADDRESS}\"\n"
    );
    let reader = "of = \"guest\", directory-role = \"Security Reader\"";
    let guests = acme(&format!("{guest}{}", requirement(reader)));
    [
        parsed(&acme(&format!("{app}{}", requirement(users)))),
        parsed(&guests.replacen("id = \"acme\"", "id = \"acme-guests\"", 1)),
    ]
}

/// The assessments of both by one snapshot of a scan for both.
fn judged(change: impl FnOnce(&mut Tenant, &str), fault: Option<&str>) -> Vec<Readiness> {
    let mut tenant = Tenant::new("contoso");
    let guest = tenant.guest(ADDRESS).id();
    tenant.directory_role(&guest, role::SECURITY_READER, "/");
    let app = tenant.custom_app("Acme");
    tenant.request_and_grant(&app, MICROSOFT_GRAPH, "User.Read.All");
    change(&mut tenant, &guest);
    let server = Server::start(tenant, Options::default());
    if let Some(path) = fault {
        let denied = Fault::Error {
            status: 403,
            code: "Authorization_RequestDenied".to_owned(),
            message: "Insufficient privileges to complete the operation.".to_owned(),
        };
        server.inject(On::path(path), denied);
    }
    let all = assessed(&server, &guides());
    all.iter().map(|one| one.readiness).collect()
}

fn assessed(server: &Server, guides: &[Guide]) -> Vec<Assessment> {
    let subject = Subject {
        guides: guides.to_vec(),
        values: ParameterValues::new(),
        installer: None,
    };
    let snapshot = scanned_for(server, subject.with(&CATALOG));
    let reader = Given::default().reader(guides, &subject.values).unwrap();
    let options = AssessOptions::detect(snapshot.ended);
    assess(guides, &CATALOG, &snapshot, &options, &reader).unwrap()
}

#[test]
fn what_was_not_read_of_one_holder_leaves_the_guide_of_another_as_it_is() {
    use Readiness::{Ready, ReadyWithFindings, Undetermined};
    assert_eq!(judged(|_, _| {}, None), [Ready, Ready]);
    let path = "/v1.0/users/*/appRoleAssignments";
    assert_eq!(judged(|_, _| {}, Some(path)), [Ready, Undetermined]);
    let look_alike = |tenant: &mut Tenant, _: &str| {
        let fake = tenant.guest("soc@acme.example.evil.test").id();
        tenant.directory_role(&fake, role::SECURITY_READER, "/");
    };
    let [app, guests] = judged(look_alike, None).try_into().unwrap();
    assert_eq!(app, Ready);
    assert_eq!(guests, ReadyWithFindings);
}

#[test]
fn what_another_guide_asks_of_one_of_several_candidates_is_no_excess() {
    let issuer = "https://token.acme.example";
    let rights = [
        format!("credential = \"federated\", issuer = \"{issuer}\", subject = \"acme\""),
        "credential = \"secret\"".to_owned(),
        "credential = \"certificate\"".to_owned(),
    ];
    for (place, right) in rights.iter().enumerate() {
        let mut tenant = Tenant::new("contoso");
        let app = tenant.custom_app_keyed("one", "Acme");
        tenant.custom_app_keyed("other", "Acme");
        let registration = app.registration.clone().unwrap();
        let (start, end) = ("2026-01-01T00:00:00Z", "2027-12-31T00:00:00Z");
        match place {
            0 => tenant.federated(&registration, "acme", issuer, "acme"),
            1 => tenant.secret(&registration, start, end),
            _ => tenant.certificate(&registration, start, end),
        }
        let server = Server::start(tenant, Options::default());
        let principal = |found: &str| {
            format!(
                "[[principal]]\nid = \"app\"\nkind = \"application\"\ntitle = \"It\"\nhome = \"own\"\n{found}\n"
            )
        };
        let (named, of) = (principal("name = \"Acme\""), "of = \"app\"");
        let known = principal(&format!("app-ids = [\"{}\"]", app.app_id));
        let present = requirement(&format!("{of}, present = true"));
        let asked = acme(&format!(
            "{known}{}",
            requirement(&format!("{of}, {right}"))
        ));
        let guides = [
            parsed(&acme(&format!("{named}{present}"))),
            parsed(&asked.replacen("id = \"acme\"", "id = \"acme-known\"", 1)),
        ];
        for together in [true, false] {
            let guides = if together { &guides[..] } else { &guides[..1] };
            let all = assessed(&server, guides);
            let mut found = all.iter().flat_map(|one| &one.findings);
            let excess = found.any(|one| one.verdict == Verdict::Excess);
            assert_eq!(excess, !together, "{right}");
        }
    }
}

#[test]
fn two_options_granted_at_once_are_of_the_guide_that_offers_them() {
    let mut tenant = Tenant::new("contoso");
    let guest = tenant.guest(ADDRESS).id();
    tenant.directory_role(&guest, role::SECURITY_READER, "/");
    tenant.directory_role(&guest, role::SECURITY_OPERATOR, "/");
    let app = tenant.custom_app("Acme");
    tenant.request_and_grant(&app, MICROSOFT_GRAPH, "User.Read.All");
    let server = Server::start(tenant, Options::default());
    let option = |id: &str| {
        format!(
            "[[choice.option]]\nid = \"{id}\"\ntitle = \"{id}\"\nsummary = \"It.\"\ncite = {{ heading = [\"1\"] }}\n"
        )
    };
    let role = |id: &str, name: &str| {
        requirement(&format!("of = \"guest\", directory-role = \"{name}\"")).replacen(
            "id = \"it\"",
            &format!("id = \"{id}\"\nwhen = \"way/{id}\""),
            1,
        )
    };
    let text = acme(&format!(
        "[[choice]]\nid = \"way\"\ntitle = \"Way\"\ncite = {{ heading = [\"1\"] }}\n{}{}[[principal]]\nid = \"guest\"\n\
         kind = \"user\"\ntitle = \"Acme's guest\"\ntype = \"guest\"\naddress = \"{ADDRESS}\"\n{}{}",
        option("read"),
        option("work"),
        role("read", "Security Reader"),
        role("work", "Security Operator"),
    ));
    let [app, _] = guides();
    let twice = parsed(&text.replacen("id = \"acme\"", "id = \"acme-twice\"", 1));
    let all = assessed(&server, &[app, twice]);
    let all: Vec<Readiness> = all.iter().map(|one| one.readiness).collect();
    assert_eq!(all, [Readiness::Ready, Readiness::ReadyWithFindings]);
}
