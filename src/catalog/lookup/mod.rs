//! The questions to the whole catalog: a file for each of its parts.

mod apis;
mod azure_roles;
mod companies;
mod covers;
mod defender;
mod directory_roles;
mod products;
