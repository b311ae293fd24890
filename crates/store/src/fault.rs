//! What can go wrong on our side: the disk, the database, a log that does not match itself.

/// A failure that is ours, never the reader's. It is logged once, at the edge, with its cause.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The database failed.
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
    /// The database could not be brought to today's shape.
    #[error("the database could not be brought to today's shape")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// Another process kept changing the same things first.
    #[error("other processes kept changing the same things first")]
    Contention,
    /// The writer has stopped, because the program is going down.
    #[error("the program is going down")]
    Stopped,
    /// A command of ours broke while it decided; nothing of it was recorded.
    #[error("a command broke while it decided")]
    Broken,
    /// A command recorded more than an operation can hold; commands should have limited what they take in.
    #[error("a command recorded more than an operation can hold")]
    TooLarge(#[source] hadir_oplog::LimitError),
    /// The connection was lost while a batch was made durable, and nobody can say whether it was.
    #[error("it is not known whether the batch was made durable")]
    Unknown(#[source] sqlx::Error),
    /// Something in the database is not what the program wrote.
    #[error("the database holds {0}")]
    Invariant(String),
    /// A later version of the program did something to this aggregate that has to be understood before anyone acts on it.
    #[error("a later version did something here that this one does not understand")]
    Beyond,
    /// This node's certificate does not allow what was asked; it can be done elsewhere.
    #[error("this node's certificate does not allow it")]
    OutsideRights,
    /// What this builds on has not arrived at this node yet; it will with the next sync.
    #[error("what this builds on has not arrived here yet")]
    NotHereYet,
    /// This node's disk was put back to an earlier state; a new life of its database has to begin first.
    #[error("the node's own log went back to an earlier state")]
    PutBack,
    /// The batch this command was part of failed; the cause was logged with it.
    #[error("the batch failed: {0}")]
    Batch(String),
}

impl Fault {
    /// Stored bytes that are not what the program writes.
    pub(crate) fn corrupt(what: &str) -> Self {
        Self::Invariant(format!("{what} in a form the program does not write"))
    }

    /// Whether another process changed the same things first, so that the work has to be decided again.
    pub(crate) fn is_contention(&self) -> bool {
        match self {
            Self::Contention => true,
            Self::Database(error) => crate::db::is_contention(error),
            _ => false,
        }
    }

    /// Whether one command of a batch may be to blame, so that its neighbours get through without it.
    pub(crate) fn may_be_one_commands(&self) -> bool {
        match self {
            Self::Contention | Self::Broken | Self::Invariant(_) => true,
            Self::Database(error) => error.as_database_error().is_some(),
            _ => false,
        }
    }

    /// The same fault for the next command of a batch, in words, since causes cannot be copied.
    pub(crate) fn again(&self) -> Self {
        Self::Batch(self.to_string())
    }
}
