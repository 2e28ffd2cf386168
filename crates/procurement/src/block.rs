//! Bytes that are looked at together.

/// How many they are.
pub(crate) const BLOCK: usize = 16;

/// True of two texts that are the same. Of short ones, as most are, this is sooner told than a call for it.
#[inline]
pub(crate) fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() || one.len() > 4 * BLOCK {
        return one == other;
    }
    let ((eights, rest), (of_other, rest_of_other)) = (one.as_chunks(), other.as_chunks());
    let whole = |eight: &[u8; 8]| u64::from_ne_bytes(*eight);
    eights.iter().zip(of_other).all(|(a, b)| whole(a) == whole(b))
        && rest.iter().zip(rest_of_other).all(|(a, b)| a == b)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::same;

    proptest! {
        #[test]
        fn texts_are_the_same_where_no_byte_differs(text in "[a-é]{0,90}", at in 0_usize..90) {
            prop_assert!(same(&text, &text.clone()));
            let mut other: Vec<char> = text.chars().collect();
            if let Some(letter) = other.get_mut(at) {
                *letter = if *letter == 'a' { 'b' } else { 'a' };
                let other: String = other.into_iter().collect();
                prop_assert!(!same(&text, &other));
            }
            let longer = format!("{text}a");
            prop_assert!(!same(&text, &longer));
        }
    }
}
