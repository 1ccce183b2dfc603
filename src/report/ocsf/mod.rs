//! OCSF 1.5.0, class Compliance Finding (2003): one event a line, for a SIEM.
//!
//! Every finding is an event, and then every piece of advice. `compliance.status_id`
//! says what it comes to, by the meaning that OCSF gives the numbers: 1 Pass for what
//! is as it should be, 3 Fail for an open gap, 2 Warning for what yielded no result
//! because information is missing, 99 Other for what a person attests to. Advice is 2
//! Warning where it keeps the answer from plain ready, else 99 Other. The exact verdict
//! (or `advice`) stands in `unmapped.verdict`.

mod fill;
mod model;

pub(super) use fill::{write, write_all};
