//! `veedor invite` and `veedor people`.

use accounts::{Accounts, Given, Standing};
use dossier::Dossier;

use crate::cli::{Invite, People};
use crate::given::{MachineChance, MachineClock};

pub(crate) fn invite(dossier: &Dossier, arguments: &Invite) -> anyhow::Result<()> {
    let accounts = Accounts::open(&dossier.dir)?;
    let first = !accounts.are_any()?;
    let given = Given { clock: &MachineClock, chance: &MachineChance };
    let name = &arguments.name;
    let token = match arguments.role {
        Some(role) => accounts.invite(given, name, role)?,
        None => accounts.invite_again(given, name.as_str())?,
    };
    say!("{}/invitation/{}", arguments.at.trim_end_matches('/'), token.secret());
    eprintln!("good once, for three days; hand it to {name} alone");
    if first {
        eprintln!("the desk has accounts from now on: start it again if it is running");
    }
    Ok(())
}

pub(crate) fn people(dossier: &Dossier, arguments: &People) -> anyhow::Result<()> {
    let accounts = Accounts::open(&dossier.dir)?;
    if let Some(name) = &arguments.disable {
        accounts.disable(name)?;
    }
    if let Some(name) = &arguments.enable {
        accounts.enable(name)?;
    }
    if let Some([name, role]) = arguments.role.as_deref() {
        accounts.set_role(name, role.parse()?)?;
    }
    for person in accounts.people()? {
        let standing = match person.standing {
            Standing::Invited => "invited",
            Standing::Active => "active",
            Standing::Disabled => "disabled",
        };
        say!("{standing:<9} {:<14} {}", person.role.as_str(), person.name);
    }
    Ok(())
}
