//! Applications: brought in, registered, switched, restricted, deleted.

use super::Work;
use crate::runbook::change::{Change, application, shown};
use crate::runbook::party::Party;
use crate::runbook::world::World;

pub(super) fn change(world: &World<'_>, party: &Party<'_>, works: &[Work]) -> Option<Change> {
    let (who, object) = (party.who.as_str(), &party.object);
    let change = match works.first()? {
        Work::StopApplication => application::set_enabled(who, object, false),
        Work::StartApplication => application::set_enabled(who, object, true),
        Work::Consent => application::consent(who, &party.app_id, &consent_page(world, party)),
        Work::Register => application::register(who, &world.application_name(party)),
        Work::MakePrincipal => application::make_principal(who, &party.app_id),
        Work::Restrict => {
            let before = party.holder.and_then(|holder| world.registration(holder));
            let before = before.and_then(|app| app.sign_in_audience.as_deref());
            application::restrict(who, &party.registration, before)
        }
        Work::DeletePrincipal => application::remove_principal(who, object, &party.app_id),
        Work::DeleteRegistration(name) => {
            application::remove_registration(who, &party.registration, name)
        }
        _ => return None,
    };
    Some(change)
}

/// The address of the page on which an administrator consents (Microsoft, `grant-admin-consent.md`).
fn consent_page(world: &World<'_>, party: &Party<'_>) -> String {
    let tenant = world
        .tenant()
        .map_or_else(|| "organizations".to_owned(), |id| id.to_string());
    let app_id = shown(&party.app_id);
    format!(
        "https://{}/{tenant}/adminconsent?client_id={app_id}",
        world.cloud.login()
    )
}
