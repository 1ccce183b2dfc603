//! Takes the ownership of an application away from somebody.

use super::change::listed;
use super::objects::credential::On;
use super::operation::{Body, Method, Operation, Read, Request, Text};
use super::{Act, ActionContext, Change, Stage, Target};
use crate::catalog::TaskName;
use crate::ids::ObjectId;

/// Removes an owner of an application.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RemoveOwner {
    /// The half of the application that is owned.
    pub(crate) on: On,
    /// The owner.
    pub(crate) owner: ObjectId,
    /// Its name (hostile text).
    pub(crate) name: String,
}

impl RemoveOwner {
    const fn owners(&self) -> &'static str {
        match self.on {
            On::Registration => "/applications/{}/owners",
            On::ServicePrincipal => "/servicePrincipals/{}/owners",
        }
    }

    const fn reference(&self) -> &'static str {
        match self.on {
            On::Registration => "/applications/{}/owners/{}/$ref",
            On::ServicePrincipal => "/servicePrincipals/{}/owners/{}/$ref",
        }
    }

    const fn references(&self) -> &'static str {
        match self.on {
            On::Registration => "/applications/{}/owners/$ref",
            On::ServicePrincipal => "/servicePrincipals/{}/owners/$ref",
        }
    }

    const fn half(&self) -> &'static str {
        match self.on {
            On::Registration => "registration",
            On::ServicePrincipal => "service principal",
        }
    }
}

impl Act for RemoveOwner {
    const STAGE: Stage = Stage::TakeAway;

    fn merge_key(&self) -> String {
        self.on.list().to_owned()
    }

    fn carrier(&self) -> String {
        format!("{} {}", self.on.list(), self.owner)
    }

    fn changes(&self, all: &[Self], target: &Target, context: &ActionContext<'_>) -> Vec<Change> {
        let names = listed(&all.iter().map(|one| &one.name).collect::<Vec<_>>());
        let title = format!(
            "Remove owners of the {} of {}: {names}",
            self.half(),
            target.who
        );
        let mut change = Change::new(TaskName::RemoveOwner, title)
            .word("application", &target.identity)
            .word("owner", &names)
            .taking_away();
        let object = self.on.of(target);
        let id = object.id();
        let read = Read::new("ownership", self.owners(), vec![id.clone()])
            .matching("id", Text::item("owner"))
            .by(999);
        let keys = vec![id.clone(), Text::item("owner")];
        let mut remove = Request::new(Method::Delete, self.reference(), keys);
        let graph = context.cloud.graph();
        let address =
            Text::known(format!("https://{graph}/v1.0/directoryObjects/")).and(Text::item("owner"));
        let mut add = Request::new(Method::Post, self.references(), vec![id.clone()])
            .with(vec![("@odata.id", Body::text(address))]);
        if self.on == On::Registration {
            let command = "ad app owner remove --id {} --owner-object-id {}";
            remove = remove.or_az(command, [id.clone(), Text::item("owner")]);
            let command = "ad app owner add --id {} --owner-object-id {}";
            add = add.or_az(command, [id, Text::item("owner")]);
        }
        let each = |write: Operation| {
            let items = all
                .iter()
                .map(|one| (one.owner.to_string(), one.name.clone()));
            let mut operations = object.find_if_there(self.on.list());
            operations.push(Operation::Loop {
                name: "owner",
                items: items.collect(),
                body: vec![Operation::Find(read.clone()), write],
            });
            operations
        };
        change.operations = each(Operation::if_found("ownership", remove));
        change.undo = each(Operation::unless("ownership", add));
        vec![change]
    }
}
