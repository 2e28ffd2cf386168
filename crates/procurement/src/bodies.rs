//! Who is named in a release, and who of them looks like a natural person: for whatever shows a release's words.

use std::collections::HashMap;

use codebook::fold::fold_name;
use foldhash::fast::RandomState;

use crate::block::same;
use crate::model::{Organization, Release};
use crate::people;

/// The parties of a release by their ids. Few are looked through; of many a table is made.
pub(crate) struct Parties<'r, 'a> {
    list: &'r [Organization<'a>],
    by_id: HashMap<&'r str, usize, RandomState>,
}

/// Up to how many parties are looked through one by one.
const FEW: usize = 32;

impl<'r, 'a> Parties<'r, 'a> {
    pub(crate) fn of(release: &'r Release<'a>) -> Self {
        let list: &[Organization<'a>] = &release.parties;
        let mut by_id = HashMap::default();
        if list.len() > FEW {
            for (place, party) in list.iter().enumerate() {
                if let Some(id) = party.id.get() {
                    by_id.entry(id).or_insert(place);
                }
            }
        }
        Self { list, by_id }
    }

    /// The first party of this id, with its place.
    pub(crate) fn find(&self, id: &str) -> Option<(usize, &'r Organization<'a>)> {
        let place = if self.list.len() > FEW {
            *self.by_id.get(id)?
        } else {
            self.list.iter().position(|party| party.id.get().is_some_and(|own| same(own, id)))?
        };
        Some((place, self.list.get(place)?))
    }

    /// The party that a body refers to, with its place.
    pub(crate) fn party(&self, body: &Organization<'_>) -> Option<(usize, &'r Organization<'a>)> {
        self.find(body.id.get()?)
    }

    /// True where a body looks like a natural person, by what it says itself or as a party.
    pub(crate) fn person(&self, body: &Organization<'_>) -> bool {
        let party = self.party(body).map(|(_, party)| party);
        let name = body.name.get().or_else(|| party.and_then(|party| party.name.get()));
        people::told_by(self.codes(body))
            .unwrap_or_else(|| people::natural_person(name.unwrap_or_default(), &[]))
    }

    /// The codes of a body: its own, then those that it has as a party.
    pub(crate) fn codes<'b>(&self, body: &'b Organization<'_>) -> impl Iterator<Item = &'b str>
    where
        'r: 'b,
    {
        fn of<'b>(body: &'b Organization<'_>) -> impl Iterator<Item = &'b str> {
            let others = body.others.iter().filter_map(|other| other.id.get());
            [body.identifier.id.get(), body.id.get()].into_iter().flatten().chain(others)
        }
        of(body).chain(self.party(body).into_iter().flat_map(|(_, party)| of(party)))
    }

    /// The names of suppliers, tenderers and parties who look like natural persons, folded.
    pub(crate) fn people(&self, release: &Release<'_>) -> Vec<String> {
        let awarded = release.awards.iter().flat_map(|award| award.suppliers.iter());
        let signed = release.contracts.iter().flat_map(|contract| contract.suppliers.iter());
        let bodies = awarded.chain(signed).chain(release.tender.tenderers.iter());
        let bids = release.bids.details.iter().flat_map(|bid| bid.tenderers.iter());
        let all = bodies.chain(bids).chain(release.parties.iter());
        let names = all
            .filter(|body| self.person(body))
            .flat_map(|body| [body.name.get(), body.identifier.legal_name.get()]);
        let mut names: Vec<String> = names.flatten().map(fold_name).collect();
        names.retain(|name| name.contains(' '));
        names.sort();
        names.dedup();
        names
    }
}
