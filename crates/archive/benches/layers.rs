//! How many pages of PDF and how many web pages become text layers in a second of one core's time,
//! programs that are started included. The documents are made here, from words about places that do not
//! exist; web pages are of 30 to 150 kB.

#![expect(clippy::unwrap_used, reason = "a bench fails by panicking")]

#[path = "../tests/support/pdf.rs"]
mod pdf;

use std::fmt::Write as _;

use archive::{Limits, text_layer};
use codebook::{MediaType, Sha256, SourceId};

const SENTENCES: [&str; 8] = [
    "La Secretaría de Seguridad de Brumas adquirió {n} cámaras para la estación del puerto.",
    "The council of Port Lumen asked for {n} pages and received none of them before the summer.",
    "El contrato SSB-{n}-2031 fue adjudicado por 3,{n},000 pesos a una empresa sin dirección conocida.",
    "Nobody at the market remembered who had signed the order, or on which of the {n} days.",
    "Según el acta, la prueba duró {n} horas y se hizo con la luz de la mañana.",
    "The regulator found that {n} of the cameras had run for a year before anyone was told.",
    "Los vecinos pidieron el expediente en marzo y lo recibieron en {n} partes, todas en negro.",
    "Its price rose to 1,{n},500 euros after the second amendment, which was never published.",
];

fn sentence(seed: usize) -> String {
    SENTENCES[seed % SENTENCES.len()].replace("{n}", &(100 + seed * 37 % 900).to_string())
}

/// Pages of 46 lines, as a letter has.
fn letter(pages: usize) -> Vec<u8> {
    let lines: Vec<Vec<(f32, String)>> = (0..pages)
        .map(|page| {
            (0..46).map(|row| (760.0 - 15.0 * row as f32, sentence(page * 46 + row))).collect()
        })
        .collect();
    let placed: Vec<Vec<pdf::Placed<'_>>> = lines
        .iter()
        .map(|page| page.iter().map(|(y, text)| (50.0, *y, text.as_str())).collect())
        .collect();
    let slices: Vec<&[pdf::Placed<'_>]> = placed.iter().map(Vec::as_slice).collect();
    pdf::pdf("Expediente", &slices)
}

/// A news page with its furniture: scripts, a menu, teasers, a share bar, and an article.
fn web_page(seed: usize) -> String {
    let mut html =
        String::from("<!doctype html><html><head><meta charset=utf-8><title>Nota</title>");
    let script = 15_000 + seed * 7_919 % 90_000;
    let _ = write!(html, "<script>var d=[{}0];</script></head><body>", "1,".repeat(script / 2));
    html.push_str("<nav><ul>");
    for item in 0..40 {
        let _ = write!(html, "<li class=m{item}><a href=/s/{item}>Sección {item}</a></li>");
    }
    html.push_str("</ul></nav><div class=page><main><article><h1>Lo que no se dijo</h1>");
    for turn in 0..25 + seed % 40 {
        let from = seed * 131 + turn * 5;
        let _ = write!(
            html,
            "<p>{} <a href=/n/{turn}>{}</a> {} <em>{}</em></p>",
            sentence(from),
            sentence(from + 1),
            sentence(from + 2),
            sentence(from + 3)
        );
    }
    html.push_str("</article><aside class=related>");
    for item in 0..30 {
        let _ = write!(
            html,
            "<div class=\"teaser card\"><a href=/r/{item}><img src=/i/{item}.jpg alt=\"\">\
             <span>{}</span></a></div>",
            sentence(seed + item)
        );
    }
    html.push_str("</aside></main></div><footer><p>Aviso legal</p></footer></body></html>");
    html
}

/// Seconds of processor time that this process and those it waited for have used.
fn used() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let after_name = stat.rsplit_once(')').unwrap().1;
    let ticks: f64 =
        after_name.split_whitespace().skip(11).take(4).map(|n| n.parse::<f64>().unwrap()).sum();
    ticks / 100.0
}

fn main() {
    // Cargo's test runs start benches too; only `cargo bench` says so.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let limits = Limits::default();
    let layer = |media, bytes: &[u8]| {
        let source = SourceId::new(Sha256::of(bytes));
        text_layer(source, media, bytes, None, &limits).unwrap()
    };
    let document = letter(120);
    let before = used();
    for _ in 0..5 {
        assert!(layer(MediaType::Pdf, &document).hidden.is_none());
    }
    println!("PDF: {:.0} pages a second of one core", 600.0 / (used() - before));

    let pages: Vec<String> = (0..200).map(web_page).collect();
    let bytes: usize = pages.iter().map(String::len).sum();
    let before = used();
    for page in &pages {
        layer(MediaType::Html, page.as_bytes());
    }
    let seconds = used() - before;
    println!(
        "HTML: {:.0} pages a second of one core, {} kB each on average",
        pages.len() as f64 / seconds,
        bytes / pages.len() / 1000
    );
}
