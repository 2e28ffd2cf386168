//! `/register`: what is public, as the public sees it now. The same pages as published; and
//! `/api`, the same for programs.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, Uri};
use axum::response::Response;

use crate::app::App;
use crate::failure::Failure;
use crate::flash::see_other;
use crate::live::api_paths;
use crate::routes::Routes;
use crate::seen::Seen;
use crate::who::Look;

pub(crate) fn routes() -> Routes {
    let routes = Routes::new()
        .get::<Look, _, _>("/register", begin)
        .get::<Look, _, _>("/register/{*path}", page);
    api_paths().fold(routes, |routes, path| routes.get::<Look, _, _>(path, api))
}

async fn api(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Result<Response, Failure> {
    app.live.api(&uri, &headers).await
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
