//! Input made to be slow: each recogniser, on a megabyte and on two of one thing over and over, must
//! take about twice as long for the double. Prints the times and fails above 2.6.

use std::time::{Duration, Instant};

use codebook::SourceMeta;
use reading::recognise::{Recogniser, recognise};

const EACH: &[(&str, Recogniser)] = &[
    ("dates", Recogniser::Dates),
    ("money", Recogniser::Money),
    ("quantities", Recogniser::Quantities),
    ("rates", Recogniser::Rates),
    ("identifiers", Recogniser::Identifiers),
    ("law", Recogniser::Law),
];

const UNITS: &[&str] = &[
    "1",
    "1 ",
    "1,",
    "1.",
    "1-",
    "12 345 ",
    "de ",
    "of ",
    ",",
    "(",
    "(1",
    "A",
    "A ",
    "Ab ",
    "Ley ",
    "Act ",
    "art. 1 ",
    "mil ",
    "uno ",
    "two ",
    "and ",
    "y ",
    "May ",
    "mayo de ",
    "1 de mayo ",
    "2031 ",
    "2031-",
    "1/2/",
    "%",
    "1% error ",
    "1 in ",
    "error ",
    "$",
    "$1 ",
    "1 a ",
    "No. ",
    "contrato ",
    "A-1/",
    "x@",
    "últim",
    "v. ",
    "A v. ",
    "§ 1 ",
];

/// The finest that the clock of the processor's time tells.
const TICK: Duration = Duration::from_millis(4);

/// Time on the processor, where the system tells it: the machine is shared.
fn spent(begun: Instant) -> Duration {
    let told = std::fs::read_to_string("/proc/self/schedstat").ok();
    let nanos = told.and_then(|told| told.split(' ').next().and_then(|first| first.parse().ok()));
    nanos.map_or_else(|| begun.elapsed(), Duration::from_nanos)
}

/// The shortest of three runs.
fn time(recogniser: Recogniser, text: &str) -> Duration {
    let meta = SourceMeta { published: "2031-03-15".parse().ok(), ..SourceMeta::default() };
    (0..3)
        .map(|_| {
            let begun = Instant::now();
            let before = spent(begun);
            std::hint::black_box(recognise(recogniser, text, Some("es"), &meta));
            spent(begun).saturating_sub(before)
        })
        .min()
        .unwrap_or_default()
}

fn main() {
    let size: usize = 1 << 20;
    let mut worst = (0.0_f64, "", "");
    for (name, recogniser) in EACH {
        for unit in UNITS {
            let one = time(*recogniser, &unit.repeat(size / unit.len()));
            let two = time(*recogniser, &unit.repeat(2 * size / unit.len()));
            // Most take a few ticks only: what the clock can't tell is not held against them.
            let ratio = two.saturating_sub(TICK).as_secs_f64() / (one + TICK).as_secs_f64();
            if ratio > 2.3 || one > Duration::from_secs(1) {
                println!("{name:12} {unit:12?} 1 MB {one:?} 2 MB {two:?} ratio {ratio:.2}");
            }
            if ratio > worst.0 {
                worst = (ratio, name, unit);
            }
        }
    }
    println!("worst ratio {:.2}: {} on {:?}", worst.0, worst.1, worst.2);
    assert!(worst.0 <= 2.6, "time is not linear in length");
}
