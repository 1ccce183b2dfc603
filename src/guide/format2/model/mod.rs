//! A guide as a value: requirements on principals, and their conditions.

mod cite;
mod condition;
mod guide;
mod names;
mod principal;
mod requirement;
mod right;
mod step;

pub use cite::Cite;
pub use condition::Condition;
pub use guide::{
    Choice, Detection, Edition, Fact, Guide, GuideOption, Parameter, Relation, Source,
};
pub use names::{
    DeclaredApi, DeclaredNames, DeclaredPermission, DeclaredRole, DeclaredServicePlan,
    DeclaredSetting,
};
pub use principal::{Principal, PrincipalKind};
pub use requirement::{Attestation, Need, Requirement};
pub use right::{Named, Right, RightKind, Scope, Shown};
pub use step::{Closed, Evidence, Field, FieldValue, Handover, Notice, Step};
