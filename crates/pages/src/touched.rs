//! Which pages show something else after a change.

use std::collections::HashSet;

use codebook::Kind;
use register::public::{Changes, Finding};

use crate::page::Page;
use crate::site::{PageError, Site};

/// Kinds whose names stand in the lists of others.
const NAMED: [Kind; 3] = [Kind::Agency, Kind::Vendor, Kind::Jurisdiction];

impl Site<'_> {
    /// The pages about no one thing that may show something else than before the changes; at least all that do.
    ///
    /// # Errors
    /// If the register can't be asked.
    pub fn touched(&self, changes: &Changes) -> Result<HashSet<Page>, PageError> {
        let mut kinds: HashSet<Kind> = changes.lists.iter().copied().collect();
        let mut rest = changes.entities.iter();
        while kinds.len() < Kind::ALL.len()
            && let Some(id) = rest.next()
        {
            kinds.extend(self.view().entity(*id)?.map(|row| row.entity.kind));
        }
        let counts = self.view().counts()?;
        let none = |kind: &Kind| counts.entities.contains(&(*kind, 0));
        let renamed = NAMED.iter().any(|kind| changes.lists.contains(kind));
        let named = !changes.lists.is_empty() || changes.source_list;
        let touched = |page: &Page| match page {
            Page::List(kind, _) | Page::Chosen(kind, ..) => {
                renamed || none(kind) || kinds.contains(kind)
            }
            Page::Sources(_) => changes.source_list || !changes.sources.is_empty(),
            Page::Contradictions(_) => {
                changes.contradictions || named || counts.contradictions == 0
            }
            Page::Silences(_) => {
                changes.findings.contains(&Finding::Silence) || named || counts.silences == 0
            }
            Page::Accuracy(_) => {
                changes.findings.contains(&Finding::Accuracy) || named || counts.accuracy == 0
            }
            Page::MapOf(_) | Page::MapIn(_) => renamed || kinds.contains(&Kind::System),
            _ => true,
        };
        Ok(self.overviews()?.into_iter().filter(touched).collect())
    }
}
