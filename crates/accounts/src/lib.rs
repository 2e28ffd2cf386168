//! Who may do what at the desk: people, their roles and passwords, sessions, invitations; and what the desk
//! keeps for them, such as their searches.
//!
//! All of it is in `desk.sqlite` beside the register, never in the log: what a person did is in the
//! log, how she signs in is not. One file at rest, so that copying the folder copies it whole.
//! Passwords are kept as argon2id hashes, tokens as their SHA-256 alone.
//!
//! It must not know HTTP or HTML, nor what an act does; time and chance are handed in.

mod error;
mod kept;
mod limit;
mod password;
mod people;
mod role;
mod session;
mod store;
mod token;

pub use error::AccountError;
pub use kept::Saved;
pub use password::SHORTEST;
pub use people::{Person, Standing};
pub use role::{Act, Role};
pub use store::{Accounts, Given};
pub use token::Token;
