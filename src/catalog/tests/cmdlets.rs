use crate::catalog::load::DataFile;
use crate::catalog::{CatalogProblem, Cmdlets};

fn cmdlets() -> Cmdlets {
    Cmdlets::built_in().expect("the built-in data loads")
}

/// The problem with a file of cmdlets.
fn problem(text: &'static str) -> CatalogProblem {
    Cmdlets::from_file(DataFile {
        name: "catalog/cmdlets.toml",
        text,
    })
    .unwrap_err()
}

#[test]
fn a_cmdlet_is_found_by_its_request() {
    let cmdlets = cmdlets();
    let remove = cmdlets
        .find("DELETE", "v1.0", "/groups/{}/members/{}/$ref")
        .unwrap();
    assert_eq!(remove.name, "Remove-MgGroupMemberDirectoryObjectByRef");
    assert_eq!(remove.keys, ["GroupId", "DirectoryObjectId"]);
    assert_eq!(remove.module, "Microsoft.Graph.Groups");
    assert_eq!(remove.body, None);

    let grant = cmdlets
        .find("POST", "v1.0", "/serviceprincipals/{}/approleassignedto")
        .unwrap();
    assert_eq!(grant.name, "New-MgServicePrincipalAppRoleAssignedTo");
    assert_eq!(grant.body.as_deref(), Some("BodyParameter"));

    let role = cmdlets
        .find("POST", "beta", "/roleManagement/defender/roleDefinitions")
        .unwrap();
    assert_eq!(role.name, "New-MgBetaRoleManagementDefenderRoleDefinition");
}

#[test]
fn a_request_without_a_documented_cmdlet_has_none() {
    let cmdlets = cmdlets();
    for (method, version, path) in [
        (
            "DELETE",
            "beta",
            "/roleManagement/defender/roleDefinitions/{}",
        ),
        ("POST", "v1.0", "/roleManagement/defender/roleDefinitions"),
        ("DELETE", "v1.0", "/invitations"),
        ("delete", "v1.0", "/users/{}"),
        ("GET", "v1.0", "/users/{}/"),
    ] {
        assert!(
            cmdlets.find(method, version, path).is_none(),
            "{method} {version} {path}"
        );
    }
}

/// The verb, the version and the body of a cmdlet follow from its request.
#[test]
fn every_cmdlet_fits_its_request() {
    for cmdlet in cmdlets().all() {
        let name = &cmdlet.name;
        let verbs: &[&str] = match cmdlet.method.as_str() {
            "GET" => &["Get-"],
            "POST" => &["New-", "Add-", "Remove-", "Restore-"],
            "PATCH" => &["Update-"],
            _ => &["Remove-"],
        };
        assert!(verbs.iter().any(|verb| name.starts_with(verb)), "{name}");
        let beta = cmdlet.version == "beta";
        assert_eq!(name.contains("-MgBeta"), beta, "{name}");
        assert_eq!(
            cmdlet.module.starts_with("Microsoft.Graph.Beta."),
            beta,
            "{name}"
        );
        let bodiless = ["GET", "DELETE"].contains(&cmdlet.method.as_str())
            || cmdlet.path.ends_with("/restore");
        assert_eq!(cmdlet.body.is_none(), bodiless, "{name}");
        assert!(
            cmdlet.source.contains('@') || cmdlet.source.contains("20"),
            "{name}"
        );
    }
}

#[test]
fn keys_that_do_not_fit_the_path_say_where() {
    let found = problem(
        "checked = \"x\"\n[[cmdlet]]\nmethod = \"GET\"\nversion = \"v1.0\"\n\
         path = \"/groups/{}/members/{}\"\nname = \"Get-It\"\nkeys = [\"GroupId\"]\n\
         module = \"M\"\nsource = \"x\"\n",
    );
    assert!(matches!(
        found,
        CatalogProblem::Uneven {
            holes: 2,
            keys: 1,
            ..
        }
    ));
    let text = found.to_string();
    assert!(text.starts_with("catalog/cmdlets.toml:6:8: "), "{text}");
    assert!(text.contains("has 2 `{}`, and `keys` names 1"), "{text}");
}

#[test]
fn a_method_or_version_that_is_none_says_where() {
    for (text, place, word) in [
        (
            "checked = \"x\"\n[[cmdlet]]\nmethod = \"GOT\"\nversion = \"v1.0\"\npath = \"/a\"\n\
             name = \"Get-It\"\nkeys = []\nmodule = \"M\"\nsource = \"x\"\n",
            "catalog/cmdlets.toml:3:10: ",
            "no method `GOT`",
        ),
        (
            "checked = \"x\"\n[[cmdlet]]\nmethod = \"GET\"\nversion = \"v2\"\npath = \"/a\"\n\
             name = \"Get-It\"\nkeys = []\nmodule = \"M\"\nsource = \"x\"\n",
            "catalog/cmdlets.toml:4:11: ",
            "no version `v2`",
        ),
    ] {
        let text = problem(text).to_string();
        assert!(text.starts_with(place), "{text}");
        assert!(text.contains(word), "{text}");
    }
}

#[test]
fn a_request_that_is_there_twice_says_where() {
    let found = problem(
        "checked = \"x\"\n[[cmdlet]]\nmethod = \"GET\"\nversion = \"v1.0\"\npath = \"/a\"\n\
         name = \"Get-It\"\nkeys = []\nmodule = \"M\"\nsource = \"x\"\n[[cmdlet]]\n\
         method = \"GET\"\nversion = \"v1.0\"\npath = \"/A\"\nname = \"Get-That\"\n\
         keys = []\nmodule = \"M\"\nsource = \"x\"\n",
    );
    assert!(matches!(found, CatalogProblem::Duplicate { .. }));
    let text = found.to_string();
    assert!(text.starts_with("catalog/cmdlets.toml:13:8: "), "{text}");
}

#[test]
fn an_unknown_key_says_where() {
    let text = problem("checked = \"x\"\ncmdlet = []\nsource = \"x\"\n").to_string();
    assert!(text.starts_with("catalog/cmdlets.toml:3:1: "), "{text}");
}
