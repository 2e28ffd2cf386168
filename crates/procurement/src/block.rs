//! Bytes that are looked at together.

/// How many they are.
pub(crate) const BLOCK: usize = 16;

/// The next bytes; where there are too few, zeroes come behind them.
#[inline(always)]
pub(crate) fn block(bytes: &[u8]) -> [u8; BLOCK] {
    bytes.first_chunk().copied().unwrap_or_else(|| last(bytes))
}

#[cold]
fn last(bytes: &[u8]) -> [u8; BLOCK] {
    let mut block = [0; BLOCK];
    block.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
    block
}
