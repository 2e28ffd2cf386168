//! Phrases: where the words around a noun begin and end, told by small words and signs alone.

use crate::words::{WordList, next_word};

/// Small words and common verbs that no name of a place runs across.
static STOPS: WordList = WordList::new(
    "\
a|an|and|or|but|that|which|who|whose|when|where|while|if|as|than|to|for|by|with|without|from|into|onto|about|is|\
are|was|were|be|been|being|has|have|had|do|does|did|will|would|can|could|may|might|must|should|shall|not|no|it|\
they|he|she|we|you|i|his|her|this|these|those|there|then|so|because|since|until|before|after|during|under|\
between|against|only|also|use|uses|used|using|said|says|que|cual|cuyo|cuya|donde|cuando|si|como|para|por|con|\
sin|desde|hasta|sobre|entre|segun|es|son|fue|fueron|ser|esta|estan|ha|han|hay|habia|sera|seran|se|no|ni|su|sus|\
lo|le|les|pero|mas|ya|y|e|o|u|al|a|muy|permite|permiten|tiene|tienen|cuenta|cuentan",
);

/// True for a word that ends a phrase.
pub(super) fn stops(word: &str) -> bool {
    STOPS.has(word)
}

/// The words right before `at` in the folded text, the last first, each with where it begins; signs other
/// than hyphens and apostrophes end them.
pub(super) fn back(text: &str, at: usize) -> impl Iterator<Item = (usize, &str)> {
    let mut end = at;
    std::iter::from_fn(move || {
        let before = text.get(..end)?;
        let word_end = before.trim_end_matches([' ', '-', '\'', '/']).len();
        let word = before[..word_end].bytes().rev();
        let length = word.take_while(u8::is_ascii_alphanumeric).count();
        if length == 0 || word_end == end && end != at {
            return None;
        }
        end = word_end - length;
        Some((end, &before[end..word_end]))
    })
}

/// The word that begins behind the white space at `at`, with where it ends.
pub(super) fn next(text: &str, at: usize) -> Option<(&str, usize)> {
    let from = at + text.get(at..)?.strip_prefix([' ', '-', '/']).map(|_| 1)?;
    let word = next_word(text, from)?;
    Some((&text[word.clone()], word.end))
}
