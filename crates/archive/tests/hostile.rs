//! Pages made to cost more than they are long. Each must be read or refused in a time of the processor that
//! nobody minds; the bound here is generous, since it only has to tell minutes from moments.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use archive::{ExtractError, Limits, text_layer};
use codebook::{MediaType, Sha256, SourceId};

/// In hundredths of a second.
const MOMENT: u64 = 30 * 100;

fn read(html: &str) -> Result<usize, ExtractError> {
    let source = SourceId::new(Sha256::of(html.as_bytes()));
    text_layer(source, MediaType::Html, html.as_bytes(), None, &Limits::default())
        .map(|made| made.layer.text().len())
}

/// What this process has used of the processor, in hundredths of a second: how busy the machine is with
/// others does not count. Nothing where the system does not tell.
fn used() -> Option<u64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let (_, after_name) = stat.rsplit_once(')')?;
    Some(after_name.split_whitespace().skip(11).take(2).map(|it| it.parse::<u64>().unwrap()).sum())
}

#[test]
fn hostile_pages_cost_a_moment() {
    let attributes: String = (0..100_000).map(|number| format!("a{number} ")).collect();
    let formatting: String = (0..400).map(|number| format!("<b a={number}>")).collect();
    let deep = "<div>".repeat(200_000);
    const DEEP: &str = "more than 512 deep";
    const ANY: &str = "";
    let cases = [
        ("deep", deep.clone(), DEEP),
        ("deep drawings", format!("<svg>{}", "<div/>".repeat(200_000)), DEEP),
        ("deep behind a comment that ends at once", format!("<!-->{deep}"), DEEP),
        ("the same with a dash", format!("<!--->{deep}"), DEEP),
        ("deep behind a comment that ends in another way", format!("<!-- --!>{deep}-->"), DEEP),
        ("deep behind an attribute called =\"", format!("<p =\">{deep}\">"), DEEP),
        ("deep behind a value that ends before its quote", format!("<p a=b=\">{deep}\">"), DEEP),
        ("deep behind a title in a drawing", format!("<svg><title>{deep}"), DEEP),
        (
            "deep where a drawing has been left",
            format!("<svg><desc></svg></desc><title>{deep}"),
            ANY,
        ),
        ("end tags in comments", "<div></ div><!</div>".repeat(60_000), DEEP),
        (
            "end tags in a drawing's text",
            format!("<svg>{}", "<g><![CDATA[</g>]]>".repeat(50_000)),
            DEEP,
        ),
        ("templates", "<template>".repeat(100_000), DEEP),
        ("tables", "<table><div>".repeat(80_000), ANY),
        ("many attributes", format!("<p {attributes}>x"), "more than 512 attributes"),
        (
            "many attributes behind a comment",
            format!("<!--><p {attributes}>x"),
            "more than 512 attributes",
        ),
        (
            "many attributes, some with values",
            format!("<p a='>' {attributes}>x"),
            "more than 512 attributes",
        ),
        ("many elements", "<br>".repeat(300_000), "more than 250000 elements"),
        ("many comments", "<!---->".repeat(300_000), "more than 250000 elements"),
        ("reopened formatting", format!("{formatting}{}", "<p>x".repeat(90_000)), ANY),
        ("one word", format!("<p>{}", "a".repeat(4_000_000)), ANY),
        (
            "many lines alike",
            "<p>the same line of text, over and over again</p>".repeat(20_000),
            ANY,
        ),
        ("many short lines", "<p>a</p><p>b</p>".repeat(20_000), ANY),
        ("open comment", format!("<p>x<!--{}", "-".repeat(1_000_000)), ANY),
        ("open tags", "<".repeat(1_000_000), ANY),
        ("ampersands", format!("<p>{}", "&".repeat(1_000_000)), ANY),
        ("escaped ampersands", format!("<p>{}", "&amp; ".repeat(15_000)), ANY),
        ("hard blanks", format!("<p>{}", "\u{a0}x".repeat(1_000_000)), ANY),
        ("open scripts", "<script>".repeat(100_000), ANY),
        ("nested tables", "<table><tr><td>x".repeat(160), ANY),
        ("misnested", "<a><p>x".repeat(250), ANY),
        ("links", "<a href=x>y</a> ".repeat(40_000), ANY),
    ];
    for (name, html, refused) in cases {
        let began = used();
        let result = read(&format!("<!doctype html><html><body>{html}"));
        if let (Some(began), Some(ended)) = (began, used()) {
            let took = ended - began;
            println!("{name}: {took} hundredths of a second, {result:?}");
            assert!(took < MOMENT, "{name}: {took}");
        }
        if refused != ANY {
            let error = result.unwrap_err().to_string();
            assert!(error.contains(refused), "{name}: {error}");
        }
    }
}
