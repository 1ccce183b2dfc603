//! The answer that a guide comes to: verdicts, excess and readiness, from what was seen.
//!
//! These are the tables of `docs/guide-format.md` in small total functions. A
//! guide is first written out ([`expand`]): every right names one thing that one
//! principal holds at one scope. Every choice that nothing decides is then taken
//! in each way that is possible ([`Possibilities`]), each way is judged, and an answer is
//! given where all of them give it ([`evaluate`]).
//!
//! Nothing here knows where the evidence comes from.

mod asked;
mod asking;
mod circumstances;
mod clause;
mod detect;
mod evaluate;
mod evidence;
mod excess;
mod expand;
mod in_play;
mod possibility;
mod readiness;
mod truth;
mod verdict;

pub use crate::guide::format2::ParameterValues;
pub use asking::{AdoptedGuide, Alternative, Ask, AskedChoice, AskedOption, Member, Need, Term};
pub use circumstances::Circumstances;
pub use detect::{Decided, Said, detect};
pub use evaluate::{Answer, GuideAnswer, Judged, evaluate};
pub use evidence::{Evidence, Holdable};
pub use excess::{Excess, ExcessReason};
pub use expand::expand;
pub(crate) use expand::qualified;
pub use in_play::in_play;
pub use possibility::{Facts, Possibilities, Possibility, Taken};
pub use readiness::Readiness;
pub use truth::{State, Truth};
pub use verdict::Verdict;
