//! Where a thing is, by the names that sources give its places. What the names leave open stays open: a name
//! that two countries have places it in neither.

use std::collections::BTreeSet;

use codebook::fold::fold;
use gazetteer::{Place, What};
use rustc_hash::FxHashMap;

/// Where a thing is, as exactly as its names say.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Spot {
    /// ISO 3166-1 alpha-2.
    pub(crate) country: &'static str,
    /// ISO 3166-2.
    pub(crate) division: Option<&'static str>,
    pub(crate) city: Option<City>,
}

/// A city that the names single out.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct City {
    pub(crate) name: String,
    /// Degrees east and north.
    pub(crate) at: [f32; 2],
}

/// Where something is that has these places, each as a source writes it: "Lisbon", "Cuenca, Ecuador".
pub(crate) fn spots(places: &[impl AsRef<str>]) -> Vec<Spot> {
    Spots::default().of(places)
}

/// Where places are, each looked up once.
#[derive(Default)]
pub(crate) struct Spots(FxHashMap<String, Alone>);

/// What a place's own words say, whatever other places a thing has.
enum Alone {
    Settled(Option<Spot>),
    /// Others may help.
    Open,
}

impl Spots {
    /// See [`spots`].
    pub(crate) fn of(&mut self, places: &[impl AsRef<str>]) -> Vec<Spot> {
        let mut spots: Vec<Spot> = Vec::new();
        for (at, place) in places.iter().enumerate() {
            let found = match self.alone(place.as_ref()) {
                Alone::Settled(found) => found.clone(),
                Alone::Open => {
                    let others = places.iter().enumerate().filter(|(other, _)| *other != at);
                    beside(place.as_ref(), others.map(|(_, other)| other.as_ref()))
                }
            };
            spots.extend(found.filter(|spot| !spots.contains(spot)));
        }
        let all = spots.clone();
        spots.retain(|spot| !all.iter().any(|other| narrows(other, spot)));
        spots
    }

    fn alone(&mut self, place: &str) -> &Alone {
        if !self.0.contains_key(place) {
            self.0.insert(place.to_owned(), alone(place));
        }
        self.0.get(place).unwrap_or(&Alone::Open)
    }
}

/// The words of a place: its name, and what stands after a comma or in brackets.
fn parts(place: &str) -> Vec<String> {
    place.split([',', '(', ')']).map(key).filter(|part| !part.is_empty()).collect()
}

fn alone(place: &str) -> Alone {
    let own = parts(place);
    let Some((head, rest)) = own.split_first() else { return Alone::Settled(None) };
    let places = named(head);
    let is_open = !places.is_empty() && settled(&places, rest).is_empty();
    if is_open { Alone::Open } else { Alone::Settled(spot(head, rest, [])) }
}

fn beside<'p>(place: &str, others: impl Iterator<Item = &'p str>) -> Option<Spot> {
    let own = parts(place);
    let (head, rest) = own.split_first()?;
    let others: Vec<String> = others.flat_map(parts).collect();
    spot(head, rest, &others)
}

/// As the gazetteer folds names.
fn key(name: &str) -> String {
    fold(name).replace(['’', '‘'], "'").replace(['–', '—'], "-")
}

fn narrows(exact: &Spot, broad: &Spot) -> bool {
    let inside = exact.country == broad.country
        && (broad.division.is_none() || exact.division == broad.division);
    inside
        && broad.city.is_none()
        && exact != broad
        && (exact.city.is_some() || exact.division.is_some())
}

/// The countries that some words are in, each where they leave no other.
fn countries<'n>(parts: impl IntoIterator<Item = &'n String>) -> BTreeSet<&'static str> {
    parts.into_iter().filter_map(|part| only_country(&named(part))).collect()
}

/// The countries of a name by what stands after its comma, or else by itself.
fn settled(places: &[Place<'_>], rest: &[String]) -> BTreeSet<&'static str> {
    let said = countries(rest);
    if said.is_empty() { only_country(places).into_iter().collect() } else { said }
}

/// The spot of a name with what stands after its comma; failing that, the other places help, but only to the
/// country.
fn spot<'n>(
    name: &str,
    rest: &[String],
    others: impl IntoIterator<Item = &'n String>,
) -> Option<Spot> {
    let mut places = named(name);
    let mut said = settled(&places, rest);
    if said.is_empty() {
        said = countries(others);
    }
    let country = said.first().copied().filter(|_| said.len() == 1)?;
    places.retain(|place| place.country() == country);
    let first = places.first()?;
    let country = first.country();
    let mut spot = Spot { country, division: None, city: None };
    if first.what == What::Country {
        return Some(spot);
    }
    // A city lies in the division of its name, wherever there is one: that much is sure.
    spot.division = only_division(&places);
    if spot.division.is_none()
        && let [only] = places.as_slice()
    {
        spot.city = only
            .at()
            .map(|at| City { name: only.name().into_owned(), at: [at.longitude, at.latitude] });
        // What stands after the comma may be its division; another place of the thing is none.
        let mut larger = rest
            .iter()
            .map(|part| named(part))
            .filter(|places| !places.iter().any(|place| place.what == What::Country));
        spot.division = larger.find_map(|mut places| {
            places.retain(|place| place.country() == country);
            only_division(&places)
        });
    }
    Some(spot)
}

/// What bears the name.
fn named(folded: &str) -> Vec<Place<'_>> {
    let mut places = gazetteer::named(folded);
    places.retain(|place| place.what != What::Demonym);
    places
}

/// The country that a name settles: the only one with a place of that name. Where a country is so called,
/// towns elsewhere don't count: "Peru" is not taken for the one in Illinois; a division elsewhere does.
fn only_country(places: &[Place<'_>]) -> Option<&'static str> {
    let country = places.iter().any(|place| place.what == What::Country);
    let counted = places.iter().filter(|place| !country || place.what != What::City);
    let countries: BTreeSet<&'static str> = counted.map(Place::country).collect();
    (countries.len() == 1).then(|| countries.first().copied())?
}

fn only_division(places: &[Place<'_>]) -> Option<&'static str> {
    let divisions = places.iter().filter(|place| place.what == What::Division);
    let codes: BTreeSet<&'static str> = divisions.map(|place| place.code).collect();
    (codes.len() == 1).then(|| codes.first().copied())?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(places: &[&str]) -> String {
        let one = |spot: &Spot| {
            let division = spot.division.unwrap_or("-");
            let city = spot.city.as_ref().map_or("-", |city| city.name.as_str());
            format!("{}/{division}/{city}", spot.country)
        };
        spots(places).iter().map(one).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn names_place_what_they_settle_and_no_more() {
        let cases: [(&[&str], &str); 15] = [
            (&["Mexico"], "MX/-/-"),
            (&["México"], "MX/-/-"),
            (&["Oaxaca"], "MX/MX-OAX/-"),
            (&["Jalisco"], "MX/MX-JAL/-"),
            (&["Georgia"], ""),
            (&["Guadalajara"], ""),
            (&["Guadalajara, Jalisco"], "MX/MX-JAL/Guadalajara"),
            (&["Guadalajara (España)"], "ES/ES-GU/-"),
            (&["Guadalajara", "Mexico"], "MX/-/Guadalajara"),
            (&["Springfield, Estados Unidos"], "US/-/-"),
            (&["Ouagadougou"], "BF/-/Ouagadougou"),
            (&["Puerto Lirio"], ""),
            (&["Chile", "Perú"], "CL/-/- PE/-/-"),
            (&["Londres, Reino Unido"], "GB/-/Londres"),
            (&["Guadalajara", "Oaxaca"], "MX/-/Guadalajara MX/MX-OAX/-"),
        ];
        let mut known = Spots::default();
        for (places, expected) in cases {
            assert_eq!(shown(places), expected, "{places:?}");
            // What was looked up before, for things with other places too, says the same.
            assert_eq!(known.of(places), spots(places), "{places:?}");
        }
    }
}
