//! The words that names begin with: a set in a few bytes, in which most words of a text are not. It may take
//! another word for one of them.

/// How many bits the set has, as a power of two.
const BITS: u32 = 18;

/// The byte and the bit of the word (letters and digits of ASCII) that a name or a text begins with; none
/// where it begins with none.
pub(crate) fn place(text: &[u8]) -> Option<(usize, u8)> {
    let mut digest: u32 = 0;
    let word = text.iter().take_while(|byte| byte.is_ascii_alphanumeric());
    let length = word
        .map(|byte| digest = (digest.rotate_left(5) ^ u32::from(*byte)).wrapping_mul(0x9e37_79b9))
        .count();
    let bit = digest >> (u32::BITS - BITS);
    (length > 0).then_some(((bit >> 3) as usize, 1 << (bit & 7)))
}
