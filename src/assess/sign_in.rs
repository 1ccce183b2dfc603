//! When a candidate last signed in, where that could be read.

use crate::access::{Holder, HolderKind};
use crate::snapshot::{Moment, Sections, SignInActivity};
use jiff::Timestamp;

/// The last sign-in that the snapshot shows.
pub(super) fn last(sections: &Sections, holder: &Holder) -> Option<Timestamp> {
    match holder.kind {
        HolderKind::User { .. } => {
            let mut users = sections.user_sign_ins.sightings().iter();
            let user = users.find(|seen| seen.object.id.is(&holder.id))?;
            times(user.object.sign_in_activity.get()).max()
        }
        HolderKind::RoleHolder { .. } => None,
        // As a client alone: that others use the application's own API is nothing it did.
        HolderKind::Application { app_id, .. } => {
            let applications = sections.application_sign_ins.sightings().iter();
            applications
                .filter(|seen| app_id.is_some() && seen.object.app_id == app_id)
                .flat_map(|seen| {
                    let activity = &seen.object;
                    times(activity.delegated_client_sign_in_activity.get()).chain(times(
                        activity
                            .application_authentication_client_sign_in_activity
                            .get(),
                    ))
                })
                .max()
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
