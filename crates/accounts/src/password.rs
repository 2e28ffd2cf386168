//! Passwords: argon2id with OWASP's parameters. Long is all they have to be.

use argon2::{Algorithm, Argon2, Params, Version};
use codebook::given::Chance;
use sha2::{Digest as _, Sha256};

use crate::error::AccountError;

/// The fewest characters of a password.
pub const SHORTEST: usize = 12;
/// The most, in bytes: what is hashed is bounded.
const LONGEST: usize = 1024;
/// OWASP's first choice with little memory: 19 MiB, two passes, one lane.
const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// What is kept of a password.
pub(crate) struct Kept {
    pub(crate) salt: [u8; 16],
    pub(crate) hash: [u8; 32],
}

pub(crate) fn check(password: &str) -> Result<(), AccountError> {
    if password.chars().count() < SHORTEST || password.len() > LONGEST {
        return Err(AccountError::PasswordLength);
    }
    Ok(())
}

pub(crate) fn keep(password: &str, chance: &dyn Chance) -> Result<Kept, AccountError> {
    let mut salt = [0; 16];
    chance.fill(&mut salt);
    Ok(Kept { salt, hash: hash(password, salt)? })
}

/// True where the password is the one kept. Where none is kept, as much work is done for nothing, so
/// that an unknown name takes as long as a known one.
pub(crate) fn fits(password: &str, kept: Option<&Kept>) -> Result<bool, AccountError> {
    let clipped = password.get(..LONGEST).unwrap_or(password);
    let sound = password.len() <= LONGEST;
    let got = hash(clipped, kept.map_or([0; 16], |kept| kept.salt))?;
    let same = kept.is_some_and(|kept| Sha256::digest(got) == Sha256::digest(kept.hash));
    Ok(sound && same)
}

fn hash(password: &str, salt: [u8; 16]) -> Result<[u8; 32], AccountError> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, Some(32)).map_err(AccountError::Hash)?;
    let mut hash = [0; 32];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(password.as_bytes(), &salt, &mut hash)
        .map_err(AccountError::Hash)?;
    Ok(hash)
}
