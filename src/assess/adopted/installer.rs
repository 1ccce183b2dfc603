//! The person who installs, named by the reader: what is asked of that person is judged, and never counts.

use super::reader::Reader;
use crate::access::Access;
use crate::assess::context::Context;
use crate::assess::principals::{self, Lookup, PrincipalMatch};
use crate::assess::target::TargetPrincipal;
use crate::guide::format2::kinds::ParameterKind;
use crate::guide::format2::model::{Guide, Requirement};
use crate::guide::format2::unfit;
use crate::quote::Quoted;
use thiserror::Error;

/// The reason why whoever installs cannot be looked for.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum InstallerFault {
    /// It is an id.
    #[error(
        "--installer: {0:?} is an id; give the sign-in name or the mail of whoever installs, such as alice@example.com"
    )]
    Id(Quoted),
    /// It is neither a sign-in name nor a mail.
    #[error("--installer: {0:?} is no address such as alice@example.com")]
    NoAddress(Quoted),
    /// Several persons are named.
    #[error("--installer: it names one person, and {0} are given")]
    Several(String),
    /// No guide asks anything of that person.
    #[error(
        "--installer: {0} asks nothing of whoever installs, so there is nothing to judge; leave it out"
    )]
    NotAsked(String),
}

/// The one person who installs, of whom a guide asks something of.
pub(super) fn installer(
    given: &[String],
    guides: &[Guide],
) -> Result<Option<String>, InstallerFault> {
    let Some(first) = given.first() else {
        return Ok(None);
    };
    let another = given
        .iter()
        .any(|one| !one.trim().eq_ignore_ascii_case(first.trim()));
    let listed = given
        .iter()
        .any(|one| one.matches('@').count() > 1 && one.contains([',', ';', ' ']));
    if another || listed {
        let all = Quoted::list(given.iter().map(String::as_str));
        return Err(InstallerFault::Several(all));
    }
    let address = first.trim();
    if unfit(ParameterKind::ObjectId, address).is_none() {
        return Err(InstallerFault::Id(Quoted::new(address)));
    }
    if unfit(ParameterKind::MailAddress, address).is_some() {
        return Err(InstallerFault::NoAddress(Quoted::new(address)));
    }
    if !guides.iter().any(asks) {
        let ids = guides.iter().map(|guide| guide.id.as_str());
        let which = match guides {
            [one] => format!("the guide {}", one.id),
            _ => format!("none of the guides {}", Quoted::list(ids)),
        };
        return Err(InstallerFault::NotAsked(which));
    }
    Ok(Some(address.to_owned()))
}

/// True for a guide that asks something of whoever installs.
fn asks(guide: &Guide) -> bool {
    guide.requirements.iter().any(Requirement::of_installer)
}

/// The person who installs, with whoever that was found to be.
pub(super) struct Installer<'a> {
    pub(super) target: TargetPrincipal,
    pub(super) found: PrincipalMatch<'a>,
}

impl<'a> Installer<'a> {
    /// The person that the reader named, where the guide asks something of whoever installs.
    pub(super) fn of(
        guide: &Guide,
        context: &Context<'a>,
        access: &'a Access,
        reader: &Reader,
    ) -> Option<Self> {
        let address = reader.installer.as_deref().filter(|_| asks(guide))?;
        let target = TargetPrincipal::of_installer(address);
        let lookup = Lookup {
            snapshot: context.snapshot,
            access,
            coverage: context.coverage,
            catalog: context.catalog,
            vendor: context.vendor,
        };
        let found = principals::find_all(&lookup, std::slice::from_ref(&target));
        let found = found.into_values().next()?;
        Some(Self { target, found })
    }
}
