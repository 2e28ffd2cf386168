//! The machine's own clock and chance: taken here, at the door, and handed in everywhere else.

use codebook::given::{Chance, Clock};
use jiff::Timestamp;
use register::Given;

/// The machine's clock and chance.
pub(crate) fn given() -> Given<'static> {
    Given { clock: &MachineClock, chance: &MachineChance }
}

/// The machine's clock.
pub(crate) struct MachineClock;

impl Clock for MachineClock {
    #[expect(clippy::disallowed_methods, reason = "this is the door that the clock comes in by")]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// The machine's source of unpredictable bytes.
pub(crate) struct MachineChance;

impl Chance for MachineChance {
    #[expect(clippy::disallowed_methods, reason = "this is the door that chance comes in by")]
    fn fill(&self, bytes: &mut [u8]) {
        if let Err(error) = getrandom::fill(bytes) {
            // Salts that can be guessed would break promises already made; nothing sane can go on.
            eprintln!("veedor: this machine gives no random bytes: {error}");
            std::process::abort();
        }
    }
}
