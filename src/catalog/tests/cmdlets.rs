use crate::catalog::Cmdlets;
use crate::graph_version::GraphVersion;

fn cmdlets() -> Cmdlets {
    Cmdlets::built_in().expect("the built-in data loads")
}

#[test]
fn a_cmdlet_is_found_by_its_request() {
    let cmdlets = cmdlets();
    let remove = cmdlets
        .find("DELETE", GraphVersion::V1, "/groups/{}/members/{}/$ref")
        .unwrap();
    assert_eq!(remove.name, "Remove-MgGroupMemberDirectoryObjectByRef");
    assert_eq!(remove.keys, ["GroupId", "DirectoryObjectId"]);
    assert_eq!(remove.module, "Microsoft.Graph.Groups");
    assert_eq!(remove.body, None);

    let grant = cmdlets
        .find(
            "POST",
            GraphVersion::V1,
            "/serviceprincipals/{}/approleassignedto",
        )
        .unwrap();
    assert_eq!(grant.name, "New-MgServicePrincipalAppRoleAssignedTo");
    assert_eq!(grant.body.as_deref(), Some("BodyParameter"));

    let role = cmdlets
        .find(
            "POST",
            GraphVersion::Beta,
            "/roleManagement/defender/roleDefinitions",
        )
        .unwrap();
    assert_eq!(role.name, "New-MgBetaRoleManagementDefenderRoleDefinition");
}

#[test]
fn a_request_without_a_documented_cmdlet_has_none() {
    let cmdlets = cmdlets();
    for (method, version, path) in [
        (
            "DELETE",
            GraphVersion::Beta,
            "/roleManagement/defender/roleDefinitions/{}",
        ),
        (
            "POST",
            GraphVersion::V1,
            "/roleManagement/defender/roleDefinitions",
        ),
        ("DELETE", GraphVersion::V1, "/invitations"),
        ("delete", GraphVersion::V1, "/users/{}"),
        ("GET", GraphVersion::V1, "/users/{}/"),
    ] {
        assert!(
            cmdlets.find(method, version, path).is_none(),
            "{method} {version:?} {path}"
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
        let beta = cmdlet.version == GraphVersion::Beta;
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
