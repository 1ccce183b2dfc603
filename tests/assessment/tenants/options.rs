//! The guide's choices: which option is taken, and what follows from it.

use super::*;
use crate::graph::Options;
use crate::graph::ids::{self, MICROSOFT_GRAPH, WINDOWS_DEFENDER_ATP, role};
use crate::graph::scenarios::parts::{
    APP_NAME, DEFENDER_API, GRAPH_API, GUEST, full_app, full_guest, vendor_app, vendor_tenant,
};
use crate::graph::tenant::App;
use crate::roll_call::{Said, roll_call_with};

const ENTERPRISE: &str = "directory-roles-full | enterprise-application";

/// An application of another tenant under the guide's name that holds all that is asked.
fn foreign_app(tenant: &mut Tenant, owner: &str, publisher: Option<&str>) -> App {
    let app = tenant.enterprise_app(APP_NAME, owner, publisher);
    for value in DEFENDER_API {
        tenant.grant_app_role(&app, WINDOWS_DEFENDER_ATP, value);
    }
    for value in GRAPH_API {
        tenant.grant_app_role(&app, MICROSOFT_GRAPH, value);
    }
    tenant.grant_delegated(&app, MICROSOFT_GRAPH, "User.Read", None);
    app
}

fn enterprise(readiness: rolecall::assess::Readiness, but: &'static [Line]) -> Expected {
    Expected {
        options: ENTERPRISE,
        ..comes_to(readiness, but)
    }
}

#[test]
fn a_verified_publisher_settles_the_enterprise_application() {
    let mut tenant = tenant();
    full_guest(&mut tenant);
    vendor_app(&mut tenant);
    check("verified", tenant, &enterprise(Ready, &[]));
}

#[test]
fn a_name_alone_settles_nothing() {
    for publisher in [
        None,
        Some("Expeller GmbH"),
        Some("Contoso (not Xpel)"),
        Some("Contoso (not Expel)"),
        Some("Expel Consulting GmbH"),
        Some("Expel Pest Control GmbH"),
        Some("Ехреl, Inc."),
        Some("Ex\u{200b}pel, Inc."),
    ] {
        let mut tenant = tenant();
        full_guest(&mut tenant);
        foreign_app(&mut tenant, &ids::guid(&["anybody"]), publisher);
        let but = &[
            ("api/application", Unknown),
            ("api/WindowsDefenderATP/application/*", Unknown),
            ("api/MicrosoftGraph/*", Unknown),
        ];
        check("unverified", tenant, &enterprise(Undetermined, but));
    }
}

#[test]
fn a_publisher_without_an_id_is_not_verified() {
    let mut tenant = tenant();
    full_guest(&mut tenant);
    let app = foreign_app(&mut tenant, &ids::guid(&["anybody"]), Some("Expel, Inc."));
    let unverified = serde_json::json!({
        "displayName": "Expel, Inc.", "verifiedPublisherId": null, "addedDateTime": null,
    });
    tenant.set(&app.sp, "verifiedPublisher", unverified);
    let but = &[
        ("api/application", Unknown),
        ("api/WindowsDefenderATP/application/*", Unknown),
        ("api/MicrosoftGraph/*", Unknown),
    ];
    check("no id", tenant, &enterprise(Undetermined, but));
}

#[test]
fn a_pinned_application_id_settles_it() {
    let mut tenant = tenant();
    full_guest(&mut tenant);
    let app = foreign_app(&mut tenant, &ids::guid(&["anybody"]), None);
    let said = Said::default().param("app-id", &app.app_id);
    let assessment = roll_call_with(tenant, Options::default(), &said);
    hold("pinned by id", &assessment, &enterprise(Ready, &[]));
}

#[test]
fn a_pinned_vendor_tenant_settles_it_either_way() {
    let made = || {
        let mut tenant = tenant();
        full_guest(&mut tenant);
        foreign_app(&mut tenant, &vendor_tenant(), None);
        tenant
    };
    let said = Said::default().param("vendor-tenant-id", &vendor_tenant());
    let assessment = roll_call_with(made(), Options::default(), &said);
    hold("pinned by tenant", &assessment, &enterprise(Ready, &[]));

    let said = Said::default().param("vendor-tenant-id", &ids::guid(&["elsewhere"]));
    let assessment = roll_call_with(made(), Options::default(), &said);
    let but = &[
        ("api/application", Missing),
        ("api/WindowsDefenderATP/application/*", Missing),
        ("api/MicrosoftGraph/*", Missing),
        ("excess/*/other/*", Excess),
    ];
    hold("another tenant", &assessment, &enterprise(NotReady, but));
}

#[test]
fn both_applications_with_the_same_excess_give_two_findings() {
    let mut tenant = tenant();
    full_guest(&mut tenant);
    let vendor = vendor_app(&mut tenant);
    let own = full_app(&mut tenant);
    for app in [&vendor, &own] {
        tenant.grant_app_role(app, WINDOWS_DEFENDER_ATP, "Machine.LiveResponse");
    }
    let expected = Expected {
        options: "directory-roles-full | enterprise-application + custom-application",
        ..comes_to(
            ReadyWithFindings,
            &[
                ("api/granted-twice", Excess),
                (
                    "excess/enterprise-application/WindowsDefenderATP/application/Machine.LiveResponse",
                    Excess,
                ),
                (
                    "excess/custom-application/WindowsDefenderATP/application/Machine.LiveResponse",
                    Excess,
                ),
            ],
        )
    };
    check("both", tenant, &expected);
}

#[test]
fn reader_and_operator_are_the_read_only_option() {
    let mut tenant = tenant();
    let guest = tenant.guest(GUEST).id();
    tenant.directory_role(&guest, role::SECURITY_READER, "/");
    tenant.directory_role(&guest, role::SECURITY_OPERATOR, "/");
    full_app(&mut tenant);
    let expected = Expected {
        options: "directory-roles-read-only | custom-application",
        ..comes_to(Ready, &[])
    };
    check("read only", tenant, &expected);
}

#[test]
fn the_read_only_option_with_defender_refused_is_undetermined() {
    let mut tenant = tenant();
    let guest = tenant.guest(GUEST).id();
    tenant.directory_role(&guest, role::SECURITY_READER, "/");
    tenant.directory_role(&guest, role::SECURITY_OPERATOR, "/");
    full_app(&mut tenant);
    let options = Options::default().without(&["RoleManagement.Read.Defender"]);
    let assessment = roll_call_with(tenant, options, &Said::default());
    let expected = Expected {
        options: "directory-roles-read-only | custom-application",
        ..comes_to(
            Undetermined,
            &[
                ("console/defender/*", Unknown),
                ("other-access/guest", Unknown),
            ],
        )
    };
    hold("read only, refused", &assessment, &expected);
}

#[test]
fn full_roles_with_defender_refused_stand_and_are_undetermined() {
    let mut tenant = tenant();
    full_guest(&mut tenant);
    full_app(&mut tenant);
    let options = Options::default().without(&["RoleManagement.Read.Defender"]);
    let assessment = roll_call_with(tenant, options, &Said::default());
    let but = &[
        ("console/directory-role/*", Satisfied),
        ("console/defender/*", Unknown),
        ("other-access/guest", Unknown),
    ];
    hold("full, refused", &assessment, &comes_to(Undetermined, but));
}

#[test]
fn reader_alone_is_read_only_without_the_operator() {
    let mut tenant = tenant();
    let guest = tenant.guest(GUEST).id();
    tenant.directory_role(&guest, role::SECURITY_READER, "/");
    full_app(&mut tenant);
    let expected = Expected {
        options: "directory-roles-read-only | custom-application",
        ..comes_to(
            NotReady,
            &[("console/directory-role/SecurityOperator", Missing)],
        )
    };
    check("reader alone", tenant, &expected);
}

#[test]
fn a_chosen_option_is_judged_as_it_is() {
    let mut tenant = tenant();
    full_guest(&mut tenant);
    full_app(&mut tenant);
    let said = Said::default().choose("console", "defender-rbac");
    let assessment = roll_call_with(tenant, Options::default(), &said);
    let expected = Expected {
        options: RBAC_CUSTOM,
        ..comes_to(
            // A role of the classic model may give it, which nobody denied.
            Undetermined,
            &[
                ("console/defender/*", Unknown),
                ("excess/guest/directory-role/*", Excess),
            ],
        )
    };
    hold("chosen", &assessment, &expected);
}
