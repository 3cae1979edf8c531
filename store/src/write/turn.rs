//! Savepoints of acts that share a commit.
//!
//! Each statement is a way to the thread of the connection and back, so that the end of one savepoint and the
//! beginning of the next are sent together. Two names take turns: taking back an act can never reach the one
//! before, which is done.

/// Which of the two savepoints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    Even,
    Odd,
}

impl Turn {
    pub(super) const fn begin(self) -> &'static str {
        match self {
            Self::Even => "savepoint even",
            Self::Odd => "savepoint odd",
        }
    }

    /// Ends the savepoint of an act that is done, and begins this one.
    pub(super) const fn follow(self) -> &'static str {
        match self {
            Self::Even => "release odd; savepoint even",
            Self::Odd => "release even; savepoint odd",
        }
    }

    pub(super) const fn take_back(self) -> &'static str {
        match self {
            Self::Even => "rollback to even; release even",
            Self::Odd => "rollback to odd; release odd",
        }
    }

    pub(super) const fn other(self) -> Self {
        match self {
            Self::Even => Self::Odd,
            Self::Odd => Self::Even,
        }
    }
}
