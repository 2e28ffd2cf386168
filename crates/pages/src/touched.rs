//! Which pages show something else after a change.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use codebook::{EntityId, Kind};
use register::public::{Ask, Changes, Counts, EntityRow, Facet, Finding, Mark};

use crate::choice::{Choice, Slug};
use crate::listing::{self, PARTS};
use crate::needs::{FINDINGS, ROWS};
use crate::page::Page;
use crate::site::{PageError, Site};

/// Facets whose values are entities, which lists call by their names.
const NAMED: [(Kind, Facet); 3] = [
    (Kind::Jurisdiction, Facet::Place),
    (Kind::Agency, Facet::Agency),
    (Kind::Vendor, Facet::Vendor),
];
/// From how many changed things on it is cheaper to take every list for another.
const MANY: usize = 250;

/// The pages about no one thing that may show something else than before: at least all that do.
#[derive(Debug)]
pub struct Touched {
    /// True where all of them may.
    all: bool,
    kinds: HashSet<Kind>,
    lists: BTreeMap<(Kind, Option<Choice>), Numbers>,
    /// Choices that are called by a name which may be another.
    renamed: HashSet<Choice>,
    /// True where the first page of each list may name such an entity.
    first: bool,
    sources: Numbers,
    contradictions: Numbers,
    silences: Numbers,
    accuracy: Numbers,
    /// None: any.
    maps: Option<BTreeSet<Page>>,
}

/// Which pages of something that comes in parts.
#[derive(Debug, Default)]
struct Numbers {
    /// From this one on, if at all.
    from: Option<u32>,
    these: BTreeSet<u32>,
}

impl Numbers {
    fn from(&mut self, number: u32) {
        self.from = Some(self.from.map_or(number, |from| from.min(number)));
    }

    fn have(&self, number: u32) -> bool {
        self.from.is_some_and(|from| number >= from) || self.these.contains(&number)
    }

    /// Notes things that come after `before` others: they alone differ, or there are others, so that all after
    /// them move.
    fn note(&mut self, before: u64, own: u64, others: bool, size: u64) {
        let part = |place: u64| u32::try_from(place / size + 1).unwrap_or(u32::MAX);
        if others {
            self.from(part(before));
        } else if own > 0 {
            self.these.extend(part(before)..=part(before.saturating_add(own - 1)));
        }
    }
}

impl Touched {
    /// Whether a page may show something else.
    #[must_use]
    pub fn has(&self, page: &Page) -> bool {
        if self.all {
            return true;
        }
        match page {
            Page::List(kind, number) => {
                self.kinds.contains(kind)
                    || (*number == 1 && self.first)
                    || self.lists.get(&(*kind, None)).is_some_and(|list| list.have(*number))
            }
            Page::Chosen(kind, choice, number) => {
                self.kinds.contains(kind)
                    || self.renamed.contains(choice)
                    || self
                        .lists
                        .get(&(*kind, Some(*choice)))
                        .is_some_and(|list| list.have(*number))
            }
            Page::Sources(number) => self.sources.have(*number),
            Page::Contradictions(number) => self.contradictions.have(*number),
            Page::Silences(number) => self.silences.have(*number),
            Page::Accuracy(number) => self.accuracy.have(*number),
            Page::MapOf(_) | Page::MapIn(_) => {
                self.maps.as_ref().is_none_or(|maps| maps.contains(page))
            }
            _ => true,
        }
    }
}

impl Site<'_> {
    /// The pages about no one thing that may show something else than before the changes since `mark`, but those of what
    /// comes in more or fewer parts than then. `maps` are those that [`crate::Kept::follow`] tells; any, where nobody
    /// kept it.
    ///
    /// # Errors
    /// If the register can't be asked.
    pub fn touched(
        &self,
        changes: &Changes,
        mark: &Mark,
        maps: Option<BTreeSet<Page>>,
    ) -> Result<Touched, PageError> {
        let gone = !changes.gone_entities.is_empty() || !changes.gone_sources.is_empty();
        let counts = self.view().counts()?;
        let mut touched = Touched {
            all: gone || changes.entities.len() + changes.sources.len() > MANY,
            kinds: changes.renamed.iter().copied().collect(),
            lists: BTreeMap::new(),
            renamed: HashSet::new(),
            first: NAMED.iter().any(|(kind, _)| changes.renamed.contains(kind)),
            sources: Numbers::default(),
            contradictions: Numbers::default(),
            silences: Numbers::default(),
            accuracy: Numbers::default(),
            maps,
        };
        if touched.all {
            return Ok(touched);
        }
        touched.empty(&counts);
        for id in &changes.entities {
            if let Some(row) = self.view().entity(*id)? {
                self.entity_touched(&row, changes, mark, &mut touched)?;
            }
        }
        for id in &changes.sources {
            let before = self.view().sources_before(*id)?;
            touched.sources.note(before, 1, changes.source_list, ROWS);
        }
        // The first page of each says how many there are.
        for (others, pages) in [
            (changes.source_list, &mut touched.sources),
            (changes.contradictions, &mut touched.contradictions),
            (changes.findings.contains(&Finding::Silence), &mut touched.silences),
            (changes.findings.contains(&Finding::Accuracy), &mut touched.accuracy),
        ] {
            pages.these.extend(others.then_some(1));
        }
        Ok(touched)
    }

    fn entity_touched(
        &self,
        row: &EntityRow,
        changes: &Changes,
        mark: &Mark,
        touched: &mut Touched,
    ) -> Result<(), PageError> {
        let (view, id, kind) = (self.view(), row.entity.id, row.entity.kind);
        if changes.renamed.contains(&kind) {
            let facets = NAMED.iter().filter(|(named, _)| *named == kind);
            let slug = Slug::of(&id.to_string());
            touched.renamed.extend(facets.map(|(_, facet)| Choice::With(*facet, slug)));
        }
        if !touched.kinds.contains(&kind) {
            self.lists_touched(kind, id, mark, touched)?;
        }
        let (before, own) = view.disputes_before(id)?;
        touched.contradictions.note(before, own, changes.contradictions, FINDINGS);
        for (finding, pages) in
            [(Finding::Silence, &mut touched.silences), (Finding::Accuracy, &mut touched.accuracy)]
        {
            let (before, own) = view.findings_before(finding, id)?;
            pages.note(before, own, changes.findings.contains(&finding), FINDINGS);
        }
        Ok(())
    }

    /// Notes the lists of a kind that an entity stands on. What it is about it only ever has more of, so that it
    /// never moves back in an order, or out of a choice but those of what is unknown.
    fn lists_touched(
        &self,
        kind: Kind,
        id: EntityId,
        mark: &Mark,
        touched: &mut Touched,
    ) -> Result<(), PageError> {
        let (view, all, offers) = (self.view(), Ask::all(kind), self.offers(kind)?);
        let (new, gained) = (view.came_since(mark, id)?, view.facets_since(mark, id)?);
        let own = touched.lists.entry((kind, None)).or_default();
        // How many there are, and how many have which value, stands on the first page.
        own.these.insert(1);
        own.note(view.before(&all, id)?, 1, new, ROWS);
        // A choice says on each of its few pages how many there are.
        let mut note = |choice: Choice, others: bool, before: u64| {
            if others {
                touched.lists.entry((kind, Some(choice))).or_default().from(1);
            } else if before < u64::from(PARTS) * ROWS {
                let own = touched.lists.entry((kind, Some(choice))).or_default();
                own.note(before, 1, matches!(choice, Choice::By(_)), ROWS);
            }
        };
        for choice in listing::orders(kind).map(Choice::By) {
            let Some(ask) = listing::ask_of(kind, choice, offers) else { continue };
            note(choice, new, if new { 0 } else { view.before(&ask, id)? });
        }
        for with in view.facets_of(id)? {
            let choice = Choice::With(with.0, Slug::of(&with.1));
            let Some(ask) = listing::ask_of(kind, choice, offers) else { continue };
            let others = new || gained.contains(&with);
            note(choice, others, if others { 0 } else { view.before(&ask, id)? });
        }
        // What something is said of for the first time was unknown before: it has left that list.
        for (_, property) in gained.iter().filter(|(facet, _)| !new && *facet == Facet::Property) {
            note(Choice::With(Facet::Unknown, Slug::of(property)), true, 0);
        }
        Ok(())
    }
}

impl Touched {
    /// A page that lists nothing is as of the register.
    fn empty(&mut self, counts: &Counts) {
        let none = counts.entities.iter().filter(|(_, total)| *total == 0);
        self.kinds.extend(none.map(|(kind, _)| *kind));
        for (total, pages) in [
            (counts.sources, &mut self.sources),
            (counts.contradictions, &mut self.contradictions),
            (counts.silences, &mut self.silences),
            (counts.accuracy, &mut self.accuracy),
        ] {
            if total == 0 {
                pages.from(1);
            }
        }
    }
}
