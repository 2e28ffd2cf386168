//! Where the systems are: the world, the world of one technology, and each country, drawn and as a table.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use atlas::{Drawn, Inset, Names, Plan, Shape, Sheet};
use codebook::{EntityId, Technology};
use jiff::Timestamp;

use crate::frame::Frame;
use crate::kept::Kept;
use crate::page::{Country, Lang, Page};
use crate::places::{Spot, spots};
use crate::show;
use crate::shown::Shown;
use crate::site::PageError;
use crate::words::Words;

/// What maps are made from.
#[derive(Debug, Default)]
pub(crate) struct MapData {
    /// Every system, placed or not.
    pub(crate) systems: Vec<Located>,
}

/// A system, and where it is.
#[derive(Debug, Clone)]
pub(crate) struct Located {
    pub(crate) id: EntityId,
    pub(crate) name: String,
    /// When the newest fact about it was released.
    pub(crate) as_of: Timestamp,
    pub(crate) technologies: Vec<Technology>,
    /// The places that sources name.
    pub(crate) said: Vec<String>,
    /// Where that is; none where the names don't settle it.
    pub(crate) spots: Vec<Spot>,
}

/// How wide a drawing is, in its own units.
const WIDTH: f32 = 960.0;
/// The world is drawn twice as fine, for large screens.
const WORLD: f32 = 1920.0;
/// How many systems the table names for one place; the others are counted.
const NAMED: usize = 60;
/// Where the steps of the shading begin.
const STEPS: [usize; 4] = [1, 2, 5, 20];

impl MapData {
    /// Where the systems are, of what is kept.
    pub(crate) fn of(kept: &Kept) -> Self {
        Self { systems: kept.located() }
    }

    /// When the newest fact was released about a system that a map shows; the world's map is as of the register.
    pub(crate) fn as_of(&self, page: Page) -> Option<Timestamp> {
        let shown = |system: &&Located| match page {
            Page::MapOf(technology) => system.technologies.contains(&technology),
            Page::MapIn(country) => system.spots.iter().any(|spot| spot.country == country.code()),
            _ => false,
        };
        self.systems.iter().filter(shown).map(|system| system.as_of).max()
    }

    /// The maps there are beside the world's.
    pub(crate) fn pages(&self) -> Vec<Page> {
        let placed = self.systems.iter().filter(|system| !system.spots.is_empty());
        let countries: BTreeSet<Country> = placed
            .clone()
            .flat_map(|system| &system.spots)
            .filter_map(|spot| Country::new(spot.country))
            .collect();
        let technologies: BTreeSet<Technology> =
            placed.flat_map(|system| system.technologies.iter().copied()).collect();
        let technologies = technologies.into_iter().map(Page::MapOf);
        technologies.chain(countries.into_iter().map(Page::MapIn)).collect()
    }

    /// The systems with a technology, or all of them.
    fn with(&self, technology: Option<Technology>) -> impl Iterator<Item = &Located> {
        let has = move |system: &&Located| {
            technology.is_none_or(|technology| system.technologies.contains(&technology))
        };
        self.systems.iter().filter(has)
    }

    /// How many systems are in each country.
    fn by_country(&self, technology: Option<Technology>) -> BTreeMap<&'static str, usize> {
        let mut counts = BTreeMap::new();
        for system in self.with(technology) {
            for (at, spot) in system.spots.iter().enumerate() {
                let mut before = system.spots.iter().take(at);
                if before.all(|other| other.country != spot.country) {
                    *counts.entry(spot.country).or_default() += 1;
                }
            }
        }
        counts
    }
}

/// A place that a map links.
pub(crate) struct Area {
    /// Where the link leads.
    pub(crate) link: String,
    /// Its name and its number of systems.
    pub(crate) label: String,
    /// The step of its shading, from 1.
    pub(crate) step: usize,
    pub(crate) drawn: Mark,
}

/// What stands for a place.
pub(crate) enum Mark {
    Path(String),
    /// Middle and radius.
    Dot(String, String, u8),
}

/// A step of the shading, for the legend.
pub(crate) struct Step {
    pub(crate) step: usize,
    pub(crate) label: String,
}

fn step(count: usize) -> usize {
    STEPS.iter().filter(|start| count >= **start).count()
}

fn legend(w: &Words) -> Vec<Step> {
    let labels = STEPS.iter().enumerate().map(|(at, start)| {
        let label = match STEPS.get(at + 1) {
            Some(next) if *next == start + 1 => start.to_string(),
            Some(next) => format!("{start}–{}", next - 1),
            None => w.with("map-or-more", &[("n", &start.to_string())]),
        };
        Step { step: at + 1, label }
    });
    labels.collect()
}

fn named<'n>(w: &Words, names: &'n Names) -> &'n str {
    match w.lang() {
        Lang::Es => names.es,
        Lang::En => names.en,
    }
}

fn short(number: f32) -> String {
    format!("{number:.0}")
}

fn dot([x, y]: [f32; 2], radius: u8) -> Mark {
    Mark::Dot(short(x), short(y), radius)
}

#[derive(Template)]
#[template(path = "map.html")]
struct WorldPage<'a> {
    f: Frame<'a>,
    /// None where no system is placed: an empty world would say that there is nothing.
    drawing: Option<Drawing>,
    technologies: Vec<Choice<'a>>,
    rows: Vec<CountryRow>,
    unplaced: Vec<Unplaced<'a>>,
    unplaced_in_all: usize,
}

/// A map: land without systems, and the places that have some.
pub(crate) struct Drawing {
    pub(crate) title: String,
    pub(crate) width: String,
    pub(crate) height: String,
    pub(crate) land: String,
    pub(crate) areas: Vec<Area>,
    pub(crate) legend: Vec<Step>,
    pub(crate) insets: Vec<Inset>,
}

struct Choice<'a> {
    label: &'a str,
    path: String,
    here: bool,
}

struct CountryRow {
    name: String,
    path: String,
    count: String,
}

struct Unplaced<'a> {
    name: &'a str,
    page: String,
    said: String,
}

/// The world's map for the home page, none where no system is placed; and how many are not.
pub(crate) fn drawing_if_placed(site: &Shown<'_>, w: &Words) -> (Option<Drawing>, usize) {
    let systems = &site.map().systems;
    let unplaced = systems.iter().filter(|system| system.spots.is_empty()).count();
    let drawing = (unplaced < systems.len()).then(|| world_drawing(site, w, None, ""));
    (drawing, unplaced)
}

fn world_drawing(site: &Shown<'_>, w: &Words, technology: Option<Technology>, up: &str) -> Drawing {
    let counts = site.map().by_country(technology);
    let plan = Plan::of_world(WORLD);
    let mut land = String::new();
    let mut areas = Vec::new();
    for shape in atlas::world().shapes {
        let code = shape.codes.first().copied().unwrap_or_default();
        let Some(drawn) = plan.drawn(&shape) else { continue };
        match (counts.get(code).zip(Country::new(code)), drawn) {
            (Some((count, country)), drawn) => areas.push(Area {
                link: format!("{up}{}", Page::MapIn(country).path()),
                label: labelled(w, named(w, &shape.names), *count),
                step: step(*count),
                drawn: match drawn {
                    Drawn::Path(path) => Mark::Path(path),
                    Drawn::Dot(at) => dot(at, 10),
                },
            }),
            (None, Drawn::Path(path)) => land.push_str(&path),
            (None, Drawn::Dot(_)) => {}
        }
    }
    Drawing {
        title: w.t("map-world").to_owned(),
        width: short(plan.width),
        height: short(plan.height),
        land,
        areas,
        legend: legend(w),
        insets: Vec::new(),
    }
}

fn labelled(w: &Words, name: &str, count: usize) -> String {
    format!("{name}: {}", w.count("map-systems", &count))
}

pub(crate) fn world(
    site: &Shown<'_>,
    w: &Words,
    technology: Option<Technology>,
    out: &mut String,
) -> Result<(), PageError> {
    let data = site.map();
    let page = technology.map_or(Page::Map, Page::MapOf);
    let title = match technology {
        None => w.t("nav-map").to_owned(),
        Some(technology) => {
            w.with("map-of", &[("technology", w.term("technology", technology.as_str()))])
        }
    };
    let all = std::iter::once(Page::Map).chain(data.pages());
    let technologies = all.filter_map(|way| {
        let label = match way {
            Page::Map => w.t("map-all"),
            Page::MapOf(technology) => w.term("technology", technology.as_str()),
            _ => return None,
        };
        Some(Choice { label, path: way.path(), here: way == page })
    });
    let mut rows: Vec<_> = data.by_country(technology).into_iter().collect();
    rows.sort_by_key(|(code, count)| (std::cmp::Reverse(*count), *code));
    let unplaced = || data.with(technology).filter(|system| system.spots.is_empty());
    WorldPage {
        f: Frame::new(site, w, page, title),
        drawing: (!rows.is_empty()).then(|| world_drawing(site, w, technology, page.up())),
        technologies: technologies.collect(),
        rows: rows.into_iter().filter_map(|(code, count)| country_row(w, code, count)).collect(),
        unplaced: unplaced().take(NAMED).map(not_placed).collect(),
        unplaced_in_all: unplaced().count(),
    }
    .render_into(out)?;
    Ok(())
}

fn country_row(w: &Words, code: &str, count: usize) -> Option<CountryRow> {
    Some(CountryRow {
        name: country_name(w, code),
        path: Page::MapIn(Country::new(code)?).path(),
        count: show::grouped(&count.to_string(), w.lang()),
    })
}

/// A country's name; its code where the atlas has none.
fn country_name(w: &Words, code: &str) -> String {
    atlas::country(code).map_or_else(|| code.to_owned(), |sheet| named(w, &sheet.names).to_owned())
}

fn not_placed(system: &Located) -> Unplaced<'_> {
    Unplaced {
        name: &system.name,
        page: Page::Entity(system.id).path(),
        said: system.said.join("; "),
    }
}

#[derive(Template)]
#[template(path = "map_country.html")]
struct CountryPage<'a> {
    f: Frame<'a>,
    drawing: Drawing,
    in_all: usize,
    rows: Vec<PlaceRow<'a>>,
}

struct PlaceRow<'a> {
    anchor: String,
    name: String,
    /// What sort of place: a division, a city, or the country as a whole.
    sort: &'a str,
    count: String,
    systems: Vec<(&'a str, String)>,
    more: usize,
}

/// A place of a country, in the order of the table.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Where {
    Whole,
    Division(&'static str),
    City(String),
}

pub(crate) fn country(
    site: &Shown<'_>,
    w: &Words,
    country: Country,
    out: &mut String,
) -> Result<(), PageError> {
    let code = country.code();
    let none = || Sheet { names: Names { es: "", en: "" }, shapes: Vec::new() };
    let sheet = atlas::country(code).unwrap_or_else(none);
    let plan = Plan::of_country(&sheet, WIDTH);
    let mut places: BTreeMap<Where, Vec<&Located>> = BTreeMap::new();
    let mut cities: BTreeMap<String, [f32; 2]> = BTreeMap::new();
    let mut in_all = 0;
    for system in &site.map().systems {
        let here = system.spots.iter().filter(|spot| spot.country == code);
        let mut at: BTreeSet<Where> = BTreeSet::new();
        for spot in here {
            if let Some(city) = &spot.city {
                cities.insert(city.name.clone(), city.at);
                at.insert(Where::City(city.name.clone()));
            }
            match spot.division {
                Some(division) => at.insert(Where::Division(division)),
                None => spot.city.is_none() && at.insert(Where::Whole),
            };
        }
        in_all += usize::from(!at.is_empty());
        for place in at {
            places.entry(place).or_default().push(system);
        }
    }
    if in_all == 0 {
        return Err(PageError::NoCountry(code.to_owned()));
    }
    let name = country_name(w, code);
    let mut drawing = divisions(w, &plan, &sheet.shapes, &places);
    drawing.title.clone_from(&name);
    for (city, at) in &cities {
        let systems = places.get(&Where::City(city.clone())).map_or(0, Vec::len);
        let Some(point) = plan.point(*at) else { continue };
        drawing.areas.push(Area {
            link: format!("#{}", anchor(&Where::City(city.clone()), &places)),
            label: labelled(w, city, systems),
            step: 0,
            drawn: dot(point, u8::try_from(6 + 3 * step(systems)).unwrap_or(u8::MAX)),
        });
    }
    let row =
        |(place, systems): (&Where, &Vec<&'_ Located>)| -> (String, String, &'static str, usize) {
            let (name, sort) = match place {
                Where::Whole => (name.clone(), "map-whole"),
                Where::Division(code) => {
                    (division_name(w, &sheet.shapes, code, systems), "map-division")
                }
                Where::City(city) => (city.clone(), "map-city"),
            };
            (anchor(place, &places), name, sort, systems.len())
        };
    let rows = places.iter().map(|(place, systems)| {
        let (anchor, name, sort, count) = row((place, systems));
        let page = |system: &&'_ Located| Page::Entity(system.id).path();
        PlaceRow {
            anchor,
            name,
            sort: w.t(sort),
            count: show::grouped(&count.to_string(), w.lang()),
            systems: systems.iter().take(NAMED).map(|s| (s.name.as_str(), page(s))).collect(),
            more: count.saturating_sub(NAMED),
        }
    });
    let title = w.with("map-in", &[("country", &name)]);
    CountryPage {
        f: Frame::new(site, w, Page::MapIn(country), title),
        rows: rows.collect(),
        drawing,
        in_all,
    }
    .render_into(out)?;
    Ok(())
}

/// A division's name; where the atlas draws only its parts, the name by which a source places a system there.
fn division_name(w: &Words, shapes: &[Shape], code: &str, systems: &[&Located]) -> String {
    if let Some(shape) = shapes.iter().find(|shape| shape.codes.contains(&code)) {
        return named(w, &shape.names).to_owned();
    }
    let mut said = systems.iter().flat_map(|system| &system.said);
    let names_it = |name: &&String| spots(&[name]).iter().any(|spot| spot.division == Some(code));
    said.find(names_it).map_or_else(|| code.to_owned(), Clone::clone)
}

/// Where the table's row of a place is.
fn anchor(place: &Where, places: &BTreeMap<Where, Vec<&Located>>) -> String {
    match place {
        Where::Whole => "whole".to_owned(),
        Where::Division(code) => (*code).to_owned(),
        Where::City(_) => format!("city-{}", places.range(..place.clone()).count()),
    }
}

fn divisions(
    w: &Words,
    plan: &Plan,
    shapes: &[Shape],
    places: &BTreeMap<Where, Vec<&Located>>,
) -> Drawing {
    let mut land = String::new();
    let mut areas = Vec::new();
    for shape in shapes {
        let Some(drawn) = plan.drawn(shape) else { continue };
        let mut codes = shape.codes.iter().chain(&shape.within);
        let counted = codes.find_map(|code| Some((code, places.get(&Where::Division(code))?)));
        match (counted, drawn) {
            (Some((code, systems)), drawn) => areas.push(Area {
                link: format!("#{code}"),
                label: labelled(w, &division_name(w, shapes, code, systems), systems.len()),
                step: step(systems.len()),
                drawn: match drawn {
                    Drawn::Path(path) => Mark::Path(path),
                    Drawn::Dot(at) => dot(at, 6),
                },
            }),
            (None, Drawn::Path(path)) => land.push_str(&path),
            (None, Drawn::Dot(_)) => {}
        }
    }
    Drawing {
        title: String::new(),
        width: short(plan.width),
        height: short(plan.height),
        land,
        areas,
        legend: legend(w),
        insets: plan.insets.clone(),
    }
}
