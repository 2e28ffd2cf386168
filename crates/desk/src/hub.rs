//! Who waits for news of the log: told by its sequence number, whoever wrote.

use tokio::sync::watch;

/// The number of the log's last row, as far as is known here.
#[derive(Clone)]
pub(crate) struct Hub(watch::Sender<u64>);

impl Hub {
    pub(crate) fn new() -> Self {
        Self(watch::Sender::new(0))
    }

    /// Tells those who wait that the log has come this far; an older number tells nothing.
    pub(crate) fn tell(&self, head: u64) {
        self.0.send_if_modified(|known| {
            let newer = head > *known;
            *known = head.max(*known);
            newer
        });
    }

    /// Waits for news.
    pub(crate) fn listen(&self) -> watch::Receiver<u64> {
        self.0.subscribe()
    }
}
