//! Responses as WARC 1.1 records (ISO 28500), so that their headers and date are kept.

use codebook::Sha256;
use codebook::given::Chance;
use jiff::Timestamp;

use super::Answer;

/// Appends the record of one response to a WARC file. The body is as it was received, chunks joined.
pub(super) fn append(
    warc: &mut Vec<u8>,
    url: &str,
    at: Timestamp,
    answer: &Answer,
    chance: &dyn Chance,
) {
    let block = block(answer);
    let mut lines = vec![
        "WARC/1.1".to_owned(),
        "WARC-Type: response".to_owned(),
        format!("WARC-Record-ID: <urn:uuid:{}>", uuid(chance)),
        format!("WARC-Date: {}", Timestamp::from_second(at.as_second()).unwrap_or(at)),
        format!("WARC-Target-URI: {url}"),
        format!("WARC-Payload-Digest: sha256:{}", Sha256::of(&answer.body)),
        format!("WARC-Block-Digest: sha256:{}", Sha256::of(&block)),
        "Content-Type: application/http;msgtype=response".to_owned(),
        format!("Content-Length: {}", block.len()),
    ];
    if answer.cut {
        lines.push("WARC-Truncated: length".to_owned());
    }
    warc.extend_from_slice(lines.join("\r\n").as_bytes());
    warc.extend_from_slice(b"\r\n\r\n");
    warc.extend_from_slice(&block);
    warc.extend_from_slice(b"\r\n\r\n");
}

/// Status line, headers and body.
fn block(answer: &Answer) -> Vec<u8> {
    let status = answer.status;
    let reason = status.canonical_reason().unwrap_or_default();
    let mut block = format!("HTTP/1.1 {} {reason}\r\n", status.as_str()).into_bytes();
    for (name, value) in &answer.headers {
        // The chunks are joined, so the header would be wrong under its own name.
        if name == "transfer-encoding" {
            block.extend_from_slice(b"x-archive-orig-");
        }
        block.extend_from_slice(name.as_str().as_bytes());
        block.extend_from_slice(b": ");
        block.extend_from_slice(value.as_bytes());
        block.extend_from_slice(b"\r\n");
    }
    block.extend_from_slice(b"\r\n");
    block.extend_from_slice(&answer.body);
    block
}

/// A random UUID (version 4).
fn uuid(chance: &dyn Chance) -> String {
    let mut bytes = [0; 16];
    chance.fill(&mut bytes);
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex = hex::encode(bytes);
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}
