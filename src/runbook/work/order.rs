//! The order in which work is done: what gives comes before what takes away.

use super::Work;
use crate::catalog::TaskName;

/// The place of a kind of work: the order of [`Work`], with what asks for no change of the tenant around it.
pub(in crate::runbook) fn rank(work: &Work) -> u8 {
    match work {
        Work::LetSee(_) => 0,
        Work::Settle(_) => 1,
        Work::StopAccount => 2,
        Work::StopApplication => 3,
        Work::Invite => 10,
        Work::InviteAgain => 11,
        Work::StartAccount => 12,
        Work::TurnIntoGuest => 13,
        Work::Consent => 14,
        Work::Register => 15,
        Work::MakePrincipal => 16,
        Work::StartApplication | Work::StartApi(..) => 17,
        Work::Restrict => 18,
        Work::Ask(..) | Work::AskNot(..) => 19,
        Work::Grant(..) => 20,
        Work::Delegate(..) => 21,
        Work::AssignRole(_) => 22,
        Work::ExtendRole(_) => 23,
        Work::Defend(_) => 24,
        Work::MakeSecret => 25,
        Work::ByHand(TaskName::FillVendorForm, _) => 26,
        Work::Shrink { .. } => 30,
        Work::Unassign(..) | Work::UnassignGone(..) => 31,
        Work::RemoveRole(_) => 32,
        Work::RemoveEligibility(_) => 33,
        Work::LeaveGroup(..) => 34,
        Work::LeaveEligibleGroup(..) => 35,
        Work::RevokeAppRole(..) => 36,
        Work::Revoke(..) | Work::RevokeOfNothing(..) => 37,
        Work::Undelegate(..) => 38,
        Work::DeleteSecret(..) => 39,
        Work::DeleteCertificates(..) => 40,
        Work::DeleteFederated(..) => 41,
        Work::DeletePrincipal => 42,
        Work::DeleteRegistration(_) => 43,
        Work::DeleteAccount => 44,
        Work::ByHand(TaskName::ActivateUnifiedRbac, _) => 60,
        Work::ByHand(..) => 50,
    }
}
