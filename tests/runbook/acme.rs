//! A small guide of another vendor, and a person's looks at it.

use crate::graph::{Options, Server, Tenant};
use crate::guides::{CATALOG, read};
use crate::roundtrip::{Given, Look, look_for};
use jiff::Timestamp;
use rolecall::assess::adopted::Reader;
use rolecall::catalog::Cloud;
use rolecall::document::Templates;
use rolecall::guide::format2::model::Guide;
use rolecall::runbook::{Form, Inputs, Kind, Runbook, render, write};

/// The head of a guide in a test.
pub const HEAD: &str = r#"
format = 2
id = "acme"
title = "Acme for Microsoft Graph"
vendor = "Acme"
product = "Microsoft Graph"

[edition]
id = 2026-01-31

[[source]]
id = "article"
title = "Connect"
url = "https://acme.example/help"
read = 2026-01-31
coverage = "whole"
"#;

/// The application that Expel's guide has registered, asked for by name.
pub const SHARED: &str = r#"
[[parameter]]
id = "app-name"
title = "Name of the application"
kind = "text"
default = "Expel Defender for Endpoint Integration"
help = "Set it."

[[principal]]
id = "app"
kind = "application"
title = "The application registered for Acme"
home = "own"
name = "{app-name}"
"#;

pub const CITE: &str = r#"cites = [{ heading = ["Set up", "Row 1"] }]"#;

pub fn requirement(id: &str, rest: &str) -> String {
    format!(
        "\n[[requirement]]\nid = \"{id}\"\nreason = \"none stated\"\neffect = \"none stated\"\n{CITE}\n{rest}\n"
    )
}

pub fn guide(parts: &[&str]) -> Guide {
    read(&format!("{HEAD}{}", parts.concat()), &[])
}

pub fn served(change: impl FnOnce(&mut Tenant)) -> Server {
    let mut tenant = Tenant::new("contoso");
    change(&mut tenant);
    Server::start(tenant, Options::default().writable())
}

pub fn empty(guides: &[Guide], given: &Given) -> Look {
    let server = served(|_| {});
    look_for(guides.to_vec(), &server, given)
}

/// A runbook of the first guide where nothing is known of the tenant.
pub fn blind(guides: &[Guide], reader: &Reader, kind: Kind) -> Runbook {
    let inputs = Inputs {
        guide: &guides[0],
        guides,
        reader,
        catalog: &CATALOG,
        seen: None,
        assessments: &[],
        as_of: "2026-11-27T00:00:00Z".parse::<Timestamp>().unwrap(),
        cloud: Cloud::Global,
        since: None,
        needed: &[],
    };
    write(kind, inputs).unwrap()
}

pub fn text(runbook: &Runbook) -> String {
    let own = Templates::default();
    let markdown = render(runbook, Form::Markdown, &own).unwrap();
    let html = render(runbook, Form::Html, &own).unwrap();
    assert!(html.len() > 1_000);
    String::from_utf8(markdown).unwrap()
}

pub fn titles(runbook: &Runbook) -> Vec<&str> {
    runbook.steps().map(|step| step.title.as_str()).collect()
}

/// A guest.
pub const GUEST: &str = r#"
[[principal]]
id = "guest"
kind = "user"
type = "guest"
title = "Acme's account"
address = "expel_analyst@expel.io"
"#;
