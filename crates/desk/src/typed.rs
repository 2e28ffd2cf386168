//! Lines that are typed in the terminal where the desk was started.

use std::io::{self, IsTerminal as _};
use std::time::Duration;

use rustix::io::ioctl_fionread;
use rustix::process::getpgrp;
use rustix::termios::tcgetpgrp;

/// How often it is looked whether there is something.
const LOOK: Duration = Duration::from_millis(300);

/// Answers each line, until there are no more. Nothing is read before there is something to read, and nothing while
/// the desk is in the background: the system stops a program that reads from the terminal then.
pub(crate) async fn each_line(mut answer: impl FnMut()) {
    // Of what can't tell how much there is, there is nothing to be had.
    while let Ok(waiting) = ioctl_fionread(io::stdin()) {
        if waiting == 0 || !is_ours() {
            tokio::time::sleep(LOOK).await;
            continue;
        }
        let read = tokio::task::spawn_blocking(|| io::stdin().read_line(&mut String::new()));
        match read.await {
            Ok(Ok(1..)) => answer(),
            _ => return,
        }
    }
}

/// True where what is typed is for this program.
fn is_ours() -> bool {
    let is_in_front = || tcgetpgrp(io::stdin()).is_ok_and(|front| front == getpgrp());
    !io::stdin().is_terminal() || is_in_front()
}
