//! Every block for Terraform is HCL as `terraform fmt` writes it, with arguments that the azuread
//! provider documents, ids in the form that its imports take, and references to what is there.

use crate::books;
use crate::languages::terraform;
use hcl_edit::Span;
use hcl_edit::structure::{Block, Body};
use std::collections::BTreeSet;

/// What is documented of a kind of block: arguments that must be given, and those that may.
struct Documented {
    block: &'static str,
    kind: &'static str,
    needed: &'static [&'static str],
    optional: &'static [&'static str],
    nested: &'static [&'static str],
}

const fn resource(
    kind: &'static str,
    needed: &'static [&'static str],
    optional: &'static [&'static str],
) -> Documented {
    Documented {
        block: "resource",
        kind,
        needed,
        optional,
        nested: &[],
    }
}

const fn data(kind: &'static str, needed: &'static [&'static str]) -> Documented {
    Documented {
        block: "data",
        kind,
        needed,
        optional: &[],
        nested: &[],
    }
}

/// The pages of registry.terraform.io/providers/hashicorp/azuread, version 3.
const DOCUMENTED: [Documented; 12] = [
    Documented {
        nested: &["message"],
        ..resource(
            "azuread_invitation",
            &["redirect_url", "user_email_address"],
            &["user_display_name", "user_type"],
        )
    },
    resource(
        "azuread_directory_role_assignment",
        &["principal_object_id", "role_id"],
        &["directory_scope_id"],
    ),
    resource(
        "azuread_group_member",
        &["group_object_id", "member_object_id"],
        &[],
    ),
    resource(
        "azuread_application_registration",
        &["display_name"],
        &["sign_in_audience"],
    ),
    resource(
        "azuread_application_certificate",
        &["application_id", "value"],
        &["encoding", "type"],
    ),
    resource(
        "azuread_application_api_access",
        &["api_client_id", "application_id"],
        &["role_ids", "scope_ids"],
    ),
    resource(
        "azuread_service_principal",
        &["client_id"],
        &["account_enabled"],
    ),
    resource(
        "azuread_app_role_assignment",
        &["app_role_id", "principal_object_id", "resource_object_id"],
        &[],
    ),
    resource(
        "azuread_service_principal_delegated_permission_grant",
        &[
            "claim_values",
            "resource_service_principal_object_id",
            "service_principal_object_id",
        ],
        &["user_object_id"],
    ),
    data("azuread_user", &["mail"]),
    data("azuread_service_principal", &["client_id"]),
    data("azuread_application", &["client_id"]),
];

/// How the provider's pages spell the id of an import; `{}` is one segment.
const IMPORTS: [(&str, &str); 6] = [
    (
        "azuread_directory_role_assignment",
        "/roleManagement/directory/roleAssignments/{}",
    ),
    ("azuread_group_member", "{}/member/{}"),
    ("azuread_application_registration", "/applications/{}"),
    ("azuread_service_principal", "/servicePrincipals/{}"),
    (
        "azuread_app_role_assignment",
        "/servicePrincipals/{}/appRoleAssignedTo/{}",
    ),
    (
        "azuread_service_principal_delegated_permission_grant",
        "/oauth2PermissionGrants/{}",
    ),
];

fn fits(id: &str, pattern: &str) -> bool {
    let (ids, patterns): (Vec<_>, Vec<_>) = (id.split('/').collect(), pattern.split('/').collect());
    let one = |(id, pattern): (&&str, &&str)| match *pattern {
        "{}" => !id.is_empty() && id.chars().all(|c| c.is_ascii_graphic() && c != '<'),
        fixed => *id == fixed,
    };
    ids.len() == patterns.len() && ids.iter().zip(&patterns).all(one)
}

/// The address of a block, as a reference names it.
fn address(block: &Block) -> Option<String> {
    let labels: Vec<&str> = block.labels.iter().map(|label| label.as_str()).collect();
    match block.ident.as_str() {
        "resource" => Some(labels.join(".")),
        "data" => Some(format!("data.{}", labels.join("."))),
        _ => None,
    }
}

fn arguments(block: &Block, text: &str) -> Vec<(String, String)> {
    let attributes = block.body.attributes();
    attributes
        .map(|attribute| {
            let value = text[attribute.value.span().unwrap()].trim().to_owned();
            (attribute.key.as_str().to_owned(), value)
        })
        .collect()
}

fn against_documentation(block: &Block, text: &str) -> Vec<String> {
    let kind = block.labels.first().map_or("", |label| label.as_str());
    let Some(known) = DOCUMENTED
        .iter()
        .find(|known| known.block == block.ident.as_str() && known.kind == kind)
    else {
        return vec![format!(
            "{} {kind} is not in the table",
            block.ident.as_str()
        )];
    };
    let names: BTreeSet<String> = arguments(block, text)
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    let mut wrong = Vec::new();
    for needed in known.needed {
        if !names.contains(*needed) {
            wrong.push(format!("{kind} lacks {needed}"));
        }
    }
    for name in &names {
        if !known.needed.contains(&name.as_str()) && !known.optional.contains(&name.as_str()) {
            wrong.push(format!("{kind} has no argument {name}"));
        }
    }
    for inner in block.body.blocks() {
        if !known.nested.contains(&inner.ident.as_str()) {
            wrong.push(format!("{kind} has no block {}", inner.ident.as_str()));
        }
    }
    wrong
}

fn against_imports(block: &Block, text: &str, addresses: &[String]) -> Vec<String> {
    let given = arguments(block, text);
    let value = |name: &str| {
        let found = given.iter().find(|(key, _)| key == name);
        found
            .map(|(_, value)| value.trim_matches('"').to_owned())
            .unwrap_or_default()
    };
    let (to, id) = (value("to"), value("id"));
    let kind = to.split('.').next().unwrap_or_default();
    let mut wrong = Vec::new();
    if given.len() != 2 || !addresses.contains(&to) {
        wrong.push(format!("an import to {to:?}, which is not there"));
    }
    let known = IMPORTS.iter().find(|(known, _)| *known == kind);
    if !known.is_some_and(|(_, pattern)| fits(&id, pattern)) {
        wrong.push(format!("{kind} is not imported by {id:?}"));
    }
    wrong
}

/// References to what is not in the same block of text.
fn dangling(block: &Block, text: &str, addresses: &[String]) -> Vec<String> {
    let given = arguments(block, text).into_iter();
    given
        .filter(|(_, value)| value.starts_with("data.") || value.starts_with("azuread_"))
        .filter_map(|(name, value)| {
            let (target, property) = value.rsplit_once('.')?;
            let known = addresses.iter().any(|one| one == target)
                && ["id", "object_id", "client_id"].contains(&property);
            (!known && name != "to").then(|| format!("{name} refers to {value}"))
        })
        .collect()
}

fn wrong(text: &str) -> Vec<String> {
    let mut wrong = terraform::errors(text);
    let Ok(body) = terraform::parse(text) else {
        return wrong;
    };
    let body: &Body = &body;
    let addresses: Vec<String> = body.blocks().filter_map(address).collect();
    if addresses.iter().collect::<BTreeSet<_>>().len() != addresses.len() {
        wrong.push(format!("two blocks of one address: {addresses:?}"));
    }
    for block in body.blocks() {
        match block.ident.as_str() {
            "resource" | "data" => wrong.extend(against_documentation(block, text)),
            "import" => wrong.extend(against_imports(block, text, &addresses)),
            // The provider, which stands before the first step.
            "terraform" | "provider" => {}
            other => wrong.push(format!("a block of kind {other}")),
        }
        wrong.extend(dangling(block, text, &addresses));
    }
    wrong
}

#[test]
fn every_block_is_what_the_provider_takes() {
    let (blocks, found) = books::checked("hcl", wrong);
    assert!(blocks > 200, "only {blocks} blocks");
    assert!(
        found.is_empty(),
        "{} blocks:\n{}",
        found.len(),
        found.join("\n")
    );
}

#[test]
fn every_kind_in_the_tables_is_met() {
    let mut met = BTreeSet::new();
    let (mut imported, mut blocks) = (BTreeSet::new(), 0);
    for book in books::all() {
        for fence in book.fences("hcl") {
            for block in terraform::parse(&fence.text).unwrap().blocks() {
                blocks += 1;
                let kind = block.labels.first().map(|label| label.as_str().to_owned());
                met.insert((block.ident.as_str().to_owned(), kind));
                if block.ident.as_str() == "import" {
                    let to = arguments(block, &fence.text)[0].1.clone();
                    imported.insert(to.split('.').next().unwrap().to_owned());
                }
            }
        }
    }
    for known in &DOCUMENTED {
        let key = (known.block.to_owned(), Some(known.kind.to_owned()));
        assert!(
            met.contains(&key),
            "no {} {} in {blocks} blocks",
            known.block,
            known.kind
        );
    }
    for (kind, _) in IMPORTS {
        assert!(imported.contains(kind), "no import of {kind}");
    }
}

#[test]
fn the_check_sees_what_the_provider_would_refuse() {
    let cases = [
        (
            "resource \"azuread_group_member\" \"x\" {\n  group_object_id = \"a\"\n}\n",
            "lacks",
        ),
        (
            "resource \"azuread_unheard\" \"x\" {\n}\n",
            "not in the table",
        ),
        (
            "data \"azuread_user\" \"x\" {\n  mail = \"a\"\n  male = \"b\"\n}\n",
            "no argument",
        ),
        (
            "data \"azuread_user\" \"x\" {\n  mail = azuread_user.y.mail\n}\n",
            "refers to",
        ),
        (
            "import {\n  to = azuread_user.x\n  id = \"/users/1\"\n}\n",
            "not there",
        ),
        ("data \"azuread_user\" \"x\" {\n  mail = \"a\n}\n", ""),
    ];
    for (text, expected) in cases {
        let found = wrong(text);
        assert!(
            found.iter().any(|one| one.contains(expected)),
            "{text}: {found:?}"
        );
    }
    assert!(!fits("/users/1/2", "/users/{}") && !fits("/users/", "/users/{}"));
}
