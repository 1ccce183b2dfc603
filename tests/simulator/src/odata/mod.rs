//! `OData` as Graph speaks it: query options, filter expressions, and what they select.

pub mod filter;
pub mod parse;
pub mod query;
mod scan;
