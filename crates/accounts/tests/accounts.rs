//! People let in and kept out, by a clock that the tests hold.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::net::IpAddr;
use std::sync::atomic::{AtomicI64, Ordering};

use accounts::{AccountError, Accounts, Act, Given, Role, Standing, Token};
use codebook::given::{Clock, CountingChance};
use jiff::Timestamp;

const PASSWORD: &str = "nueve faroles junto al río";
const HOME: &str = "192.0.2.7";

/// A clock that is turned by hand.
#[derive(Default)]
struct Hands(AtomicI64);

impl Clock for Hands {
    fn now(&self) -> Timestamp {
        Timestamp::from_second(1_900_000_000 + self.0.load(Ordering::Relaxed)).unwrap()
    }
}

struct Door {
    dir: tempfile::TempDir,
    accounts: Accounts,
    clock: Hands,
    chance: CountingChance,
}

impl Door {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let accounts = Accounts::open(dir.path()).unwrap();
        Self { dir, accounts, clock: Hands::default(), chance: CountingChance::default() }
    }

    fn given(&self) -> Given<'_> {
        Given { clock: &self.clock, chance: &self.chance }
    }

    fn later(&self, seconds: i64) {
        self.clock.0.fetch_add(seconds, Ordering::Relaxed);
    }

    fn invite(&self, name: &str, role: Role) -> Token {
        self.accounts.invite(self.given(), &name.parse().unwrap(), role).unwrap()
    }

    /// With an administrator, Inés, who has set her password.
    fn with_ines() -> (Self, Token) {
        let door = Self::new();
        let link = door.invite("Inés", Role::Administrator);
        let session = door.accounts.accept(door.given(), &link, PASSWORD).unwrap();
        (door, session)
    }

    fn tries(&self, name: &str, password: &str, from: &str) -> Result<Token, AccountError> {
        self.accounts.sign_in(self.given(), name, password, from.parse::<IpAddr>().unwrap())
    }
}

#[test]
fn each_role_may_what_those_before_it_may_and_one_thing_more() {
    for (most, role) in Role::ALL.into_iter().enumerate() {
        for (number, act) in Act::ALL.into_iter().enumerate() {
            assert_eq!(role.may(act), number <= most, "{role} {act:?}");
        }
        assert_eq!(role.as_str().parse::<Role>().unwrap(), role);
    }
}

#[test]
fn an_invitation_lets_in_once() {
    let (door, session) = Door::with_ines();
    let person = door.accounts.session(&door.clock, &session).unwrap().unwrap();
    assert_eq!((person.name.as_str(), person.role), ("Inés", Role::Administrator));
    let link = door.invite("Bruno", Role::Editor);
    let short = door.accounts.accept(door.given(), &link, "once letras").unwrap_err();
    assert!(matches!(short, AccountError::PasswordLength));
    door.accounts.accept(door.given(), &link, PASSWORD).unwrap();
    let again = door.accounts.accept(door.given(), &link, PASSWORD).unwrap_err();
    assert!(matches!(again, AccountError::NoInvitation));
}

#[test]
fn an_invitation_expires_and_another_voids_it() {
    let (door, _) = Door::with_ines();
    let first = door.invite("Bruno", Role::Editor);
    let second = door.accounts.invite_again(door.given(), "Bruno").unwrap();
    assert!(door.accounts.invited(&door.clock, &first).is_err());
    assert!(door.accounts.invited(&door.clock, &second).is_ok());
    door.later(3 * 24 * 3600 + 1);
    assert!(door.accounts.accept(door.given(), &second, PASSWORD).is_err());
}

#[test]
fn a_newcomer_is_never_taken_for_somebody_whose_name_looks_alike() {
    let (door, session) = Door::with_ines();
    let before = door.accounts.people().unwrap();
    for name in ["Inés", "Ines", "INÉS", "ines.", "  Inés"] {
        let name = name.parse().unwrap();
        let error = door.accounts.invite(door.given(), &name, Role::Reader).unwrap_err();
        assert!(matches!(&error, AccountError::Taken(known) if known == "Inés"), "{name}: {error}");
    }
    for name in ["Ines", "inés"] {
        let error = door.accounts.invite_again(door.given(), name).unwrap_err();
        assert!(matches!(error, AccountError::LooksLike { .. }), "{name}: {error}");
    }
    assert_eq!(door.accounts.people().unwrap(), before);
    // Nothing of hers was touched, and she may still write her name as she likes.
    assert!(door.accounts.session(&door.clock, &session).unwrap().is_some());
    assert!(door.tries("INES", PASSWORD, HOME).is_ok());
    let link = door.accounts.invite_again(door.given(), "Inés").unwrap();
    assert_eq!(door.accounts.invited(&door.clock, &link).unwrap().name.as_str(), "Inés");
}

#[test]
fn a_session_ends_when_idle_when_old_and_when_signed_out() {
    let (door, session) = Door::with_ines();
    let holds = |token: &Token| door.accounts.session(&door.clock, token).unwrap().is_some();
    for _ in 0..14 {
        door.later(11 * 3600);
        assert!(holds(&session));
    }
    door.later(14 * 3600);
    assert!(!holds(&session), "older than a week");
    let idle = door.tries("Inés", PASSWORD, HOME).unwrap();
    door.later(12 * 3600);
    assert!(!holds(&idle));
    let left = door.tries("Inés", PASSWORD, HOME).unwrap();
    door.accounts.sign_out(&left).unwrap();
    assert!(!holds(&left));
    assert!(!holds(&Token::presented(&"0".repeat(64)).unwrap()));
}

#[test]
fn who_is_disabled_is_out_at_once_and_the_last_administrator_stays() {
    let (door, _) = Door::with_ines();
    let link = door.invite("Bruno", Role::Editor);
    let session = door.accounts.accept(door.given(), &link, PASSWORD).unwrap();
    door.accounts.disable("bruno").unwrap();
    assert!(door.accounts.session(&door.clock, &session).unwrap().is_none());
    assert!(matches!(door.tries("Bruno", PASSWORD, HOME), Err(AccountError::NotRight)));
    assert_eq!(door.accounts.people().unwrap()[0].standing, Standing::Disabled);
    door.accounts.enable("Bruno").unwrap();
    assert!(door.tries("Bruno", PASSWORD, HOME).is_ok());
    for refused in [door.accounts.disable("Inés"), door.accounts.set_role("Inés", Role::Editor)] {
        assert!(matches!(refused, Err(AccountError::LastAdministrator(_))));
    }
    assert!(matches!(door.accounts.disable("Nadie"), Err(AccountError::NoPerson(_))));
}

#[test]
fn the_first_person_is_an_administrator() {
    let door = Door::new();
    let name = "Bruno".parse().unwrap();
    let error = door.accounts.invite(door.given(), &name, Role::Editor).unwrap_err();
    assert!(matches!(error, AccountError::FirstAdministrator));
    assert!(!door.accounts.are_any().unwrap());
    assert!(matches!(
        door.accounts.invite_again(door.given(), "Bruno"),
        Err(AccountError::NoPerson(_))
    ));
}

#[test]
fn attempts_cost_ever_longer_waits_but_never_for_ever() {
    let (door, _) = Door::with_ines();
    for name in ["Inés", "Nadie"] {
        let mut waits = Vec::new();
        for attempt in 0..16 {
            // From elsewhere each time: what is counted here is the name.
            let from = format!("198.51.100.{attempt}");
            match door.tries(name, "no es la que es", &from) {
                Err(AccountError::NotRight) => waits.push(0),
                Err(AccountError::Wait(seconds)) => {
                    waits.push(seconds);
                    door.later(seconds);
                }
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(waits, [0, 0, 0, 0, 0, 1, 0, 2, 0, 4, 0, 8, 0, 16, 0, 32], "{name}");
    }
    door.later(60);
    assert!(door.tries("Inés", PASSWORD, HOME).is_ok());
}

#[test]
fn an_address_that_tries_many_names_waits_too() {
    let (door, _) = Door::with_ines();
    for name in ["a", "b", "c", "d", "e"] {
        assert!(matches!(door.tries(name, PASSWORD, "2001:db8::1"), Err(AccountError::NotRight)));
    }
    // Another address of the same network is the same subscriber.
    assert!(matches!(door.tries("Inés", PASSWORD, "2001:db8::2"), Err(AccountError::Wait(_))));
    assert!(door.tries("Inés", PASSWORD, HOME).is_ok());
}

#[test]
fn the_file_holds_no_token_and_no_password() {
    let (door, session) = Door::with_ines();
    let link = door.invite("Bruno", Role::Editor);
    let bytes = std::fs::read(door.dir.path().join("desk.sqlite")).unwrap();
    let holds = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(holds("Inés"), "the test reads the file");
    for secret in [session.secret(), link.secret(), PASSWORD] {
        assert!(!holds(secret));
    }
    let again = Accounts::open(door.dir.path()).unwrap();
    assert!(again.session(&door.clock, &session).unwrap().is_some());
}
