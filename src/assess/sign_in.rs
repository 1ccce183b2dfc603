//! When a candidate last signed in, where that could be read.

use crate::access::{Holder, HolderKind};
use crate::ids::{AppId, ObjectId};
use crate::snapshot::{Sections, SignInActivity};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// The last sign-ins that a snapshot shows.
pub(super) struct Last {
    users: BTreeMap<ObjectId, Timestamp>,
    applications: BTreeMap<AppId, Timestamp>,
}

impl Last {
    pub(super) fn of(sections: &Sections) -> Self {
        let mut users = BTreeMap::new();
        for seen in sections.user_sign_ins.sightings().iter().rev() {
            // Of two of one user the first counts.
            users.insert(
                seen.object.id,
                times(seen.object.sign_in_activity.as_ref()).max(),
            );
        }
        let mut applications: BTreeMap<AppId, Timestamp> = BTreeMap::new();
        for seen in sections.application_sign_ins.sightings() {
            // As a client alone: that others use the application's own API is nothing it did.
            let activity = &seen.object;
            let delegated = times(activity.delegated_client_sign_in_activity.as_ref());
            let application = times(
                activity
                    .application_authentication_client_sign_in_activity
                    .as_ref(),
            );
            let known = applications.get(&activity.app_id).copied();
            if let Some(last) = delegated.chain(application).chain(known).max() {
                applications.insert(activity.app_id, last);
            }
        }
        let users = users.into_iter();
        Self {
            users: users.filter_map(|(id, last)| Some((id, last?))).collect(),
            applications,
        }
    }

    /// When a holder last signed in.
    pub(super) fn sign_in(&self, holder: &Holder) -> Option<Timestamp> {
        match holder.kind {
            HolderKind::User { .. } => self.users.get(&holder.id).copied(),
            HolderKind::Application { app_id, .. } => self.applications.get(&app_id).copied(),
        }
    }
}

fn times(activity: Option<&SignInActivity>) -> impl Iterator<Item = Timestamp> {
    let all = activity.map(|activity| {
        [
            activity.last_sign_in_date_time,
            activity.last_non_interactive_sign_in_date_time,
            activity.last_successful_sign_in_date_time,
        ]
    });
    all.into_iter().flatten().flatten()
}
