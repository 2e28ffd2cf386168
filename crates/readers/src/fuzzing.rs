//! What the fuzz targets call: whatever a model answers must be parsed without a panic, within limits.

/// Parses any bytes as an endpoint's answer, both as the whole of it and as the model's own text.
///
/// # Panics
/// If more is let through than one answer may offer.
pub fn endpoint_answer(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let content = crate::endpoint::completion(bytes).map_or(text, |(content, _)| content);
    if let Ok((offers, _)) = crate::endpoint::offers(&content) {
        assert!(offers.len() <= 60, "{} offers in one answer", offers.len());
    }
}

/// Parses any bytes as a line that the program of a GLiNER model writes: behind the first line end
/// stands the text it was asked about.
///
/// # Panics
/// If a span is let through that is no stretch of the text.
pub fn gliner_line(bytes: &[u8]) {
    let (line, text) = match bytes.iter().position(|b| *b == b'\n') {
        Some(at) => (&bytes[..at], String::from_utf8_lossy(&bytes[at + 1..])),
        None => (bytes, String::from_utf8_lossy(bytes)),
    };
    let Ok((spans, _)) = crate::gliner::spans(line, &text) else { return };
    assert!(spans.len() <= 200, "{} spans in one answer", spans.len());
    for (_, at) in spans {
        assert!(text.get(at.clone()).is_some_and(|words| !words.is_empty()), "{at:?}");
    }
}
