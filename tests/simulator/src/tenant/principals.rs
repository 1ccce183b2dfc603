//! Users, groups and administrative units.

use super::crowd::Crowd;
use super::fillers::Fillers;
use super::store::{Set, Tenant};
use crate::ids::{self, role};
use serde_json::{Value, json};

/// A user or group just made; its methods change it, `id()` ends.
pub struct Account<'t> {
    tenant: &'t mut Tenant,
    id: String,
}

impl Account<'_> {
    /// The object id.
    pub fn id(self) -> String {
        self.id
    }

    /// Sets any property.
    pub fn with(self, property: &str, value: Value) -> Self {
        self.tenant.set(&self.id, property, value);
        self
    }

    /// The invitation was not accepted.
    pub fn pending(self) -> Self {
        self.with("externalUserState", json!("PendingAcceptance"))
    }

    /// Sign-in is blocked.
    pub fn disabled(self) -> Self {
        self.with("accountEnabled", json!(false))
    }

    /// An account of the tenant itself with that address: no invitation.
    pub fn member(self) -> Self {
        self.with("userType", json!("Member"))
            .with("creationType", Value::Null)
            .with("externalUserState", Value::Null)
            .with("externalUserStateChangeDateTime", Value::Null)
    }

    /// The address is only among the further addresses; mail is another.
    pub fn other_mails_only(self, mail: &str) -> Self {
        self.with("mail", json!(mail))
            .with("proxyAddresses", json!([format!("SMTP:{mail}")]))
    }

    /// The sign-in name.
    pub fn upn(self, name: &str) -> Self {
        self.with("userPrincipalName", json!(name))
    }

    /// The display name.
    pub fn named(self, name: &str) -> Self {
        self.with("displayName", json!(name))
    }

    /// Last sign-in, shown only with `AuditLog.Read.All` and a P1 licence.
    pub fn last_signed_in(self, when: &str) -> Self {
        self.with("signInActivity", json!({"lastSignInDateTime": when, "lastNonInteractiveSignInDateTime": null, "lastSuccessfulSignInDateTime": when}))
    }

    /// A group that directory roles can be assigned to.
    pub fn role_assignable(self) -> Self {
        self.with("isAssignableToRole", json!(true))
    }
}

impl Tenant {
    /// An invited guest that accepted.
    pub fn guest(&mut self, address: &str) -> Account<'_> {
        self.guest_with_id(&self.guid(&["user", address]), address)
    }

    /// The same, under an id of its own: the address may have been here before.
    pub fn guest_with_id(&mut self, id: &str, address: &str) -> Account<'_> {
        let (local, domain) = address.split_once('@').unwrap_or((address, "example"));
        let upn = format!("{local}_{domain}#EXT#@{}", self.domain());
        let object = json!({
            "id": id, "displayName": local, "mail": address, "otherMails": [address],
            "userPrincipalName": upn, "proxyAddresses": [format!("SMTP:{address}")], "userType": "Guest",
            "creationType": "Invitation", "externalUserState": "Accepted", "externalUserStateChangeDateTime": ids::at(-200),
            "accountEnabled": true, "createdDateTime": ids::at(-201), "businessPhones": [],
            "identities": [
                {"signInType": "federated", "issuer": "ExternalAzureAD", "issuerAssignedId": null},
                {"signInType": "userPrincipalName", "issuer": self.domain(), "issuerAssignedId": upn},
            ],
        });
        let id = self.add(Set::Users, object);
        Account { tenant: self, id }
    }

    /// An employee, `name@<tenant>.example`.
    pub fn user(&mut self, name: &str) -> Account<'_> {
        let mail = format!("{name}@{}.example", self.name);
        let object = json!({
            "id": self.guid(&["user", name]), "displayName": name, "mail": mail, "otherMails": [], "userPrincipalName": mail,
            "proxyAddresses": [format!("SMTP:{mail}")], "userType": "Member", "creationType": null, "externalUserState": null,
            "accountEnabled": true, "createdDateTime": ids::at(-900), "businessPhones": [],
            "identities": [{"signInType": "userPrincipalName", "issuer": self.domain(), "issuerAssignedId": mail}],
        });
        let id = self.add(Set::Users, object);
        Account { tenant: self, id }
    }

    /// A security group.
    pub fn group(&mut self, name: &str) -> Account<'_> {
        let object = json!({
            "id": self.guid(&["group", name]), "displayName": name, "description": null, "securityEnabled": true,
            "mailEnabled": false, "mailNickname": name, "groupTypes": [], "isAssignableToRole": null, "membershipRule": null,
            "visibility": null, "createdDateTime": ids::at(-400), "proxyAddresses": [],
        });
        let id = self.add(Set::Groups, object);
        Account { tenant: self, id }
    }

    /// Puts a user, service principal or group into a group. A role-assignable group takes no groups.
    pub fn member_of(&mut self, child: &str, group: &str) {
        let fixed = self
            .get(Set::Groups, group)
            .is_some_and(|g| g["isAssignableToRole"] == true);
        assert!(
            !(fixed && self.get(Set::Groups, child).is_some()),
            "role-assignable groups cannot be nested"
        );
        self.members.push((group.to_owned(), child.to_owned()));
    }

    /// An administrative unit; returns its id.
    pub fn administrative_unit(&mut self, name: &str) -> String {
        let id = self.guid(&["administrativeUnit", name]);
        self.add(
            Set::AdministrativeUnits,
            json!({"id": id, "displayName": name, "description": null, "visibility": null}),
        )
    }

    /// Makes `owner` an owner of an application, service principal or group.
    pub fn owner(&mut self, object: &str, owner: &str) {
        self.owners.push((object.to_owned(), owner.to_owned()));
    }

    /// Other tenants' applications that have nothing to do with the vendor: so many, and so many
    /// permissions that they hold together on the Defender API and on Graph.
    pub fn applications(&mut self, count: usize, on_defender: usize, on_graph: usize) {
        let api = |app_id| self.resource(app_id)["id"].as_str().map(str::to_owned);
        let apis = [ids::WINDOWS_DEFENDER_ATP, ids::MICROSOFT_GRAPH].map(api);
        self.fillers = Fillers::new(
            count,
            [on_defender, on_graph],
            apis.map(|id| id.expect("an id")),
        );
    }

    /// Makes `sponsor` answer for a guest.
    pub fn sponsor(&mut self, guest: &str, sponsor: &str) {
        self.sponsors.push((guest.to_owned(), sponsor.to_owned()));
    }

    /// A crowd of other users, with the groups, apps and role assignments that come with a big tenant.
    pub fn users(&mut self, count: usize) {
        self.crowd = Crowd::new(&self.name, count);
        for index in 0..(count / 100).min(1000) {
            let name = format!("Crowd group {index:04}");
            let group = self.group(&name).id();
            self.members.push((group, Crowd::id(index)));
            self.enterprise_app(
                &format!("Crowd app {index:04}"),
                &ids::guid(&["crowd vendor"]),
                None,
            );
        }
        for index in 0..(count / 1000).min(count) {
            self.directory_role(&Crowd::id(index), role::SECURITY_READER, "/");
        }
    }
}
