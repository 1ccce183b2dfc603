//! Client secrets, certificates, federated credentials.

use super::{Work, chosen};
use crate::runbook::change::credential::On;
use crate::runbook::change::{Change, Handle, credential};
use crate::runbook::party::Party;
use crate::runbook::world::World;
use jiff::{Timestamp, ToSpan};

/// How long a new client secret lasts. The guide does not say; Microsoft advises less than twelve months
/// (entra-docs, "Add and manage application credentials").
const DAYS: i64 = 180;

pub(super) fn change(world: &World<'_>, party: &Party<'_>, works: &[Work]) -> Option<Change> {
    let who = party.who.as_str();
    let change = match works.first()? {
        Work::MakeSecret => {
            let day = world.now().strftime("%Y-%m-%d");
            let name = format!("{}, made {day}", world.guide().vendor);
            credential::create_secret(who, &party.registration, &name, end(world.now()))
        }
        Work::DeleteSecret(on_principal, ..) => {
            let secrets = chosen(works, |work| match work {
                Work::DeleteSecret(_, id, name) => Some((*id, name.clone())),
                _ => None,
            });
            let (handle, on) = side(party, *on_principal);
            credential::remove_secrets(who, handle, on, &secrets)
        }
        Work::DeleteCertificates(on_principal, _) => {
            let names = chosen(works, |work| match work {
                Work::DeleteCertificates(_, name) => Some(name.clone()),
                _ => None,
            });
            let (handle, on) = side(party, *on_principal);
            credential::remove_certificates(who, handle, on, &names)
        }
        Work::DeleteFederated(..) => {
            let all = chosen(works, |work| match work {
                Work::DeleteFederated(id, name) => Some((id.clone(), name.clone())),
                _ => None,
            });
            credential::remove_federated(who, &party.registration, &all)
        }
        _ => return None,
    };
    Some(change)
}

fn end(now: Timestamp) -> Timestamp {
    now.checked_add((DAYS * 24).hours()).unwrap_or(now)
}

fn side<'p>(party: &'p Party<'_>, on_principal: bool) -> (&'p Handle, On) {
    if on_principal {
        (&party.object, On::ServicePrincipal)
    } else {
        (&party.registration, On::Registration)
    }
}
