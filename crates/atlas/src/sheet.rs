//! Putting degrees on a flat sheet.

use std::fmt::Write as _;

use crate::{Degrees, Shape};

/// A rectangle on the earth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Frame {
    /// Its south-western corner.
    low: Degrees,
    /// Its north-eastern corner.
    high: Degrees,
}

impl Frame {
    /// The frame around one outline; `None` where it has no point.
    pub(crate) fn around(ring: &[Degrees]) -> Option<Self> {
        let first = *ring.first()?;
        let grow = |frame: Self, point: &Degrees| frame.joined(&Self { low: *point, high: *point });
        Some(ring.iter().fold(Self { low: first, high: first }, grow))
    }

    /// The frames around what lies together: the main land first, then each group of islands or exclave that a
    /// whole shape lies in. Islets that belong to a shape drawn elsewhere have none.
    pub(crate) fn of_groups(shapes: &[Shape]) -> Vec<Self> {
        let frames = |of: fn(&Shape) -> &[Vec<Degrees>]| -> Vec<Self> {
            shapes.iter().flat_map(of).filter_map(|ring| Self::around(ring)).collect()
        };
        let mains = frames(|shape| shape.rings.get(..1).unwrap_or_default());
        let mut rest = frames(|shape| &shape.rings);
        rest.sort_by(|a, b| b.area().total_cmp(&a.area()));
        let mut groups: Vec<(f32, Self)> = Vec::new();
        let mut near: f32 = 0.0;
        while let Some(first) = rest.first().copied() {
            let mut group = (0.0, first);
            loop {
                let before = rest.len();
                near = near.max(NEAR * group.1.width().max(group.1.height()));
                rest.retain(|frame| {
                    let apart = group.1.gap(frame) > near;
                    if !apart {
                        group = (group.0 + frame.area(), group.1.joined(frame));
                    }
                    apart
                });
                if rest.len() == before {
                    break;
                }
            }
            if mains.iter().any(|frame| group.1.holds(frame.low) && group.1.holds(frame.high)) {
                groups.push(group);
            }
        }
        groups.sort_by(|a, b| b.0.total_cmp(&a.0));
        groups.into_iter().map(|(_, frame)| frame).collect()
    }

    /// Whether a point lies in it.
    pub(crate) fn holds(&self, [east, north]: Degrees) -> bool {
        (self.low[0]..=self.high[0]).contains(&east)
            && (self.low[1]..=self.high[1]).contains(&north)
    }

    fn joined(&self, other: &Self) -> Self {
        let pick =
            |axis: usize, of: fn(f32, f32) -> f32, a: &Degrees, b: &Degrees| of(a[axis], b[axis]);
        Self {
            low: [0, 1].map(|axis| pick(axis, f32::min, &self.low, &other.low)),
            high: [0, 1].map(|axis| pick(axis, f32::max, &self.high, &other.high)),
        }
    }

    fn width(&self) -> f32 {
        self.high[0] - self.low[0]
    }

    fn height(&self) -> f32 {
        self.high[1] - self.low[1]
    }

    fn area(&self) -> f32 {
        self.width() * self.height()
    }

    /// How far two frames are apart, in degrees along the axis on which they are farther; 0 where they meet.
    fn gap(&self, other: &Self) -> f32 {
        let along = |axis: usize| {
            (other.low[axis] - self.high[axis]).max(self.low[axis] - other.high[axis]).max(0.0)
        };
        along(0).max(along(1))
    }
}

/// How far an outline may lie from the main land and still be drawn with it, as a share of the longest
/// side so far.
const NEAR: f32 = 0.06;
/// The world's sheet is cut 180 degrees from here: in the Bering Strait, so that no land but an island is.
const MIDDLE: f32 = 11.0;

/// A flat sheet: from degrees to its own units, x to the right and y down.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct View {
    /// How wide it is.
    pub(crate) width: f32,
    /// How high it is.
    pub(crate) height: f32,
    projection: Projection,
    /// Units of the sheet for one of the projection, and where the sheet's corner lies on the projection.
    scale: f32,
    corner: [f32; 2],
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Projection {
    /// Equal Earth: areas compare, which is what shading needs.
    EqualEarth,
    /// Plain degrees, those to the east shortened as they are at the middle of the country.
    Plain { shortened: f32 },
}

impl Projection {
    fn point(self, [east, north]: Degrees) -> [f32; 2] {
        match self {
            Self::EqualEarth => equal_earth(east - MIDDLE, north),
            Self::Plain { shortened } => [east * shortened, -north],
        }
    }
}

/// The polynomial of Šavrič, Patterson and Jenny (2018).
fn equal_earth(east: f32, north: f32) -> [f32; 2] {
    const A: [f32; 4] = [1.340_264, -0.081_106, 0.000_893, 0.003_796];
    let root = 3_f32.sqrt();
    let t = (root / 2.0 * north.to_radians().sin()).asin();
    let (t2, t6) = (t * t, t.powi(6));
    let slope = A[0] + 3.0 * A[1] * t2 + t6 * (7.0 * A[2] + 9.0 * A[3] * t2);
    let x = 2.0 * root * east.to_radians() * t.cos() / (3.0 * slope);
    let y = t * (A[0] + A[1] * t2 + t6 * (A[2] + A[3] * t2));
    [x, -y]
}

impl View {
    /// The whole world but Antarctica, that wide.
    pub(crate) fn of_world(width: f32) -> Self {
        let projection = Projection::EqualEarth;
        let [east, _] = projection.point([MIDDLE + 180.0, 0.0]);
        let [_, top] = projection.point([MIDDLE, 84.0]);
        let [_, bottom] = projection.point([MIDDLE, -56.5]);
        let scale = width / (2.0 * east);
        Self { width, height: (bottom - top) * scale, projection, scale, corner: [-east, top] }
    }

    /// A country or a part of one, at most that wide and high, with a margin around it.
    pub(crate) fn of_country(frame: &Frame, [width, height]: [f32; 2], margin: f32) -> Self {
        let middle = f32::midpoint(frame.low[1], frame.high[1]);
        let projection = Projection::Plain { shortened: middle.to_radians().cos().max(0.1) };
        let [left, top] = projection.point([frame.low[0], frame.high[1]]);
        let [right, bottom] = projection.point([frame.high[0], frame.low[1]]);
        let (wide, high) = ((right - left).max(1e-3), (bottom - top).max(1e-3));
        let scale = ((width - 2.0 * margin) / wide).min((height - 2.0 * margin) / high);
        let corner = [left - margin / scale, top - margin / scale];
        let [width, height] = [wide, high].map(|side| side * scale + 2.0 * margin);
        Self { width, height, projection, scale, corner }
    }

    /// Where a point lies on the sheet.
    pub(crate) fn point(&self, [east, north]: Degrees) -> [f32; 2] {
        let east = match self.projection {
            Projection::EqualEarth => MIDDLE + (east - MIDDLE + 180.0).rem_euclid(360.0) - 180.0,
            Projection::Plain { .. } => east,
        };
        self.flat([east, north])
    }

    fn flat(&self, degrees: Degrees) -> [f32; 2] {
        let [x, y] = self.projection.point(degrees);
        [(x - self.corner[0]) * self.scale, (y - self.corner[1]) * self.scale]
    }

    /// The box around a shape's largest outline on the sheet: left, top, right, bottom.
    pub(crate) fn extent(&self, shape: &Shape) -> Option<[f32; 4]> {
        let ring = shape.rings.first().filter(|ring| !ring.is_empty())?;
        let start = [f32::INFINITY, f32::INFINITY, f32::NEG_INFINITY, f32::NEG_INFINITY];
        Some(
            self.ring(ring)
                .into_iter()
                .fold(start, |[l, t, r, b], [x, y]| [l.min(x), t.min(y), r.max(x), b.max(y)]),
        )
    }

    /// An outline on the sheet. It is followed over the date line rather than drawn across the sheet, and
    /// lies where its first point does.
    fn ring(&self, ring: &[Degrees]) -> Vec<[f32; 2]> {
        let Projection::EqualEarth = self.projection else {
            return ring.iter().map(|point| self.flat(*point)).collect();
        };
        let mut before = None;
        let mut points: Vec<Degrees> = Vec::with_capacity(ring.len());
        for [east, north] in ring {
            let near = *before.get_or_insert(*east);
            let east = near + (east - near + 180.0).rem_euclid(360.0) - 180.0;
            before = Some(east);
            points.push([east, *north]);
        }
        let middle =
            Frame::around(&points).map_or(0.0, |frame| f32::midpoint(frame.low[0], frame.high[0]));
        let turns = ((middle - MIDDLE) / 360.0).round();
        points.iter().map(|[east, north]| self.flat([east - 360.0 * turns, *north])).collect()
    }

    /// Adds an outline to the data of an SVG path, in whole units of the sheet. One that comes to less than a
    /// unit is left out.
    pub(crate) fn draw(&self, ring: &[Degrees], path: &mut String) {
        #[expect(clippy::cast_possible_truncation, reason = "a sheet has a few thousand units")]
        let whole = |point: [f32; 2]| point.map(|unit| unit.round() as i32);
        let mut points: Vec<[i32; 2]> = self.ring(ring).into_iter().map(whole).collect();
        points.dedup();
        let Some(([x, y], rest)) = points.split_first().filter(|(_, rest)| rest.len() > 1) else {
            return;
        };
        // Writing to a string can't fail.
        let _ = write!(path, "M{x} {y}l");
        let mut before = [*x, *y];
        for (at, point) in rest.iter().enumerate() {
            let [dx, dy] = [point[0] - before[0], point[1] - before[1]];
            let apart = |number: i32, first: bool| if first || number < 0 { "" } else { " " };
            let _ = write!(path, "{}{dx}{}{dy}", apart(dx, at == 0), apart(dy, false));
            before = *point;
        }
        path.push('z');
    }

    /// The same view, further right and down.
    pub(crate) fn moved(mut self, [x, y]: [f32; 2]) -> Self {
        self.corner[0] -= x / self.scale;
        self.corner[1] -= y / self.scale;
        self
    }
}
