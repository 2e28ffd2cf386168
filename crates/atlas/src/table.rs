//! The table of outlines: unpacking it.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use crate::Degrees;

const TABLE: &[u8] = include_bytes!("../data/atlas.bin");
/// The sheet of all countries.
const WORLD: &str = "00";

static SHEETS: LazyLock<BTreeMap<String, Range<usize>>> = LazyLock::new(|| {
    let mut reader = Reader { bytes: TABLE, at: 0 };
    let mut sheets = BTreeMap::new();
    while let (Some(code), Some(length)) = (reader.text(), reader.count()) {
        let start = reader.at;
        reader.at = start.saturating_add(length);
        sheets.insert(code.to_owned(), start..reader.at);
    }
    sheets
});

/// What a place is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Names {
    /// In Spanish.
    pub es: &'static str,
    /// In English.
    pub en: &'static str,
}

/// One place with its outline.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape {
    /// ISO 3166-1 alpha-2 of a country, ISO 3166-2 of a division; several where one area has several. None
    /// where the standard has no code for it.
    pub codes: Vec<&'static str>,
    /// ISO 3166-2 of the larger divisions that it is a part of.
    pub within: Vec<&'static str>,
    /// What it is called.
    pub names: Names,
    /// Its outlines, each closed: the last point joins the first. Holes are rings too: fill by the
    /// even-odd rule. The largest is the first.
    pub rings: Vec<Vec<Degrees>>,
}

/// The shapes that are drawn together.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// What the whole is called; of the world, nothing.
    pub names: Names,
    /// Its parts.
    pub shapes: Vec<Shape>,
}

/// All countries, without Antarctica.
#[must_use]
pub fn world() -> Sheet {
    sheet(WORLD).unwrap_or(Sheet { names: Names { es: "", en: "" }, shapes: Vec::new() })
}

/// A country's first-level divisions, by its ISO 3166-1 alpha-2 code; the whole country as one shape where
/// their outlines are not known.
#[must_use]
pub fn country(code: &str) -> Option<Sheet> {
    if code == WORLD {
        return None;
    }
    sheet(code).or_else(|| {
        let shape = world().shapes.into_iter().find(|shape| shape.codes.contains(&code))?;
        Some(Sheet { names: shape.names, shapes: vec![shape] })
    })
}

fn sheet(code: &str) -> Option<Sheet> {
    let range = SHEETS.get(code)?;
    let sheet = Reader { bytes: TABLE.get(range.clone())?, at: 0 }.sheet();
    debug_assert!(sheet.is_some(), "the sheet {code} can't be unpacked");
    sheet
}

/// Reads the packed form: numbers as LEB128 varints, signed ones zigzagged; texts with their length before
/// them.
struct Reader {
    bytes: &'static [u8],
    at: usize,
}

impl Reader {
    fn unsigned(&mut self) -> Option<u64> {
        let mut value = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = *self.bytes.get(self.at)?;
            self.at += 1;
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    }

    fn count(&mut self) -> Option<usize> {
        usize::try_from(self.unsigned()?).ok()
    }

    fn signed(&mut self) -> Option<i32> {
        let zigzag = i64::try_from(self.unsigned()?).ok()?;
        i32::try_from((zigzag >> 1) ^ -(zigzag & 1)).ok()
    }

    fn text(&mut self) -> Option<&'static str> {
        let length = self.count()?;
        let end = self.at.checked_add(length)?;
        let text = std::str::from_utf8(self.bytes.get(self.at..end)?).ok()?;
        self.at = end;
        Some(text)
    }

    fn names(&mut self) -> Option<Names> {
        let (es, en) = (self.text()?, self.text()?);
        Some(Names { es, en: if en.is_empty() { es } else { en } })
    }

    fn many<T>(&mut self, one: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let count = self.count()?;
        (0..count).map(|_| one(self)).collect()
    }

    fn sheet(&mut self) -> Option<Sheet> {
        let names = self.names()?;
        // Units are millionths of a degree: where the grid begins, and how wide a step is.
        let [west, south, step] = [self.signed()?, self.signed()?, self.signed()?];
        let degrees = |start: i32, steps: i32| {
            let units = f64::from(start) + f64::from(steps) * f64::from(step);
            #[expect(clippy::cast_possible_truncation, reason = "an f32 holds degrees to a metre")]
            let degrees = (units / 1e6) as f32;
            degrees
        };
        let arcs = self.many(|reader| {
            let mut point = [0, 0];
            reader
                .many(|reader| {
                    // Each point is the step from the one before it.
                    Some([reader.signed()?, reader.signed()?])
                })
                .map(|steps| {
                    let mut points = Vec::with_capacity(steps.len());
                    for [x, y] in steps {
                        point = [point[0] + x, point[1] + y];
                        points.push([degrees(west, point[0]), degrees(south, point[1])]);
                    }
                    points
                })
        })?;
        let shapes = self.many(|reader| {
            Some(Shape {
                codes: reader.many(Self::text)?,
                within: reader.many(Self::text)?,
                names: reader.names()?,
                rings: reader.many(|reader| Some(ring(&arcs, &reader.many(Self::signed)?)))?,
            })
        })?;
        Some(Sheet { names, shapes })
    }
}

/// Joins arcs to a ring; a negative number is the complement of an arc that is walked backwards.
fn ring(arcs: &[Vec<Degrees>], numbers: &[i32]) -> Vec<Degrees> {
    let mut ring: Vec<Degrees> = Vec::new();
    for number in numbers {
        let backwards = *number < 0;
        let index = usize::try_from(if backwards { !number } else { *number });
        let arc = index.ok().and_then(|index| arcs.get(index)).map_or(&[][..], Vec::as_slice);
        // An arc begins where the one before it ends.
        ring.pop();
        if backwards {
            ring.extend(arc.iter().rev());
        } else {
            ring.extend(arc);
        }
    }
    ring.pop();
    ring
}
