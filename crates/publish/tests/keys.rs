//! Keys as the minisign program makes them.

use publish::{PublicKey, SigningKey};

/// Made for this test by `minisign -G -W`, and good for nothing else.
const SECRET: &str = "untrusted comment: minisign encrypted secret key
RWQAAEIyAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABVfA2hHwSoOHop/aSS5vmIiJL39xSAJkWLTc8YTsyMWD6crcrDJhO2DZbbByPLgCERBJ1JA4Hi10wOjpvXtrGEmVGFqxO+h4AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
";
const PUBLIC: &str = "untrusted comment: minisign public key 834AF011DAC05705
RWQFV8DaEfBKg2DZbbByPLgCERBJ1JA4Hi10wOjpvXtrGEmVGFqxO+h4
";

#[test]
fn a_key_without_a_password_is_taken_and_damage_is_not() {
    assert!(SigningKey::from_text(SECRET, None).is_ok());
    assert!(PublicKey::from_text(PUBLIC).is_ok());
    let encrypted = SECRET.replacen("RWQAAEIy", "RWRTY0Iy", 1);
    assert!(SigningKey::from_text(&encrypted, None).is_err());
    let error = SigningKey::from_text(&encrypted, Some("wrong")).unwrap_err().to_string();
    assert!(error.contains("secret key"), "{error}");
    assert!(SigningKey::from_text("", None).is_err());
    assert!(SigningKey::from_text(PUBLIC, None).is_err());
}
