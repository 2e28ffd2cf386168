//! Where a thing is, by the names that sources give its places. What the names leave open stays open: a name
//! that two countries have places it in neither.

use std::collections::BTreeSet;

use codebook::fold::fold;
use gazetteer::{Place, What};

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
pub(crate) fn spots(places: &[&str]) -> Vec<Spot> {
    let parts: Vec<Vec<String>> = places
        .iter()
        .map(|place| {
            place.split([',', '(', ')']).map(key).filter(|part| !part.is_empty()).collect()
        })
        .collect();
    let mut spots: Vec<Spot> = Vec::new();
    for (at, own) in parts.iter().enumerate() {
        let Some((head, rest)) = own.split_first() else { continue };
        let others = parts.iter().enumerate().filter(|(other, _)| *other != at);
        let others = others.flat_map(|(_, parts)| parts);
        let found = spot(head, rest, others);
        spots.extend(found.filter(|spot| !spots.contains(spot)));
    }
    let all = spots.clone();
    spots.retain(|spot| !all.iter().any(|other| narrows(other, spot)));
    spots
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

/// The spot of a name with what stands after its comma; failing that, the other places help, but only to the
/// country.
fn spot<'n>(name: &str, rest: &[String], others: impl Iterator<Item = &'n String>) -> Option<Spot> {
    let countries = |parts: &mut dyn Iterator<Item = &String>| -> BTreeSet<&'static str> {
        parts.filter_map(|part| only_country(&named(part))).collect()
    };
    let mut said = countries(&mut rest.iter());
    let mut places = named(name);
    if said.is_empty() {
        said = only_country(&places).into_iter().collect();
    }
    if said.is_empty() {
        said = countries(&mut others.into_iter());
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
        for (places, expected) in cases {
            assert_eq!(shown(places), expected, "{places:?}");
        }
    }
}
