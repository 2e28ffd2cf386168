//! The outlines as they are used: codes, extents, drawings.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;

use atlas::{Drawn, Plan, Shape};
use proptest::prelude::*;

fn numbers(path: &str) -> Vec<i32> {
    let spaced: String = path
        .chars()
        .map(|c| match c {
            'M' | 'l' | 'z' => " ".to_owned(),
            '-' => " -".to_owned(),
            other => other.to_string(),
        })
        .collect();
    spaced.split_whitespace().map(|number| number.parse().unwrap()).collect()
}

fn codes(shapes: &[Shape]) -> Vec<&'static str> {
    shapes.iter().flat_map(|shape| shape.codes.iter().copied()).collect()
}

#[test]
fn the_world_has_its_countries_once_each_and_no_antarctica() {
    let world = atlas::world();
    let all = codes(&world.shapes);
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
    for code in ["MX", "US", "CL", "GB", "ES", "NG", "IN", "CN", "FJ", "RU", "SG", "VA", "XK"] {
        assert!(all.contains(&code), "{code}");
    }
    assert!(!all.contains(&"AQ"));
    assert!(world.shapes.iter().flat_map(|s| &s.rings).flatten().all(|[_, north]| *north > -60.0));
    let mexico = world.shapes.iter().find(|shape| shape.codes == ["MX"]).unwrap();
    assert_eq!((mexico.names.es, mexico.names.en), ("México", "Mexico"));
}

#[test]
fn divisions_have_their_codes() {
    let cases = [
        ("MX", 32, "MX-OAX"),
        ("US", 51, "US-HI"),
        ("CL", 14, "CL-RM"),
        ("AR", 24, "AR-B"),
        ("BR", 27, "BR-DF"),
        ("CO", 33, "CO-ANT"),
        ("PE", 26, "PE-LMA"),
        ("CA", 13, "CA-ON"),
        ("DE", 16, "DE-BE"),
        ("IN", 33, "IN-MH"),
        ("ES", 52, "ES-M"),
    ];
    for (country, least, code) in cases {
        let sheet = atlas::country(country).unwrap();
        let known = codes(&sheet.shapes);
        assert!(known.contains(&code), "{country} has no {code}: {known:?}");
        assert!(known.len() >= least, "{country}: {} codes", known.len());
        assert!(known.iter().all(|code| code.starts_with(country)), "{country}: {known:?}");
    }
}

#[test]
fn a_larger_division_is_known_by_its_parts() {
    let spain = atlas::country("ES").unwrap();
    let parts: Vec<_> = spain.shapes.iter().filter(|s| s.within.contains(&"ES-AN")).collect();
    assert!(parts.len() >= 7, "{} provinces of Andalusia", parts.len());
}

#[test]
fn nothing_is_drawn_across_the_date_line() {
    for (country, widest) in [("RU", 3.0), ("FJ", 3.0), ("US", 3.0), ("NZ", 3.0)] {
        let sheet = atlas::country(country).unwrap();
        let plan = Plan::of_country(&sheet, 960.0);
        assert!(plan.height > plan.width / widest, "{country}: {} high", plan.height);
        for shape in &sheet.shapes {
            assert!(plan.drawn(shape).is_some(), "{country}: {} is off", shape.names.en);
        }
    }
    let plan = Plan::of_world(1920.0);
    let world = atlas::world();
    let russia = world.shapes.iter().find(|shape| shape.codes == ["RU"]).unwrap();
    let Some(Drawn::Path(path)) = plan.drawn(russia) else { unreachable!("Russia is no dot") };
    let steps: Vec<i32> = path
        .split('z')
        .filter_map(|ring| ring.split_once('l'))
        .flat_map(|(_, steps)| numbers(steps))
        .collect();
    assert!(steps.len() > 100);
    assert!(steps.iter().all(|step| step.abs() < 400), "a line runs across the sheet");
}

#[test]
fn what_is_small_is_a_dot_and_far_islands_have_a_box() {
    let plan = Plan::of_world(1920.0);
    let world = atlas::world();
    let small = ["SG", "VA", "MT"];
    for shape in world.shapes.iter().filter(|s| s.codes.iter().any(|code| small.contains(code))) {
        assert!(matches!(plan.drawn(shape), Some(Drawn::Dot(_))), "{}", shape.names.en);
    }
    let states = Plan::of_country(&atlas::country("US").unwrap(), 960.0);
    assert_eq!(states.insets.len(), 2, "Alaska and Hawaii");
    let honolulu = states.point([-157.86, 21.31]).unwrap();
    assert!(states.insets.iter().any(|inset| {
        (inset.x..inset.x + inset.width).contains(&honolulu[0])
            && (inset.y..inset.y + inset.height).contains(&honolulu[1])
    }));
    assert!(Plan::of_country(&atlas::country("MX").unwrap(), 960.0).insets.is_empty());
}

#[test]
fn an_unknown_country_has_no_sheet() {
    assert_eq!(atlas::country("00"), None);
    assert_eq!(atlas::country("QQ"), None);
    assert_eq!(atlas::country(""), None);
    assert_eq!(atlas::country("XK").unwrap().shapes.len(), 1);
}

proptest! {
    #[test]
    fn every_country_is_drawn_within_its_sheet(at in 0_usize..240, width in 200_f32..2000.0) {
        let world = atlas::world();
        let shape = world.shapes.get(at % world.shapes.len()).unwrap();
        let Some(sheet) = shape.codes.first().and_then(|code| atlas::country(code)) else {
            return Ok(());
        };
        let plan = Plan::of_country(&sheet, width);
        for drawn in sheet.shapes.iter().filter_map(|shape| plan.drawn(shape)) {
            match drawn {
                Drawn::Dot([x, y]) => {
                    prop_assert!((-1.0..=width + 1.0).contains(&x), "x {x}");
                    prop_assert!((-1.0..=plan.height + 1.0).contains(&y), "y {y}");
                }
                Drawn::Path(path) => {
                    for ring in path.split('z').filter(|ring| !ring.is_empty()) {
                        let all = numbers(ring);
                        let (mut x, mut y) = (0, 0);
                        for step in all.chunks(2) {
                            x += step[0];
                            y += step[1];
                            prop_assert!((-1..=width as i32 + 1).contains(&x), "{x} in {width}");
                            prop_assert!((-1..=plan.height as i32 + 1).contains(&y), "{y}");
                        }
                    }
                }
            }
        }
    }
}
