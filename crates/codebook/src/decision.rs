//! Decisions: a person's judgement; and facts, that only a decision makes.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::V1;
use crate::id::StatementId;
use crate::statement::Statement;
use crate::value::ShortText;

/// What a person decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum Verdict {
    /// It stands as proposed.
    Accepted,
    /// It does not stand. The reason is owed.
    Rejected {
        /// Why.
        why: ShortText,
    },
    /// It stands in another form: a statement derived from it, accepted by the same act.
    Amended {
        /// The statement that stands in its place.
        into: Box<Statement>,
        /// Why.
        why: ShortText,
    },
}

/// A person's judgement on a statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Decision {
    v: V1,
    /// The statement judged.
    pub statement: StatementId,
    /// The judgement.
    pub verdict: Verdict,
    /// Who judged. Never published: the register names editors by role.
    pub by: ShortText,
    /// When.
    #[schemars(with = "String")]
    pub at: Timestamp,
    /// A remark on an acceptance, which owes no reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<ShortText>,
}

impl Decision {
    /// A judgement.
    #[must_use]
    pub const fn new(
        statement: StatementId,
        verdict: Verdict,
        by: ShortText,
        at: Timestamp,
        note: Option<ShortText>,
    ) -> Self {
        Self { v: V1, statement, verdict, by, at, note }
    }
}

/// An accepted statement. Only a decision can make one, so nothing unjudged can be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    statement: Statement,
    decided_at: Timestamp,
}

/// A statement that the decision at hand does not accept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("statement {statement} is not accepted by the decision on {decided}")]
pub struct NotDecided {
    statement: StatementId,
    decided: StatementId,
}

impl Fact {
    /// The fact that `decision` makes of `statement`.
    ///
    /// # Errors
    /// If the decision does not accept this statement, as it is or as what it amended another into.
    pub fn new(statement: Statement, decision: &Decision) -> Result<Self, NotDecided> {
        let accepts = match &decision.verdict {
            Verdict::Accepted => decision.statement == statement.id(),
            Verdict::Rejected { .. } => false,
            Verdict::Amended { into, .. } => **into == statement,
        };
        if accepts {
            return Ok(Self { statement, decided_at: decision.at });
        }
        Err(NotDecided { statement: statement.id(), decided: decision.statement })
    }

    /// What was accepted.
    #[must_use]
    pub const fn statement(&self) -> &Statement {
        &self.statement
    }

    /// When.
    #[must_use]
    pub const fn decided_at(&self) -> Timestamp {
        self.decided_at
    }
}
