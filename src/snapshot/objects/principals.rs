//! Users and the groups they are in, and owners of applications.

use super::object::objects;
use super::{Field, Listed};
use crate::ids::{AppId, ObjectId};
use crate::snapshot::Moment;
use serde::{Deserialize, Serialize};

objects! {
    /// `user`: a candidate for the guest of the guide.
    User {
        /// The object id.
        id: Field<ObjectId>,
        /// A name that the account's maker chose.
        display_name: Field<String>,
        /// The primary mail address.
        mail: Field<String>,
        /// Further addresses: these can be set by an administrator of the tenant to anything.
        other_mails: Listed<String>,
        /// The sign-in name; a guest's has `#EXT#` in it.
        user_principal_name: Field<String>,
        /// `Guest` or `Member`.
        user_type: Field<String>,
        /// `Invitation` for an invited account.
        creation_type: Field<String>,
        /// Its sign-in identities.
        identities: Listed<Identity>,
        /// `PendingAcceptance`, `Accepted`, or null where no invitation was needed.
        external_user_state: Field<String>,
        /// The time when that state last changed.
        external_user_state_change_date_time: Field<Moment>,
        /// True if the account may sign in.
        account_enabled: Field<bool>,
        /// The time when the account was created.
        created_date_time: Field<Moment>,
        /// The guest's sponsors; absent where they were not read.
        sponsors: Listed<Sponsor>,
    }

    /// A `directoryObject` that sponsors a guest.
    Sponsor {
        /// The object id.
        id: Field<String>,
    }

    /// `objectIdentity`: one sign-in identity.
    Identity {
        /// `federated`, `userPrincipalName`, `emailAddress`, …
        sign_in_type: Field<String>,
        /// `ExternalAzureAD`, `mail`, `google.com`, …, or a domain of the tenant itself.
        issuer: Field<String>,
    }

    /// A `directoryObject` that owns an application or service principal.
    Owner {
        /// The object id.
        id: Field<ObjectId>,
        /// `#microsoft.graph.user`, `#microsoft.graph.servicePrincipal`.
        #[serde(rename = "@odata.type")]
        odata_type: Field<String>,
        /// A name that its maker chose.
        display_name: Field<String>,
        /// A user's sign-in name.
        user_principal_name: Field<String>,
    }

    /// A `directoryObject` that a principal owns. Of one whose type the caller may not read, the answer has the id and
    /// the type, and null for everything else.
    OwnedObject {
        /// The object id.
        id: Field<ObjectId>,
        /// `#microsoft.graph.group`, `#microsoft.graph.application`, `#microsoft.graph.servicePrincipal`.
        #[serde(rename = "@odata.type")]
        odata_type: Field<String>,
        /// A name that its maker chose.
        display_name: Field<String>,
        /// An application's id.
        app_id: Field<AppId>,
        /// True if directory roles can be assigned to a group.
        is_assignable_to_role: Field<bool>,
    }

    /// `group`: one that a principal is in, directly or through other groups.
    Group {
        /// The object id.
        id: Field<ObjectId>,
        /// A name that its maker chose.
        display_name: Field<String>,
        /// True if directory roles can be assigned to it.
        is_assignable_to_role: Field<bool>,
        /// True if it is a security group.
        security_enabled: Field<bool>,
        /// `DynamicMembership`, `Unified`.
        group_types: Listed<String>,
    }

    /// `privilegedAccessGroupEligibilityScheduleInstance`: a group membership that can be activated.
    GroupEligibility {
        /// The instance's id.
        id: Field<String>,
        /// The eligible principal.
        principal_id: Field<ObjectId>,
        /// The group.
        group_id: Field<ObjectId>,
        /// `member` or `owner`.
        access_id: Field<String>,
        /// The end; null if there is none.
        end_date_time: Field<Moment>,
        /// The group, expanded. A scan moves it to the section of such groups.
        group: Field<Group>,
    }

    /// `privilegedAccessGroupAssignmentScheduleInstance`: a group membership, with its type and its end.
    GroupSchedule {
        /// The instance's id.
        id: Field<String>,
        /// The member.
        principal_id: Field<ObjectId>,
        /// The group.
        group_id: Field<ObjectId>,
        /// `member` or `owner`.
        access_id: Field<String>,
        /// `assigned`, or `activated` from an eligibility.
        assignment_type: Field<String>,
        /// The start.
        start_date_time: Field<Moment>,
        /// The end; null if there is none.
        end_date_time: Field<Moment>,
    }
}
