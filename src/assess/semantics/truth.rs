//! Three-valued logic: of conditions, and of rights.

/// The value of a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Truth {
    /// It holds.
    Yes,
    /// It does not hold.
    No,
    /// It may hold or not.
    Open,
}

/// The state of a right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// It is held.
    Held,
    /// It is not held.
    NotHeld,
    /// It could not be seen.
    Unseen,
}

impl Truth {
    /// Yes when every one is; no when any one is no.
    pub fn all(values: impl IntoIterator<Item = Self>) -> Self {
        let mut all = Self::Yes;
        for value in values {
            match value {
                Self::No => return Self::No,
                Self::Open => all = Self::Open,
                Self::Yes => {}
            }
        }
        all
    }

    /// Yes when any one is; no when every one is no.
    pub fn any(values: impl IntoIterator<Item = Self>) -> Self {
        let mut any = Self::No;
        for value in values {
            match value {
                Self::Yes => return Self::Yes,
                Self::Open => any = Self::Open,
                Self::No => {}
            }
        }
        any
    }

    /// Yes and no turned round; open stays open.
    #[must_use]
    pub const fn negated(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            Self::Open => Self::Open,
        }
    }
}

impl From<State> for Truth {
    fn from(state: State) -> Self {
        match state {
            State::Held => Self::Yes,
            State::NotHeld => Self::No,
            State::Unseen => Self::Open,
        }
    }
}

impl From<Truth> for State {
    fn from(truth: Truth) -> Self {
        match truth {
            Truth::Yes => Self::Held,
            Truth::No => Self::NotHeld,
            Truth::Open => Self::Unseen,
        }
    }
}

impl State {
    /// Held when every one is.
    pub fn all(states: impl IntoIterator<Item = Self>) -> Self {
        Truth::all(states.into_iter().map(Truth::from)).into()
    }

    /// Held when any one is.
    pub fn any(states: impl IntoIterator<Item = Self>) -> Self {
        Truth::any(states.into_iter().map(Truth::from)).into()
    }

    /// Held when exactly one is. Two that are held decide, whatever could not be seen.
    pub fn only_one(states: impl IntoIterator<Item = Self>) -> Self {
        let (mut held, mut unseen) = (0_usize, false);
        for state in states {
            match state {
                Self::Held => held += 1,
                Self::Unseen => unseen = true,
                Self::NotHeld => {}
            }
        }
        match (held, unseen) {
            (2.., _) | (0, false) => Self::NotHeld,
            (_, true) => Self::Unseen,
            (1, false) => Self::Held,
        }
    }
}
