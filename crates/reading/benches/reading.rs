//! How many bytes of text are read in a second, language and all: news in two languages, written for
//! this, about places that do not exist and with a fact in every other sentence; a text that names no
//! technology; and the real documents of a folder (`DOCUMENTS`, else those of the shared gold).

use std::fmt::Write as _;

use codebook::{SourceMeta, TextLayer};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use reading::{Document, Rules, read};

const ENGLISH: [&str; 6] = [
    "The Lower Arden State Police acquired facial recognition cameras in 20{n} under contract LA/{n}/2031. ",
    "Gaze Works Ltd was awarded the contract for {n},250,000 EUR, according to the town council's minutes. ",
    "The market was held on the green as it has been every spring, and nobody minded the light rain. ",
    "The system is 9{d}.5 percent accurate, the company claims, and it compares faces with 4{n} people in the reference database. ",
    "A request for public records was filed on {d} March 2031, but the town sent no response. ",
    "Farmers said that the bridge should be mended before the harvest, and that the school needed a roof. ",
];
const SPANISH: [&str; 5] = [
    "La Secretaría de Seguridad de Brumas adquirió {n} cámaras de reconocimiento facial en tiempo real en 20{n}. ",
    "El contrato SSB-{n}-2031 fue adjudicado a Miradas Claras, S.A. de C.V. por {n} millones de pesos chilenos. ",
    "La feria del pueblo se celebró en la plaza como cada primavera, y a nadie le importó la lluvia. ",
    "Según la empresa, la tasa de error es de {d} %, y el sistema consulta la base de datos del Registro de Brumas. ",
    "El {d} de marzo de 2031 se presentó una solicitud de información, que la dependencia no respondió. ",
];

/// An article of about three thousand bytes.
fn article(sentences: &[&str], seed: usize) -> String {
    let mut text = String::new();
    for turn in 0..30 {
        let sentence = sentences[(seed + turn) % sentences.len()];
        let n = (10 + (seed * 7 + turn * 3) % 80).to_string();
        let d = (1 + (seed + turn) % 9).to_string();
        let _ = write!(text, "{}", sentence.replace("{n}", &n).replace("{d}", &d));
        if turn % 4 == 3 {
            text.push_str("\n\n");
        }
    }
    text
}

fn layers(sentences: &[&str]) -> Vec<TextLayer> {
    (0..50).filter_map(|seed| reading::fuzzing::plain(&article(sentences, seed))).collect()
}

/// The texts of a folder, if it is there.
fn real() -> Vec<TextLayer> {
    let shared = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/gold/documents");
    let folder = std::env::var("DOCUMENTS").unwrap_or_else(|_| shared.to_owned());
    let Ok(entries) = std::fs::read_dir(&folder) else {
        eprintln!("no real documents are read: {folder} is not there");
        return Vec::new();
    };
    let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    let texts = paths.iter().filter_map(|path| std::fs::read_to_string(path).ok());
    texts.filter_map(|text| reading::fuzzing::plain(&text)).collect()
}

fn bench(c: &mut Criterion) {
    let quiet: Vec<&str> = vec![ENGLISH[2], ENGLISH[5], SPANISH[2]];
    let sets = [
        ("english", layers(&ENGLISH)),
        ("spanish", layers(&SPANISH)),
        ("nothing said", layers(&quiet)),
        ("real documents", real()),
    ];
    let reader = Rules::new();
    let meta = SourceMeta::default();
    let mut group = c.benchmark_group("reading");
    for (name, layers) in sets.iter().filter(|(_, layers)| !layers.is_empty()) {
        let bytes: usize = layers.iter().map(|layer| layer.text().len()).sum();
        group.throughput(Throughput::Bytes(bytes as u64));
        group.bench_function(*name, |b| {
            b.iter(|| {
                let count = |layer| read(&reader, &Document { layer, meta: &meta }).len();
                layers.iter().map(count).sum::<usize>()
            });
        });
    }
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
