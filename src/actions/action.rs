//! The interface of an act, and the macro that makes the registry of all of them.

use super::{Change, Target};
use crate::catalog::{Catalog, Cloud};
use crate::ids::TenantId;
use jiff::Timestamp;

/// The stage of a runbook that an act belongs to. Access is given before it is taken away, so that nobody is
/// locked out, and what cannot be undone comes last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stage {
    /// Something is seen or decided first.
    Decide,
    /// Sign-in is stopped.
    Stop,
    /// Access is given.
    Give,
    /// Access is taken away.
    TakeAway,
    /// A secret is deleted, once its successor is in use.
    Replaced,
    /// Another credential is deleted.
    Credentials,
    /// An object is deleted.
    Delete,
    /// A person looks at what no API shows.
    Look,
    /// A change that can lock others out.
    Last,
}

/// The facts that are the same for every act of a runbook.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ActionContext<'a> {
    /// The catalog.
    pub(crate) catalog: &'a Catalog,
    /// The cloud of the tenant.
    pub(crate) cloud: Cloud,
    /// The moment that dates are reckoned from.
    pub(crate) now: Timestamp,
    /// The tenant, where it is known.
    pub(crate) tenant: Option<TenantId>,
    /// The vendor's name.
    pub(crate) vendor: &'a str,
    /// The product's name.
    pub(crate) product: &'a str,
    /// The guide's id.
    pub(crate) guide: &'a str,
}

/// One thing that a person does.
pub(crate) trait Act: Clone + Ord {
    /// The stage of a runbook that it belongs to.
    const STAGE: Stage;

    /// The stage, where that depends on what it does.
    fn stage(&self) -> Stage {
        Self::STAGE
    }

    /// The text that acts of the same order and target share when they are made as one change.
    fn merge_key(&self) -> String {
        String::new()
    }

    /// The id of the object that it takes access away with: two acts with the same are the same removal.
    fn carrier(&self) -> String {
        self.merge_key()
    }

    /// The id in its commands that comes from the tenant as free text.
    fn free_id(&self) -> Option<&str> {
        None
    }

    /// The changes that acts with the same order, target and merge key come to.
    fn changes(&self, all: &[Self], target: &Target, context: &ActionContext<'_>) -> Vec<Change>;
}

/// Declares the registry: every act by its file and its type. Acts of one stage are made in this order.
macro_rules! registry {
    ($($file:ident::$act:ident,)+) => {
        $(pub(crate) use $file::$act;)+

        /// The name of an act. The order is that of the registry.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum ActName {
            $(
                #[doc = concat!("See `", stringify!($file), "`.")]
                $act,
            )+
        }

        /// Any act.
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum Action {
            $(
                #[doc = concat!("See `", stringify!($file), "`.")]
                $act($act),
            )+
        }

        $(
            impl From<$act> for Action {
                fn from(act: $act) -> Self {
                    Self::$act(act)
                }
            }
        )+

        impl Action {
            /// Its place in a runbook.
            pub(crate) fn order(&self) -> Order {
                let (stage, act) = match self {
                    $(Self::$act(act) => (act.stage(), ActName::$act),)+
                };
                Order { stage, act }
            }

            /// The text that actions share when they are made as one change.
            pub(crate) fn merge_key(&self) -> String {
                match self { $(Self::$act(act) => act.merge_key(),)+ }
            }

            /// The object that it takes access away with.
            pub(crate) fn carrier(&self) -> (Order, String) {
                let carrier = match self { $(Self::$act(act) => act.carrier(),)+ };
                (self.order(), carrier)
            }

            /// The id in its commands that comes from the tenant as free text.
            pub(crate) fn free_id(&self) -> Option<&str> {
                match self { $(Self::$act(act) => act.free_id(),)+ }
            }

            /// The changes that actions of the kind of the first come to.
            pub(crate) fn changes(
                all: &[Self],
                target: &Target,
                context: &ActionContext<'_>,
            ) -> Vec<Change> {
                match all.first() {
                    $(
                        Some(Self::$act(first)) => {
                            let all: Vec<$act> = all
                                .iter()
                                .filter_map(|action| match action {
                                    Self::$act(act) => Some(act.clone()),
                                    _ => None,
                                })
                                .collect();
                            first.changes(&all, target, context)
                        }
                    )+
                    None => Vec::new(),
                }
            }
        }
    };
}

pub(super) use registry;
