//! The obstacle between a permission and its use: the API behind it.

use crate::ids::AppId;

/// An API that is not there, or not in use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obstacle {
    /// The API.
    pub api: AppId,
    /// Its name: the catalog's, else the tenant's (hostile text), else its id.
    pub name: String,
    /// The fault in it.
    pub state: ApiState,
    /// The id of the finding that speaks of it where it is absent.
    pub finding: String,
    /// True if the access itself is as asked, so that nothing else is to be done.
    pub alone: bool,
    /// Everything that brings it, in words, where it is absent and the catalog knows.
    pub brought_by: Option<String>,
}

/// The state of an API's service principal in the tenant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ApiState {
    /// It is not there.
    Absent,
    /// It is switched off in this tenant.
    Disabled,
    /// Microsoft has disabled it.
    DisabledByMicrosoft,
    /// The answer does not say whether it is in use.
    Untold,
}
