//! `/register`: what is public, as the public sees it now. The same pages as published.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, Uri};
use axum::response::Response;

use crate::app::App;
use crate::failure::Failure;
use crate::flash::see_other;
use crate::routes::Routes;
use crate::seen::Seen;
use crate::who::Look;

pub(crate) fn routes() -> Routes {
    Routes::new().get::<Look, _, _>("/register", begin).get::<Look, _, _>("/register/{*path}", page)
}

async fn begin(seen: Seen) -> Response {
    see_other(&format!("/register/{}/index.html", seen.words.lang.tag()), None)
}

async fn page(
    State(app): State<App>,
    Path(path): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    app.live.page(&path, &uri, &headers).await
}
