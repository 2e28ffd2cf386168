//! `/events`: server-sent events that say how far the log has come.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::Stream;
use futures_util::stream::unfold;

use crate::app::App;
use crate::routes::Routes;
use crate::who::Look;

pub(crate) fn routes() -> Routes {
    Routes::new().get::<Look, _, _>("/events", events)
}

/// Each event is `log`, its id and data the number of the log's last row. The first comes at once, so
/// that who was away learns of it.
async fn events(State(app): State<App>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let mut news = app.hub.listen();
    news.mark_changed();
    let told = unfold(news, |mut news| async move {
        news.changed().await.ok()?;
        let head = news.borrow_and_update().to_string();
        Some((Ok(Event::default().event("log").id(&head).data(&head)), news))
    });
    Sse::new(told).keep_alive(KeepAlive::new().interval(Duration::from_secs(20)))
}
