//! Keys: signing a manifest, and checking a signature, with minisign.

use std::fmt;
use std::io::Cursor;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use minisign::{PublicKeyBox, SecretKey, SecretKeyBox, SignatureBox};

/// What the signature file says beside the signature; minisign does not sign this line.
const UNTRUSTED: &str = "signature of a Veedor manifest";

/// A key that can't be used, or a signature that does not hold.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The secret key is not one, or its password is wrong.
    #[error(
        "the secret key can't be used: {0}; expected a minisign secret key file, and its password if it has one"
    )]
    Secret(String),
    /// The public key is not one.
    #[error(
        "the public key can't be used: {0}; expected a minisign public key (its file, or its line of base64)"
    )]
    Public(String),
    /// Signing failed.
    #[error("could not sign: {0}")]
    Sign(String),
    /// The signature is not the key's, or not of this file.
    #[error("the signature does not hold: {0}")]
    Signature(String),
}

/// A secret key, unlocked.
pub struct SigningKey(SecretKey);

impl fmt::Debug for SigningKey {
    /// Says nothing of the key.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningKey(..)")
    }
}

impl SigningKey {
    /// Reads a minisign secret key from the text of its file. `password` is that of the key; none for
    /// a key without one. It never asks at the terminal.
    ///
    /// # Errors
    /// If it is not a secret key, or the password is not its own.
    pub fn from_text(text: &str, password: Option<&str>) -> Result<Self, KeyError> {
        let wrong = |error: minisign::PError| KeyError::Secret(error.to_string());
        let key = SecretKeyBox::from_string(text).map_err(wrong)?;
        let key = match password {
            Some(password) => SecretKey::from_box(key, Some(password.to_owned())),
            None => SecretKey::from_unencrypted_box(key).or_else(|error| {
                // Keys that `minisign -G -W` makes carry no checksum, which the library takes for damage.
                without_checksum(text).ok_or(error)
            }),
        };
        Ok(Self(key.map_err(wrong)?))
    }

    /// The signature of `bytes`, as the text of a signature file; `trusted` is signed along.
    pub(crate) fn sign(&self, bytes: &[u8], trusted: &str) -> Result<String, KeyError> {
        let trusted = Some(trusted);
        minisign::sign(None, &self.0, Cursor::new(bytes), trusted, Some(UNTRUSTED))
            .map(|signature| signature.to_string())
            .map_err(|error| KeyError::Sign(error.to_string()))
    }
}

/// An unencrypted key whose checksum was never written: how it is derived and its checksum are zeros.
fn without_checksum(text: &str) -> Option<SecretKey> {
    const CHECKSUM: usize = 32;
    let bytes = STANDARD.decode(text.lines().nth(1)?.trim()).ok()?;
    let (_, checksum) = bytes.split_last_chunk::<CHECKSUM>()?;
    let plain = bytes.get(2..4)? == [0, 0] && checksum.iter().all(|byte| *byte == 0);
    plain.then(|| SecretKey::from_bytes(&bytes).ok())?
}

/// A public key.
#[derive(Debug, Clone)]
pub struct PublicKey(minisign::PublicKey);

impl PublicKey {
    /// Reads a minisign public key: the text of its file, or its line of base64 alone.
    ///
    /// # Errors
    /// If it is neither.
    pub fn from_text(text: &str) -> Result<Self, KeyError> {
        let wrong = |error: minisign::PError| KeyError::Public(error.to_string());
        let text = text.trim();
        let key = if text.lines().count() > 1 {
            PublicKeyBox::from_string(text).map_err(wrong)?.into_public_key()
        } else {
            minisign::PublicKey::from_base64(text)
        };
        Ok(Self(key.map_err(wrong)?))
    }

    /// Holds a signature file against the bytes it signs.
    pub(crate) fn check(&self, bytes: &[u8], signature: &str) -> Result<(), KeyError> {
        let wrong = |error: minisign::PError| KeyError::Signature(error.to_string());
        let signature = SignatureBox::from_string(signature).map_err(wrong)?;
        minisign::verify(&self.0, &signature, Cursor::new(bytes), true, false, false).map_err(wrong)
    }
}
