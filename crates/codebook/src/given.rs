//! What a program is given and must not take: the time, and chance.
//!
//! Nothing in Veedor asks the machine for either; the doors (command line, server) hand them in, and
//! tests hand in fixed ones.

/// Tells the time.
pub trait Clock {
    /// The present instant.
    fn now(&self) -> jiff::Timestamp;
}

/// Gives unpredictable bytes, for salts and for ids that must not be guessed.
pub trait Chance {
    /// Fills `bytes`.
    fn fill(&self, bytes: &mut [u8]);
}

/// A clock that stands still: for tests, and for reproducible runs.
#[derive(Debug, Clone, Copy)]
pub struct FixedClock(pub jiff::Timestamp);

impl Clock for FixedClock {
    fn now(&self) -> jiff::Timestamp {
        self.0
    }
}

/// A repeatable sequence of bytes, **for tests and demonstrations only**: it can be guessed.
#[derive(Debug, Default)]
pub struct CountingChance(std::sync::atomic::AtomicU64);

impl Chance for CountingChance {
    fn fill(&self, bytes: &mut [u8]) {
        use sha2::Digest as _;
        let turn = self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        for (block, chunk) in bytes.chunks_mut(32).enumerate() {
            let mut hasher = sha2::Sha256::new();
            hasher.update(turn.to_be_bytes());
            hasher.update(block.to_be_bytes());
            chunk.copy_from_slice(&hasher.finalize()[..chunk.len()]);
        }
    }
}
