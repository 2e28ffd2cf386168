//! What screening finds, in a dossier: each field on its words in the archived file, nobody named, nothing twice.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex};

use codebook::given::{CountingChance, FixedClock};
use codebook::value::ShortText;
use codebook::{Kind, Locator, Property, Role, Statement, Verdict};
use dossier::Dossier;
use dossier::screened::{From, Matched, Screened, record};
use procurement::input::{Given as Input, Source};
use procurement::screen::{Settings, screen};
use register::{Given, Judgement};
use tempfile::TempDir;

const RELEASE: &str = r#"{"ocid":"ocds-tar001-71","id":"71-a","date":"2031-05-09T10:00:00+01:00","tag":["contract"],
"buyer":{"id":"B1","name":"Ministerio del Orden de Tarandía"},
"parties":[{"id":"B1","name":"Ministerio del Orden de Tarandía","contactPoint":{"name":"Rosalinda Quintanilla","email":"rosalinda@orden.example"}},
{"id":"S1","name":"Ojos del Norte S.A. de C.V."}],
"tender":{"title":"C\u00e1maras de videovigilancia para la capital","procurementMethod":"direct","procurementMethodDetails":"Adjudicación directa",
"items":[{"id":"1","description":"C\u00e1mara de videovigilancia giratoria"}]},
"awards":[{"id":"A1","date":"2031-05-01T00:00:00Z","suppliers":[{"id":"S1"}],"value":{"amount":1250000.50,"currency":"MXN"}}],
"contracts":[{"id":"C1","awardID":"A1","dateSigned":"2031-05-09T00:30:00+01:00","period":{"startDate":"2031-06-01","endDate":"2032-05-31"},"value":{"amount":"1,250,000.50","currency":"MXN"}}]}"#;

static CHANCE: LazyLock<CountingChance> = LazyLock::new(CountingChance::default);
static CLOCK: LazyLock<FixedClock> =
    LazyLock::new(|| FixedClock("2031-07-01T00:00:00Z".parse().unwrap()));

fn given() -> Given<'static> {
    Given { clock: &*CLOCK, chance: &*CHANCE }
}

fn name() -> ShortText {
    "Inés".parse().unwrap()
}

struct Bench {
    dir: TempDir,
    dossier: Dossier,
}

impl Bench {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        Dossier::create(&dir.path().join("d")).unwrap();
        let dossier = Dossier::open(Some(&dir.path().join("d"))).unwrap();
        Self { dir, dossier }
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.dir.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    fn screen(&mut self, path: &Path) -> Vec<Screened> {
        let (sources, matched) = found(path);
        let from = From { by: name(), country: None };
        record(&mut self.dossier, given(), &from, &sources, &matched).unwrap()
    }

    fn statements(&self) -> Vec<Statement> {
        let all = self.dossier.register.statements(&register::Filter::default()).unwrap();
        all.into_iter().map(|view| view.statement).collect()
    }

    fn values(&self, property: Property) -> Vec<String> {
        let all = self.statements();
        let of = all.iter().filter(|it| it.parts().property == property);
        of.map(|statement| statement.parts().value.to_string()).collect()
    }

    fn verify(&self) {
        let report = publish::verify::dossier(&self.dossier.archive, &self.dossier.register, true);
        assert!(report.is_clean(), "{report:?}");
    }

    /// All that the dossier could show of its sources: layers and statements.
    fn shown(&self) -> String {
        let mut shown = String::new();
        for layer in self.dossier.register.layers().unwrap() {
            let path = self.dir.path().join("d/layers");
            let id = layer.layer.to_string();
            shown +=
                &std::fs::read_to_string(path.join(&id[..2]).join(format!("{id}.txt"))).unwrap();
        }
        for statement in self.statements() {
            shown += &serde_json::to_string(&statement).unwrap();
        }
        shown
    }
}

fn found(path: &Path) -> (Vec<Source>, Vec<Matched>) {
    let settings = Settings { fields: true, ..Settings::new(2) };
    let matched: Mutex<Vec<Matched>> = Mutex::default();
    let note = |it: &procurement::screen::Screened<'_>, _: &[Source]| {
        let (ocid, said) = (it.facts.ocid.clone(), it.said.clone());
        matched.lock().unwrap().push(Matched { ocid, said });
        Vec::new()
    };
    let given = [Input::Path(path.to_owned())];
    let outcome = screen(&given, &settings, &note, &mut std::io::sink()).unwrap();
    (outcome.sources, matched.into_inner().unwrap())
}

fn one_line(release: &str) -> String {
    release.replace('\n', " ")
}

#[test]
fn a_process_is_stated_field_by_field_on_the_bytes_of_the_file() {
    let mut bench = Bench::new();
    let lines = format!(
        "{{\"ocid\":\"ocds-tar001-1\",\"tender\":{{\"title\":\"Papel\"}}}}\n{}\n",
        one_line(RELEASE)
    );
    let path = bench.file("data.jsonl", lines.as_bytes());
    let taken = bench.screen(&path);
    assert_eq!((taken.len(), taken[0].moved), (1, 0));

    let expected = [
        (Property::ContractId, "ocds-tar001-71"),
        (Property::Title, "Cámaras de videovigilancia para la capital"),
        (Property::Buyer, "Ministerio del Orden de Tarandía"),
        (Property::Supplier, "Ojos del Norte S.A. de C.V."),
        (Property::ProcurementMethod, "Adjudicación directa"),
        (Property::UsesTechnology, "cctv"),
        (Property::Item, "Cámara de videovigilancia giratoria"),
        (Property::AwardDate, "2031-05-01"),
        (Property::StartDate, "2031-06-01"),
        (Property::EndDate, "2032-05-31"),
    ];
    for (property, value) in expected {
        assert_eq!(bench.values(property), [value], "{property}");
    }
    // One as it was awarded, one as it was signed.
    assert_eq!(bench.values(Property::Amount), ["1250000.5 MXN", "1250000.5 MXN"]);
    for statement in bench.statements() {
        let parts = statement.parts();
        assert_eq!(parts.proposed_by.to_string(), "screen/1");
        assert_eq!(parts.subject.kind, Kind::Contract);
        let name = "Cámaras de videovigilancia para la capital [ocds-tar001-71]";
        assert_eq!(parts.subject.name.as_str(), name);
        let value = parts.citation.span(Role::Value).unwrap();
        let Locator::Field(place) = value.locator() else { panic!("{value:?}") };
        assert_eq!(place.line, 2);
        let raw = &lines.as_bytes()[place.raw_start as usize..place.raw_end as usize];
        let json: serde_json::Value = serde_json::from_slice(raw).unwrap();
        let text = json.as_str().map_or_else(|| json.to_string(), str::to_owned);
        assert!(
            text.contains(value.quote()) || raw == value.quote().as_bytes(),
            "{text} {value:?}"
        );
        let whole: serde_json::Value = serde_json::from_str(lines.lines().nth(1).unwrap()).unwrap();
        assert_eq!(whole.pointer(place.pointer.as_deref().unwrap()), Some(&json));
    }
    bench.verify();
}

#[test]
fn the_same_file_again_adds_nothing_and_a_later_release_comes_beside() {
    let mut bench = Bench::new();
    let path = bench.file("first.jsonl", one_line(RELEASE).as_bytes());
    let first = bench.screen(&path)[0].outcome;
    let before = bench.dossier.register.check().rows;
    let again = bench.screen(&path)[0].outcome;
    assert_eq!((first.new_source, again.new_source, again.proposed), (true, false, 0));
    assert_eq!(bench.dossier.register.check().rows, before);

    let later = one_line(RELEASE)
        .replace("71-a", "71-b")
        .replace("2031-05-09T10", "2031-08-09T10")
        .replace("1,250,000.50", "1,900,000.00")
        .replace("para la capital", "para la capital y su puerto");
    let path = bench.file("later.jsonl", later.as_bytes());
    let outcome = bench.screen(&path)[0].outcome;
    assert!(outcome.new_source && outcome.proposed > 5);
    let mut amounts = bench.values(Property::Amount);
    amounts.sort();
    amounts.dedup();
    assert_eq!(amounts, ["1250000.5 MXN", "1900000 MXN"]);

    // Accepted, they are one contract, though its title changed.
    let all = bench.statements();
    let judged = all.iter().map(|it| Judgement::new(it.id(), Verdict::Accepted, name())).collect();
    bench.dossier.register.decide(given(), judged).unwrap();
    let views = bench.dossier.register.statements(&register::Filter::default()).unwrap();
    let subjects: std::collections::BTreeSet<_> =
        views.iter().map(|view| view.subject.unwrap()).collect();
    assert_eq!(subjects.len(), 1, "{subjects:?}");
    bench.verify();
}

#[test]
fn people_are_in_no_layer_and_no_quote() {
    let people = [
        "Rosalinda Quintanilla",
        "rosalinda@orden.example",
        "Eufemia Zaldívar",
        "EUFEMIA ZALDIVAR",
        "ZAEE800101AB1",
        "ZAEE800101MDFXXX09",
    ];
    let cases = [
        // A supplier who is a person by name, by the identifier beside it, by that of the list of parties.
        (
            r#"{"id":"S1"}"#,
            r#"{"id":"S1","name":"Eufemia Zaldívar","identifier":{"id":"ZAEE800101AB1"}}"#,
            "",
        ),
        (
            r#"{"name":"EUFEMIA ZALDIVAR ESPEJO","identifier":{"scheme":"MX-RFC","id":"ZAEE800101AB1"}}"#,
            "{}",
            "",
        ),
        (r#"{"name":"Persona física: Eufemia Zaldívar"}"#, "{}", ""),
        // One who is named in prose.
        (
            r#"{"id":"S1"}"#,
            r#"{"id":"S1","name":"Eufemia Zaldívar","identifier":{"id":"ZAEE800101AB1"}}"#,
            " a EUFEMIA ZALDIVAR",
        ),
        (r#"{"id":"S1"}"#, "{}", " (CURP ZAEE800101MDFXXX09, trato con rosalinda@orden.example)"),
    ];
    for (supplier, party, title) in cases {
        let mut bench = Bench::new();
        let release = one_line(RELEASE)
            .replace(r#""suppliers":[{"id":"S1"}]"#, &format!("\"suppliers\":[{supplier}]"))
            .replace(r#"{"id":"S1","name":"Ojos del Norte S.A. de C.V."}"#, party)
            .replace("para la capital", &format!("para la capital{title}"));
        let path = bench.file("people.jsonl", release.as_bytes());
        let taken = bench.screen(&path);
        assert!(taken[0].statements > 4, "{taken:?}");
        let shown = bench.shown();
        for person in people {
            assert!(!shown.contains(person), "{person} in {shown}");
        }
        assert_eq!(bench.values(Property::Supplier), Vec::<String>::new());
        bench.verify();
    }
}

#[test]
fn packed_files_tables_and_several_parts_are_cited_too() {
    let mut bench = Bench::new();
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gz.write_all(one_line(RELEASE).as_bytes()).unwrap();
    let path = bench.file("data.jsonl.gz", &gz.finish().unwrap());
    assert_eq!(bench.screen(&path)[0].moved, 0);
    let parts = RELEASE.replace("ocds-tar001-71", "ocds-tar001-72").replace(
        r#""contracts":[{"#,
        r#""contracts":[{"id":"C2","value":{"amount":7,"currency":"MXN"}},{"#,
    );
    let path = bench.file("package.json", format!("{{\"releases\":[{parts}]}}").as_bytes());
    assert_eq!(bench.screen(&path)[0].moved, 0);
    let subjects: std::collections::BTreeSet<String> =
        bench.statements().iter().map(|it| it.parts().subject.name.to_string()).collect();
    let ends: Vec<&str> = subjects.iter().map(|name| name.rsplit('[').next().unwrap()).collect();
    assert_eq!(
        ends,
        ["ocds-tar001-71]", "ocds-tar001-72 C1]", "ocds-tar001-72 C2]", "ocds-tar001-72]"]
    );
    let table = "NUMERO_PROCEDIMIENTO,CODIGO_CONTRATO,PROVEEDOR_CONTRATISTA,RESPONSABLE,DEPENDENCIA,TITULO_EXPEDIENTE,IMPORTE_CONTRATO,MONEDA,FECHA_INICIO\n\
                 LA-1-N9-2031,C9,\"Ojos \"\"del\"\" Norte, S.A. de C.V.\",Rosalinda Quintanilla,Puerto de Tarandía,Cámaras de videovigilancia,99.50,MXN,2031-06-01\n";
    let path = bench.file("compranet.csv", table.as_bytes());
    assert_eq!(bench.screen(&path)[0].moved, 0);
    assert!(
        bench.values(Property::Supplier).contains(&"Ojos \"del\" Norte, S.A. de C.V.".to_owned())
    );
    assert!(bench.values(Property::Amount).contains(&"99.5 MXN".to_owned()));
    assert!(!bench.shown().contains("Rosalinda"));
    bench.verify();
}
