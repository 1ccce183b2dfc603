//! Guides of different holders judged together: what one leaves open says nothing about another.

use crate::graph::ids::{MICROSOFT_GRAPH, role};
use crate::graph::{Fault, On, Options, Server, Tenant};
use crate::roll_call::{CATALOG, acme, parsed, scanned_for};
use crate::subject::Subject;
use rolecall::assess::{AssessOptions, Assessment, Given, Readiness, assess};
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
    let guides = guides();
    let subject = Subject {
        guides: guides.to_vec(),
        values: ParameterValues::new(),
        installer: None,
    };
    let snapshot = scanned_for(&server, subject.with(&CATALOG));
    let reader = Given::default().reader(&guides, &subject.values).unwrap();
    let options = AssessOptions::detect(snapshot.ended);
    let all = assess(&guides, &CATALOG, &snapshot, &options, &reader).unwrap();
    all.iter().map(|one: &Assessment| one.readiness).collect()
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
