//! A spreadsheet that somebody keeps already, brought in by a mapping.

use crate::support::{DEMO, Desk};

const MAPPING: &str = r#"
v = 1
name = "compras"
ignore = ["TITULO_CONTRATO", "FECHA_FIN", "ESTATUS_CONTRATO"]

[format]
dates = "ymd"
decimal = "."

[[record]]
kind = "contract"
name = ["NUMERO_PROCEDIMIENTO"]

[[record.say]]
property = "buyer"
column = "DEPENDENCIA"

[[record.say]]
property = "supplier"
column = "PROVEEDOR"

[[record.say]]
property = "amount"
column = "IMPORTE_CONTRATO"
currency_column = "MONEDA"
money = "contract"

[[record.say]]
property = "start_date"
column = "FECHA_INICIO"
"#;

fn said(desk: &Desk, arguments: &[&str]) -> (bool, String) {
    let output = desk.run(arguments);
    let text = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(text).unwrap())
}

#[test]
fn from_a_dry_run_to_facts_and_nothing_twice() {
    let desk = Desk::new();
    let table = format!("{DEMO}/05-compras-tarandia-2030.csv");
    let mapping = desk.document("compras.toml", MAPPING);
    let by = |more: &[&'static str]| -> Vec<String> {
        let all = ["import", &table, "--mapping", &mapping].into_iter().chain(more.iter().copied());
        all.map(str::to_owned).collect()
    };
    let run = |more: &[&'static str]| {
        let arguments = by(more);
        said(&desk, &arguments.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let (fine, dry) = run(&["--dry-run"]);
    assert!(fine, "{dry}");
    for words in [
        "rows  4",
        "statements  16",
        "new to the dossier  16",
        "nothing was written",
        "for example contract SSP-ADQ-014-2030",
    ] {
        assert!(dry.contains(words), "{words} is not in\n{dry}");
    }
    assert!(desk.statements(&[]).is_empty());

    let (fine, first) = run(&["--by", "Inés"]);
    assert!(fine && first.contains("16 statements came in, 0 were there already"), "{first}");
    assert_eq!(desk.statements(&["--undecided"]).len(), 16);
    let (fine, again) = run(&["--by", "Inés"]);
    assert!(fine && again.contains("0 statements came in, 16 were there already"), "{again}");

    // What was rejected before stays so.
    let id = desk.statements(&[])[0]["id"].as_str().unwrap().to_owned();
    desk.ok(&["decide", "reject", &id, "--by", "Inés", "--why", "not ours"]);
    let (fine, accepted) = run(&["--by", "Inés", "--accept"]);
    assert!(fine && accepted.contains("15 accepted by Inés, 1 had been judged"), "{accepted}");
    assert_eq!(desk.statements(&["--accepted"]).len(), 15);
    assert_eq!(desk.statements(&["--rejected"]).len(), 1);
    desk.ok(&["verify", "--deep"]);
}

#[test]
fn a_mapping_is_suggested_and_what_can_t_be_read_is_said() {
    let desk = Desk::new();
    let table = format!("{DEMO}/14-contratos-puerto-lirio-2031.xlsx");
    let (fine, suggested) = said(&desk, &["import", &table, "--suggest"]);
    assert!(fine && suggested.contains("[[record.say]]"), "{suggested}");
    let mapping = desk.document("lirio.toml", &suggested);
    let (_, dry) = said(&desk, &["import", &table, "--mapping", &mapping, "--dry-run"]);
    assert!(dry.contains("for example contract"), "{suggested}\n{dry}");

    let broken =
        desk.document("broken.csv", "Id,Amount,Day\nC-1,much,31/02/2031\nC-2,50,2031-02-03\n");
    let mapping = desk.document(
        "broken.toml",
        "v = 1\nname = \"b\"\nheader = 1\n[[record]]\nkind = \"contract\"\nname = [\"Id\"]\n[[record.say]]\nproperty = \"amount\"\ncolumn = \"Amount\"\ncurrency = \"MXN\"\n[[record.say]]\nproperty = \"award_date\"\ncolumn = \"Day\"\n",
    );
    let (fine, out) = said(&desk, &["import", &broken, "--mapping", &mapping]);
    assert!(!fine, "{out}");
    for words in ["not read B2: ", "not read C2: ", "2 statements came in"] {
        assert!(out.contains(words), "{words} is not in\n{out}");
    }
    let (fine, out) = said(&desk, &["import", &broken, "--mapping", &broken]);
    assert!(!fine && out.contains("broken.csv: the mapping can't be read"), "{out}");
}
