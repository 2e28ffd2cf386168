//! `veedor desk`.

use ::desk::{Desk, Opening};
use dossier::Dossier;

use crate::cli;
use crate::given::{MachineChance, MachineClock};

pub(crate) fn desk(dossier: Dossier, arguments: cli::Desk) -> anyhow::Result<()> {
    // What a run that was killed left half-written.
    dossier.archive.sweep()?;
    let dir = dossier.dir.clone();
    dossier.close()?;
    let desk = Desk::open(Opening {
        dossier: &dir,
        listen: (arguments.listen, arguments.port).into(),
        at: arguments.at.as_deref(),
        by: arguments.by,
        clock: &MachineClock,
        chance: &MachineChance,
    })?;
    println!("{}", desk.way_in());
    if desk.is_alone() {
        eprintln!(
            "without accounts: it answers this machine alone, and only browsers that come by the address above; \
             `veedor invite NAME --role administrator` makes the first account"
        );
    }
    eprintln!("{}", archive::Isolation::of_this_machine().notice());
    desk.serve()?;
    Ok(())
}
