//! `/review`: what waits for a judgement, and the page where a source and what is proposed from it stand
//! side by side. Every act is a form that works without a script; the scripts send the same forms.

mod acts;
mod bulk;
mod cite;
mod cut;
mod fields;
mod line;
mod page;
mod paper;
mod pictures;
mod queue;
mod told;

use crate::routes::Routes;
use crate::who::{Decide, Look, Propose};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get::<Look, _, _>("/review", queue::queue)
        .get::<Look, _, _>("/review/entities", told::entities)
        .get::<Look, _, _>("/review/{source}", page::look)
        .get::<Look, _, _>("/review/{source}/since/{row}", told::since)
        .get::<Look, _, _>("/review/{source}/page/{layer}/{number}", pictures::page)
        .get::<Look, _, _>("/review/{source}/crop/{statement}", pictures::crop)
        .post::<Decide, _, _>("/review/{source}/accept", acts::accept)
        .post::<Decide, _, _>("/review/{source}/reject", acts::reject)
        .post::<Decide, _, _>("/review/{source}/amend", acts::amend)
        .post::<Decide, _, _>("/review/{source}/undo", acts::undo)
        .post::<Decide, _, _>("/review/{source}/accept-all", bulk::accept_all)
        .post::<Propose, _, _>("/review/{source}/state", acts::state)
}
