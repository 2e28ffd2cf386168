//! What screening finds, in a dossier: each field on its words in the archived file, nobody named, nothing twice.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::Write as _;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex};

use codebook::given::{CountingChance, FixedClock};
use codebook::screened::{FlagState, ScreenedProcess};
use codebook::value::ShortText;
use codebook::{Kind, Locator, Property, Role, Statement, Verdict, Visibility};
use dossier::screened::{From, Matched, Screened, record};
use dossier::{Dossier, IntakeError};
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

mod kept;

use kept::Kept;

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
        let mut again = |source, media, path: &Path| {
            let bytes = std::fs::read(path).unwrap();
            archive::text_layer(source, media, &bytes, None, &archive::Limits::default())
        };
        let report = publish::verify::dossier(
            &self.dossier.archive,
            &self.dossier.register,
            Some(&mut again),
        );
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
        matched.lock().unwrap().push(Matched::of(it));
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
fn a_file_in_windows_1252_is_stated_on_its_own_bytes() {
    let mut bench = Bench::new();
    let release = one_line(RELEASE).replace("\\u00e1", "á");
    let bytes: Vec<u8> = release.chars().map(|c| u8::try_from(c).unwrap()).collect();
    let path = bench.file("latin.jsonl", &bytes);
    let taken = bench.screen(&path);
    assert_eq!((taken.len(), taken[0].moved), (1, 0));
    assert_eq!(bench.values(Property::Buyer), ["Ministerio del Orden de Tarandía"]);
    assert_eq!(bench.values(Property::Title), ["Cámaras de videovigilancia para la capital"]);
    bench.verify();
}

#[test]
fn amounts_of_a_table_are_stated_as_they_were_read() {
    let mut bench = Bench::new();
    let table = "NUMERO_PROCEDIMIENTO,CODIGO_CONTRATO,PROVEEDOR_CONTRATISTA,TITULO_EXPEDIENTE,IMPORTE_CONTRATO,MONEDA\n\
        P-1,1,Ojos del Norte S.A. de C.V.,Cámaras de videovigilancia,\"$1.234.567,89\",MXN\n\
        P-2,2,Ojos del Norte S.A. de C.V.,Cámaras de videovigilancia,1.234,MXN\n";
    let path = bench.file("tabla.csv", table.as_bytes());
    assert_eq!(bench.screen(&path)[0].moved, 0);
    assert_eq!(bench.values(Property::Amount), ["1234567.89 MXN"]);
    for statement in bench.statements() {
        let parts = statement.parts();
        if parts.property == Property::Amount {
            assert_eq!(parts.citation.span(Role::Value).unwrap().quote(), "$1.234.567,89");
            assert_eq!(parts.proposed_by.to_string(), "screen/1");
        }
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
fn what_flags_say_is_kept_and_named_and_checked() {
    let mut bench = Bench::new();
    let release = one_line(RELEASE).replace(r#""items":"#, r#""numberOfTenderers":1,"items":"#);
    let path = bench.file("data.jsonl", release.replace("direct\"", "open\"").as_bytes());
    let source = bench.screen(&path)[0].source;
    let results = bench.dossier.register.screening_results().unwrap();
    let [result] = results[..] else { panic!("{results:?}") };
    let kept = bench.dossier.archive.original(&codebook::SourceId::new(result)).unwrap();
    let process: ScreenedProcess = serde_json::from_slice(kept.trim_ascii()).unwrap();
    assert_eq!(process.process, "ocds-tar001-71");
    let flag = |id: &str| process.flags.iter().find(|flag| flag.flag == id).unwrap();
    let one = flag("R018");
    assert_eq!((one.state, one.from[0].value.as_str()), (FlagState::Raised, "1"));
    let stands = one.from[0].stands.as_ref().unwrap();
    assert_eq!(stands.source, source);
    assert_eq!(stands.place.pointer.as_deref(), Some("/tender/numberOfTenderers"));
    let untold = flag("V002");
    assert_eq!(untold.missing.is_empty(), untold.state != FlagState::CantTell);
    assert!(bench.shown().contains("/tender/numberOfTenderers: 1\n"));
    bench.verify();

    // Nothing of it is shown before a person says that the source may be seen, and all is gone with a purge.
    let public =
        |bench: &Bench| bench.dossier.register.publishable().unwrap().screenings().unwrap();
    assert_eq!(public(&bench), []);
    let by = name();
    bench.dossier.register.set_visibility(given(), &by, &[source], Visibility::Public).unwrap();
    assert_eq!(public(&bench).iter().map(|it| it.result).collect::<Vec<_>>(), [result]);
    let plan = bench.dossier.register.plan_purge(source).unwrap();
    assert_eq!(plan.results, [result]);

    // A result that was altered is found out.
    let id = result.to_string();
    let file = bench.dir.path().join("d/archive").join(&id[..2]).join(&id);
    let mut permissions = std::fs::metadata(&file).unwrap().permissions();
    #[expect(clippy::permissions_set_readonly_false, reason = "it is the test's own file")]
    permissions.set_readonly(false);
    std::fs::set_permissions(&file, permissions).unwrap();
    std::fs::write(&file, b"{}").unwrap();
    let report = publish::verify::dossier(&bench.dossier.archive, &bench.dossier.register, None);
    assert!(!report.is_clean());
}

#[test]
fn what_is_told_among_confidential_files_is_not_taken_in() {
    let mut bench = Bench::new();
    let folder = bench.dir.path().join("files");
    std::fs::create_dir(&folder).unwrap();
    let first = bench.file("files/a.jsonl", one_line(RELEASE).as_bytes());
    bench.file("files/b.jsonl", one_line(RELEASE).replace("tar001-71", "tar001-79").as_bytes());
    let source = bench.screen(&first)[0].source;
    let by = name();
    bench
        .dossier
        .register
        .set_visibility(given(), &by, &[source], Visibility::Confidential)
        .unwrap();
    let (sources, matched) = found(&folder);
    let from = From { by: name(), country: None };
    let refused = record(&mut bench.dossier, given(), &from, &sources, &matched);
    assert!(matches!(refused, Err(IntakeError::Confidential)), "{refused:?}");
}

impl Bench {
    /// Accepts all, opens the sources, and publishes.
    fn publish(&mut self) -> PathBuf {
        let (by, out) = (name(), self.dir.path().join("site"));
        let all = self.statements();
        let judged = all.iter().map(|it| Judgement::new(it.id(), Verdict::Accepted, name()));
        let register = &mut self.dossier.register;
        register.decide(given(), judged.collect()).unwrap();
        let sources: Vec<_> = register.sources().unwrap().iter().map(|it| it.source).collect();
        register.set_visibility(given(), &by, &sources, Visibility::Public).unwrap();
        let today = "2031-07-01".parse().unwrap();
        register.release(given(), &by, None, today).unwrap();
        self.write(&out);
        out
    }

    /// Publishes what was released.
    fn write(&self, out: &Path) -> publish::Published {
        let options = publish::PublishOptions {
            key: None,
            shard: publish::PublishOptions::SHARD,
            threads: 1,
            progress: &mut |_, _| {},
        };
        let view = self.dossier.register.publishable().unwrap();
        let kept = Kept(&self.dossier.archive);
        let published = publish::publish(&view, &kept, out, options).unwrap();
        let report = publish::verify::bundle(out, None, None);
        assert!(report.is_clean(), "{report:?}");
        published
    }
}

/// The targets of links on a page that lead to places on pages of sources; each must be there.
fn opened(out: &Path, html: &str) -> usize {
    let links = html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let mut opened = 0;
    for link in links.filter(|link| link.contains("sources/src-") && link.contains('#')) {
        let (page, anchor) = link.split_once('#').unwrap();
        let page = out.join("en").join(page.trim_start_matches("../"));
        let source = std::fs::read_to_string(page).unwrap();
        assert!(source.contains(&format!("<mark id=\"{anchor}\">")), "{link}");
        opened += 1;
    }
    opened
}

#[test]
fn flags_are_published_with_what_they_were_told_from() {
    let mut bench = Bench::new();
    let one = one_line(RELEASE).replace(r#""items":"#, r#""numberOfTenderers":1,"items":"#);
    let one = one.replace(r#""procurementMethod":"direct""#, r#""procurementMethod":"open""#);
    let path = bench.file("data.jsonl", one.as_bytes());
    bench.screen(&path);
    let out = bench.publish();
    let read = |path: &str| std::fs::read_to_string(out.join(path)).unwrap();
    let (en, es) = (read("en/procurement.html"), read("es/procurement.html"));
    assert!(en.contains("One bid was received") && es.contains("Se recibió una sola oferta"));
    assert!(en.contains("/tender/numberOfTenderers, line 1 of the source"));
    // Fields are told in words of the page's language, each before its path.
    let (told, path) =
        ("Número de oferentes (", "<code lang=\"en\">/tender/numberOfTenderers</code>)");
    assert!(es.contains(&format!("{told}{path}: ")), "{es}");
    assert_eq!(
        es.matches("<code lang=\"en\">").count(),
        es.matches(" (<code lang=\"en\">").count()
    );
    assert!(en.contains("1,250,000.5"));
    // Every flag that there is has words.
    for row in procurement::flags::list() {
        assert!(en.contains(&row.says.replace('\'', "’")), "{}", row.id);
        assert!(!es.contains(&format!("scope=\"row\">{}<", row.id)), "{}", row.id);
    }
    assert!(opened(&out, &en) > 0);
    let data: serde_json::Value = serde_json::from_str(&read("en/procurement.json")).unwrap();
    let process = &data["processes"][0];
    assert_eq!(process["process"], "ocds-tar001-71");
    assert_eq!(process["technologies"][0], "cctv");
    let contract = process["contract"].as_str().unwrap();
    let own = read(&format!("en/entities/{contract}.html"));
    assert!(own.contains("One bid was received") && opened(&out, &own) > 0);
    assert!(own.contains("What could not be told"));
    // The source opens on the field: its pointer before its marked words; on one that only a flag asks for, too.
    let source = process["source"].as_str().unwrap();
    let source = read(&format!("en/sources/{source}.html"));
    assert!(source.contains("/tender/title: "));
    let (_, field) = source.split_once("/tender/numberOfTenderers: ").unwrap();
    let anchor = field.split('"').nth(1).unwrap();
    assert!(field.contains(&format!("<mark id=\"{anchor}\">1</mark>")), "{field}");
    assert!(anchor.starts_with("f-") && en.contains(&format!("#{anchor}\"")), "{anchor}");

    // The original names people, whoever may see the source.
    let by = name();
    let register = &mut bench.dossier.register;
    let sources: Vec<_> = register.sources().unwrap().iter().map(|it| it.source).collect();
    assert!(register.offer_originals(given(), &by, &sources, true).is_err());

    // Closed again, nothing of it is left.
    register.set_visibility(given(), &by, &sources, Visibility::Withheld).unwrap();
    let view = bench.dossier.register.publishable().unwrap();
    let options = publish::PublishOptions {
        key: None,
        shard: publish::PublishOptions::SHARD,
        threads: 1,
        progress: &mut |_, _| {},
    };
    publish::publish(&view, &Kept(&bench.dossier.archive), &out, options).unwrap();
    assert!(!out.join("en/procurement.html").exists());
    assert!(!read(&format!("en/entities/{contract}.html")).contains("One bid was received"));
}

#[test]
fn screening_again_writes_again_what_flags_stand_on_alone() {
    let mut bench = Bench::new();
    let planned = r#"{"ocid":"ocds-tar001-72","tender":{"title":"Papel"},"planning":{"documents":[{"id":"1"}]}}"#;
    let alone = bench.file("a.jsonl", format!("{}\n", one_line(RELEASE)).as_bytes());
    bench.screen(&alone);
    let out = bench.publish();
    let read = |out: &Path, path: &str| std::fs::read_to_string(out.join(path)).unwrap();
    let process = |out: &Path| {
        let data = read(out, "en/procurement.json");
        serde_json::from_str::<serde_json::Value>(&data).unwrap()["processes"][0].clone()
    };
    let state = |out: &Path| {
        let process = process(out);
        let mut flags = process["flags"].as_array().unwrap().iter();
        flags.find(|flag| flag["flag"] == "R001").unwrap()["state"].clone()
    };
    assert_eq!(state(&out), "cant_tell");
    // All other entities' pages stay the same files where they are not written again.
    let kept = |out: &Path| {
        let contract = process(out)["contract"].as_str().unwrap().to_owned();
        let files = std::fs::read_dir(out.join("en/entities")).unwrap().map(Result::unwrap);
        let others = files.filter(|file| !file.path().to_str().unwrap().contains(&contract));
        let of = |file: std::fs::DirEntry| (file.file_name(), file.metadata().unwrap().ino());
        others.map(of).collect::<std::collections::BTreeMap<_, _>>()
    };
    let before = kept(&out);
    assert!(!before.is_empty());
    // Among others of its publisher, that it lists no such documents says something.
    std::fs::create_dir(bench.dir.path().join("both")).unwrap();
    bench.file("both/a.jsonl", &std::fs::read(&alone).unwrap());
    bench.file("both/b.jsonl", planned.as_bytes());
    bench.screen(&bench.dir.path().join("both"));
    bench.write(&out);
    assert_eq!(state(&out), "raised");
    assert_eq!(kept(&out), before, "a page on which no flag stands was written again");
    let fresh = bench.dir.path().join("fresh");
    bench.write(&fresh);
    let contract = process(&out)["contract"].as_str().unwrap().to_owned();
    for page in ["procurement".to_owned(), "index".to_owned(), format!("entities/{contract}")] {
        for lang in ["en", "es"] {
            let page = format!("{lang}/{page}.html");
            assert!(read(&out, &page) == read(&fresh, &page), "{page}");
        }
    }
}

#[test]
fn real_purchases_are_found_accepted_and_published() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/procurement");
    if !shared.is_dir() {
        eprintln!("skipped: no ../shared/procurement beside the checkout");
        return;
    }
    let mut bench = Bench::new();
    bench.screen(&shared);
    bench.verify();
    let out = bench.publish();
    let page = std::fs::read_to_string(out.join("en/procurement.html")).unwrap();
    let data = std::fs::read(out.join("en/procurement.json")).unwrap();
    let data: serde_json::Value = serde_json::from_slice(&data).unwrap();
    let processes = data["processes"].as_array().unwrap();
    let of = |words: &str, technology: &str| {
        let named = |it: &&serde_json::Value| {
            it["name"].as_str().unwrap().to_lowercase().contains(words)
                && it["technologies"].as_array().unwrap().iter().any(|t| t == technology)
        };
        processes.iter().filter(named).count()
    };
    assert!(of("anpr", "alpr") > 0, "South Wales Police's ANPR");
    assert!(of("body worn video", "body_worn_video") > 0, "DVSA's cameras");
    assert!(of("cámaras", "cctv") > 0, "camera purchases in CompraNet");
    assert!(opened(&out, &page) > 0);
    let shown = bench.shown();
    assert!(!shown.contains("ersona física") && !shown.contains("@"), "people");
    println!("{} processes published", processes.len());
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

#[test]
fn an_amount_without_a_column_for_its_currency_has_the_one_its_mapping_names() {
    let mut bench = Bench::new();
    let table = "Notice Identifier,Notice Type,Organisation Name,Title,Awarded Value,Awarded Date\n\
                 N-77,Contract,Tarandía Harbour Police,Number plate recognition cameras,84000,2031-05-01\n";
    let path = bench.file("notices.csv", table.as_bytes());
    assert_eq!(bench.screen(&path)[0].moved, 0);
    let amounts = || {
        let all = bench.statements();
        let own = all.into_iter().filter(|it| it.parts().property == Property::Amount);
        own.map(|it| it.parts().clone()).collect::<Vec<_>>()
    };
    let amounts = amounts();
    let [amount] = &amounts[..] else { panic!("{amounts:?}") };
    assert_eq!(amount.value.to_string(), "84000 GBP");
    // The cell has the number; the currency is the mapping's word, not the cell's.
    assert_eq!(amount.citation.span(Role::Value).unwrap().quote(), "84000");
    assert!(amount.citation.spans().iter().all(|span| !span.quote().contains("GBP")));
    assert_eq!(amount.basis, codebook::Basis::Editor);
    assert_eq!(amount.proposed_by.to_string(), "screen/contracts-finder/1");
    let sources = bench.dossier.register.sources().unwrap();
    assert_eq!(sources[0].meta.country.as_deref(), Some("GB"));
    bench.verify();
}
