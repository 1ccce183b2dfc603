//! Guides to scan for, with their parameters' values.

use crate::catalog::Catalog;
use crate::guide::format2::model::Guide;
use crate::guide::format2::{Library, ParameterValues};
use crate::scan::{Plan, ScanSubject, plan};
use crate::snapshot::SectionName;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// The text of Expel's guide.
pub(super) const EXPEL: &str = include_str!("../../../guides/expel-mde/2026-11-23.toml");

/// Guides with their parameters' values.
pub(super) struct Input {
    pub(super) guides: Vec<Guide>,
    pub(super) values: ParameterValues,
    pub(super) catalog: Catalog,
}

impl Input {
    /// Guides from their texts, each with those before it at hand, and the guides' own values.
    pub(super) fn of(texts: &[&str]) -> Self {
        let catalog = Catalog::built_in().unwrap();
        let mut guides: Vec<Guide> = Vec::new();
        for text in texts {
            let library = Library {
                catalog: &catalog,
                guides: &guides,
            };
            let guide = Guide::parse("guide.toml", text, &library);
            guides.push(guide.unwrap_or_else(|problem| panic!("{}\n{text}", problem.render())));
        }
        let mut values = ParameterValues::new();
        for guide in &guides {
            let given = guide.parameters.iter();
            for one in given.filter(|one| !one.default.is_empty()) {
                values.insert((guide.id.clone(), one.id.clone()), one.default.clone());
            }
        }
        Self {
            guides,
            values,
            catalog,
        }
    }

    /// The same with the values of one parameter.
    pub(super) fn with(mut self, guide: &str, parameter: &str, given: &[&str]) -> Self {
        let key = (guide.parse().unwrap(), parameter.parse().unwrap());
        let given = given.iter().map(|one| (*one).to_owned());
        self.values.insert(key, given.collect());
        self
    }

    pub(super) fn subject(&self) -> ScanSubject<'_> {
        ScanSubject {
            guides: &self.guides,
            values: &self.values,
            catalog: &self.catalog,
            installer: None,
        }
    }

    pub(super) fn plan(&self) -> Plan {
        plan(self.subject())
    }
}

/// The text of a guide: its id, the parts up to its requirements, and what each requirement holds.
pub(super) fn text(id: &str, parts: &str, holds: &[&str]) -> String {
    let mut text = format!(
        "format = 2\nid = \"{id}\"\ntitle = \"{id}\"\nvendor = \"{id}\"\nproduct = \"{id}\"\n\
         [edition]\nid = 2026-01-31\n\
         [[source]]\nid = \"article\"\ntitle = \"{id}\"\nurl = \"https://{id}.example/\"\nread = 2026-01-31\n\
         coverage = \"whole\"\n{parts}"
    );
    for (at, hold) in holds.iter().enumerate() {
        let _ = writeln!(
            text,
            "[[requirement]]\nid = \"r{at}\"\ntier = \"required\"\nhold = {hold}\nreason = \"none stated\"\n\
             effect = \"none stated\"\ncites = [{{ heading = [\"Step 1\"] }}]"
        );
    }
    text
}

/// A parameter of a guide; several values where its default is a list.
pub(super) fn parameter(id: &str, kind: &str, default: Option<&str>) -> String {
    let many = default.is_some_and(|default| default.starts_with('['));
    let default = default.filter(|default| *default != "[]");
    let default = default.map(|default| format!("default = {default}\n"));
    format!(
        "[[parameter]]\nid = \"{id}\"\ntitle = \"{id}\"\nkind = \"{kind}\"\nmany = {many}\nhelp = \"Set it.\"\n{}",
        default.unwrap_or_default()
    )
}

/// A principal of a guide.
pub(super) fn principal(id: &str, keys: &str) -> String {
    format!("[[principal]]\nid = \"{id}\"\ntitle = \"{id}\"\n{keys}\n")
}

pub(super) const DEFENDER: &str =
    r#"{ of = "guest", defender = { group = "View data", name = "Security operations" } }"#;
pub(super) const ROLE: &str = r#"{ of = "guest", directory-role = "Security Reader" }"#;
pub(super) const ALERTS: &str = r#"{ of = "app", api = "WindowsDefenderATP", type = "application", permission = "Alert.Read.All" }"#;

/// A guide with one guest and one application that hold these.
pub(super) fn vendor(id: &str, holds: &[&str]) -> String {
    let parts = [
        parameter(
            "address",
            "mail-address",
            Some(&format!("\"soc@{id}.example\"")),
        ),
        parameter("app-name", "text", Some(&format!("\"{id}'s app\""))),
        parameter("app-id", "app-id", None),
        parameter("home", "tenant-id", None),
        principal(
            "guest",
            "kind = \"user\"\ntype = \"guest\"\naddress = \"{address}\"\nhome-tenant = \"{home}\"",
        ),
        principal(
            "app",
            "kind = \"application\"\nhome = \"own\"\nname = \"{app-name}\"\napp-ids = [\"{app-id}\"]",
        ),
    ];
    text(id, &parts.concat(), holds)
}

pub(super) fn sections(plan: &Plan) -> BTreeSet<SectionName> {
    plan.requests.iter().map(|one| one.section).collect()
}

/// The number of planned requests whose target has this in it.
pub(super) fn about(plan: &Plan, part: &str) -> usize {
    let requests = plan.requests.iter();
    requests.filter(|one| one.target.contains(part)).count()
}

/// The claims that rest on a section, in words.
pub(super) fn resting(plan: &Plan, section: SectionName) -> Vec<String> {
    plan.serves(section).map(ToString::to_string).collect()
}
