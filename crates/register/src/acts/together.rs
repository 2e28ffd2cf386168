//! Accepting many statements in one act. What a person must look at the source for is never among them, whichever
//! door asks.

use codebook::statement::Confidence;
use codebook::value::ShortText;
use codebook::{StatementId, Verdict};

use super::decide::{DecideOutcome, Judgement};
use crate::error::RegisterError;
use crate::read::filter::{Filter, Order};
use crate::read::statements::{State, StatementView};
use crate::register::{Given, Register};

/// What nobody has judged and a reader was sure of.
#[derive(Debug, Clone)]
pub struct Sure {
    /// What may be accepted together, what is most worth it first.
    pub views: Vec<StatementView>,
    /// How many more there are that a person must look at the source for.
    pub held: usize,
}

impl Register {
    /// What nobody has judged and was proposed with at least this confidence.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn sure(&self, least: Confidence) -> Result<Sure, RegisterError> {
        let filter = Filter {
            state: Some(State::Undecided),
            confidence: Some(least),
            order: Order::Worth,
            ..Filter::default()
        };
        let mut views = self.statements(&filter)?;
        let all = views.len();
        views.retain(|view| !view.statement.needs_eyes());
        let held = all - views.len();
        Ok(Sure { views, held })
    }

    /// Accepts statements as one set, all or none, each at the version that was looked at.
    ///
    /// # Errors
    /// If a person must look at the source of one of them, and as [`Register::decide`]. Nothing is written then.
    pub fn accept_together(
        &mut self,
        given: Given<'_>,
        by: &ShortText,
        note: Option<&ShortText>,
        statements: &[(StatementId, u32)],
    ) -> Result<DecideOutcome, RegisterError> {
        let mut judgements = Vec::with_capacity(statements.len());
        for (id, version) in statements {
            if self.statement(&id.to_string())?.statement.needs_eyes() {
                return Err(RegisterError::NeedsEyes(*id));
            }
            judgements.push(Judgement {
                note: note.cloned(),
                expected: Some(*version),
                ..Judgement::new(*id, Verdict::Accepted, by.clone())
            });
        }
        self.decide(given, judgements)
    }
}
