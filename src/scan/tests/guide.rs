//! A guide to scan for.

use crate::catalog::{Entitlement, PermissionType};
use crate::guide::{
    Ask, Edition, Guide, Parameter, ParameterKind, Principal, PrincipalKind, Requirement, Tier,
};
use jiff::civil::date;

fn parameter(id: &str, kind: ParameterKind, default: Option<&str>) -> Parameter {
    Parameter {
        id: id.to_owned(),
        title: String::new(),
        kind,
        default: default.map(str::to_owned),
        help: String::new(),
    }
}

fn principal(id: &str, kind: PrincipalKind) -> Principal {
    let guest = kind == PrincipalKind::GuestUser;
    let of = |wanted: bool, id: &str| wanted.then(|| id.to_owned());
    Principal {
        address: of(guest, "guest-address"),
        name: of(!guest, "app-name"),
        app_id: of(!guest, "app-id"),
        ..Principal::of_no_guide(id, kind, "")
    }
}

/// A guide with one guest, one application and one permission.
pub(super) fn guide() -> Guide {
    Guide {
        id: "test".to_owned(),
        title: String::new(),
        vendor: String::new(),
        product: String::new(),
        edition: Edition {
            id: "1".to_owned(),
            title: String::new(),
            url: String::new(),
            sha256: String::new(),
            read: date(2026, 1, 1),
            remark: None,
        },
        parameters: vec![
            parameter(
                "guest-address",
                ParameterKind::MailAddress,
                Some("soc@vendor.example"),
            ),
            parameter("app-name", ParameterKind::Text, Some("Vendor's app")),
            parameter("app-id", ParameterKind::AppId, None),
        ],
        principals: vec![
            principal("guest", PrincipalKind::GuestUser),
            principal("app", PrincipalKind::CustomApplication),
        ],
        choices: Vec::new(),
        requirements: vec![
            requirement(Entitlement::DefenderClassic {
                group: "View data".to_owned(),
                name: "Security operations".to_owned(),
            }),
            requirement(Entitlement::ApiPermission {
                resource: "fc780465-2017-40d4-a0c5-307022471b92".parse().unwrap(),
                kind: PermissionType::Application,
                value: "Alert.Read.All".to_owned(),
            }),
        ],
        steps: Vec::new(),
        form: Vec::new(),
        notices: Vec::new(),
    }
}

fn requirement(asked: Entitlement) -> Requirement {
    Requirement {
        id: "r".parse().unwrap(),
        title: String::new(),
        principal: Some("app".parse().unwrap()),
        options: Vec::new(),
        tier: Tier::Required,
        ask: Ask::Hold(asked),
        effect: String::new(),
        cites: Vec::new(),
        task: None,
        interpretation: None,
    }
}
