//! Mails and mailboxes, told by the header that a message begins with.

use codebook::MediaType;

/// The most lines of a header that are looked at.
const LINES: usize = 1000;

/// Fields that a machine writes, each with what its words begin with: a letter copied into a text has
/// others.
const BY_MACHINE: [(&str, &[&str]); 5] = [
    ("message-id", &["<"]),
    ("mime-version", &["1"]),
    ("received", &["from ", "by ", "(from "]),
    ("return-path", &["<"]),
    ("delivered-to", &[""]),
];

/// Fields that a message has, at least one of them.
const OF_MESSAGES: [(&str, &[&str]); 3] = [("from", &[""]), ("date", &[""]), ("subject", &[""])];

/// The kind of message that a text begins with, if it is one.
pub(super) fn media_type(head: &[u8]) -> Option<MediaType> {
    if head.starts_with(b"From ") {
        let end = memchr::memchr(b'\n', head)?;
        let is_mbox = has_time(&head[..end]) && has_field(&head[end + 1..], &OF_MESSAGES);
        return is_mbox.then_some(MediaType::Mbox);
    }
    let is_mail = has_field(head, &OF_MESSAGES) && has_field(head, &BY_MACHINE);
    is_mail.then_some(MediaType::Mail)
}

/// Whether a line tells a time of day, as `09:15:02`.
fn has_time(line: &[u8]) -> bool {
    line.windows(6).any(|six| {
        let [a, b, c, d, e, f] = six else { return false };
        a == &b':' && d == &b':' && [b, c, e, f].iter().all(|digit| digit.is_ascii_digit())
    })
}

/// Whether a text begins with a header, and one of its fields is among `known`.
fn has_field(text: &[u8], known: &[(&str, &[&str])]) -> bool {
    let mut found = false;
    let lines = text.split_inclusive(|&byte| byte == b'\n').take(LINES);
    for (nth, line) in lines.enumerate() {
        let is_last = !line.ends_with(b"\n");
        let line = line.trim_ascii_end();
        if line.is_empty() {
            return found;
        }
        if nth > 0 && matches!(line.first(), Some(b' ' | b'\t')) {
            continue;
        }
        let Some(colon) = memchr::memchr(b':', line) else { return is_last && found };
        let name = &line[..colon];
        if name.is_empty() || !name.iter().all(u8::is_ascii_graphic) {
            return false;
        }
        let words = line[colon + 1..].trim_ascii_start();
        let begins = |begin: &&str| {
            words.get(..begin.len()).is_some_and(|it| it.eq_ignore_ascii_case(begin.as_bytes()))
        };
        found |= known.iter().any(|(known, begin)| {
            name.eq_ignore_ascii_case(known.as_bytes()) && begin.iter().any(begins)
        });
    }
    found
}
