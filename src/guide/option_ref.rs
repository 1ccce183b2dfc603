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

#[cfg(test)]
mod tests {
    use super::OptionRef;

    #[test]
    fn an_option_is_read_as_it_is_written() {
        for (text, read) in [
            ("console/defender-rbac", Some(("console", "defender-rbac"))),
            ("-a/.b", Some(("-a", ".b"))),
            ("console", None),
            ("", None),
        ] {
            let option = OptionRef::read(text);
            let parts = option
                .as_ref()
                .map(|one| (one.choice.as_str(), one.option.as_str()));
            assert_eq!(parts, read, "{text}");
            if let Some(option) = option {
                assert_eq!(option.to_string(), text);
            }
        }
    }
}
