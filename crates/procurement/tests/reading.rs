//! Usual JSON is read by a shorter way than any other: both read the same, and it is taken where it can be.

use std::path::Path;

use procurement::fuzzing::reads_agree;
use proptest::prelude::*;

#[test]
fn each_shape_reads_alike_both_ways() {
    // Each with whether it is usual.
    let cases = [
        (r#"{}"#, true),
        (
            r#" {"ocid":"ocds-tar001-1","id":7,"tag":["tender"],"unknown":{"a":[1,{"b":null}]}} "#,
            true,
        ),
        (r#"{"ocid":"a","ocid":"b"}"#, false),
        (r#"{"oc\u0069d":"a"}"#, false),
        (r#"{"ocid":"C\u00e1mara \"1\" \\ \/ \ud83d\ude00"}"#, true),
        (r#"{"ocid":"\ud800"}"#, false),
        (r#"{"other":"\ud800"}"#, true),
        (r#"{"other":"\x"}"#, false),
        (r#"{"other":"\u12g4"}"#, false),
        ("{\"ocid\":\"a\tb\"}", false),
        ("{\"other\":\"a\nb\"}", false),
        ("{\r\n\t\"ocid\" : \"a\" ,\n \"tag\" : [ ] }", true),
        (r#"{"tag":"tender"}"#, true),
        (r#"{"tag":"a\nb"}"#, false),
        (r#"{"tag":{"a":1}}"#, true),
        (
            r#"{"tag":null,"awards":null,"tender":null,"buyer":"Ministerio","contracts":7,"parties":true}"#,
            true,
        ),
        (r#"{"awards":{"id":1},"contracts":[{"id":2},null,"x",{"id":"3"}]}"#, true),
        (r#"{"tender":[{"title":"Cámaras"}]}"#, false),
        (r#"{"awards":[[{"id":1}]]}"#, false),
        (r#"{"tender":{"title":12,"description":null,"status":{},"procurementMethod":[]}}"#, true),
        (r#"{"tender":{"title":-1}}"#, false),
        (r#"{"tender":{"title":1.5}}"#, false),
        (r#"{"tender":{"title":true}}"#, false),
        (r#"{"tender":{"title":01}}"#, false),
        (r#"{"tender":{"numberOfTenderers":"1,234"}}"#, true),
        (r#"{"tender":{"numberOfTenderers":-0}}"#, true),
        (r#"{"tender":{"numberOfTenderers":1.}}"#, false),
        (r#"{"tender":{"numberOfTenderers":-}}"#, false),
        (r#"{"tender":{"numberOfTenderers":1e3}}"#, false),
        (r#"{"tender":{"numberOfTenderers":00}}"#, false),
        (r#"{"tender":{"numberOfTenderers":999999999999999999}}"#, true),
        (r#"{"tender":{"numberOfTenderers":99999999999999999999999}}"#, false),
        (r#"{"tender":{"value":{"amount":1234567.891234567,"currency":"TAD"}}}"#, true),
        (r#"{"tender":{"value":{"amount":0.1,"currency":"TAD"}}}"#, true),
        (r#"{"tender":{"value":{"amount":12345678901234567.8,"currency":"TAD"}}}"#, true),
        (r#"{"a":[1,-2.5e+10,0.0,true,false,null,[],{}]}"#, true),
        (r#"{"a":[1,]}"#, false),
        (r#"{"a":1,}"#, false),
        (r#"{"a":01}"#, false),
        (r#"{"a":+1}"#, false),
        (r#"{"a":NaN}"#, false),
        (r#"{"a":nul}"#, false),
        (r#"{"a":nullx}"#, false),
        (r#"{"a" 1}"#, false),
        (r#"{"a":1 "b":2}"#, false),
        (r#"{"a":"b}"#, false),
        (r#"{"a":{"b":[1}]}"#, false),
        (r#"{"ocid":"a"}{}"#, false),
        (r#"{"ocid":"a""#, false),
        (r#"{"releases":[{"ocid":"a"} , 1],"records":null,"compiledRelease": {"a":"\""} }"#, true),
        ("[]", false),
        ("", false),
    ];
    for (text, usual) in cases {
        assert_eq!(reads_agree(text), usual, "{text}");
    }
    for deep in [60, 70, 127, 128, 200] {
        let text = format!(r#"{{"a":{}1{}}}"#, "[".repeat(deep), "]".repeat(deep));
        assert_eq!(reads_agree(&text), deep <= 65, "{deep} deep");
    }
}

#[test]
fn real_releases_are_usual() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/procurement");
    if !path.is_dir() {
        println!("skipped: no real data beside this checkout");
        return;
    }
    for file in ["releases.jsonl", "uk-contracts-finder.jsonl"] {
        let text = std::fs::read_to_string(path.join(file)).unwrap();
        let usual = text.lines().filter(|line| reads_agree(line)).count();
        println!("{file}: {usual} of {} lines are usual", text.lines().count());
        assert!(usual * 10 >= text.lines().count() * 9, "only {usual} lines of {file} are usual");
    }
}

/// A number as publishers write them, and as they don't.
fn number() -> impl Strategy<Value = String> {
    prop_oneof![
        "-?[0-9]{1,22}",
        "-?[0-9]{1,12}\\.[0-9]{1,12}",
        "-?[1-9][0-9]{0,3}(\\.[0-9]{1,3})?[eE][+-]?[0-9]{1,3}"
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn numbers_read_alike_both_ways(amount in number()) {
        reads_agree(&format!(r#"{{"tender":{{"title":{amount},"value":{{"amount":{amount}}}}},"x":{amount}}}"#));
    }

    #[test]
    fn strings_read_alike_both_ways(
        text in "([a-zñáé€ ,.\u{1}\u{1f600}\"{}]|\\\\[\"\\\\/bfnrtux]|\\\\u[0-9a-fA-F]{3,4}){0,40}",
    ) {
        reads_agree(&format!(r#"{{"ocid":"{text}","x":"{text}","tag":"{text}"}}"#));
    }
}
