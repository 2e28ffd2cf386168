//! `veedor desk`.

use std::io::Write as _;

use ::desk::{Desk, Opening};
use dossier::Dossier;

use crate::cli;
use crate::given::{MachineChance, MachineClock};

pub(crate) fn desk(dossier: Dossier, arguments: cli::Desk) -> anyhow::Result<()> {
    // What a run that was killed left half-written.
    dossier.archive.sweep()?;
    let dir = dossier.dir.clone();
    dossier.close()?;
    let mut desk = Desk::open(Opening {
        dossier: &dir,
        listen: (arguments.listen, arguments.port).into(),
        at: arguments.at.as_deref(),
        by: arguments.by,
        clock: &MachineClock,
        chance: &MachineChance,
    })?;
    say!("{}", desk.way_in());
    if desk.is_alone() {
        eprintln!(
            "without accounts: it answers this machine alone, and only the browser that comes by the address above, \
             once; press Enter for another address. `veedor invite NAME --role administrator` makes the first account"
        );
        desk.tell_another_way_in(|way_in| {
            // Where nobody listens any more, nobody misses it.
            let _ = writeln!(std::io::stdout(), "{way_in}");
        });
    }
    eprintln!("{}", archive::Isolation::of_this_machine().notice());
    desk.serve()?;
    Ok(())
}
