//! What answers a browser, and who may come in.

use std::path::PathBuf;

use accounts::Role;
use clap::Args;
use codebook::value::ShortText;

#[derive(Args)]
#[command(after_help = "\
Examples:
  veedor serve OUT
  veedor serve --live --listen 0.0.0.0
A published folder is shown on this machine alone. With --live, what is released is shown page by page as
it stands now, and nothing else; a server that speaks https stands before it where others reach it.")]
pub(crate) struct Serve {
    /// The published folder.
    #[arg(required_unless_present = "live")]
    pub(crate) folder: Option<PathBuf>,
    /// Show what is public of the dossier as it stands now, to everybody who reaches it.
    #[arg(long, conflicts_with = "folder")]
    pub(crate) live: bool,
    /// The address to listen on.
    #[arg(long, value_name = "ADDR", default_value_t = std::net::Ipv4Addr::LOCALHOST.into(), requires = "live")]
    pub(crate) listen: std::net::IpAddr,
    /// The port; 0 takes any free one.
    #[arg(long, default_value_t = 8088)]
    pub(crate) port: u16,
}

#[derive(Args)]
#[command(after_help = "\
Examples:
  veedor desk --by Inés
  veedor desk --listen 0.0.0.0 --at https://desk.example
Without accounts the desk answers this machine alone, and only the browser that comes by the address it
prints, once: press Enter for another one. With accounts (`veedor invite`) people sign in. For others to reach it, a server that speaks
https stands before it, and --at names the address.")]
pub(crate) struct Desk {
    /// The port; 0 takes any free one.
    #[arg(long, default_value_t = 8089)]
    pub(crate) port: u16,
    /// The address to listen on.
    #[arg(long, value_name = "ADDR", default_value_t = std::net::Ipv4Addr::LOCALHOST.into())]
    pub(crate) listen: std::net::IpAddr,
    /// The address at which people open it, where that is another.
    #[arg(long, value_name = "URL")]
    pub(crate) at: Option<String>,
    /// Who works at a desk without accounts. Kept in the log, never published.
    #[arg(long, value_name = "NAME")]
    pub(crate) by: Option<ShortText>,
}

#[derive(Args)]
#[command(after_help = "\
Examples:
  veedor invite Inés --role administrator
  veedor invite Bruno --role editor --at https://desk.example
  veedor invite Bruno
The last makes a new link for somebody known, as `veedor people` writes the name, who sets another password by it. A desk that was started
without accounts is to be started again after the first invitation.")]
pub(crate) struct Invite {
    /// Who. Kept in the log with what they do, never published.
    pub(crate) name: ShortText,
    /// What somebody new may do: reader, contributor, editor, publisher or administrator.
    #[arg(long, value_name = "ROLE")]
    pub(crate) role: Option<Role>,
    /// The address at which people open the desk.
    #[arg(long, value_name = "URL", default_value = "http://127.0.0.1:8089")]
    pub(crate) at: String,
}

#[derive(Args)]
pub(crate) struct People {
    /// Let this person in no more, and end their sessions.
    #[arg(long, value_name = "NAME", conflicts_with_all = ["enable", "role"])]
    pub(crate) disable: Option<String>,
    /// Let this person in again.
    #[arg(long, value_name = "NAME", conflicts_with = "role")]
    pub(crate) enable: Option<String>,
    /// Change what a person may do.
    #[arg(long, num_args = 2, value_names = ["NAME", "ROLE"])]
    pub(crate) role: Option<Vec<String>>,
}
