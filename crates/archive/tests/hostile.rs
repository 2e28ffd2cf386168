//! Pages made to cost more than they are long. Each must be read or refused in a time that nobody
//! minds; the bound here is generous, since it only has to tell minutes from moments.

use std::time::{Duration, Instant};

use archive::{ExtractError, Limits, text_layer};
use codebook::{MediaType, Sha256, SourceId};

const MOMENT: Duration = Duration::from_secs(30);

fn read(html: &str) -> Result<usize, ExtractError> {
    let source = SourceId::new(Sha256::of(html.as_bytes()));
    text_layer(source, MediaType::Html, html.as_bytes(), None, &Limits::default())
        .map(|made| made.layer.text().len())
}

#[test]
fn hostile_pages_cost_a_moment() {
    let attributes: String = (0..100_000).map(|number| format!("a{number} ")).collect();
    let formatting: String = (0..400).map(|number| format!("<b a={number}>")).collect();
    let cases = [
        ("deep", "<div>".repeat(200_000)),
        ("deep drawings", format!("<svg>{}", "<div/>".repeat(200_000))),
        ("many attributes", format!("<p {attributes}>x")),
        ("reopened formatting", format!("{formatting}{}", "<p>x".repeat(90_000))),
        ("one word", format!("<p>{}", "a".repeat(4_000_000))),
        ("many lines alike", "<p>the same line of text, over and over again</p>".repeat(20_000)),
        ("many short lines", "<p>a</p><p>b</p>".repeat(20_000)),
        ("open comment", format!("<p>x<!--{}", "-".repeat(1_000_000))),
        ("open tags", "<".repeat(1_000_000)),
        ("ampersands", format!("<p>{}", "&".repeat(1_000_000))),
        ("escaped ampersands", format!("<p>{}", "&amp; ".repeat(15_000))),
        ("hard blanks", format!("<p>{}", "\u{a0}x".repeat(1_000_000))),
        ("open scripts", "<script>".repeat(100_000)),
        ("nested tables", "<table><tr><td>x".repeat(160)),
        ("misnested", "<a><p>x".repeat(250)),
        ("links", "<a href=x>y</a> ".repeat(40_000)),
    ];
    for (name, html) in cases {
        let began = Instant::now();
        let result = read(&format!("<!doctype html><html><body>{html}"));
        let took = began.elapsed();
        println!("{name}: {} ms, {result:?}", took.as_millis());
        assert!(took < MOMENT, "{name}: {took:?}");
    }
}
