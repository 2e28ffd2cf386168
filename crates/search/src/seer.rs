//! Who looks, and what is kept from them.

use std::collections::BTreeSet;

use codebook::SourceId;
use codebook::value::ShortText;
use register::Register;

use crate::error::SearchError;

/// Somebody who looks: all sources are theirs to see but those named here. Asked of the register when
/// they look, and not kept in the index, so that a source that became confidential a moment ago is gone
/// from what they find, however far behind the index is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seer {
    hidden: BTreeSet<SourceId>,
}

impl Seer {
    /// One from whom these sources are kept.
    #[must_use]
    pub fn without(hidden: impl IntoIterator<Item = SourceId>) -> Self {
        Self { hidden: hidden.into_iter().collect() }
    }

    /// The person who signs with `name`: no confidential source is theirs to see but those they are admitted
    /// to, and none is of somebody without a name.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn of(register: &Register, name: Option<&ShortText>) -> Result<Self, SearchError> {
        let mut hidden = BTreeSet::new();
        for source in register.confidential_sources()? {
            let admitted = name.map(|name| register.may_see(name, source)).transpose()?;
            if admitted != Some(true) {
                hidden.insert(source);
            }
        }
        Ok(Self { hidden })
    }

    /// True where they may see what comes from `source`.
    #[must_use]
    pub fn sees(&self, source: SourceId) -> bool {
        !self.hidden.contains(&source)
    }

    /// What is kept from them.
    pub(crate) fn hidden(&self) -> impl Iterator<Item = &SourceId> {
        self.hidden.iter()
    }

    /// True where nothing is.
    pub(crate) fn sees_all(&self) -> bool {
        self.hidden.is_empty()
    }
}
