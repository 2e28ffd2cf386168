//! Page furniture: teasers, share bars, consent and comment forms, credits, repeated page headers.
//! Nothing is proposed from it. It is told by the words that its lines begin with, are, or hold.

mod addresses;
mod repeated;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use codebook::LayerMap;
use codebook::fold::fold;

use crate::folded::{Folded, Pattern, pattern};
use crate::lexicon::Lexicon;
use crate::preface;
pub(crate) use addresses::addresses;

/// What the words of a line of furniture show it to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// Heads what goes on to the end of the page.
    End,
    /// Heads a list of teasers.
    List,
    /// Stands before a link to another story.
    Teaser,
    /// Says nothing else.
    Alone,
    /// A line that holds it is furniture.
    Holds,
    /// Stands before a picture's credit.
    Caption,
    /// Stands before a list of topics.
    Tags,
    /// Stands before who wrote it, or when.
    Byline,
    /// Heads references.
    Notes,
}

const MARKS: &[(&str, Mark)] = &[
    ("end", Mark::End),
    ("list", Mark::List),
    ("teaser", Mark::Teaser),
    ("alone", Mark::Alone),
    ("holds", Mark::Holds),
    ("caption", Mark::Caption),
    ("tags", Mark::Tags),
    ("byline", Mark::Byline),
    ("notes", Mark::Notes),
];

fn phrases() -> impl Iterator<Item = (&'static str, Mark)> {
    let lines = include_str!("phrases.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('\t')).flat_map(|(kind, words)| {
        let mark = MARKS.iter().find(|(name, _)| *name == kind);
        debug_assert!(mark.is_some(), "{kind} is no kind of furniture");
        mark.into_iter().flat_map(|(_, mark)| words.split('|').map(|words| (words, *mark)))
    })
}

/// What whole lines are.
static WHOLE: LazyLock<HashMap<&'static str, Vec<Mark>>> = LazyLock::new(|| {
    let mut whole: HashMap<_, Vec<_>> = HashMap::new();
    for (words, mark) in phrases().filter(|(_, mark)| *mark != Mark::Holds) {
        whole.entry(words.trim_end_matches([':', ' '])).or_default().push(mark);
    }
    whole
});

/// What lines begin with.
static LED: LazyLock<Lexicon<Mark>> = LazyLock::new(|| {
    let leads = [Mark::End, Mark::Teaser, Mark::Caption, Mark::Tags, Mark::Byline];
    let led = phrases().filter(|(_, mark)| leads.contains(mark));
    Lexicon::new(led.map(|(words, mark)| (words.trim_end().to_owned(), mark)))
});

/// What lines hold.
/// One of these stands in each phrase that a long line may hold.
static LETTER: LazyLock<Pattern> = LazyLock::new(|| pattern("ook|mail|mensaje|correo|onfiden"));
static HELD: LazyLock<Lexicon<()>> = LazyLock::new(|| {
    let held = phrases().filter(|(_, mark)| *mark == Mark::Holds);
    Lexicon::new(held.map(|(words, _)| (words.trim().to_owned(), ())))
});

/// A line of prose is longer, and ends as a sentence does.
const PROSE: usize = 140;

/// The stretches of a text that are furniture, in order.
pub(crate) fn furniture(map: &LayerMap, text: &str) -> Vec<Range<usize>> {
    let mut found = repeated::lines(map, text);
    found.extend(preface::unsaid(text));
    let mut within = None;
    let mut at = preface::end(text);
    for line in text[at..].split_inclusive('\n') {
        let range = at..at + line.len();
        at = range.end;
        let trimmed = line.trim();
        if trimmed.is_empty() {
            continue;
        }
        match mark(trimmed) {
            // A masthead may say "Latest news" too: what opens the end stands in the second half.
            Some(Mark::End) if range.start * 2 > text.len() => {
                found.push(range.start..text.len());
                break;
            }
            // "related:" over an indented list in a page's head.
            Some(Mark::End | Mark::List | Mark::Teaser) if trimmed.ends_with(':') => {
                within = Some(Mark::Tags);
            }
            Some(Mark::End | Mark::List) => within = Some(Mark::List),
            // Alone on its line, what leads to one story leads to more.
            Some(Mark::Teaser) if trimmed.len() <= 30 => within = Some(Mark::Teaser),
            Some(Mark::Notes) => within = (range.start * 2 > text.len()).then_some(Mark::Notes),
            Some(_) => {}
            None if goes_on(within, line) => {}
            None => {
                within = None;
                continue;
            }
        }
        found.push(range);
    }
    found.sort_by_key(|range| range.start);
    found
}

/// True where a list goes on that furniture has opened: teasers are short lines that end as no
/// sentence does, or stand indented under their heading; references go on to the next heading.
fn goes_on(within: Option<Mark>, line: &str) -> bool {
    let words = line.trim();
    let ended = words.ends_with(['.', ':', '"', '”']);
    let short = words.len() <= PROSE && !ended && !words.starts_with('#') && !words.contains('|');
    match within {
        Some(Mark::Notes) => !words.starts_with('#'),
        Some(Mark::Teaser) => short || words.len() <= 80,
        Some(Mark::Tags) => short || line.starts_with([' ', '\t']),
        Some(_) => short,
        None => false,
    }
}

/// What a line is, if it is furniture.
fn mark(line: &str) -> Option<Mark> {
    /// The longest line that is looked at: a paragraph of legal text.
    const LONGEST: usize = 1200;
    const SHORT: usize = 80;
    const LINE: usize = 220;
    if line.len() > LONGEST {
        return None;
    }
    let bare = line.trim_start_matches(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '#' | '*'
                    | '-'
                    | '•'
                    | '>'
                    | '['
                    | '('
                    | '_'
                    | '«'
                    | '»'
                    | '|'
                    | '+'
                    | '▶'
                    | '→'
                    | '↓'
            )
    });
    if line.len() <= SHORT
        && let Some(mark) = whole(bare)
    {
        return Some(mark);
    }
    if is_copyright(bare) || line.len() <= LINE && is_navigation(line) {
        return Some(Mark::Alone);
    }
    let head = &bare[..bare.floor_char_boundary(bare.len().min(48))];
    let folded = Folded::new(head, 0);
    let first = LED.find(&folded).into_iter().next().filter(|hit| hit.at.start == 0);
    if let Some(hit) = first
        && line.len() <= LINE
        && let Some(mark) = led(bare, &head[..hit.at.end], hit.value)
    {
        return Some(mark);
    }
    let may_hold = line.len() <= LINE || LETTER.is_match(line);
    (may_hold && !HELD.find(&Folded::new(line, 0)).is_empty()).then_some(Mark::Holds)
}

/// What a whole line is: words of furniture and nothing else, or several of them ("Share Tweet").
fn whole(line: &str) -> Option<Mark> {
    let folded = fold(line);
    let words = folded
        .trim_end_matches([':', ' ', '.', '…', '»', '>', ']', '*', '_', '→', '(', ')', '!', '-']);
    let known = |words: &str| WHOLE.get(words).and_then(|marks| marks.first()).copied();
    if let Some(mark) = known(words) {
        return Some(mark);
    }
    let mut parts =
        words.split(' ').filter(|part| part.chars().any(char::is_alphanumeric)).peekable();
    let shares = |part: &str| {
        let listed = WHOLE.get(part).is_some_and(|marks| marks.contains(&Mark::Alone));
        listed || part.bytes().all(|b| b.is_ascii_digit())
    };
    let alone = words.contains(' ') && parts.peek().is_some() && parts.all(shares);
    (alone && words.chars().any(char::is_alphabetic)).then_some(Mark::Alone)
}

/// What a line is that begins with words of furniture. A sentence may begin with most of them: they
/// count before a sign, or where what follows is no sentence.
fn led(line: &str, lead: &str, mark: Mark) -> Option<Mark> {
    let rest = line[lead.len()..].trim_start();
    let parted =
        lead.ends_with(':') || rest.starts_with([':', '|', '–', '—', '-', '»', '>', '→', ',']);
    let titled = rest
        .starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“' | '«' | '[' | '¿' | '¡'))
        && !rest.ends_with('.');
    let dated = rest.starts_with(|c: char| c.is_ascii_digit());
    let fits = match mark {
        Mark::Teaser => parted || titled,
        Mark::Caption | Mark::Tags => parted || titled,
        Mark::Byline => line.len() <= 120 && (parted || titled || dated),
        // "Latest news from the council" heads a list no less.
        Mark::End => line.len() <= 60 && !line.ends_with('.'),
        Mark::List | Mark::Alone | Mark::Holds | Mark::Notes => false,
    };
    fits.then_some(mark)
}

fn is_copyright(line: &str) -> bool {
    line.len() <= 200
        && (line.starts_with('©') || line.starts_with("Copyright ") || line.starts_with("(c) 20"))
}

static CRUMBS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(r"^(?:\p{Lu}[\p{L} &-]{1,24} ?[|>»›•·/] ?){2,}\p{Lu}?[\p{L} &-]{0,24}[|>»›•·]?$")
});

/// True for a line of links: short names with signs between.
fn is_navigation(line: &str) -> bool {
    // Nothing else stands in such a line: most show by their first words that they are none.
    let sign = |c: char| matches!(c, '|' | '>' | '»' | '›' | '•' | '·' | '/');
    let fits = |c: char| c.is_alphabetic() || matches!(c, ' ' | '&' | '-') || sign(c);
    line.starts_with(char::is_uppercase)
        && line.chars().all(fits)
        && line.chars().filter(|c| sign(*c)).count() >= 2
        && CRUMBS.is_match(line)
}
