//! What bytes are, told by the bytes and never by their name.

mod mail;
mod zipped;

use std::borrow::Cow;

use codebook::MediaType;

use crate::layer::csv::delimiter;

/// How many bytes [`media_type`] looks at: the beginning of a file tells as much as the whole.
pub const SNIFF_BYTES: usize = 64 * 1024;

/// How early `<html>`, `<head>` or `<body>` stand in a page that begins with neither doctype nor
/// `<html`.
const EARLY: usize = 1024;

/// Tells what `bytes` are from their first [`SNIFF_BYTES`].
#[must_use]
pub fn media_type(bytes: &[u8]) -> MediaType {
    let head = bytes.get(..SNIFF_BYTES).unwrap_or(bytes);
    if head.starts_with(b"WARC/1.") {
        return MediaType::Warc;
    }
    if after_bom(head).trim_ascii_start().starts_with(b"%PDF-") {
        return MediaType::Pdf;
    }
    if let Some(media) = picture(head).or(zipped::media_type(head)).or(mail::media_type(head)) {
        return media;
    }
    let Some(text) = as_text(head) else {
        return match memchr::memmem::find(&head[..head.len().min(EARLY)], b"%PDF-") {
            Some(_) => MediaType::Pdf,
            None => MediaType::Other,
        };
    };
    if is_html(&text) {
        MediaType::Html
    } else if delimiter(&text).is_some() {
        MediaType::Csv
    } else if is_markdown(&text) {
        MediaType::Markdown
    } else {
        MediaType::Plain
    }
}

/// The kind of picture that bytes are, if they are one whose text can be recognised.
fn picture(head: &[u8]) -> Option<MediaType> {
    let begins: [(&[u8], MediaType); 4] = [
        (b"\x89PNG\r\n\x1a\n", MediaType::Png),
        (b"\xff\xd8\xff", MediaType::Jpeg),
        (b"II*\0", MediaType::Tiff),
        (b"MM\0*", MediaType::Tiff),
    ];
    begins.iter().find(|(begin, _)| head.starts_with(begin)).map(|(_, media)| *media)
}

/// What to do with a file in the wrapping that Office had before 2007, which locked files still have.
pub(crate) fn old_office(head: &[u8]) -> Option<&'static str> {
    const WRAPPING: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
    const KINDS: [(&str, &str); 4] = [
        (
            "EncryptedPackage",
            "an Office document locked with a password; open it, remove the password, save it and add it again",
        ),
        ("WordDocument", "an old Word document; save it as .docx (or as PDF) and add that"),
        ("Workbook", "an old Excel workbook; save it as .xlsx and add that"),
        ("__substg1.0_", "a mail saved by Outlook; save it as .eml and add that"),
    ];
    if !head.starts_with(WRAPPING) {
        return None;
    }
    let has = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memchr::memmem::find(head, &name).is_some()
    };
    let told = KINDS.iter().find(|(name, _)| has(name)).map(|(_, what)| *what);
    Some(told.unwrap_or(
        "an old Office document, or one locked with a password; save it as .docx, .xlsx or PDF without a password and add that",
    ))
}

/// A friendly name for what can't be read.
pub(crate) fn name_of(bytes: &[u8]) -> String {
    let Some(kind) = infer::get(bytes) else {
        return "binary data of an unknown kind".to_owned();
    };
    let ending = kind.extension().to_uppercase();
    let what = match kind.matcher_type() {
        infer::MatcherType::Archive => "archive",
        infer::MatcherType::Image => "image",
        infer::MatcherType::Audio => "sound",
        infer::MatcherType::Video => "film",
        infer::MatcherType::Doc | infer::MatcherType::Book => "document",
        _ => "file",
    };
    format!("{ending} {what}")
}

/// The bytes as text, if they are text in any encoding: bytes that are not UTF-8 are kept apart as
/// a legacy encoding would have them, which is enough to tell markup and delimiters.
fn as_text(head: &[u8]) -> Option<Cow<'_, [u8]>> {
    if let Some((encoding, bom)) = utf16(head) {
        let even = head.len() - (head.len() - bom) % 2;
        let (text, _) = encoding.decode_without_bom_handling(&head[bom..even]);
        return Some(Cow::Owned(text.into_owned().into_bytes()));
    }
    let text = after_bom(head);
    if !has_text_bytes(text) {
        return None;
    }
    let cut_inside_character = head.len() >= SNIFF_BYTES;
    let utf8 = match std::str::from_utf8(text) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none() && cut_inside_character,
    };
    let binary =
        || infer::get(head).is_some_and(|kind| kind.matcher_type() != infer::MatcherType::Text);
    if !utf8 && binary() {
        return None;
    }
    Some(Cow::Borrowed(text))
}

/// The encoding that a UTF-16 byte order mark announces, and the length of the mark.
pub(crate) fn utf16(bytes: &[u8]) -> Option<(&'static encoding_rs::Encoding, usize)> {
    encoding_rs::Encoding::for_bom(bytes).filter(|(encoding, _)| *encoding != encoding_rs::UTF_8)
}

/// Whether bytes could be text: no NUL, and hardly a control character.
pub(crate) fn has_text_bytes(bytes: &[u8]) -> bool {
    if memchr::memchr(0, bytes).is_some() {
        return false;
    }
    let controls = bytes.iter().filter(|&&byte| is_control(byte)).count();
    controls * 1000 <= bytes.len()
}

fn is_control(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | 0x1a | 0x1b)
}

/// The bytes without a UTF-8 byte order mark.
pub(crate) fn after_bom(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

/// Whether a text begins as an HTML page does. A text with some tags in it is not one.
fn is_html(text: &[u8]) -> bool {
    let start = skip_prologue(text);
    let begins = |tag: &str| {
        start.get(..tag.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(tag.as_bytes()))
    };
    if begins("<!doctype html") || begins("<html") {
        return true;
    }
    let early = start[..start.len().min(EARLY)].to_ascii_lowercase();
    start.first() == Some(&b'<')
        && start.get(1).is_some_and(u8::is_ascii_alphabetic)
        && ["<html", "<head>", "<head ", "<body>", "<body "]
            .iter()
            .any(|tag| memchr::memmem::find(&early, tag.as_bytes()).is_some())
}

/// The text after white space, an XML declaration and comments.
fn skip_prologue(mut text: &[u8]) -> &[u8] {
    loop {
        text = text.trim_ascii_start();
        let end = if text.starts_with(b"<!--") {
            &b"-->"[..]
        } else if text.starts_with(b"<?") {
            b"?>"
        } else {
            return text;
        };
        match memchr::memmem::find(text, end) {
            Some(at) => text = &text[at + end.len()..],
            None => return text,
        }
    }
}

/// Whether a text has what only Markdown has: headings, links, fences, bold words.
fn is_markdown(text: &[u8]) -> bool {
    let heading = |line: &[u8]| {
        let hashes = line.iter().take_while(|&&byte| byte == b'#').count();
        (1..=6).contains(&hashes)
            && line.get(hashes) == Some(&b' ')
            && !line[hashes..].trim_ascii().is_empty()
    };
    let table =
        |line: &[u8]| line.starts_with(b"|") && line.iter().all(|byte| b"|-: \r".contains(byte));
    text.split(|&byte| byte == b'\n')
        .any(|line| heading(line) || line.starts_with(b"```") || table(line))
        || memchr::memmem::find(text, b"](http").is_some()
        || has_bold(text)
}

/// Whether words stand between double asterisks on one line.
fn has_bold(text: &[u8]) -> bool {
    memchr::memmem::find_iter(text, b"**").any(|at| {
        let rest = &text[at + 2..];
        let opens = rest.first().is_some_and(|byte| !byte.is_ascii_whitespace() && *byte != b'*');
        opens
            && memchr::memchr2(b'*', b'\n', rest).is_some_and(|end| rest[end..].starts_with(b"**"))
    })
}
