//! Takes the ownership of other applications away from somebody.

use super::objects::credential::On;
use super::objects::group::{items, names};
use super::operation::{Body, Method, Operation, Read, Request, Text};
use super::{Act, ActionContext, Change, Stage, Target};
use crate::catalog::TaskName;
use crate::ids::ObjectId;

/// Removes an owner from another application.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RemoveApplicationOwnership {
    /// The half of the application that is owned.
    pub(crate) half: On,
    /// The object that is owned, by id and name (hostile text).
    pub(crate) application: (ObjectId, String),
}

impl RemoveApplicationOwnership {
    const fn word(&self) -> &'static str {
        match self.half {
            On::Registration => "the registration",
            On::ServicePrincipal => "the service principal",
        }
    }

    /// The addresses of its owners, of one of them, and of what adds one.
    const fn addresses(&self) -> [&'static str; 3] {
        match self.half {
            On::Registration => [
                "/applications/{}/owners",
                "/applications/{}/owners/{}/$ref",
                "/applications/{}/owners/$ref",
            ],
            On::ServicePrincipal => [
                "/servicePrincipals/{}/owners",
                "/servicePrincipals/{}/owners/{}/$ref",
                "/servicePrincipals/{}/owners/$ref",
            ],
        }
    }
}

impl Act for RemoveApplicationOwnership {
    const STAGE: Stage = Stage::TakeAway;

    fn merge_key(&self) -> String {
        self.half.list().to_owned()
    }

    fn carrier(&self) -> String {
        format!("owner {}", self.application.0)
    }

    fn changes(&self, all: &[Self], target: &Target, context: &ActionContext<'_>) -> Vec<Change> {
        let applications: Vec<_> = all.iter().map(|one| one.application.clone()).collect();
        let owner = target.object.id();
        let named = names(&applications);
        let title = format!(
            "Remove {} from the owners of {} of {named}",
            target.who,
            self.word()
        );
        let mut change = Change::new(TaskName::RemoveOwner, title)
            .word("application", &named)
            .word("owner", &target.identity)
            .taking_away();
        let [owners, reference, references] = self.addresses();
        let application = Text::item("application");
        let read = Read::new("ownership", owners, vec![application.clone()])
            .matching("id", owner.clone())
            .by(999);
        let keys = vec![application.clone(), owner.clone()];
        let mut remove = Request::new(Method::Delete, reference, keys);
        let graph = context.cloud.graph();
        let address =
            Text::known(format!("https://{graph}/v1.0/directoryObjects/")).and(owner.clone());
        let mut add = Request::new(Method::Post, references, vec![application.clone()])
            .with(vec![("@odata.id", Body::text(address))]);
        if self.half == On::Registration {
            let command = "ad app owner remove --id {} --owner-object-id {}";
            remove = remove.or_az(command, [application.clone(), owner.clone()]);
            let command = "ad app owner add --id {} --owner-object-id {}";
            add = add.or_az(command, [application, owner]);
        }
        let each = |write: Operation| {
            let mut operations = target.object.find();
            operations.push(Operation::Loop {
                name: "application",
                items: items(&applications),
                body: vec![Operation::Find(read.clone()), write],
            });
            operations
        };
        change.operations = each(Operation::if_found("ownership", remove));
        change.undo = each(Operation::unless("ownership", add));
        vec![change]
    }
}
