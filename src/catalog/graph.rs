//! Microsoft Graph: the API that the program itself speaks to.

use crate::ids::AppId;
use uuid::uuid;

/// The application id of Microsoft Graph, the same in every cloud: what a scan reads, and the
/// permissions that it needs for that, are on it.
pub const MICROSOFT_GRAPH: AppId = AppId::new(uuid!("00000003-0000-0000-c000-000000000000"));
