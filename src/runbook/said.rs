//! The words with which a reader gives a value, takes an option or answers a question.

use super::judged::Judged;
use crate::guide::format2::called;
use crate::guide::format2::ids::{ChoiceId, GuideId, ParameterRef};
use crate::guide::format2::model::{Fact, Guide};

impl Judged<'_> {
    /// The name of a parameter that the guide names.
    pub(super) fn parameter_called(&self, parameter: &ParameterRef) -> String {
        let guide = parameter.guide.as_ref().unwrap_or(&self.guide.id);
        called::parameter(self.guides, guide, &parameter.id).to_string()
    }

    /// The name of a choice.
    pub(super) fn choice_called(&self, guide: &GuideId, choice: &ChoiceId) -> String {
        called::choice(self.guides, guide, choice).to_string()
    }

    /// The name of a fact.
    pub(super) fn fact_called(&self, guide: &Guide, fact: &Fact) -> String {
        called::fact(self.guides, &guide.id, &fact.id).to_string()
    }

    /// A question of a guide, with the two answers to it.
    pub(super) fn question(&self, guide: &Guide, fact: &Fact) -> String {
        let question = fact.ask.as_ref().unwrap_or(&fact.title);
        let name = self.fact_called(guide, fact);
        format!("{question} (--fact {name}=yes or --fact {name}=no)")
    }
}
