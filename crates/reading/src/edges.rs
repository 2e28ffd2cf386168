//! What the first or last bytes of a text must be for a pattern to match that is bound to its beginning or end,
//! taken from the pattern itself: most windows that such patterns are held against are turned away by these alone.

use regex_syntax::hir::{Class, Hir, HirKind, Look};

/// How many bytes are looked at.
const REACH: usize = 6;

/// Bytes that may stand in a place; a text may end there only where all may.
type Bytes = [u64; 4];
/// Those of the first places, counted from the edge inwards.
type Places = [Bytes; REACH];

const ANY: Bytes = [u64::MAX; 4];
const ANYTHING: Places = [ANY; REACH];

/// The bytes that may stand at the edges of a text that a pattern matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Edges {
    first: Option<[u32; REACH]>,
    last: Option<[u32; REACH]>,
}

/// From which edge places are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum From {
    Start,
    End,
}

impl Edges {
    /// Those of which nothing is known.
    pub(crate) const UNKNOWN: Self = Self { first: None, last: None };

    /// Those of a pattern.
    pub(crate) fn of(pattern: &Hir) -> Self {
        let bound = pattern.properties();
        let told = |from| pressed(&places(pattern, &ANYTHING, from));
        Self {
            first: bound.look_set_prefix().contains(Look::Start).then(|| told(From::Start)),
            last: bound.look_set_suffix().contains(Look::End).then(|| told(From::End)),
        }
    }

    /// True where the pattern may match.
    pub(crate) fn may_match(&self, text: &str) -> bool {
        let fits = |place: &Option<u8>, may: &u32| match place {
            Some(byte) => may & bit(*byte) != 0,
            None => *may == u32::MAX,
        };
        let bytes = text.as_bytes();
        let at = |place: usize| bytes.get(place).copied();
        let before = |place: usize| bytes.len().checked_sub(place + 1).and_then(at);
        self.last.iter().flatten().enumerate().all(|(place, may)| fits(&before(place), may))
            && self.first.iter().flatten().enumerate().all(|(place, may)| fits(&at(place), may))
    }
}

/// Five bits tell letters apart, and letters from most signs.
const fn bit(byte: u8) -> u32 {
    1 << (byte & 31)
}

fn pressed(places: &Places) -> [u32; REACH] {
    places.map(|bytes| (0..=255).filter(|byte| has(&bytes, *byte)).map(bit).fold(0, |a, b| a | b))
}

fn has(bytes: &Bytes, byte: u8) -> bool {
    bytes[usize::from(byte >> 6)] & (1 << (byte & 63)) != 0
}

fn add(bytes: &mut Bytes, byte: u8) {
    bytes[usize::from(byte >> 6)] |= 1 << (byte & 63);
}

fn either(a: &Places, b: &Places) -> Places {
    std::array::from_fn(|place| std::array::from_fn(|part| a[place][part] | b[place][part]))
}

/// What stands before `inner`.
fn led(bytes: Bytes, inner: &Places) -> Places {
    std::array::from_fn(|place| if place == 0 { bytes } else { inner[place - 1] })
}

/// The places of what `hir` matches, with `inner` behind it as seen from the edge. Never less than may stand there.
fn places(hir: &Hir, inner: &Places, from: From) -> Places {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => *inner,
        HirKind::Literal(literal) => {
            let mut bytes = literal.0.to_vec();
            if from == From::Start {
                bytes.reverse();
            }
            bytes.iter().fold(*inner, |inner, byte| {
                let mut one = [0; 4];
                add(&mut one, *byte);
                led(one, &inner)
            })
        }
        HirKind::Class(class) => of_class(class, inner),
        HirKind::Capture(capture) => places(&capture.sub, inner, from),
        HirKind::Concat(parts) => match from {
            From::Start => {
                parts.iter().rev().fold(*inner, |inner, part| places(part, &inner, from))
            }
            From::End => parts.iter().fold(*inner, |inner, part| places(part, &inner, from)),
        },
        HirKind::Alternation(parts) => {
            let mut all = parts.iter().map(|part| places(part, inner, from));
            let first = all.next().unwrap_or(ANYTHING);
            all.fold(first, |a, b| either(&a, &b))
        }
        HirKind::Repetition(repeated) => {
            // Each time fills a place or none: further ones are beyond reach.
            let times = |count: u32| count.min(REACH as u32);
            let more = repeated.max.map_or(REACH as u32, |max| times(max - repeated.min));
            let again = |so_far: Places| places(&repeated.sub, &so_far, from);
            let open = (0..more).fold(*inner, |so_far, _| either(inner, &again(so_far)));
            (0..times(repeated.min)).fold(open, |so_far, _| again(so_far))
        }
    }
}

/// A character of a class; one beyond ASCII has any bytes.
fn of_class(class: &Class, inner: &Places) -> Places {
    let mut bytes = [0; 4];
    let mut beyond = false;
    let mut range = |start: u32, end: u32| {
        (start..=end.min(0x7f))
            .filter_map(|c| u8::try_from(c).ok())
            .for_each(|c| add(&mut bytes, c));
        beyond |= end > 0x7f;
    };
    match class {
        Class::Unicode(class) => {
            class.iter().for_each(|part| range(part.start().into(), part.end().into()));
        }
        Class::Bytes(class) => {
            class.iter().for_each(|part| range(part.start().into(), part.end().into()));
        }
    }
    if !beyond {
        return led(bytes, inner);
    }
    (0x80..=0xff).for_each(|byte| add(&mut bytes, byte));
    led(bytes, &ANYTHING)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_pattern_may_match_is_never_turned_away() {
        let cases = [
            (r"\b(?:signed|made)(?: on| this)* $", "it was signed on this ", true),
            (r"\b(?:signed|made)(?: on| this)* $", "it was signed ", true),
            (r"\b(?:signed|made)(?: on| this)* $", "it was signed", false),
            (r"\b(?:signed|made)(?: on| this)* $", "it was signed at ", false),
            (r"\b(?:signed|made)(?: on| this)* $", " ", false),
            (r"^,? ?(?:to|and)(?: el)* ?$", ", to", true),
            (r"^,? ?(?:to|and)(?: el)* ?$", "to el el ", true),
            (r"^,? ?(?:to|and)(?: el)* ?$", "from", false),
            (r"^[^.;]{0,4}end", "año end", true),
            (r"^(?i)kelvin", "\u{212a}elvin", true),
            (r"^", "", true),
            (r"a|^b", "xa", true),
            (r"(?m)^b$", "a\nb\nc", true),
            (r"x{3}$", "axxx", true),
            (r"x{3}$", "axx", false),
            (r"(?:ab){9,}$", "ababababababababab", true),
        ];
        for (pattern, text, may) in cases {
            let parsed = regex_syntax::parse(pattern).expect("a pattern");
            assert_eq!(Edges::of(&parsed).may_match(text), may, "{pattern} on {text:?}");
        }
    }
}
