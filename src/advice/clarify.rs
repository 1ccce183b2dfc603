//! The sentences for what settles who or what is meant.

use crate::assess::{Clarify, listed, shown};
use crate::document::within;

pub(super) fn sentence(one: &Clarify) -> String {
    match one {
        Clarify::Pin {
            app_id,
            home_tenant,
            candidates,
        } => pin(app_id.as_deref(), home_tenant.as_deref(), candidates),
        Clarify::KeepOne { candidates } => format!(
            "Ask the vendor which of these it uses ({}), delete the others or take the vendor's name and address \
             off them, and audit again.",
            listed(candidates.iter().cloned(), ", ")
        ),
        Clarify::InviteAgain { account } => format!(
            "Find out who made the account {}. Take the vendor's address off it or delete it, invite the address, \
             have the vendor accept, and audit again.",
            shown(account)
        ),
        Clarify::FreeAddress { accounts } => format!(
            "Find out why the account {} of this tenant carries the vendor's address, and take the address off \
             it: as long as it is there, the vendor cannot be invited.",
            listed(accounts.iter().map(|account| shown(account)), ", ")
        ),
        Clarify::Choose { options } => {
            let ways = options
                .iter()
                .map(|option| format!("--choose {}={}", option.choice, option.option));
            format!(
                "Say which option is meant, and judge again with {}.",
                listed(ways, " or ")
            )
        }
        Clarify::Answer { fact, question } => format!(
            "Answer the guide's question, and judge again with --fact {fact}=yes or --fact {fact}=no: {}",
            within(question)
        ),
    }
}

fn pin(app_id: Option<&str>, home_tenant: Option<&str>, candidates: &[String]) -> String {
    let ids = listed(candidates.iter().cloned(), ", ");
    match (app_id, home_tenant) {
        (Some(app_id), _) if candidates.len() > 1 => format!(
            "Find out which of these is meant ({ids}), and audit again with --param {app_id}=… and its application id."
        ),
        (Some(app_id), Some(tenant)) => format!(
            "Ask the vendor for its application id or its tenant id, and audit again with --param {app_id}=… or \
             --param {tenant}=…. The one that was found has the application id {ids}: if the vendor names another, it \
             is not the vendor's."
        ),
        (Some(app_id), None) => format!(
            "Ask the vendor for its application id, and audit again with --param {app_id}=…. The one that was found \
             has the application id {ids}: if the vendor names another, it is not the vendor's."
        ),
        (None, Some(tenant)) => {
            format!("Ask the vendor for its tenant id, and audit again with --param {tenant}=….")
        }
        (None, None) => format!(
            "The guide has no parameter that would prove it. Ask the vendor for its application id ({ids} was found), \
             and give the guide a parameter for app-id; until then it stays unknown."
        ),
    }
}
