//! The auditor's own application: the actions that create it, and take it away again.

use crate::actions::{
    APPLICATION_ID, Action, AddCertificate, Api, Decide, DeleteRegistration,
    GrantApplicationPermission, Handle, Permission, RegisterApplication, RequestPermission, Target,
    TargetKind, Text, shown,
};
use crate::catalog::PermissionType;
use crate::ids::PermissionId;
use std::sync::Arc;

/// A permission of Microsoft Graph that it needs: its value, and its id, where it is known.
pub type Needed<'n> = (&'n str, Option<PermissionId>);

/// The display name of the application that is created.
pub(super) const NAME: &str = "rolecall auditor";

/// The application, which is not there yet.
pub(super) fn target() -> Target {
    let who = "the auditor's application";
    let means =
        format!("the application (client) id of {who}: the step that registers it tells it");
    let app_id = Text::placeholder(APPLICATION_ID, means);
    let object = Handle::service_principal("application", &app_id);
    Target {
        principal: "auditor".to_owned(),
        identity: format!("{NAME} (application id {})", shown(&app_id)),
        name: NAME.to_owned(),
        requested: Some(Arc::default()),
        ..Target::new(TargetKind::CustomApplication, who, object, app_id)
    }
}

/// The actions: to register it, to give it a certificate and its permissions, and to delete it in the end.
pub(super) fn actions(graph: &Api, needed: &[Needed<'_>]) -> Vec<Action> {
    let mut actions = vec![RegisterApplication.into(), AddCertificate.into()];
    for (name, id) in needed {
        let Some(id) = *id else {
            let text = format!("Grant {name} by hand too: its id is not in the catalog.");
            actions.push(Decide { text }.into());
            continue;
        };
        let permission = Permission {
            id,
            value: (*name).to_owned(),
            assignment: None,
        };
        let of_graph = (graph.app_id, graph.title.clone());
        let kind = PermissionType::Application;
        actions.push(RequestPermission::on(of_graph, permission.clone(), kind).into());
        let api = graph.clone();
        actions.push(GrantApplicationPermission { api, permission }.into());
    }
    let name = NAME.to_owned();
    actions.push(DeleteRegistration { name }.into());
    actions
}

/// The permissions that actions grant, a line for each from its id and its value.
pub(super) fn granted(actions: &[Action], line: impl Fn(&str, &str) -> String) -> String {
    let lines = actions.iter().filter_map(|action| match action {
        Action::GrantApplicationPermission(GrantApplicationPermission { permission, .. }) => {
            Some(line(&permission.id.to_string(), &permission.value))
        }
        _ => None,
    });
    lines.collect()
}

/// A comment for each thing that a person does besides, each line ended.
pub(super) fn by_hand(actions: &[Action]) -> String {
    let lines = actions.iter().filter_map(|action| match action {
        Action::Decide(Decide { text }) => Some(format!("# {text}\n")),
        _ => None,
    });
    lines.collect()
}
