//! Numbers in words, Spanish and English: "two and a half million", "tres mil cuatrocientos".

use rust_decimal::Decimal;

use crate::language::Language;
use crate::words::{WordMap, next_word};

/// What a word does to a number.
#[derive(Debug, Clone, Copy)]
enum Part {
    /// Adds: "seven", "treinta", "doscientas".
    Small(u32),
    /// Multiplies what is under it: "hundred".
    Hundred,
    /// Multiplies and starts anew: "mil", "million", "crore", "dozen".
    Scale(u64),
    /// "half a million", "medio millón".
    Half,
    /// "a", "un", "una": one, where a scale follows.
    Article,
    /// A group of about that many: "un centenar".
    Group(u32),
}

const WORDS: &[(&str, Part)] = &[
    ("a", Part::Article),
    ("an", Part::Article),
    ("un", Part::Article),
    ("una", Part::Article),
    ("uno", Part::Article),
    ("one", Part::Article),
    ("half", Part::Half),
    ("medio", Part::Half),
    ("media", Part::Half),
    ("two", Part::Small(2)),
    ("three", Part::Small(3)),
    ("four", Part::Small(4)),
    ("five", Part::Small(5)),
    ("six", Part::Small(6)),
    ("seven", Part::Small(7)),
    ("eight", Part::Small(8)),
    ("nine", Part::Small(9)),
    ("ten", Part::Small(10)),
    ("eleven", Part::Small(11)),
    ("twelve", Part::Small(12)),
    ("thirteen", Part::Small(13)),
    ("fourteen", Part::Small(14)),
    ("fifteen", Part::Small(15)),
    ("sixteen", Part::Small(16)),
    ("seventeen", Part::Small(17)),
    ("eighteen", Part::Small(18)),
    ("nineteen", Part::Small(19)),
    ("twenty", Part::Small(20)),
    ("thirty", Part::Small(30)),
    ("forty", Part::Small(40)),
    ("fifty", Part::Small(50)),
    ("sixty", Part::Small(60)),
    ("seventy", Part::Small(70)),
    ("eighty", Part::Small(80)),
    ("ninety", Part::Small(90)),
    ("dos", Part::Small(2)),
    ("tres", Part::Small(3)),
    ("cuatro", Part::Small(4)),
    ("cinco", Part::Small(5)),
    ("seis", Part::Small(6)),
    ("siete", Part::Small(7)),
    ("ocho", Part::Small(8)),
    ("nueve", Part::Small(9)),
    ("diez", Part::Small(10)),
    ("once", Part::Small(11)),
    ("doce", Part::Small(12)),
    ("trece", Part::Small(13)),
    ("catorce", Part::Small(14)),
    ("quince", Part::Small(15)),
    ("dieciseis", Part::Small(16)),
    ("diecisiete", Part::Small(17)),
    ("dieciocho", Part::Small(18)),
    ("diecinueve", Part::Small(19)),
    ("veinte", Part::Small(20)),
    ("veintiuno", Part::Small(21)),
    ("veintiun", Part::Small(21)),
    ("veintiuna", Part::Small(21)),
    ("veintidos", Part::Small(22)),
    ("veintitres", Part::Small(23)),
    ("veinticuatro", Part::Small(24)),
    ("veinticinco", Part::Small(25)),
    ("veintiseis", Part::Small(26)),
    ("veintisiete", Part::Small(27)),
    ("veintiocho", Part::Small(28)),
    ("veintinueve", Part::Small(29)),
    ("treinta", Part::Small(30)),
    ("cuarenta", Part::Small(40)),
    ("cincuenta", Part::Small(50)),
    ("sesenta", Part::Small(60)),
    ("setenta", Part::Small(70)),
    ("ochenta", Part::Small(80)),
    ("noventa", Part::Small(90)),
    ("cien", Part::Small(100)),
    ("ciento", Part::Small(100)),
    ("doscientos", Part::Small(200)),
    ("doscientas", Part::Small(200)),
    ("trescientos", Part::Small(300)),
    ("trescientas", Part::Small(300)),
    ("cuatrocientos", Part::Small(400)),
    ("cuatrocientas", Part::Small(400)),
    ("quinientos", Part::Small(500)),
    ("quinientas", Part::Small(500)),
    ("seiscientos", Part::Small(600)),
    ("seiscientas", Part::Small(600)),
    ("setecientos", Part::Small(700)),
    ("setecientas", Part::Small(700)),
    ("ochocientos", Part::Small(800)),
    ("ochocientas", Part::Small(800)),
    ("novecientos", Part::Small(900)),
    ("novecientas", Part::Small(900)),
    ("hundred", Part::Hundred),
    ("thousand", Part::Scale(1_000)),
    ("mil", Part::Scale(1_000)),
    ("million", Part::Scale(1_000_000)),
    ("millon", Part::Scale(1_000_000)),
    ("millones", Part::Scale(1_000_000)),
    ("billion", Part::Scale(1_000_000_000)),
    ("trillion", Part::Scale(1_000_000_000_000)),
    ("billon", Part::Scale(1_000_000_000_000)),
    ("billones", Part::Scale(1_000_000_000_000)),
    ("lakh", Part::Scale(100_000)),
    ("lakhs", Part::Scale(100_000)),
    ("crore", Part::Scale(10_000_000)),
    ("crores", Part::Scale(10_000_000)),
    ("dozen", Part::Scale(12)),
    ("docena", Part::Scale(12)),
    ("docenas", Part::Scale(12)),
    ("centenar", Part::Group(100)),
    ("millar", Part::Group(1_000)),
    ("decena", Part::Group(10)),
    ("veintena", Part::Group(20)),
    ("treintena", Part::Group(30)),
    ("cuarentena", Part::Group(40)),
    ("cincuentena", Part::Group(50)),
];

static PARTS: WordMap<Part> = WordMap::new(WORDS);

/// A number read from words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct InWords {
    /// Where its last word ends.
    pub(crate) end: usize,
    /// How much.
    pub(crate) value: Decimal,
    /// What its last scale word multiplies by, where only that word stands over the rest.
    pub(crate) factor: u64,
    /// True for "un centenar": about that many.
    pub(crate) about: bool,
}

/// Reads the number whose first word stands at `start` (a word's beginning); none for a bare
/// article. Takes time in the length of what it reads.
pub(crate) fn number_at(text: &str, start: usize, language: Language) -> Option<InWords> {
    let mut sum = Sum::default();
    let mut at = start;
    let mut end = start;
    while let Some(word) = next_word(text, at) {
        let joined = sum.words > 0 && matches!(&text[word.clone()], "y" | "and");
        let word = if joined {
            let Some(next) = after_gap(text, word.end).and_then(|at| next_word(text, at)) else {
                break;
            };
            if sum.half(text, &next) {
                // "two and a half", "millón y medio"
                end =
                    if text[next.clone()].len() <= 2 { next.end + " half".len() } else { next.end };
                match after_gap(text, end) {
                    Some(gap) => at = gap,
                    None => break,
                }
                continue;
            }
            next
        } else {
            word
        };
        let spoken = &text[word.clone()];
        if spoken == "once" && language == Language::English {
            break;
        }
        if !PARTS.get(spoken).is_some_and(|part| sum.take(part, joined)) {
            break;
        }
        end = word.end;
        match after_gap(text, end) {
            Some(gap) => at = gap,
            None => break,
        }
    }
    let value = sum.value()?;
    // An article is no count: "a", "un", "una", "one of".
    (value != Decimal::ONE).then(|| InWords {
        end,
        value: value.normalize(),
        factor: if sum.scales == 1 && sum.current.is_zero() { sum.last } else { 1 },
        about: sum.about,
    })
}

/// The words that numbers are said with.
pub(crate) fn words() -> impl Iterator<Item = &'static str> {
    PARTS.words()
}

/// Past one space or hyphen.
fn after_gap(text: &str, at: usize) -> Option<usize> {
    text[at..].starts_with([' ', '-']).then_some(at + 1)
}

#[derive(Debug, Default)]
struct Sum {
    total: Decimal,
    current: Decimal,
    last: u64,
    scales: usize,
    words: usize,
    /// "half" or an article waits for its scale.
    waits: Option<Part>,
    about: bool,
    closed: bool,
    /// A scale with nothing before it waits for "y medio".
    lone: bool,
}

impl Sum {
    /// Takes the next word, if it can belong.
    fn take(&mut self, part: Part, joined: bool) -> bool {
        if self.closed || self.lone {
            return false;
        }
        let taken = match part {
            Part::Article | Part::Half if self.words == 0 => {
                self.waits = Some(part);
                true
            }
            // "half a million"; "treinta y un", "ciento una"
            Part::Article if matches!(self.waits, Some(Part::Half)) && self.words == 1 => true,
            Part::Article => self.add(Decimal::ONE),
            Part::Small(value) => self.waits.is_none() && self.add(value.into()),
            Part::Hundred => {
                let article = matches!(self.waits.take(), Some(Part::Article));
                let few = self.current > Decimal::ZERO && self.current < Decimal::TEN;
                self.current = self.current.max(Decimal::ONE) * Decimal::ONE_HUNDRED;
                article || few
            }
            Part::Scale(factor) => self.scale(factor),
            Part::Group(value) => {
                let one = matches!(self.waits.take(), Some(Part::Article)) && self.words == 1;
                (self.current, self.about, self.closed) = (value.into(), true, true);
                one
            }
            Part::Half => false,
        };
        self.words += usize::from(taken);
        taken && !(joined && matches!(part, Part::Scale(_)))
    }

    fn add(&mut self, value: Decimal) -> bool {
        let ten = Decimal::TEN;
        let hundred = Decimal::ONE_HUNDRED;
        let room = match () {
            () if self.current.is_zero() => Decimal::ONE_THOUSAND,
            () if (self.current % hundred).is_zero() => hundred,
            () if (self.current % ten).is_zero() && self.current % hundred > ten => ten,
            () => return false,
        };
        let fits = value < room;
        if fits {
            self.current += value;
        }
        fits
    }

    fn scale(&mut self, factor: u64) -> bool {
        let half = matches!(self.waits, Some(Part::Half));
        let bare = self.current.is_zero();
        // "million" alone is no number; "millón y medio" is.
        self.lone |= bare && self.scales == 0 && self.waits.is_none() && factor != 1_000;
        self.waits = None;
        let times: Decimal = factor.into();
        let base = if half {
            Decimal::new(5, 1)
        } else if bare {
            Decimal::ONE
        } else {
            self.current
        };
        // "tres mil cuatrocientos millones": the thousands are of millions.
        let over = self.scales > 0 && factor > self.last;
        let value = if over {
            (self.total + self.current).checked_mul(times)
        } else {
            base.checked_mul(times)
        };
        let Some(value) = value else { return false };
        self.total = if over { value } else { self.total + value };
        self.current = Decimal::ZERO;
        self.last = factor;
        self.scales += 1;
        true
    }

    /// "and a half", "y medio": half of the last scale.
    fn half(&mut self, text: &str, next: &std::ops::Range<usize>) -> bool {
        let word = &text[next.clone()];
        let is_half = matches!(word, "medio" | "media")
            || word == "a"
                && text[next.end..].starts_with(" half")
                && !text[next.end + 5..].starts_with(char::is_alphanumeric);
        if !is_half || self.closed {
            return false;
        }
        if self.current.is_zero() && self.scales > 0 {
            self.lone = false;
            self.total += Decimal::from(self.last) / Decimal::TWO;
            self.closed = true;
        } else {
            if matches!(self.waits.take(), Some(Part::Article)) {
                self.current = Decimal::ONE;
            }
            self.current += Decimal::new(5, 1);
        }
        self.words += 1;
        true
    }

    fn value(&self) -> Option<Decimal> {
        let value = self.total.checked_add(self.current)?;
        (self.words > 0 && !self.lone && value > Decimal::ZERO).then_some(value)
    }
}
