//! Users and the groups they are in, and owners of applications.

use super::object::{null_is_empty, objects};
use crate::ids::ObjectId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

objects! {
    /// `user`: a candidate for the guest of the guide.
    User {
        /// The object id.
        id: ObjectId,
        /// A claim of whoever made the account.
        #[serde(default)]
        display_name: Option<String>,
        /// The primary mail address.
        #[serde(default)]
        mail: Option<String>,
        /// Further addresses: these can be set by an administrator of the tenant to anything.
        #[serde(default, deserialize_with = "null_is_empty")]
        other_mails: Vec<String>,
        /// The sign-in name; a guest's has `#EXT#` in it.
        #[serde(default)]
        user_principal_name: Option<String>,
        /// `Guest` or `Member`.
        #[serde(default)]
        user_type: Option<String>,
        /// `Invitation` for an invited account.
        #[serde(default)]
        creation_type: Option<String>,
        /// Where it signs in.
        #[serde(default)]
        identities: Option<Vec<Identity>>,
        /// `PendingAcceptance`, `Accepted`, or null where no invitation was needed.
        #[serde(default)]
        external_user_state: Option<String>,
        /// When that state last changed.
        #[serde(default)]
        external_user_state_change_date_time: Option<Timestamp>,
        /// Whether the account may sign in.
        #[serde(default)]
        account_enabled: Option<bool>,
        /// When the account was made.
        #[serde(default)]
        created_date_time: Option<Timestamp>,
        /// Who answers for a guest; absent where that was not read.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sponsors: Option<Vec<Sponsor>>,
    }

    /// A `directoryObject` that answers for a guest.
    Sponsor {
        /// The object id.
        #[serde(default)]
        id: Option<String>,
    }

    /// `objectIdentity`: one way to sign in.
    Identity {
        /// `federated`, `userPrincipalName`, `emailAddress`, …
        #[serde(default)]
        sign_in_type: Option<String>,
        /// `ExternalAzureAD`, `mail`, `google.com`, …, or a domain of the tenant itself.
        #[serde(default)]
        issuer: Option<String>,
    }

    /// A `directoryObject` that owns an application or service principal.
    Owner {
        /// The object id.
        id: ObjectId,
        /// `#microsoft.graph.user`, `#microsoft.graph.servicePrincipal`.
        #[serde(rename = "@odata.type", default)]
        odata_type: Option<String>,
        /// A claim of whoever made it.
        #[serde(default)]
        display_name: Option<String>,
        /// A user's sign-in name.
        #[serde(default)]
        user_principal_name: Option<String>,
    }

    /// `group`: one that a principal is in, directly or through other groups.
    Group {
        /// The object id.
        id: ObjectId,
        /// A claim of whoever made it.
        #[serde(default)]
        display_name: Option<String>,
        /// Whether directory roles can be assigned to it.
        #[serde(default)]
        is_assignable_to_role: Option<bool>,
        /// Whether it is a security group.
        #[serde(default)]
        security_enabled: Option<bool>,
        /// `DynamicMembership`, `Unified`.
        #[serde(default, deserialize_with = "null_is_empty")]
        group_types: Vec<String>,
    }

    /// `privilegedAccessGroupEligibilityScheduleInstance`: a group membership that can be activated.
    GroupEligibility {
        /// The instance's id.
        #[serde(default)]
        id: Option<String>,
        /// Who is eligible.
        principal_id: ObjectId,
        /// The group.
        group_id: ObjectId,
        /// `member` or `owner`.
        #[serde(default)]
        access_id: Option<String>,
        /// Until when; null for ever.
        #[serde(default)]
        end_date_time: Option<Timestamp>,
        /// The group, expanded. A scan moves it to the section of such groups.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        group: Option<Group>,
    }

    /// `privilegedAccessGroupAssignmentScheduleInstance`: how and until when somebody is in a group.
    GroupSchedule {
        /// The instance's id.
        #[serde(default)]
        id: Option<String>,
        /// Who is in it.
        principal_id: ObjectId,
        /// The group.
        group_id: ObjectId,
        /// `member` or `owner`.
        #[serde(default)]
        access_id: Option<String>,
        /// `assigned`, or `activated` from an eligibility.
        #[serde(default)]
        assignment_type: Option<String>,
        /// From when.
        #[serde(default)]
        start_date_time: Option<Timestamp>,
        /// Until when; null for ever.
        #[serde(default)]
        end_date_time: Option<Timestamp>,
    }
}
