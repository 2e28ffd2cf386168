//! Tables and mappings, in and out.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use codebook::{Basis, Role, SourceMeta, TextLayer};
use import::fuzzing::table;
use import::{Brought, ImportError, Mapping, bring, suggest};
use proptest::prelude::*;

const MAPPING: &str = r#"
v = 1
name = "compras"
ignore = ["Notas"]
persons = ["Responsable"]

[format]
dates = "dmy"
decimal = ","

[[record]]
kind = "contract"
name = ["Número de contrato"]

[[record.say]]
property = "buyer"
column = "Dependencia"

[[record.say]]
property = "supplier"
column = "Proveedor"

[[record.say]]
property = "amount"
column = "Importe"
currency_column = "Moneda"
money = "contract"
vat = "included"

[[record.say]]
property = "award_date"
column = "Fecha"

[[record.say]]
property = "uses_technology"
column = "Tecnología"
words = { "RF" = "face_recognition", "obra" = "" }
"#;

const HEADER: &str = "Número de contrato\tDependencia\tProveedor\tImporte\tMoneda\tFecha\tTecnología\tResponsable\tNotas";

fn layer(rows: &[&str]) -> TextLayer {
    table(&[&[HEADER], rows].concat().join("\n")).unwrap()
}

fn brought(rows: &[&str]) -> Brought {
    let mapping = Mapping::parse(MAPPING).unwrap();
    bring(&mapping, &layer(rows), &SourceMeta::default()).unwrap()
}

fn said(brought: &Brought) -> Vec<String> {
    let one = |statement: &codebook::Statement| {
        let parts = statement.parts();
        format!("{} {} {}", parts.subject.name, parts.property, parts.value)
    };
    brought.statements.iter().map(one).collect()
}

#[test]
fn a_row_says_what_the_mapping_says_it_does() {
    let row = "PL-7-2031\tMunicipio de Puerto Lirio\tÓpalo Visión, S.A. de C.V.\t1.250.000,50\tMXN\t03/04/2031\tRF\tAna López Pérez\tvisto";
    let brought = brought(&[row]);
    assert_eq!(
        said(&brought),
        [
            "PL-7-2031 buyer Municipio de Puerto Lirio",
            "PL-7-2031 supplier Ópalo Visión, S.A. de C.V.",
            "PL-7-2031 amount 1250000.5 MXN",
            "PL-7-2031 award_date 2031-04-03",
            "PL-7-2031 uses_technology face_recognition",
        ]
    );
    let report = &brought.report;
    assert_eq!((report.rows, report.problems.len()), (1, 0), "{report:?}");
    assert_eq!(
        (report.ignored.as_slice(), report.persons.as_slice()),
        (["`Notas`".to_owned()].as_slice(), ["`Responsable`".to_owned()].as_slice())
    );
    let layer = layer(&[row]);
    for statement in &brought.statements {
        let parts = statement.parts();
        assert_eq!(parts.proposed_by.to_string(), "import/compras/1");
        let value = parts.citation.span(Role::Value).unwrap();
        assert_eq!(value.quote(), parts.written.as_str());
        assert_eq!(parts.citation.span(Role::Subject).unwrap().quote(), "PL-7-2031");
        for span in parts.citation.spans() {
            span.check(&layer).unwrap();
            assert!(!span.quote().contains("López") && !span.quote().contains("visto"));
        }
    }
    let basis: Vec<Basis> = brought.statements.iter().map(|it| it.parts().basis).collect();
    assert_eq!(basis[1], Basis::Text);
    assert_eq!(basis[4], Basis::Editor, "RF names no technology but by the mapping");
}

#[test]
fn what_can_t_be_read_is_told_by_its_cell_and_the_rest_goes_on() {
    let brought = brought(&[
        "PL-1\tMunicipio de Puerto Lirio\tn/a\tmucho\tMXN\t31/02/2031\tzanjas\t\t",
        "\tMunicipio de Puerto Lirio\t\t\t\t\t\t\t",
        "PL-2\tMunicipio de Puerto Lirio\tJuan Pérez García\t100,00\t\t01/02/31\tobra\t\t",
        "\t\t\t\t\t\t\t\t",
        "PL-3\tMunicipio de Puerto Lirio\t\t1.000,00\tcoronas lunares\t2031-02-01\tvideovigilancia\t\t",
    ]);
    let problems = &brought.report.problems;
    let cells: Vec<&str> = problems.iter().map(|problem| problem.cell.as_str()).collect();
    assert_eq!(cells, ["D2", "F2", "G2", "A3", "C4", "E4", "F4", "D6"], "{problems:?}");
    assert!(problems.iter().all(|problem| !problem.why.contains("Pérez")));
    assert_eq!(brought.report.rows, 4);
    assert_eq!(
        said(&brought),
        [
            "PL-1 buyer Municipio de Puerto Lirio",
            "PL-2 buyer Municipio de Puerto Lirio",
            "PL-3 buyer Municipio de Puerto Lirio",
            "PL-3 award_date 2031-02-01",
            "PL-3 uses_technology cctv",
        ]
    );
}

#[test]
fn equal_rows_are_told_apart_and_the_ids_stay() {
    let row = "PL-9\tMunicipio de Puerto Lirio\t\t\t\t\t\t\t";
    let (once, twice) = (brought(&[row, row]), brought(&[row, row]));
    assert_eq!(once, twice);
    assert_ne!(once.statements[0].id(), once.statements[1].id());
}

#[test]
fn numbers_and_dates_are_not_guessed() {
    // (decimal, dates, amount, date) → the amount and the date, or no word of them.
    let cases = [
        ("", "", "1234567.89", "2031-05-06", "1234567.89 MXN", "2031-05-06"),
        ("", "", "1,234,567", "13/05/2031", "1234567 MXN", "2031-05-13"),
        ("", "", "1.234", "05/06/2031", "", ""),
        ("decimal = \".\"", "dates = \"mdy\"", "1.234", "05/06/2031", "1.234 MXN", "2031-05-06"),
        ("decimal = \",\"", "dates = \"dmy\"", "1.234", "05/06/2031", "1234 MXN", "2031-06-05"),
        ("decimal = \",\"", "", "$ 1.234,50", "5 de junio de 2031", "1234.5 MXN", "2031-06-05"),
        ("decimal = \".\"", "", "12.34.5", "2031", "", "2031"),
        ("", "", "(1,000)", "31/04/2031", "", ""),
        ("", "", "2.5 millones", "2031-05-06 00:00:00", "2500000 MXN", "2031-05-06"),
    ];
    for (decimal, dates, amount, date, money, day) in cases {
        let mapping = format!(
            "v = 1\nname = \"t\"\nheader = 1\n[format]\ncurrency = \"MXN\"\n{decimal}\n{dates}\n[[record]]\nkind = \"contract\"\nname = [\"Id\"]\n[[record.say]]\nproperty = \"amount\"\ncolumn = \"Sum\"\n[[record.say]]\nproperty = \"award_date\"\ncolumn = \"Day\"\n"
        );
        let layer = table(&format!("Id\tSum\tDay\nC-1\t{amount}\t{date}")).unwrap();
        let mapping = Mapping::parse(&mapping).unwrap();
        let brought = bring(&mapping, &layer, &SourceMeta::default()).unwrap();
        let value = |at: usize| {
            let property = ["amount", "award_date"][at];
            let found = brought.statements.iter().find(|s| s.parts().property.as_str() == property);
            found.map(|s| s.parts().value.to_string()).unwrap_or_default()
        };
        assert_eq!(
            (value(0).as_str(), value(1).as_str()),
            (money, day),
            "{amount} {date}: {:?}",
            brought.report
        );
    }
}

/// What one cell says by a mapping of one column, or why it says nothing.
fn one_cell(say: &str, cell: &str) -> Result<String, String> {
    let mapping = format!(
        "v = 1\nname = \"t\"\nheader = 1\n[[record]]\nkind = \"contract\"\nname = [\"Id\"]\n[[record.say]]\ncolumn = \"Cell\"\n{say}\n"
    );
    let layer = table(&format!("Id\tCell\nC-1\t{cell}")).unwrap();
    let mapping = Mapping::parse(&mapping).unwrap();
    let brought = bring(&mapping, &layer, &SourceMeta::default()).unwrap();
    let (said, problems) = (&brought.statements, &brought.report.problems);
    assert_eq!(said.len() + problems.len(), 1, "{cell}: {said:?} {problems:?}");
    match problems.first() {
        Some(problem) => {
            assert_eq!(problem.cell, "B2");
            Err(problem.why.clone())
        }
        None => Ok(said[0].parts().value.to_string()),
    }
}

#[test]
fn a_currency_that_a_cell_says_is_never_overruled() {
    let say = |code: &str| match code {
        "" => "property = \"amount\"\ndecimal = \".\"".to_owned(),
        code => format!("property = \"amount\"\ndecimal = \".\"\ncurrency = \"{code}\""),
    };
    for (code, cell, said) in [
        ("MXN", "$ 1,234.50", "1234.5 MXN"),
        ("MXN", "-$100", "-100 MXN"),
        ("MXN", "MX$100", "100 MXN"),
        ("MXN", "MXN 100", "100 MXN"),
        ("MXN", "$100 M.N.", "100 MXN"),
        ("MXN", "100 pesos", "100 MXN"),
        ("MXN", "2.5 millones de pesos", "2500000 MXN"),
        ("MXN", "2.5 MDP", "2500000 MXN"),
        ("USD", "2.5 millones USD", "2500000 USD"),
        ("USD", "100 dólares", "100 USD"),
        ("USD", "US$ 100", "100 USD"),
        ("EUR", "€1,000.00", "1000 EUR"),
        ("GBP", "1,000.00 £", "1000 GBP"),
        ("NIO", "C$ 100", "100 NIO"),
        ("PEN", "S/. 4,500.00", "4500 PEN"),
        ("XCD", "$ 100", "100 XCD"),
        ("", "USD 100", "100 USD"),
        ("", "$100 USD", "100 USD"),
        ("", "$ 100", "100 ($)"),
    ] {
        assert_eq!(one_cell(&say(code), cell).as_deref(), Ok(said), "{code}: {cell}");
    }
    for (code, cell, other) in [
        ("MXN", "USD 1,234,567.89", "USD"),
        ("MXN", "€1,000,000.00", "EUR"),
        ("MXN", "1,000.00 £", "GBP"),
        ("MXN", "2.5 millones USD", "USD"),
        ("MXN", "2.5 mdd", "USD"),
        ("MXN", "US$ 100", "USD"),
        ("MXN", "USD MX$ 100", "USD"),
        ("MXN", "100 dólares", "dolares"),
        ("MXN", "$100 COP", "COP"),
        ("MXN", "100 pesos colombianos", "COP"),
        ("USD", "100 M.N.", "pesos"),
        ("USD", "100 pesos", "pesos"),
        ("EUR", "$ 100", "$"),
        ("", "USD 100 MXN", "USD"),
    ] {
        let why = one_cell(&say(code), cell).unwrap_err();
        let mapped = if code.is_empty() { "MXN" } else { code };
        assert!(why.contains(other) && why.contains(mapped), "{code}: {cell}: {why}");
    }
    let columns = "Id\tSum\tIn\nC-1\t€ 100\tMXN\nC-2\t$ 100\tMXN";
    let mapping = "v = 1\nname = \"t\"\nheader = 1\n[[record]]\nkind = \"contract\"\nname = [\"Id\"]\n[[record.say]]\nproperty = \"amount\"\ncolumn = \"Sum\"\ncurrency_column = \"In\"\n";
    let mapping = Mapping::parse(mapping).unwrap();
    let brought = bring(&mapping, &table(columns).unwrap(), &SourceMeta::default()).unwrap();
    assert_eq!(said(&brought), ["C-2 amount 100 MXN"]);
    assert_eq!(brought.report.problems.len(), 1);
}

#[test]
fn a_share_is_no_amount_and_no_count() {
    let money = "property = \"amount\"\ncurrency = \"MXN\"";
    for cell in ["15%", "15 %", "% 15", "15 % MXN", "$15%"] {
        assert!(one_cell(money, cell).is_err(), "{cell}");
        assert!(one_cell("property = \"cameras\"", cell).is_err(), "{cell}");
    }
    assert!(one_cell("property = \"cameras\"", "15 USD").is_err());
    assert!(one_cell("property = \"cameras\"", "15 pesos").is_err());
    assert_eq!(one_cell("property = \"cameras\"", "15").as_deref(), Ok("15"));
    for cell in ["98.5 %", "98.5%", "98.5"] {
        let said = one_cell("property = \"accuracy_claim\"", cell).unwrap();
        assert!(said.starts_with("98.5"), "{cell}: {said}");
    }
}

#[test]
fn years_that_may_be_a_part_of_one_are_not_guessed() {
    let day = "property = \"award_date\"";
    for cell in ["2021-22", "2021-24", "2030-33", "2010-11", "2021-22/2022-23", "2021-22~"] {
        let why = one_cell(day, cell).unwrap_err();
        assert!(why.contains("a span of years"), "{cell}: {why}");
    }
    for (say, cell, said) in [
        ("", "2019-20", "2019/2020"),
        ("", "2024-21", "2024-21"),
        ("", "2031-05", "2031-05"),
        ("", "2021/2022", "2021/2022"),
        ("", "2021-11-22", "2021-11-22"),
        ("dates = \"ymd\"", "2010-11", "2010-11"),
        ("words = { \"2021-22\" = \"2021/2022\" }", "2021-22", "2021/2022"),
    ] {
        assert_eq!(one_cell(&format!("{day}\n{say}"), cell).as_deref(), Ok(said), "{cell}");
    }
}

#[test]
fn a_mapping_that_does_not_fit_says_how() {
    let row = "PL-7\tMunicipio de Puerto Lirio\t\t\t\t\t\t\t";
    let fails = |from: &str, to: &str| {
        let mapping = Mapping::parse(&MAPPING.replace(from, to)).unwrap();
        bring(&mapping, &layer(&[row]), &SourceMeta::default()).unwrap_err().to_string()
    };
    assert!(fails("\"Notas\"", "").contains("does not say what these columns are: `Notas`"));
    assert!(fails("column = \"Fecha\"", "column = \"Día\"").contains("0 columns `Día`"));
    assert!(
        fails("column = \"Dependencia\"", "column = \"Responsable\"").contains("about persons")
    );
    assert!(fails("v = 1", "v = 1\nsheet = \"Hoja\"").contains("sheet"));
    for (from, to, why) in [
        ("v = 1", "v = 2", "form 2"),
        ("name = \"compras\"", "name = \"Mis Compras\"", "can't name a mapping"),
        ("\"face_recognition\"", "\"faces\"", "not a technology"),
        ("column = \"Fecha\"", "column = \"Fecha\"\nvat = \"included\"", "only amounts"),
        ("decimal = \",\"", "decimal = \"x\"", "no decimal sign"),
        ("persons", "people", "unknown field"),
        ("v = 1", "v = 1\nheader = 0", "counted from 1"),
    ] {
        let error = Mapping::parse(&MAPPING.replacen(from, to, 1)).unwrap_err().to_string();
        assert!(error.contains(why), "{error}");
    }
}

#[test]
fn a_first_mapping_comes_from_the_header() {
    let layer = table(
        "Contract number\tAgency\tSupplier\tContract value (MXN)\tStart date\tDescription\tContact\tRemark of ours\n\
         C-1/2031\tCity of Port Almeda\tLumbrera Sistemas, S.A. de C.V.\t1.000,50\t25/12/2031\tLive facial recognition\tAna\tx\n\
         C-2/2031\tCity of Port Almeda\tLumbrera Sistemas, S.A. de C.V.\t2.000,00\t01/12/2031\tNumber plate readers\tAna\tx",
    )
    .unwrap();
    let text = suggest(&layer, "port").unwrap();
    for line in [
        "decimal = \",\"",
        "dates = \"dmy\"",
        "currency = \"MXN\"",
        "persons = [\"Contact\"]",
        "ignore = [\"Remark of ours\"]",
    ] {
        assert!(text.contains(line), "{line} is not in\n{text}");
    }
    let brought = bring(&Mapping::parse(&text).unwrap(), &layer, &SourceMeta::default()).unwrap();
    assert_eq!(brought.report.problems, []);
    assert_eq!(brought.statements.len(), 12, "{:?}", said(&brought));
    assert_eq!(suggest(&table("a\tb\n1\t2").unwrap(), "x"), Err(ImportError::NoHeader));
}

#[test]
fn the_saved_corpus() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fuzz/corpus/import");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        import::fuzzing::import(&bytes);
        for at in (0..bytes.len()).step_by(7) {
            let mut other = bytes.clone();
            other[at] = other[at].wrapping_add(11);
            import::fuzzing::import(&other);
            import::fuzzing::import(&bytes[..at]);
        }
        count += 1;
    }
    assert!(count > 0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Any cells under a header that is understood come through, each statement on its words.
    #[test]
    fn any_cells(cells in prop::collection::vec("[\\PC]{0,24}|[0-9.,$ ]{1,12}|[0-9/-]{6,10}", 9..45)) {
        let rows: Vec<String> = cells.chunks(9).map(|row| row.join("\t")).collect();
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let all = format!("{MAPPING}\u{c}{HEADER}\n{}", rows.join("\n"));
        import::fuzzing::import(all.as_bytes());
    }

    #[test]
    fn any_mapping(text in "\\PC{0,300}") {
        import::fuzzing::import(text.as_bytes());
    }
}
