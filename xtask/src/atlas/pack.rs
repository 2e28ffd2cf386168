//! The packed form that `atlas` reads: numbers as LEB128 varints, signed ones zigzagged; texts with their
//! length before them.

use super::topology::Found;

/// A sheet before it is packed.
pub(crate) struct Packed {
    pub(crate) arcs: Vec<Vec<[f64; 2]>>,
    pub(crate) shapes: Vec<Found>,
    /// The step of the grid, in degrees.
    pub(crate) step: f64,
}

/// Writes a sheet: its code, its length and what is on it.
pub(crate) fn pack(code: &str, names: &[&str; 2], sheet: &Packed) -> Vec<u8> {
    let mut body = Vec::new();
    two_names(&mut body, names);
    let millionths = |degrees: f64| rounded(degrees * 1e6);
    let low = |axis: usize| {
        sheet.arcs.iter().flatten().map(|point| point[axis]).fold(f64::INFINITY, f64::min)
    };
    let (west, south, step) =
        (millionths(low(0)), millionths(low(1)), millionths(sheet.step).max(1));
    for number in [west, south, step] {
        signed(&mut body, number);
    }
    unsigned(&mut body, sheet.arcs.len());
    for arc in &sheet.arcs {
        let grid = |point: &[f64; 2]| {
            let steps = |degrees: f64, start: i64| {
                (millionths(degrees) - start + step / 2).div_euclid(step)
            };
            [steps(point[0], west), steps(point[1], south)]
        };
        let mut points: Vec<[i64; 2]> = arc.iter().map(grid).collect();
        if points.len() > 4 {
            points.dedup();
        }
        unsigned(&mut body, points.len());
        let mut before = [0, 0];
        for point in points {
            signed(&mut body, point[0] - before[0]);
            signed(&mut body, point[1] - before[1]);
            before = point;
        }
    }
    unsigned(&mut body, sheet.shapes.len());
    for shape in &sheet.shapes {
        texts(&mut body, &shape.codes);
        texts(&mut body, &shape.within);
        two_names(&mut body, &[&shape.names[0], &shape.names[1]]);
        unsigned(&mut body, shape.rings.len());
        for ring in &shape.rings {
            unsigned(&mut body, ring.len());
            ring.iter().for_each(|arc| signed(&mut body, *arc));
        }
    }
    let mut out = Vec::new();
    text(&mut out, code);
    unsigned(&mut out, body.len());
    out.extend(body);
    out
}

#[expect(clippy::cast_possible_truncation, reason = "degrees in millionths are far below 2^53")]
fn rounded(number: f64) -> i64 {
    number.round() as i64
}

fn two_names(out: &mut Vec<u8>, [es, en]: &[&str; 2]) {
    text(out, es);
    text(out, if es == en { "" } else { en });
}

fn texts(out: &mut Vec<u8>, all: &[String]) {
    unsigned(out, all.len());
    all.iter().for_each(|one| text(out, one));
}

fn text(out: &mut Vec<u8>, text: &str) {
    unsigned(out, text.len());
    out.extend(text.as_bytes());
}

fn signed(out: &mut Vec<u8>, number: i64) {
    varint(out, ((number << 1) ^ (number >> 63)).cast_unsigned());
}

fn unsigned(out: &mut Vec<u8>, number: usize) {
    varint(out, number as u64);
}

fn varint(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.extend([(number as u8 & 0x7f) | 0x80]);
        number >>= 7;
    }
    out.extend([number as u8]);
}
