//! An option of a choice, as other parts of a guide name it.

use super::format2::ids::{ChoiceId, OptionId};
use std::fmt;

/// One option of one choice of a guide.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct OptionRef {
    /// The choice.
    pub choice: ChoiceId,
    /// The option.
    pub option: OptionId,
}

impl OptionRef {
    /// Reads `choice/option`, as a guide in format 1 writes it.
    pub(super) fn read(text: &str) -> Option<Self> {
        let (choice, option) = text.split_once('/')?;
        Some(Self {
            choice: ChoiceId::of_format_1(choice),
            option: OptionId::of_format_1(option),
        })
    }
}

impl fmt::Display for OptionRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.choice, self.option)
    }
}
