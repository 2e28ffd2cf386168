//! TopoJSON: reading it, and making its arcs simpler.

use std::collections::BTreeSet;

use anyhow::Context as _;
use serde_json::Value;

use super::pack::Packed;

type Point = [f64; 2];

/// A place of a topology, its rings as numbers of arcs.
pub(crate) struct Found {
    pub(crate) codes: Vec<String>,
    pub(crate) within: Vec<String>,
    /// In Spanish and in English.
    pub(crate) names: [String; 2],
    pub(crate) rings: Vec<Vec<i64>>,
}

/// Arcs in degrees, and the geometries made of them.
pub(crate) struct Topology<'v> {
    arcs: Vec<Vec<Point>>,
    geometries: &'v [Value],
}

impl<'v> Topology<'v> {
    /// Reads the object of that name, or the first one where there is no such name.
    pub(crate) fn read(file: &'v Value, object: &str) -> anyhow::Result<Self> {
        let objects = file["objects"].as_object().context("no objects")?;
        let object = objects.get(object).or_else(|| objects.values().next());
        let geometries =
            object.and_then(|o| o["geometries"].as_array()).context("no geometries")?;
        let number = |value: &Value| value.as_f64();
        let pair = |value: &Value| Some([number(&value[0])?, number(&value[1])?]);
        let transform = &file["transform"];
        let scale = pair(&transform["scale"]).context("no scale")?;
        let start = pair(&transform["translate"]).context("no translate")?;
        let arc = |value: &Value| {
            let mut at = [0.0, 0.0];
            let steps = value.as_array().into_iter().flatten().filter_map(pair);
            steps
                .map(|step| {
                    at = [at[0] + step[0], at[1] + step[1]];
                    [at[0] * scale[0] + start[0], at[1] * scale[1] + start[1]]
                })
                .collect::<Vec<Point>>()
        };
        let arcs = file["arcs"].as_array().context("no arcs")?;
        let mut topology = Self { arcs: arcs.iter().map(arc).collect(), geometries };
        topology.unwrap_date_line();
        Ok(topology)
    }

    /// Puts a country that lies on both sides of the date line in one piece, its east beyond 180 degrees.
    fn unwrap_date_line(&mut self) {
        let used: BTreeSet<usize> = self
            .geometries()
            .filter(|(geometry, _)| geometry["properties"]["name"].is_string())
            .flat_map(|(_, rings)| rings.into_iter().flatten())
            .filter_map(|number| usize::try_from(if number < 0 { !number } else { number }).ok())
            .collect();
        let points = used.iter().filter_map(|at| self.arcs.get(*at)).flatten();
        let mut east: Vec<f64> = points.map(|point| point[0]).collect();
        east.sort_unstable_by(f64::total_cmp);
        let (Some(first), Some(last)) = (east.first(), east.last()) else { return };
        let outer = 360.0 - (last - first);
        let gap = east.windows(2).filter_map(|pair| <&[f64; 2]>::try_from(pair).ok());
        let widest = gap.max_by(|a, b| (a[1] - a[0]).total_cmp(&(b[1] - b[0])));
        let Some([west, beyond]) = widest else { return };
        // Only a true break is one: a country from -178 to -67 stays as it is.
        if beyond - west <= outer.max(90.0) {
            return;
        }
        let middle = f64::midpoint(*west, *beyond);
        for point in self.arcs.iter_mut().flatten().filter(|point| point[0] < middle) {
            point[0] += 360.0;
        }
    }

    /// The geometries with their rings, as numbers of arcs.
    pub(crate) fn geometries(&self) -> impl Iterator<Item = (&'v Value, Vec<Vec<i64>>)> + use<'v> {
        self.geometries.iter().map(|geometry| {
            let ring = |ring: &Value| -> Vec<i64> {
                ring.as_array().into_iter().flatten().filter_map(Value::as_i64).collect()
            };
            let polygon = |polygon: &Value| -> Vec<Vec<i64>> {
                polygon.as_array().into_iter().flatten().map(ring).collect()
            };
            let arcs = &geometry["arcs"];
            let rings = match geometry["type"].as_str() {
                Some("Polygon") => polygon(arcs),
                Some("MultiPolygon") => {
                    arcs.as_array().into_iter().flatten().flat_map(polygon).collect()
                }
                _ => Vec::new(),
            };
            (geometry, rings)
        })
    }

    /// How exact a sheet of these shapes is drawn, in degrees: by how much land there is and not by how far it
    /// is scattered.
    pub(crate) fn tolerance(&self, shapes: &[Found]) -> f64 {
        let area: f64 = shapes.iter().map(|shape| self.largest(shape)).sum();
        (area.sqrt() / 800.0).max(0.0005)
    }

    /// The area of the box around a shape's largest ring, in square degrees.
    fn largest(&self, shape: &Found) -> f64 {
        shape.rings.iter().map(|ring| self.area(ring)).fold(0.0, f64::max)
    }

    fn area(&self, ring: &[i64]) -> f64 {
        let [width, height] = self.extent(ring);
        width * height
    }

    fn extent(&self, ring: &[i64]) -> Point {
        let mut low = [f64::INFINITY; 2];
        let mut high = [f64::NEG_INFINITY; 2];
        let arcs = ring.iter().filter_map(|number| {
            self.arcs.get(usize::try_from(if *number < 0 { !number } else { *number }).ok()?)
        });
        for point in arcs.flatten() {
            for axis in [0, 1] {
                low[axis] = low[axis].min(point[axis]);
                high[axis] = high[axis].max(point[axis]);
            }
        }
        [(high[0] - low[0]).max(0.0), (high[1] - low[1]).max(0.0)]
    }

    /// The shapes with arcs no more exact than `tolerance`, and without islets that would not show; each shape
    /// keeps its largest ring.
    pub(crate) fn simplified(&self, shapes: Vec<Found>, tolerance: f64) -> Packed {
        let mut shapes = shapes;
        for shape in &mut shapes {
            shape.rings.sort_by(|a, b| self.area(b).total_cmp(&self.area(a)));
            let mut first = true;
            shape.rings.retain(|ring| {
                let [width, height] = self.extent(ring);
                std::mem::take(&mut first) || width.max(height) > 4.0 * tolerance
            });
        }
        shapes.retain(|shape| !shape.rings.is_empty());
        shapes.sort_by(|a, b| (&a.codes, &a.names).cmp(&(&b.codes, &b.names)));
        // Arcs are numbered anew, in the order in which shapes use them.
        let mut numbers: Vec<Option<i64>> = vec![None; self.arcs.len()];
        let mut arcs = Vec::new();
        for number in shapes.iter_mut().flat_map(|shape| &mut shape.rings).flatten() {
            let backwards = *number < 0;
            let old = usize::try_from(if backwards { !*number } else { *number });
            let Some(slot) = old.ok().and_then(|old| numbers.get_mut(old)) else { continue };
            let old = old.unwrap_or_default();
            let new = *slot.get_or_insert_with(|| {
                arcs.push(simpler(self.arcs.get(old).map_or(&[], Vec::as_slice), tolerance));
                i64::try_from(arcs.len()).unwrap_or_default() - 1
            });
            *number = if backwards { !new } else { new };
        }
        Packed { arcs, shapes, step: tolerance / 2.0 }
    }
}

/// Douglas and Peucker's line: the points without which it would be off by more than `tolerance`.
fn simpler(line: &[Point], tolerance: f64) -> Vec<Point> {
    let mut keep = vec![false; line.len()];
    let mut open = vec![(0, line.len().saturating_sub(1))];
    while let Some((from, until)) = open.pop() {
        for end in [from, until] {
            if let Some(kept) = keep.get_mut(end) {
                *kept = true;
            }
        }
        let (Some(a), Some(b)) = (line.get(from), line.get(until)) else { continue };
        let between = line.iter().enumerate().take(until).skip(from + 1);
        let farthest = between
            .map(|(at, point)| (at, distance(*point, *a, *b)))
            .max_by(|a, b| a.1.total_cmp(&b.1));
        // An island is one arc that ends where it begins: it keeps two more points, however small it is.
        let closed = a == b;
        if let Some((at, off)) = farthest
            && (off > tolerance || closed)
        {
            open.extend([(from, at), (at, until)]);
        }
    }
    let kept = line.iter().zip(&keep).filter(|(_, keep)| **keep);
    kept.map(|(point, _)| *point).collect()
}

/// How far a point is from the stretch between two others.
fn distance(point: Point, a: Point, b: Point) -> f64 {
    let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
    let length = dx * dx + dy * dy;
    let along =
        if length > 0.0 { ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / length } else { 0.0 };
    let along = along.clamp(0.0, 1.0);
    (point[0] - a[0] - along * dx).hypot(point[1] - a[1] - along * dy)
}
