//! Which pages show something else after a change.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::Hash;

use codebook::{EntityId, Kind, PublicSourceId};
use register::public::{Changes, EntityRow, Facet, Finding, Mark};

use crate::choice::{Choice, Slug};
use crate::cut::{Cut, Cuts, Prints, Thing};
use crate::listing;
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

/// The pages about no one thing after changes, and which of them may show something else than before: at least all that do.
#[derive(Debug)]
pub struct Again {
    /// All that there are.
    pub pages: Vec<Page>,
    /// How their lists are cut.
    pub cuts: Cuts,
    /// True where all of them may.
    all: bool,
    /// Kinds of which one is called otherwise.
    kinds: HashSet<Kind>,
    /// Choices that are called by a name which may be another.
    renamed: HashSet<Choice>,
    /// True where the first page of each list may name such an entity.
    first: bool,
    /// Pages of lists.
    differ: HashSet<Page>,
    /// None: any.
    maps: Option<BTreeSet<Page>>,
}

impl Again {
    /// Whether a page may show something else.
    #[must_use]
    pub fn differs(&self, page: &Page) -> bool {
        if self.all {
            return true;
        }
        match page {
            Page::List(kind, number) => {
                self.kinds.contains(kind)
                    || (*number == 1 && self.first)
                    || self.differ.contains(page)
            }
            Page::Chosen(kind, choice, _) => {
                self.kinds.contains(kind)
                    || self.renamed.contains(choice)
                    || self.differ.contains(page)
            }
            Page::Sources(_) | Page::Contradictions(_) | Page::Silences(_) | Page::Accuracy(_) => {
                self.differ.contains(page)
            }
            Page::MapOf(_) | Page::MapIn(_) => {
                self.maps.as_ref().is_none_or(|maps| maps.contains(page))
            }
            _ => true,
        }
    }

    /// Takes every map for another.
    pub fn any_map(&mut self) {
        self.maps = None;
    }

    /// Takes in how a list is cut now, and notes the pages of it that differ.
    fn compare<T: Thing + Eq + Hash>(
        &mut self,
        list: Page,
        cut: &Cut<T>,
        before: Option<&Prints>,
        changed: &HashSet<T>,
    ) {
        if before.is_none_or(|before| before.total != cut.total) {
            self.differ.insert(list);
        }
        for piece in cut.pieces() {
            let same = before.is_some_and(|before| before.has(piece));
            if !same || cut.on(piece).iter().any(|thing| changed.contains(thing)) {
                self.differ.insert(list.part(piece.number));
            }
        }
        self.take(list, cut.kept());
    }

    fn take(&mut self, list: Page, prints: Prints) {
        self.pages.extend(prints.numbers().map(|number| list.part(number)));
        self.cuts.0.insert(list.path(), prints);
    }
}

/// Lists on which something may have come, changed or moved.
#[derive(Default)]
struct Stirred {
    /// Of these kinds all.
    kinds: HashSet<Kind>,
    lists: HashSet<Page>,
    /// Lists on which only these have changed, where they stand: by digits of their ids.
    still: HashMap<Page, Vec<u64>>,
}

impl Stirred {
    fn has(&self, list: &Page) -> bool {
        let renamed = matches!(list, Page::List(kind, _) | Page::Chosen(kind, ..) if self.kinds.contains(kind));
        renamed || self.lists.contains(list)
    }

    /// The pages of a list on which something changed, where it is cut as before; `None` where that is to be
    /// asked for.
    fn pages(&self, list: &Page, before: &Prints) -> Option<Vec<Page>> {
        if self.has(list) {
            return None;
        }
        let changed = self.still.get(list).into_iter().flatten();
        let numbers = changed.filter_map(|digits| before.page_of(*digits));
        Some(numbers.map(|number| list.part(number)).collect())
    }
}

impl Site<'_> {
    /// The pages about no one thing after the changes since `mark`, of which `before` tells how lists were cut. `maps` are
    /// those that [`crate::Kept::follow`] tells; any, where nobody kept it.
    ///
    /// # Errors
    /// If the register can't be asked.
    pub fn again(
        &self,
        changes: &Changes,
        mark: &Mark,
        before: &Cuts,
        maps: Option<BTreeSet<Page>>,
    ) -> Result<Again, PageError> {
        let gone = !changes.gone_entities.is_empty() || !changes.gone_sources.is_empty();
        let mut again = Again {
            pages: self.alone()?,
            cuts: Cuts::default(),
            all: gone || changes.entities.len() + changes.sources.len() > MANY,
            kinds: changes.renamed.iter().copied().collect(),
            renamed: HashSet::new(),
            first: NAMED.iter().any(|(kind, _)| changes.renamed.contains(kind)),
            differ: HashSet::new(),
            maps,
        };
        let lists = self.lists()?;
        if again.all {
            for list in lists {
                again.take(list, self.prints(list)?);
            }
            return Ok(again);
        }
        let stirred = self.stirred(changes, mark, &mut again)?;
        let entities: HashSet<EntityId> = changes.entities.iter().copied().collect();
        let sources: HashSet<PublicSourceId> = changes.sources.iter().copied().collect();
        for list in lists {
            let known = before.0.get(&list.path());
            let pages = known.and_then(|known| Some((known, stirred.pages(&list, known)?)));
            match (pages, list) {
                (Some((known, pages)), _) => {
                    again.differ.extend(pages);
                    again.take(list, known.clone());
                }
                (None, Page::Sources(_)) => {
                    again.compare(list, &*self.sources_cut()?, known, &sources);
                }
                (None, _) => again.compare(list, &*self.cut(list)?, known, &entities),
            }
        }
        self.counted(changes, &mut again)?;
        Ok(again)
    }

    /// The lists that changes may stir; what is called otherwise is noted.
    fn stirred(
        &self,
        changes: &Changes,
        mark: &Mark,
        again: &mut Again,
    ) -> Result<Stirred, PageError> {
        let mut stirred = Stirred { kinds: again.kinds.clone(), ..Stirred::default() };
        let found = [
            (Page::Contradictions(1), changes.contradictions),
            (Page::Silences(1), changes.findings.contains(&Finding::Silence)),
            (Page::Accuracy(1), changes.findings.contains(&Finding::Accuracy)),
        ];
        let entities = changes.entities.iter().map(|id| id.digits());
        let sources = changes.sources.iter().map(|id| id.digits());
        for (list, others) in found {
            stirred.lists.extend(others.then_some(list));
            stirred.still.entry(list).or_default().extend(entities.clone());
        }
        stirred.lists.extend(changes.source_list.then_some(Page::Sources(1)));
        stirred.still.entry(Page::Sources(1)).or_default().extend(sources);
        for id in &changes.entities {
            let Some(row) = self.view().entity(*id)? else { continue };
            let kind = row.entity.kind;
            if changes.renamed.contains(&kind) {
                let facets = NAMED.iter().filter(|(named, _)| *named == kind);
                let slug = Slug::of(&id.to_string());
                again.renamed.extend(facets.map(|(_, facet)| Choice::With(*facet, slug)));
            }
            // How many have which value stands on the first page.
            again.differ.insert(Page::List(kind, 1));
            self.lists_stirred(&row, mark, &mut stirred)?;
        }
        Ok(stirred)
    }

    /// Notes the lists of a kind that an entity stands on. What it is about it only ever has more of, so that it
    /// never goes out of a choice but those of what is unknown.
    fn lists_stirred(
        &self,
        row: &EntityRow,
        mark: &Mark,
        stirred: &mut Stirred,
    ) -> Result<(), PageError> {
        let (view, id, kind) = (self.view(), row.entity.id, row.entity.kind);
        let chosen = |choice: Choice| Page::Chosen(kind, choice, 1);
        let all = Page::List(kind, 1);
        if view.came_since(mark, id)? {
            stirred.lists.insert(all);
        } else {
            stirred.still.entry(all).or_default().push(id.digits());
        }
        stirred.lists.extend(listing::orders(kind).map(Choice::By).map(chosen));
        let gained = view.facets_since(mark, id)?;
        for of in view.facets_of(id)? {
            let list = chosen(Choice::With(of.0, Slug::of(&of.1)));
            if gained.contains(&of) {
                stirred.lists.insert(list);
            } else {
                stirred.still.entry(list).or_default().push(id.digits());
            }
        }
        // What something is said of for the first time was unknown before: it has left that list.
        for (_, property) in gained.iter().filter(|(facet, _)| *facet == Facet::Property) {
            stirred.lists.insert(chosen(Choice::With(Facet::Unknown, Slug::of(property))));
        }
        Ok(())
    }

    /// Notes first pages that say how many there are, and pages that list nothing: these are as of the register.
    fn counted(&self, changes: &Changes, again: &mut Again) -> Result<(), PageError> {
        let counts = self.view().counts()?;
        for (others, total, page) in [
            (changes.source_list, counts.sources, Page::Sources(1)),
            (changes.contradictions, counts.contradictions, Page::Contradictions(1)),
            (changes.findings.contains(&Finding::Silence), counts.silences, Page::Silences(1)),
            (changes.findings.contains(&Finding::Accuracy), counts.accuracy, Page::Accuracy(1)),
        ] {
            again.differ.extend((others || total == 0).then_some(page));
        }
        let none = counts.entities.iter().filter(|(_, total)| *total == 0);
        again.differ.extend(none.map(|(kind, _)| Page::List(*kind, 1)));
        Ok(())
    }
}
