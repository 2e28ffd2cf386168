//! Input made to be slow: each recogniser, on a quarter of a megabyte and on four of one thing over and over. Time
//! grows as a power of length: 1 is linear, 2 quadratic. Prints the powers and fails above 1.5: what no longer fits a
//! cache, or is mapped anew each time by the allocator, may cost up to three times as much, once, wherever that is, and
//! between two lengths near each other looks like more.

use std::time::Duration;

use codebook::SourceMeta;
use reading::recognise::{Recogniser, recognise};
use rustix::time::{ClockId, clock_gettime};

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

/// How many times as long the longer text is.
const TIMES: usize = 16;

/// Time of this thread on the processor: the machine is shared.
fn spent() -> Duration {
    let told = clock_gettime(ClockId::ThreadCPUTime);
    Duration::try_from(told).unwrap_or_default()
}

/// The shortest of three runs.
fn time(recogniser: Recogniser, text: &str) -> Duration {
    let meta = SourceMeta { published: "2031-03-15".parse().ok(), ..SourceMeta::default() };
    (0..3)
        .map(|_| {
            let before = spent();
            std::hint::black_box(recognise(recogniser, text, Some("es"), &meta));
            spent().saturating_sub(before)
        })
        .min()
        .unwrap_or_default()
}

fn main() {
    const SHORT: usize = 256 << 10;
    let mut worst = (0.0_f64, "", "");
    for (name, recogniser) in EACH {
        for unit in UNITS {
            let short = time(*recogniser, &unit.repeat(SHORT / unit.len()));
            let long = time(*recogniser, &unit.repeat(TIMES * SHORT / unit.len()));
            let ratio = long.as_secs_f64() / short.as_secs_f64().max(f64::EPSILON);
            let power = ratio.log(TIMES as f64);
            if power > 1.3 || long > Duration::from_secs(4) {
                println!("{name:12} {unit:12?} 256 kB {short:?} 4 MB {long:?} power {power:.2}");
            }
            if power > worst.0 {
                worst = (power, name, unit);
            }
        }
    }
    println!("worst power {:.2}: {} on {:?}", worst.0, worst.1, worst.2);
    assert!(worst.0 <= 1.5, "time is not linear in length");
}
