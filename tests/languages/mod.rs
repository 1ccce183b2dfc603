//! The languages that rolecall writes for people, read by grammars that are not its own.

pub mod bash;
pub mod powershell;
pub mod syntax;
pub mod terraform;
