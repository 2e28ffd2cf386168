//! Tables in plain text: delimited files, rows between bars, cells between tabs, tags of HTML.

use std::ops::Range;

use super::{MOST_COLUMNS, Table};
use crate::fields::field;

/// The tables in a text, in order.
pub(super) fn tables(text: &str) -> Vec<Table> {
    if let Some(table) = delimited(text) {
        return vec![table];
    }
    let mut found = Vec::new();
    let lines = if text.contains('|') || text.contains('\t') { text } else { "" };
    let mut open = Table::default();
    let mut sign = None;
    let mut at = 0;
    for line in lines.split_inclusive('\n') {
        let range = at..at + line.len();
        at = range.end;
        let here = sign_of(line);
        if here.is_none() || here != sign {
            close(&mut open, &mut found);
        }
        sign = here;
        if let Some(sign) = here
            && !is_rule(line)
        {
            open.rows.push(cells(line.trim_end_matches(['\r', '\n']), range.start, sign));
        }
    }
    close(&mut open, &mut found);
    if text.contains("<tr") {
        found.extend(tagged(text));
        found.sort_by_key(|table| table.at().start);
    }
    found
}

fn close(open: &mut Table, found: &mut Vec<Table>) {
    let table = std::mem::take(open);
    if table.rows.len() >= 2 {
        found.push(table);
    }
}

/// What parts the cells of a line, if it is a row of a table.
fn sign_of(line: &str) -> Option<char> {
    let bars = line.bytes().filter(|b| *b == b'|').count();
    if bars >= 2 || bars == 1 && line.trim_start().starts_with('|') {
        return Some('|');
    }
    line.trim().contains('\t').then_some('\t')
}

/// True for the line of dashes under a header.
fn is_rule(line: &str) -> bool {
    line.contains('-')
        && line.chars().all(|c| matches!(c, '|' | '-' | ':' | '+' | '=') || c.is_whitespace())
}

fn cells(line: &str, start: usize, sign: char) -> Vec<Range<usize>> {
    let (mut inner, mut at) = (line, start);
    if sign == '|' {
        let led = line.trim_start();
        let lead = line.len() - led.len();
        let body = led.strip_prefix('|').unwrap_or(led);
        at = start + lead + (led.len() - body.len());
        let tail = body.trim_end();
        inner = tail.strip_suffix('|').unwrap_or(tail);
    }
    let mut cells = Vec::new();
    for cell in inner.split(sign).take(MOST_COLUMNS) {
        cells.push(at..at + cell.len());
        at += cell.len() + sign.len_utf8();
    }
    cells
}

/// The table that a whole text is, if its first line is a header that is understood.
fn delimited(text: &str) -> Option<Table> {
    let first = text.lines().next()?;
    // A remark, a tag or a list of program code is no header.
    if first.trim_start().starts_with(['/', '<', '[', '{']) {
        return None;
    }
    let sign = *[b',', b';', b'\t', b'|']
        .iter()
        .max_by_key(|sign| first.bytes().filter(|b| b == *sign).count())?;
    let header = split(first, sign);
    let header = header.first().filter(|row| (3..=MOST_COLUMNS).contains(&row.len()))?;
    let known = header.iter().filter(|cell| field(&first[(*cell).clone()]).is_some()).count();
    if known < 2 || sign == b'|' {
        return None;
    }
    let rows = split(text, sign);
    (rows.len() >= 2).then_some(Table { rows })
}

/// Splits delimited text (RFC 4180) into the bytes of its cells, quotation marks aside.
fn split(text: &str, sign: u8) -> Vec<Vec<Range<usize>>> {
    let bytes = text.as_bytes();
    let (mut rows, mut row) = (Vec::new(), Vec::new());
    let mut at = 0;
    while at <= bytes.len() {
        let quoted = bytes.get(at) == Some(&b'"');
        let start = at + usize::from(quoted);
        let mut end = start;
        while end < bytes.len() {
            match bytes[end] {
                b'"' if quoted && bytes.get(end + 1) == Some(&b'"') => end += 2,
                b'"' if quoted => break,
                b'\n' | b'\r' if !quoted => break,
                b if b == sign && !quoted => break,
                _ => end += 1,
            }
        }
        let end = end.min(bytes.len());
        row.push(start..end);
        at = end + usize::from(quoted && end < bytes.len());
        // What stands between a closing quotation mark and the next sign belongs to no cell.
        while at < bytes.len() && bytes[at] != sign && !matches!(bytes[at], b'\n' | b'\r') {
            at += 1;
        }
        if bytes.get(at) == Some(&sign) {
            at += 1;
            continue;
        }
        rows.push(std::mem::take(&mut row));
        at += if bytes[at.min(bytes.len())..].starts_with(b"\r\n") { 2 } else { 1 };
        if at >= bytes.len() {
            break;
        }
    }
    rows.retain(|row: &Vec<Range<usize>>| row.len() > 1 || row.iter().any(|cell| !cell.is_empty()));
    rows
}

/// Tables whose tags stand in the text.
fn tagged(text: &str) -> Vec<Table> {
    let mut found = Vec::new();
    let mut open = Table::default();
    let mut cell: Option<usize> = None;
    let mut at = 0;
    while let Some(start) = text[at..].find('<').map(|offset| at + offset) {
        let rest = &text[start + 1..];
        let Some(end) = rest.find(['>', '<']).map(|offset| start + 1 + offset) else { break };
        at = end.max(start + 1);
        let name = rest.trim_start_matches('/');
        let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        let is = |tags: &[&str]| tags.iter().any(|tag| name.eq_ignore_ascii_case(tag));
        if is(&["td", "th", "tr", "table"])
            && let Some(from) = cell.take()
            && let Some(row) = open.rows.last_mut()
            && row.len() < MOST_COLUMNS
        {
            row.push(within_tags(text, from..start));
        }
        let closes = rest.starts_with('/');
        if is(&["table"]) {
            close(&mut open, &mut found);
        } else if is(&["tr"]) && !closes {
            open.rows.push(Vec::new());
        } else if is(&["td", "th"]) && !closes {
            cell = Some((end + 1).min(text.len()));
        }
    }
    close(&mut open, &mut found);
    found
}

/// A cell without the tags around its words.
fn within_tags(text: &str, cell: Range<usize>) -> Range<usize> {
    let Range { mut start, mut end } = cell;
    end = end.max(start);
    loop {
        let words = &text[start..end];
        let lead = words.len() - words.trim_start().len();
        let tag = words.trim_start().starts_with('<').then(|| words.find('>')).flatten();
        match tag {
            Some(close) => start += close + 1,
            None => {
                start += lead;
                break;
            }
        }
    }
    loop {
        let words = text[start..end].trim_end();
        end = start + words.len();
        match words.ends_with('>').then(|| words.rfind('<')).flatten() {
            Some(open) => end = start + open,
            None => return start..end,
        }
    }
}
