//! The languages that rolecall writes for people, read by grammars that are not its own.
#![allow(dead_code, reason = "each test file uses a part of this module")]

pub mod bash;
pub mod powershell;
pub mod syntax;
pub mod terraform;
