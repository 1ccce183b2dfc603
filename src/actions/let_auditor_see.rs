//! Grants the auditor's own application permissions that only read.

use super::change::listed;
use super::grant_application_permission::grant;
use super::objects::handle::Handle;
use super::objects::permission::{Api, Permission};
use super::operation::Text;
use super::{Act, ActionContext, Change, Stage, Target, TargetKind};
use crate::catalog::TaskName;
use crate::ids::AppId;

/// Lets the auditor see what it could not.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct LetAuditorSee {
    /// The name of the permission of Microsoft Graph.
    pub(crate) name: String,
    /// The permission, where its id is known.
    pub(crate) permission: Option<Permission>,
    /// Microsoft Graph.
    pub(crate) graph: Api,
    /// The auditor's own application; absent where a person signed in.
    pub(crate) auditor: Option<AppId>,
}

impl Act for LetAuditorSee {
    const STAGE: Stage = Stage::Decide;

    fn changes(&self, all: &[Self], _: &Target, _: &ActionContext<'_>) -> Vec<Change> {
        let Some(auditor) = self.auditor else {
            let names = listed(&all.iter().map(|one| &one.name).collect::<Vec<_>>());
            return vec![Change::new(
                TaskName::AuditAgain,
                format!(
                    "Audit again as an application that holds {names}: who looked was a person, whose sign-in does not carry it"
                ),
            )];
        };
        let app_id = Text::known(auditor);
        let object = Handle::service_principal("auditor", &app_id);
        let kind = TargetKind::CustomApplication;
        let target = Target::new(kind, "the auditor's application", object, app_id);
        let permissions: Vec<Permission> = all
            .iter()
            .filter_map(|one| one.permission.clone())
            .collect();
        let mut change = grant(&target, &self.graph, &permissions);
        change.task = TaskName::LetAuditorSee;
        vec![change]
    }
}
