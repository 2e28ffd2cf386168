//! Tables by a mapping, through the public door: amounts as people write them, none guessed and none lost in silence.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use procurement::input::{Given, Left};
use procurement::mapping::Mapping;
use procurement::numbers::Unread;
use procurement::out;
use procurement::screen::{Outcome, Settings, screen};
use serde_json::Value;

const COMPRANET: &str = "NUMERO_PROCEDIMIENTO,CODIGO_CONTRATO,PROVEEDOR_CONTRATISTA,TITULO_EXPEDIENTE,IMPORTE_CONTRATO,MONEDA";

fn run(table: &[u8], mappings: Vec<Mapping>) -> (Vec<Value>, Outcome, Vec<u8>) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("tabla.csv");
    std::fs::write(&path, table).unwrap();
    let mut settings = Settings::new(2);
    (settings.all, settings.mappings) = (true, mappings);
    let mut out = Vec::new();
    let outcome = screen(&[Given::Path(path)], &settings, &out::json_line, &mut out).unwrap();
    let lines = out.split(|b| *b == b'\n').filter(|line| !line.is_empty());
    (lines.map(|line| serde_json::from_slice(line).unwrap()).collect(), outcome, table.to_vec())
}

fn compranet(amounts: &[&str]) -> String {
    let row = |(n, amount): (usize, &&str)| {
        format!(
            "P-{n},{n},Ojos del Norte S.A. de C.V.,Cámaras de videovigilancia,\"{amount}\",MXN\n"
        )
    };
    let rows: String = amounts.iter().enumerate().map(row).collect();
    format!("{COMPRANET}\n{rows}")
}

/// What was signed, as it is told: of each row, in their order.
fn signed(found: &[Value]) -> Vec<Option<&str>> {
    found.iter().map(|process| process["signed"][0]["amount"].as_str()).collect()
}

fn left(outcome: &Outcome) -> Vec<(&str, Unread, u64, u64, Option<&str>)> {
    let told = |it: &Left| (it.why, it.count, it.line);
    let left = outcome.ledger.left_out.iter();
    left.map(|it| {
        let (why, count, line) = told(it);
        (it.column.as_str(), why, count, line, it.words.as_deref())
    })
    .collect()
}

#[test]
fn amounts_are_read_as_people_write_them_or_told() {
    let table = compranet(&[
        "1.234.567,89",
        "$1,234.50",
        "1 234 567,89 €",
        "1.234",
        "1234567.891",
        "1,234",
        "N/A",
        "",
        "1 234 567,89",
    ]);
    let (found, outcome, _) = run(table.as_bytes(), Mapping::shipped());
    let expected = [
        Some("1234567.89"),
        Some("1234.50"),
        None,
        None,
        Some("1234567.891"),
        None,
        None,
        None,
        Some("1234567.89"),
    ];
    assert_eq!(signed(&found), expected);
    assert_eq!(
        left(&outcome),
        [
            ("IMPORTE_CONTRATO", Unread::TwoWays, 2, 5, Some("1.234")),
            ("IMPORTE_CONTRATO", Unread::OtherCurrency, 1, 4, None),
            ("IMPORTE_CONTRATO", Unread::NoNumber, 1, 8, None),
        ]
    );
    assert_eq!((outcome.ledger.read, outcome.ledger.skipped), (9, 0));
}

#[test]
fn the_mapping_may_say_which_mark_is_before_tenths() {
    let text = |decimal: &str| {
        format!(
            "name = \"own\"\nrecognise = [\"Expediente\"]\ndecimal = \"{decimal}\"\n\
             ocid = {{ prefix = \"own-\", columns = [\"Expediente\"] }}\n\
             [fields]\n\"/tender/title\" = \"Objeto\"\n\"/contracts/0/value/amount\" = \"Importe\"\n\
             \"/tender/numberOfTenderers\" = \"Ofertas\"\n\
             [money]\n\"/contracts/0/value/currency\" = \"EUR\"\n"
        )
    };
    let table = "Expediente;Objeto;Importe;Ofertas\n1;CCTV;1.234;3\n2;CCTV;12.345,50 €;dos\n";
    for (decimal, expected) in [(",", "1234.00"), (".", "1.234")] {
        let mapping = Mapping::parse("own", &text(decimal)).unwrap();
        let (found, outcome, _) = run(table.as_bytes(), vec![mapping]);
        assert_eq!(signed(&found), [Some(expected), Some("12345.50")], "{decimal}");
        assert_eq!(left(&outcome), [("Ofertas", Unread::NoNumber, 1, 3, None)]);
    }
    assert!(Mapping::parse("own", &text(";")).is_err());
}

#[test]
fn amounts_without_a_currency_are_told() {
    let text = |money: &str| {
        format!(
            "name = \"own\"\nrecognise = [\"Expediente\"]\n\
             ocid = {{ prefix = \"own-\", columns = [\"Expediente\"] }}\n\
             [fields]\n\"/tender/title\" = \"Objeto\"\n\"/contracts/0/value/amount\" = \"Importe\"\n\
             \"/contracts/0/value/currency\" = \"Moneda\"\n\"/tender/numberOfTenderers\" = \"Ofertas\"\n\
             [values.\"/contracts/0/value/currency\"]\n\"euro\" = \"EUR\"\n\"dolar\" = \"USD\"\n{money}"
        )
    };
    let table = "Expediente;Objeto;Importe;Moneda;Ofertas\n\
                 1;CCTV;12345,50;;3\n2;CCTV;99;Euros;\n3;CCTV;7;Doblones;\n4;CCTV;5;Dólares;\n";
    let of_euros = "[money]\n\"/contracts/0/value/currency\" = \"EUR\"\n";
    let left_out = ("Importe", Unread::NoCurrency, 2, 2, None);
    let cases = [
        ("", [None, Some("99.00"), None, Some("5.00")], vec![left_out]),
        // A row's own currency stands; words that the mapping does not know are not taken for its own.
        (
            of_euros,
            [Some("12345.50"), Some("99.00"), None, Some("5.00")],
            vec![("Importe", Unread::NoCurrency, 1, 4, None)],
        ),
    ];
    for (money, amounts, told) in cases {
        let mapping = Mapping::parse("own", &text(money)).unwrap();
        let (found, outcome, _) = run(table.as_bytes(), vec![mapping]);
        assert_eq!(signed(&found), amounts, "{money}");
        assert_eq!(left(&outcome), told, "{money}");
        assert_eq!(found[3]["signed"][0]["currency"], "USD", "{money}");
    }
}

#[test]
fn cells_in_two_encodings_are_read_each_by_its_own() {
    let table = compranet(&["5"]).replace("Ojos", "Ñandú");
    let mixed: Vec<u8> = table
        .bytes()
        .collect::<Vec<_>>()
        .split(|b| *b == b',')
        .map(|cell| match std::str::from_utf8(cell).unwrap() {
            cell if cell.starts_with('C') => cell.replace('á', "\u{1}").into_bytes(),
            cell => cell.as_bytes().to_vec(),
        })
        .collect::<Vec<_>>()
        .join(&b',')
        .into_iter()
        .map(|b| if b == 1 { 0xe1 } else { b })
        .collect();
    let (found, _, _) = run(&mixed, Mapping::shipped());
    assert_eq!(found[0]["title"], "Cámaras de videovigilancia");
    assert_eq!(found[0]["suppliers"][0], "Ñandú del Norte S.A. de C.V.");
}
