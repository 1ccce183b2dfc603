//! Requirements: who is asked, and what.

use super::parts::{Options, cite};
use super::toml_text::{Entry, TomlText, inline};
use crate::catalog::{Catalog, Entitlement};
use crate::guide::format1::{Ask, Guide, Requirement};
use toml::Value;
use toml::map::Map;

/// The text that stands for the article's words where they are not known.
const NONE_STATED: &str = "none stated";

pub(crate) fn requirements(
    guide: &Guide,
    options: &Options<'_>,
    catalog: &Catalog,
    out: &mut TomlText,
) {
    for asked in &guide.requirements {
        let attest = matches!(asked.ask, Ask::Attest);
        let held = matches!(asked.ask, Ask::Hold(_));
        let remark = (!asked.effect.is_empty()).then_some(asked.effect.as_str());
        let cites: Vec<Value> = asked.cites.iter().map(cite).collect();
        let entry = Entry::list("requirement")
            .text("id", &asked.id)
            .maybe("title", (!attest && !held).then_some(asked.title.as_str()))
            .text("tier", &asked.tier)
            .maybe("when", options.when(&asked.options));
        let entry = if attest {
            let entry = entry.text("attest", &asked.title);
            entry.maybe("task", asked.task.as_deref())
        } else {
            entry.with("hold", right(asked, options, catalog))
        };
        out.entry(
            entry
                .text("reason", NONE_STATED)
                .text("effect", NONE_STATED)
                .maybe("remark", remark)
                .maybe("interpretation", asked.interpretation.as_deref())
                .with("cites", cites),
        );
    }
}

fn right(asked: &Requirement, options: &Options<'_>, catalog: &Catalog) -> Value {
    let of = match &asked.principal {
        Some(principal) => principal.clone(),
        None => options.holder(&asked.options),
    };
    let mut right = Map::new();
    let mut put = |key: &str, value: Value| {
        right.insert(key.to_owned(), value);
    };
    put("of", of.into());
    match &asked.ask {
        Ask::GuestAccount | Ask::ApplicationPresent => put("present", true.into()),
        Ask::SingleTenant => put("audience", "this-tenant".into()),
        Ask::ClientSecret => put("credential", "secret".into()),
        Ask::Hold(Entitlement::DirectoryRole(id)) => {
            let role = catalog.directory_role(*id);
            let name = role.map_or_else(|| id.to_string(), |role| role.name.clone());
            put("directory-role", name.into());
        }
        Ask::Hold(Entitlement::ApiPermission {
            resource,
            kind,
            value,
        }) => {
            let api = catalog.resource(*resource);
            let name = api.map_or_else(|| resource.to_string(), |api| api.name.clone());
            put("api", name.into());
            put("type", kind.to_string().into());
            put("permission", value.as_str().into());
        }
        Ask::Hold(Entitlement::DefenderClassic { group, name }) => {
            let permission = if group == name {
                inline([("group", group.as_str().into())])
            } else {
                inline([
                    ("group", group.as_str().into()),
                    ("name", name.as_str().into()),
                ])
            };
            put("defender", permission);
        }
        // A guide of format 1 cannot ask for these, and a statement has no right.
        Ask::Hold(Entitlement::DefenderUnified(_) | Entitlement::DefenderAction(_))
        | Ask::Attest => {}
    }
    Value::Table(right)
}
