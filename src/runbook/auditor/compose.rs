//! The runbook of the auditor's own application.

use super::application::{Needed, actions, target};
use crate::actions::{ActionContext, Planned, Stage, merge};
use crate::catalog::PermissionType;
use crate::runbook::index::TenantIndex;
use crate::runbook::model::Phase;
use crate::runbook::step::{self, StepSource};

/// The phases: the application is created with the permissions that a scan needs, and deleted in the end.
pub(in crate::runbook) fn phases(
    index: &TenantIndex<'_>,
    context: &ActionContext<'_>,
    steps: &StepSource<'_>,
    needed: &[Needed<'_>],
) -> Vec<Phase> {
    let graph = index.graph();
    // The tenant's own ids, where they were seen, come before the catalog's.
    let needed: Vec<Needed<'_>> = needed
        .iter()
        .map(|(name, id)| {
            let own = index.permission_id(graph.app_id, PermissionType::Application, name);
            (*name, own.or(*id))
        })
        .collect();
    let target = target();
    let planned = actions(&graph, &needed).into_iter().map(|action| Planned {
        target: Some(target.clone()),
        action,
        closes: None,
    });
    let mut phases: Vec<Phase> = Vec::new();
    for one in merge(context, planned.collect()) {
        let title = match one.order.stage {
            Stage::Delete => "Take it away again, once nobody scans any more",
            _ => "Create the application",
        };
        step::append(&mut phases, title, step::step(steps, one));
    }
    phases
}
