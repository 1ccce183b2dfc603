//! The principal whose access an act changes, with the facts that acts need of it.

use super::objects::handle::Handle;
use super::objects::permission::Requested;
use super::operation::Text;
use crate::ids::ObjectId;
use std::sync::Arc;

/// The kind of a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TargetKind {
    /// An account.
    User,
    /// An application that is registered in another tenant.
    EnterpriseApplication,
    /// An application that is registered in this tenant.
    CustomApplication,
}

/// A principal whose access is changed.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    /// The guide's id of the principal; empty for what is about nobody.
    pub(crate) principal: String,
    /// Its kind.
    pub(crate) kind: TargetKind,
    /// Its name within a sentence. It may hold a name of the tenant: hostile text.
    pub(crate) who: String,
    /// Its name in a portal, with its ids (hostile text).
    pub(crate) identity: String,
    /// The account, or the service principal.
    pub(crate) object: Handle,
    /// The registration.
    pub(crate) registration: Handle,
    /// The application id.
    pub(crate) app_id: Text,
    /// The object id, where it was seen.
    pub(crate) id: Option<ObjectId>,
    /// The mail address that a guest is invited by.
    pub(crate) address: String,
    /// The name that an application is registered under.
    pub(crate) name: String,
    /// The accounts that may sign in to the registration, where that was seen.
    pub(crate) audience: Option<String>,
    /// The permissions that the registration asks for, where they were seen.
    pub(crate) requested: Option<Arc<Requested>>,
}

impl Target {
    /// A target with nothing known but its name and how it is found.
    pub(crate) fn new(kind: TargetKind, who: &str, object: Handle, app_id: Text) -> Self {
        Self {
            principal: String::new(),
            kind,
            who: who.to_owned(),
            identity: who.to_owned(),
            object,
            registration: Handle::registration(&app_id),
            app_id,
            id: None,
            address: String::new(),
            name: String::new(),
            audience: None,
            requested: None,
        }
    }

    /// The target of an act that is about nobody of the guide.
    pub(crate) fn nobody() -> Self {
        Self::new(TargetKind::User, "", Handle::known(""), Text::default())
    }
}
