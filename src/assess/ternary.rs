//! Yes, no, or not told: the answer of settings of which a part was not seen.

/// An answer that may be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ternary {
    /// It is so.
    Yes,
    /// It is not so.
    No,
    /// The answers do not tell.
    Untold,
}

impl Ternary {
    /// The answer of a flag that may not have been seen.
    pub(super) const fn of(flag: Option<bool>) -> Self {
        match flag {
            Some(true) => Self::Yes,
            Some(false) => Self::No,
            None => Self::Untold,
        }
    }

    /// `No` from one side is enough.
    pub(super) const fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Yes, Self::Yes) => Self::Yes,
            _ => Self::Untold,
        }
    }

    /// `Yes` from one side is enough.
    pub(super) const fn or(self, other: Self) -> Self {
        self.not().and(other.not()).not()
    }

    /// The opposite; what is not told stays so.
    pub(super) const fn not(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            Self::Untold => Self::Untold,
        }
    }

    /// `Yes` if any answer is, `No` if every one is.
    pub(super) fn any(answers: impl IntoIterator<Item = Self>) -> Self {
        answers.into_iter().fold(Self::No, Self::or)
    }
}

impl From<bool> for Ternary {
    fn from(flag: bool) -> Self {
        Self::of(Some(flag))
    }
}

#[cfg(test)]
mod tests {
    use super::Ternary::{self, No, Untold, Yes};

    #[test]
    fn what_is_not_told_decides_nothing_that_another_answer_settles() {
        let table = [
            (Yes, Yes, Yes, Yes),
            (Yes, No, No, Yes),
            (Yes, Untold, Untold, Yes),
            (No, No, No, No),
            (No, Untold, No, Untold),
            (Untold, Untold, Untold, Untold),
        ];
        for (one, other, both, either) in table {
            assert_eq!((one.and(other), other.and(one)), (both, both));
            assert_eq!((one.or(other), other.or(one)), (either, either));
        }
        assert_eq!(Ternary::any([]), No);
        assert_eq!(Ternary::any([No, Untold, Yes]), Yes);
        assert_eq!(Ternary::of(None).not(), Untold);
    }
}
