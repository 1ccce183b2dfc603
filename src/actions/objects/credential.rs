//! The objects that hold an application's credentials.

use super::handle::Handle;
use crate::actions::Target;
use crate::actions::operation::{Read, Text};

/// The object that a credential stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum On {
    /// On the registration.
    Registration,
    /// On the service principal.
    ServicePrincipal,
}

impl On {
    /// The object of a target.
    pub(crate) fn of(self, target: &Target) -> &Handle {
        match self {
            Self::Registration => &target.registration,
            Self::ServicePrincipal => &target.object,
        }
    }

    /// The list that it is in.
    pub(crate) const fn list(self) -> &'static str {
        match self {
            Self::Registration => "/applications",
            Self::ServicePrincipal => "/servicePrincipals",
        }
    }

    /// Its address.
    pub(crate) const fn one(self) -> &'static str {
        match self {
            Self::Registration => "/applications/{}",
            Self::ServicePrincipal => "/servicePrincipals/{}",
        }
    }

    /// The address of the action that removes a secret.
    pub(crate) const fn remove(self) -> &'static str {
        match self {
            Self::Registration => "/applications/{}/removePassword",
            Self::ServicePrincipal => "/servicePrincipals/{}/removePassword",
        }
    }

    /// Its name in the Azure CLI.
    pub(crate) const fn az(self) -> &'static str {
        match self {
            Self::Registration => "app",
            Self::ServicePrincipal => "sp",
        }
    }
}

/// The object itself.
pub(crate) fn this(name: &'static str, on: On, object: &Handle) -> Read {
    let filter = Text::known("id eq ").and(object.id().quoted());
    Read::new(name, on.list(), Vec::new()).filtered(filter)
}
