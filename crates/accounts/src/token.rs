//! Tokens: 256 unpredictable bits, known to who holds one. Kept as their SHA-256 alone.

use std::fmt;

use codebook::given::Chance;
use sha2::{Digest as _, Sha256};

/// A secret that lets its holder in.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// A new one.
    #[must_use]
    pub fn new(chance: &dyn Chance) -> Self {
        let mut bytes = [0; 32];
        chance.fill(&mut bytes);
        Self(hex::encode(bytes))
    }

    /// One that somebody presents, if it has the form of one: 64 hexadecimal digits.
    #[must_use]
    pub fn presented(text: &str) -> Option<Self> {
        let sound =
            text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        sound.then(|| Self(text.to_owned()))
    }

    /// The token as it is handed over.
    #[must_use]
    pub fn secret(&self) -> &str {
        &self.0
    }

    /// What is kept of it. Comparing digests tells nothing of how much of a guess was right.
    #[must_use]
    pub fn digest(&self) -> [u8; 32] {
        Sha256::digest(self.0.as_bytes()).into()
    }

    /// Another secret that follows from it for one purpose, and doesn't give it away.
    #[must_use]
    pub fn derived(&self, purpose: &str) -> Self {
        let mut hasher = Sha256::new();
        hasher.update(purpose.as_bytes());
        hasher.update([0]);
        hasher.update(self.0.as_bytes());
        Self(hex::encode(hasher.finalize()))
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}
