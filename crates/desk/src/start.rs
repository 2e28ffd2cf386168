//! The first page: what is waiting.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use codebook::Visibility;
use register::State as Judged;

use crate::app::App;
use crate::failure::Failure;
use crate::frame::{Frame, Nav};
use crate::routes::Routes;
use crate::seen::Seen;
use crate::who::{Look, May};

pub(crate) fn routes() -> Routes {
    Routes::new().get::<Look, _, _>("/", start)
}

#[derive(Template)]
#[template(path = "start.html")]
struct Page {
    frame: Frame,
    undecided: u64,
    sources: u64,
    without_text: u64,
    entities: u64,
    released: u64,
}

async fn start(State(app): State<App>, may: May<Look>, seen: Seen) -> Result<Response, Failure> {
    let status = app.store.read(&may.who, register::Register::status).await?;
    let undecided = status.statements.iter().filter(|(state, _)| *state == Judged::Undecided);
    seen.render(&Page {
        frame: seen.frame("start-title", Nav::Start),
        undecided: undecided.map(|(_, count)| count).sum(),
        // Of the confidential ones, not even how many there are.
        sources: status
            .sources
            .iter()
            .filter(|(visibility, _)| *visibility != Visibility::Confidential)
            .map(|(_, count)| count)
            .sum(),
        without_text: status.without_text,
        entities: status.entities,
        released: status.released,
    })
}
