//! The plan of a drawing: the main land, and beneath it, in boxes of their own, what lies too far from it.

use crate::sheet::{Frame, View};
use crate::{Degrees, Shape, Sheet};

/// Where everything of a sheet goes on a drawing. Lengths are in the drawing's own units.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// How wide the drawing is.
    pub width: f32,
    /// How high the drawing is.
    pub height: f32,
    /// The boxes beneath the main land, each on a scale of its own.
    pub insets: Vec<Inset>,
    /// The main land first.
    panels: Vec<(Option<Frame>, View)>,
}

/// A box of a drawing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Inset {
    /// Its left edge.
    pub x: f32,
    /// Its upper edge.
    pub y: f32,
    /// Its width.
    pub width: f32,
    /// Its height.
    pub height: f32,
}

/// A shape on a drawing.
#[derive(Debug, Clone, PartialEq)]
pub enum Drawn {
    /// The data of an SVG path, to be filled by the even-odd rule.
    Path(String),
    /// The middle of a shape too small to be seen.
    Dot([f32; 2]),
}

/// The margin around the main land, and between boxes.
const MARGIN: f32 = 12.0;
/// A country is drawn at most this much higher than wide.
const TALLEST: f32 = 1.2;
/// Boxes side by side.
const BOXES: u8 = 5;
/// The box of a shape that is no wider and no higher than this is a dot.
const SMALL: f32 = 9.0;

impl Plan {
    /// The plan of the world, that wide.
    #[must_use]
    pub fn of_world(width: f32) -> Self {
        let view = View::of_world(width);
        Self { width, height: view.height, insets: Vec::new(), panels: vec![(None, view)] }
    }

    /// The plan of a country, that wide.
    #[must_use]
    pub fn of_country(sheet: &Sheet, width: f32) -> Self {
        let groups = Frame::of_groups(&sheet.shapes);
        let mut plan = Self { width, height: 0.0, insets: Vec::new(), panels: Vec::new() };
        let Some((main, others)) = groups.split_first() else { return plan };
        let view = View::of_country(main, [width, width * TALLEST], MARGIN);
        plan.height = view.height;
        plan.panels.push((Some(*main), view.moved([(width - view.width) / 2.0, 0.0])));
        let side = (width - MARGIN) / f32::from(BOXES) - MARGIN;
        let mut corner = [MARGIN, plan.height + MARGIN];
        for frame in others {
            if corner[0] + side > width {
                corner = [MARGIN, corner[1] + side + MARGIN];
            }
            let view = View::of_country(frame, [side, side], MARGIN);
            let middle = [(side - view.width) / 2.0, (side - view.height) / 2.0];
            let at = [corner[0] + middle[0], corner[1] + middle[1]];
            plan.panels.push((Some(*frame), view.moved(at)));
            plan.insets.push(Inset { x: corner[0], y: corner[1], width: side, height: side });
            plan.height = corner[1] + side + MARGIN;
            corner[0] += side + MARGIN;
        }
        plan
    }

    /// Where a place lies on the drawing; `None` where it lies off it.
    #[must_use]
    pub fn point(&self, degrees: Degrees) -> Option<[f32; 2]> {
        // A country on both sides of the date line goes on beyond 180 degrees.
        [degrees, [degrees[0] + 360.0, degrees[1]]].into_iter().find_map(|degrees| {
            let here = |frame: &Option<Frame>| frame.is_none_or(|frame| frame.holds(degrees));
            let (_, view) = self.panels.iter().find(|(frame, _)| here(frame))?;
            Some(view.point(degrees))
        })
    }

    /// A shape as it is drawn; `None` where all of it lies off the drawing.
    #[must_use]
    pub fn drawn(&self, shape: &Shape) -> Option<Drawn> {
        let mut path = String::new();
        for ring in &shape.rings {
            if let Some(view) = self.view(ring) {
                view.draw(ring, &mut path);
            }
        }
        let [left, top, right, bottom] = self.view(shape.rings.first()?)?.extent(shape)?;
        if path.is_empty() || (right - left).max(bottom - top) < SMALL {
            return Some(Drawn::Dot([f32::midpoint(left, right), f32::midpoint(top, bottom)]));
        }
        Some(Drawn::Path(path))
    }

    /// The panel that a whole outline lies in.
    fn view(&self, ring: &[Degrees]) -> Option<&View> {
        let here = |frame: &Option<Frame>| {
            frame.is_none_or(|frame| ring.iter().all(|point| frame.holds(*point)))
        };
        self.panels.iter().find(|(frame, _)| here(frame)).map(|(_, view)| view)
    }
}
