//! What the auditor itself needs to see more.

use super::permission::{self, Api, Permission};
use super::{Change, Handle};
use crate::catalog::TaskName;
use crate::ids::AppId;
use crate::runbook::operation::Text;

/// Grants the auditor's own application permissions that only read.
pub(in crate::runbook) fn let_see(
    auditor: AppId,
    graph: &Api,
    permissions: &[Permission],
) -> Change {
    let handle = Handle::service_principal("auditor", &Text::known(auditor));
    let mut change = permission::grant("the auditor's application", &handle, graph, permissions);
    change.task = TaskName::LetAuditorSee;
    change
}
