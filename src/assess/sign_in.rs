//! The time of a candidate's last sign-in, where it could be read.

use crate::access::{Holder, HolderKind};
use crate::ids::{AppId, ObjectId};
use crate::snapshot::{Moment, Sections, SignInActivity};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// The last sign-ins that a snapshot shows.
pub(super) struct Last {
    users: BTreeMap<ObjectId, Option<Timestamp>>,
    applications: BTreeMap<AppId, Timestamp>,
}

impl Last {
    pub(super) fn of(sections: &Sections) -> Self {
        let mut users = BTreeMap::new();
        for seen in sections.user_sign_ins.sightings() {
            let last = times(seen.object.sign_in_activity.get()).max();
            if let Some(id) = seen.object.id.copied() {
                // Of two answers about one user the first counts.
                users.entry(id).or_insert(last);
            }
        }
        let mut applications: BTreeMap<AppId, Timestamp> = BTreeMap::new();
        for seen in sections.application_sign_ins.sightings() {
            // As a client alone: that others use the application's own API is nothing it did.
            let activity = &seen.object;
            let delegated = times(activity.delegated_client_sign_in_activity.get());
            let application = times(
                activity
                    .application_authentication_client_sign_in_activity
                    .get(),
            );
            let last = delegated.chain(application).max();
            if let (Some(app), Some(last)) = (activity.app_id.copied(), last) {
                let known = applications.entry(app).or_insert(last);
                *known = last.max(*known);
            }
        }
        Self {
            users,
            applications,
        }
    }

    /// The time when a holder last signed in.
    pub(super) fn of_holder(&self, holder: &Holder) -> Option<Timestamp> {
        match holder.kind {
            HolderKind::User { .. } => self.users.get(&holder.id).copied().flatten(),
            HolderKind::RoleHolder { .. } => None,
            HolderKind::Application { app_id, .. } => self.applications.get(&app_id?).copied(),
        }
    }
}

fn times(activity: Option<&SignInActivity>) -> impl Iterator<Item = Timestamp> {
    let all = activity.map(|activity| {
        [
            &activity.last_sign_in_date_time,
            &activity.last_non_interactive_sign_in_date_time,
            &activity.last_successful_sign_in_date_time,
        ]
    });
    let given = all.into_iter().flatten().filter_map(|at| at.get());
    given.filter_map(Moment::timestamp)
}
