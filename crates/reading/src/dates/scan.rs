//! Finds the words that dates stand around, and reads what belongs to them from the bytes beside.

use std::ops::Range;

use crate::folded::Captures;
use codebook::Edtf;
use codebook::edtf::Point;

use super::Piece;
use super::anchors::{ANCHORS, Anchor, COUNTED, NAMED, ORDINALS};
use super::patterns::{
    AFTER, BARE, BEFORE, DAY_AFTER, LEAD, RELATIVE_AFTER, RELATIVE_BEFORE, STREET,
};
use super::relative::{self, Which};
use crate::folded::Folded;
use crate::language::Language;
use crate::number_words::number_at;
use crate::numbers::{ending_at, numbers};
use crate::settled::Settled;
use crate::telling::Tells;
use crate::words::next_word;

/// How far from a word the rest of its date may stand.
const REACH: usize = 64;

/// A year's first digit stands so near behind its month: behind ". , del ano " at most.
const YEAR_IN: usize = 16;
/// And a day's, behind ". ".
const DAY_IN: usize = 4;

/// What looks like a date, in order.
pub(super) fn scan<'f>(
    folded: &'f Folded<'f>,
    settled: &'f Settled,
) -> impl Iterator<Item = Piece> + 'f {
    let text = folded.text();
    let scan = Scan { folded, text, settled };
    let (mut at, mut after) = (0, 0);
    folded.telling(Tells::Date).filter_map(move |range| {
        if range.start < at {
            return None;
        }
        at = range.end;
        let piece = if text.as_bytes()[range.start].is_ascii_digit() {
            scan.numeric(range, after).or_else(|| scan.year(range, after))
        } else {
            ANCHORS.get(&text[range.clone()]).and_then(|anchor| scan.anchored(anchor, range, after))
        }?;
        (at, after) = (piece.at.end.max(at), piece.at.end);
        Some(piece)
    })
}

fn run(bytes: &[u8], at: usize, fits: impl Fn(&u8) -> bool) -> usize {
    bytes[at..].iter().position(|b| !fits(b)).unwrap_or(bytes.len() - at)
}

struct Scan<'f> {
    folded: &'f Folded<'f>,
    text: &'f str,
    settled: &'f Settled,
}

impl Scan<'_> {
    fn anchored(&self, anchor: Anchor, word: &Range<usize>, after: usize) -> Option<Piece> {
        if self.text[..word.start].ends_with(|c: char| c.is_alphanumeric() || c == '_')
            || self.text[word.end..].starts_with(|c: char| c.is_alphanumeric() || c == '_')
        {
            return None;
        }
        let published = self.settled.published();
        match anchor {
            Anchor::Month { number, spanish, short } => {
                self.month(number, spanish, short, word, after)
            }
            Anchor::Ago if self.text[..word.start].ends_with(['-', '/']) => {
                self.month(8, true, true, word, after)
            }
            Anchor::Ago => self.ago(word).or_else(|| self.month(8, true, true, word, after)),
            Anchor::Season(number) => self.season(number, word, after),
            Anchor::Year => {
                let (at, which) = self.which(word, after)?;
                let point = Point::year(relative::year(published, which)?).ok()?;
                Some(Piece { at, value: point.into(), weak: false })
            }
            // "el pasado mes de julio" is July's.
            Anchor::Month1 if self.names_month(word.end) => None,
            Anchor::Month1 => {
                let (at, which) = self.which(word, after)?;
                Some(Piece { at, value: relative::month(published, which)?.into(), weak: false })
            }
            Anchor::Day(days) => {
                let point = relative::day(published, days.into())?;
                Some(Piece { at: word.clone(), value: point.into(), weak: false })
            }
            Anchor::Hace => self.hace(word),
        }
    }

    /// The bytes before `at` that may belong to a date there.
    fn before(&self, at: usize, after: usize) -> (usize, &str) {
        let from = self.text.floor_char_boundary(at.saturating_sub(REACH)).max(after.min(at));
        (from, &self.text[from..at])
    }

    fn beyond(&self, at: usize) -> &str {
        &self.text[at..self.text.floor_char_boundary((at + REACH).min(self.text.len()))]
    }

    /// "last year", "el mes pasado": the words and which is meant.
    fn which(&self, word: &Range<usize>, after: usize) -> Option<(Range<usize>, Which)> {
        let (from, before) = self.before(word.start, after);
        if let Some(hit) = RELATIVE_BEFORE.captures(before)
            && let Some(said) = hit.name("which")
        {
            return Some((from + said.start()..word.end, Which::of(said.as_str())?));
        }
        let beyond = self.beyond(word.end);
        let spanish = matches!(&self.text[word.clone()], "ano" | "mes");
        let follows = [" pasado", " proximo", " que viene", " en curso"];
        let said = follows.iter().find(|said| spanish && beyond.starts_with(**said))?;
        let whole = !beyond[said.len()..].starts_with(char::is_alphanumeric);
        let which = Which::of(said.rsplit(' ').next().unwrap_or_default())?;
        whole.then(|| (word.start..word.end + said.len(), which))
    }

    /// True where " de julio" follows.
    fn names_month(&self, end: usize) -> bool {
        let Some(rest) = self.text[end..].strip_prefix(" de ") else { return false };
        let month = next_word(rest, 0).and_then(|word| ANCHORS.get(&rest[word]));
        matches!(month, Some(Anchor::Month { .. }))
    }

    fn season(&self, number: i8, word: &Range<usize>, after: usize) -> Option<Piece> {
        let (at, _) = self.which(word, after).or_else(|| {
            let past = self.beyond(word.end).starts_with(" pasad");
            past.then(|| (word.start..word.end + " pasado".len(), Which::Last))
        })?;
        // Which months a summer has, and so which is the last, hangs on the hemisphere.
        Some(Piece { at, value: Point::month(None, number).ok()?.into(), weak: false })
    }

    fn ago(&self, word: &Range<usize>) -> Option<Piece> {
        let lead = self.text[..word.start].trim_end_matches(' ');
        let unit = lead.rfind(' ').map_or(0, |at| at + 1);
        let letter = unit_letter(&lead[unit..])?;
        let number_end = lead[..unit].trim_end_matches(' ').len();
        let all = numbers(self.folded, self.settled.language());
        let number = ending_at(all, number_end)?;
        let count =
            u16::try_from(number.value.mantissa()).ok().filter(|_| number.value.is_integer())?;
        let point = relative::ago(self.settled.published(), count, letter)?;
        Some(Piece { at: number.at.start..word.end, value: point.into(), weak: false })
    }

    fn hace(&self, word: &Range<usize>) -> Option<Piece> {
        let start = word.end + 1;
        let all = numbers(self.folded, self.settled.language());
        let place = all.binary_search_by_key(&start, |number| number.at.start).ok();
        let (end, count) = match place.and_then(|place| all.get(place)) {
            Some(number) if number.value.is_integer() => {
                (number.at.end, u16::try_from(number.value.mantissa()).ok()?)
            }
            _ => {
                let article = self.beyond(word.end);
                let length = [" un ", " una "].iter().find(|a| article.starts_with(**a))?.len();
                (word.end + length - 1, 1)
            }
        };
        let unit = next_word(self.text, end + 1)?;
        let letter = unit_letter(&self.text[unit.clone()])?;
        let point = relative::ago(self.settled.published(), count, letter)?;
        Some(Piece { at: word.start..unit.end, value: point.into(), weak: false })
    }

    fn month(
        &self,
        number: i8,
        spanish: bool,
        short: bool,
        word: &Range<usize>,
        after: usize,
    ) -> Option<Piece> {
        let capital = self.folded.raw(word).starts_with(char::is_uppercase);
        let (from, before) = self.before(word.start, after);
        let (mut start, mut end) = (word.start, word.end);
        let (mut day, mut low) = (None, None);
        if let Some(hit) = BEFORE.captures(before)
            && let Some(read) = day_of(&hit)
        {
            day = Some(read);
            low = hit
                .name("low")
                .or(hit.name("from"))
                .and_then(|low| low.as_str().parse::<i8>().ok());
            let first = hit.name("word").or(hit.name("from")).or(hit.name("day"));
            let whole = hit.get(0).filter(|_| hit.name("low").is_some());
            start = from + whole.or(first).map_or(0, |first| first.start());
        }
        if day.is_some() && STREET.is_match(self.before(start, after).1) {
            return None;
        }
        let mut year = self.year_after(&mut end);
        if day.is_none() && year.is_none() && (capital || spanish) {
            let beyond = self.beyond(word.end);
            let digit = beyond.bytes().take(DAY_IN).any(|byte| byte.is_ascii_digit());
            let after = digit.then(|| DAY_AFTER.captures(beyond)).flatten();
            for hit in after.iter() {
                let one: Option<i8> = hit.name("day").and_then(|day| day.as_str().parse().ok());
                let until: Option<i8> = hit.name("until").and_then(|day| day.as_str().parse().ok());
                let said: Option<i16> =
                    hit.name("year").and_then(|year| year.as_str().parse().ok());
                let stop = hit
                    .name("year")
                    .or(hit.name("until"))
                    .or(hit.name("day"))
                    .map_or(0, |m| m.end());
                let open = self.text[word.end + stop..].starts_with([':', '%', '/'])
                    || self.digit_follows(word.end + stop);
                // In Spanish the day stands first; after the month it needs its year.
                if !open && (said.is_some() || !spanish) {
                    (day, year, end) = (until.or(one), said, word.end + stop);
                    low = one.filter(|_| until.is_some());
                }
            }
        }
        let both = day.is_some() && year.is_some();
        let shortened = short && year.is_some();
        if !spanish && !capital && !both && !shortened || short && day.is_none() && year.is_none() {
            return None;
        }
        let (year, start, end) = self.completed(number, day, year, start..end, after);
        let point = |day: Option<i8>| match day {
            Some(day) => Point::day(year, number, day).ok(),
            None => Point::month(year, number).ok(),
        };
        let value = match low.filter(|low| Some(*low) < day) {
            Some(low) => Edtf::Span(Some(point(Some(low))?), Some(point(day)?)),
            None => point(day)?.into(),
        };
        let bare = day.is_none() && year.is_none() && (start, end) == (word.start, word.end);
        let weak = bare && !self.stands_alone(word, spanish && capital);
        Some(Piece { at: start..end, value, weak })
    }

    /// The year after the month, and where it ends.
    fn year_after(&self, end: &mut usize) -> Option<i16> {
        let beyond = self.beyond(*end);
        let digit = beyond.bytes().take(YEAR_IN).any(|byte| byte.is_ascii_digit());
        if let Some(hit) = digit.then(|| AFTER.captures(beyond)).flatten() {
            if let Some(year) = hit.name("year") {
                if self.digit_follows(*end + year.end()) {
                    return None;
                }
                *end += year.end();
                return year.as_str().parse().ok();
            }
            let short = hit.name("short")?;
            let year = self.settled.century(short.as_str().parse().ok()?)?;
            *end += short.end();
            return Some(year);
        }
        // "de dos mil veintiuno"
        let link = [" de ", " del ", " del ano ", " de ano "]
            .iter()
            .rev()
            .find(|link| beyond.starts_with(**link))?;
        let words = number_at(self.text, *end + link.len(), Language::Spanish)?;
        let year =
            i16::try_from(words.value.mantissa()).ok().filter(|_| words.value.is_integer())?;
        (1900..2100).contains(&year).then(|| {
            *end = words.end;
            year
        })
    }

    /// The year that relative words ("pasado", "of last year") and the document's date give.
    fn completed(
        &self,
        month: i8,
        day: Option<i8>,
        year: Option<i16>,
        at: Range<usize>,
        after: usize,
    ) -> (Option<i16>, usize, usize) {
        if year.is_some() {
            return (year, at.start, at.end);
        }
        let published = self.settled.published();
        if let Some(hit) = RELATIVE_AFTER.captures(self.beyond(at.end)) {
            let end = at.end + hit.get(0).map_or(0, |whole| whole.end());
            if let Some(which) = hit.name("d").and_then(|word| Which::of(word.as_str())) {
                return (relative::year_of(published, which, month, day), at.start, end);
            }
            let said = ["a", "b", "c"].iter().find_map(|group| hit.name(group));
            let which = said.and_then(|word| Which::of(word.as_str()));
            return (which.and_then(|which| relative::year(published, which)), at.start, end);
        }
        let (from, before) = self.before(at.start, after);
        let Some(said) = RELATIVE_BEFORE.captures(before).and_then(|hit| hit.name("which")) else {
            return (None, at.start, at.end);
        };
        let which = Which::of(said.as_str());
        let year = which.and_then(|which| relative::year_of(published, which, month, day));
        (year, from + said.start(), at.end)
    }

    /// True for a month without day and year that is written as a month is.
    fn stands_alone(&self, word: &Range<usize>, spanish_capital: bool) -> bool {
        if word.len() == self.text.trim().len() {
            return true;
        }
        let Some(hit) = BARE.captures(self.before(word.start, 0).1) else { return false };
        // "Plaza de Mayo"
        !(hit.name("de").is_some() && spanish_capital)
    }

    /// True where a number goes on: "2,032", "4.5".
    fn digit_follows(&self, at: usize) -> bool {
        let mut next = self.text[at..].chars();
        matches!(next.next(), Some('.' | ',')) && next.next().is_some_and(|c| c.is_ascii_digit())
    }

    /// `2031-05-04`, `04/05/2031`.
    fn numeric(&self, first: &Range<usize>, after: usize) -> Option<Piece> {
        let (text, bytes) = (self.text, self.text.as_bytes());
        let glued = |c: char| c.is_alphanumeric() || "./-_:@$#".contains(c);
        // "2020-01-01/2022-12-31", "01/02/2020-31/12/2020"
        let until =
            after > 0 && after + 1 == first.start && text[..first.start].ends_with(['/', '-']);
        if first.len() > 4 || !until && text[..first.start].ends_with(glued) {
            return None;
        }
        let sign = *bytes.get(first.end).filter(|b| matches!(b, b'-' | b'/' | b'.'))?;
        let second = first.end + 1..first.end + 1 + run(bytes, first.end + 1, u8::is_ascii_digit);
        if bytes.get(second.end) != Some(&sign) || !(1..=2).contains(&second.len()) {
            return None;
        }
        let third = second.end + 1..second.end + 1 + run(bytes, second.end + 1, u8::is_ascii_digit);
        let read = |range: &Range<usize>| text[range.clone()].parse::<i16>().ok();
        let (a, b, c) = (read(first)?, read(&second)?, read(&third)?);
        let at = first.start..third.end;
        let rest = &text[third.end..];
        let value = if first.len() == 4 && third.len() == 2 && second.len() == 2 && sign != b'.' {
            let ends = rest.starts_with('t')
                || !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-');
            let day = Point::day(Some(a), i8::try_from(b).ok()?, i8::try_from(c).ok()?).ok()?;
            ends.then_some(Edtf::from(day))?
        } else {
            let year = match third.len() {
                4 => c,
                2 => self.settled.century(c)?,
                _ => return None,
            };
            let range = rest.starts_with('-') && sign != b'-';
            let goes_on = rest.starts_with(glued) && !range && self.goes_on(third.end);
            let (a, b) = (i8::try_from(a).ok()?, i8::try_from(b).ok()?);
            let named = NAMED.contains(&last_word(&text[..first.start]));
            if first.len() > 2 || goes_on || named {
                return None;
            }
            self.settled.day(year, a, b, char::from(sign).encode_utf8(&mut [0; 4]))?
        };
        Some(Piece { at, value, weak: false })
    }

    /// True where what follows is not the end of a sentence.
    fn goes_on(&self, at: usize) -> bool {
        let mut next = self.text[at..].chars();
        let sign = next.next();
        !matches!(sign, Some('.' | ':' | '/')) || next.next().is_some_and(char::is_alphanumeric)
    }

    fn year(&self, digits: &Range<usize>, after: usize) -> Option<Piece> {
        let text = self.text;
        let year: i16 =
            text.get(digits.clone()).filter(|digits| digits.len() == 4)?.parse().ok()?;
        if !(1900..2100).contains(&year) {
            return None;
        }
        let (from, before) = self.before(digits.start, after);
        let lead = LEAD.captures(before);
        let fiscal =
            before.ends_with("fy") && !before[..before.len() - 2].ends_with(char::is_alphanumeric);
        let part = |c: char| c.is_alphanumeric() || "-/._$£€#@:'".contains(c);
        let digits_before = before
            .strip_suffix(' ')
            .is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_digit()));
        if lead.is_none()
            && (!fiscal && before.ends_with(part) || digits_before || self.is_named(before))
        {
            return None;
        }
        let start = digits.start - if fiscal { 2 } else { 0 };
        if let Some((end, until)) = self.until_year(year, digits.end) {
            let value = Edtf::Span(Some(Point::year(year).ok()?), Some(Point::year(until).ok()?));
            return Some(Piece { at: digits.start..end, value, weak: false });
        }
        let rest = &text[digits.end..];
        let decade = lead.as_ref().is_some_and(|lead| lead.name("decade").is_some());
        let many = rest.starts_with('s') && !rest[1..].starts_with(char::is_alphanumeric);
        if (decade || many) && year % 10 == 0 {
            let value =
                Edtf::Span(Some(Point::year(year).ok()?), Some(Point::year(year + 9).ok()?));
            let start = if decade {
                from + lead.and_then(|lead| lead.get(0)).map_or(0, |m| m.start())
            } else {
                start
            };
            return Some(Piece { at: start..digits.end + usize::from(many), value, weak: false });
        }
        if self.goes_on_as_code(digits.end, lead.is_some()) || self.is_count(before, rest) {
            return None;
        }
        let Some(lead) = lead else {
            if let Some(quarter) = rest
                .strip_prefix(" q")
                .and_then(|rest| rest.bytes().next())
                .filter(|q| (b'1'..=b'4').contains(q))
            {
                let number = i8::try_from(quarter - b'1').ok()? + 33;
                let value = Point::month(Some(year), number).ok()?.into();
                return Some(Piece { at: start..digits.end + 3, value, weak: false });
            }
            return Some(Piece {
                at: start..digits.end,
                value: Point::year(year).ok()?.into(),
                weak: false,
            });
        };
        let point = part_of_year(&lead, year)?;
        let start = from + lead.get(0).map_or(0, |whole| whole.start());
        Some(Piece { at: start..digits.end, value: point.into(), weak: false })
    }

    /// "2019-2021", "2020/21".
    fn until_year(&self, year: i16, end: usize) -> Option<(usize, i16)> {
        let bytes = self.text.as_bytes();
        bytes.get(end).filter(|b| matches!(b, b'-' | b'/'))?;
        let digits = run(bytes, end + 1, u8::is_ascii_digit);
        let until: i16 = self.text[end + 1..].get(..digits)?.parse().ok()?;
        let stop = end + 1 + digits;
        if self.text[stop..].starts_with(|c: char| c.is_alphanumeric() || "-/_".contains(c)) {
            return None;
        }
        match digits {
            4 if until > year && until < 2100 => Some((stop, until)),
            // 2011-12 could be a month.
            2 if until == (year + 1) % 100 && (until > 12 || bytes.get(end) == Some(&b'/')) => {
                Some((stop, year + 1))
            }
            _ => None,
        }
    }

    fn goes_on_as_code(&self, end: usize, led: bool) -> bool {
        let mut next = self.text[end..].chars();
        let (first, second) = (next.next(), next.next());
        match first {
            Some('.' | ',') => second
                .is_some_and(|c| c.is_ascii_digit() || first == Some('.') && c.is_alphanumeric()),
            Some('-') => !led && second.is_some_and(char::is_alphanumeric),
            Some(c) => {
                c.is_alphanumeric()
                    || "/_$£€#@%:".contains(c) && second.is_some_and(|c| !c.is_whitespace())
                    || c == '%'
            }
            None => false,
        }
    }

    /// "Act 2018", "Ley 1581 de 2012", "Plan Brumas 2030": part of a name or a number.
    fn is_named(&self, before: &str) -> bool {
        let lead = before.trim_end_matches([' ', ',', ':', '.', '#']);
        let word = last_word(lead);
        if NAMED.contains(&word) {
            return true;
        }
        let link = matches!(word, "de" | "of" | "del");
        let earlier = lead[..lead.len() - word.len()].trim_end_matches(' ');
        let number = link && earlier.ends_with(|c: char| c.is_ascii_digit());
        let act = link && matches!(last_word(earlier), "act" | "law" | "ley" | "decreto");
        let plan =
            matches!(last_word(earlier), "plan" | "agenda" | "vision" | "programa" | "estrategia")
                && !matches!(word, "en" | "in" | "de" | "for" | "para");
        number || act || plan
    }

    /// "2000 cameras", "more than 2000 people".
    fn is_count(&self, before: &str, rest: &str) -> bool {
        let next = next_word(rest, 1).map(|word| &rest[word]);
        let counted = rest.starts_with(' ') && next.is_some_and(|word| COUNTED.contains(&word));
        let dated = [
            "in", "en", "since", "desde", "by", "until", "of", "de", "del", "ano", "year",
            "during", "from",
        ];
        let bound = [" than", "mas de", "menos de", "least", "unas", "unos", "menos", " over"];
        let lead = before.trim_end_matches(' ');
        let bounded = bound.iter().any(|words| lead.ends_with(words));
        counted && (bounded || !dated.contains(&last_word(lead)))
    }
}

fn unit_letter(word: &str) -> Option<u8> {
    let known = [
        "year", "years", "ano", "anos", "month", "months", "mes", "meses", "week", "weeks",
        "semana", "semanas", "day", "days", "dia", "dias",
    ];
    known.contains(&word).then(|| word.bytes().next()).flatten()
}

fn last_word(text: &str) -> &str {
    let text = text.trim_end_matches([' ', '.']);
    let start = text.rfind([' ', ',', '(', ':', '"']).map_or(0, |at| at + 1);
    &text[start..]
}

/// The day before a month, in digits or words.
fn day_of(hit: &Captures<'_>) -> Option<i8> {
    if let Some(day) = hit.name("day") {
        return day.as_str().parse().ok();
    }
    let word = hit.name("word")?.as_str();
    let ordinal = ORDINALS.iter().position(|known| *known == word);
    let day = match (ordinal, word) {
        (Some(at), _) => i8::try_from(at).ok()? + 1,
        (None, "primero" | "uno") => 1,
        (None, _) => {
            let number =
                number_at(word, 0, Language::Spanish).filter(|read| read.end == word.len())?;
            i8::try_from(number.value.mantissa()).ok()?
        }
    };
    let again = hit.name("again").map(|again| again.as_str().parse::<i8>());
    ((1..=31).contains(&day) && again.is_none_or(|again| again == Ok(day))).then_some(day)
}

fn part_of_year(lead: &Captures<'_>, year: i16) -> Option<Point> {
    if lead.name("about").is_some() {
        return Some(Point::year(year).ok()?.about());
    }
    let number = if let (Some(which), Some(part)) = (lead.name("which"), lead.name("part")) {
        let which = match which.as_str().as_bytes() {
            [b'f', b'i', ..] | [b'1', ..] | [b'p', ..] => 0,
            [b's', ..] | [b'2', ..] => 1,
            [b't', ..] | [b'3', ..] => 2,
            _ => 3,
        };
        let quarter = matches!(part.as_str(), "quarter" | "trimestre");
        if !quarter && which > 1 {
            return None;
        }
        which + if quarter { 33 } else { 40 }
    } else if let Some(short) = lead.name("q") {
        let which = i8::try_from(short.as_str().as_bytes().get(1)? - b'1').ok()?;
        which + if short.as_str().starts_with('q') { 33 } else { 40 }
    } else {
        match lead.name("season")?.as_str() {
            "spring" | "primavera" => 21,
            "summer" | "verano" => 22,
            "autumn" | "fall" | "otono" => 23,
            _ => 24,
        }
    };
    Point::month(Some(year), number).ok()
}
