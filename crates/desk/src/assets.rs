//! Styles and scripts, under names that change with their content, so that they are kept for ever.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use sha2::{Digest as _, Sha256};

use crate::failure::Failure;
use crate::routes::Routes;

const CSS: &str = "text/css; charset=utf-8";
const JS: &str = "text/javascript; charset=utf-8";
const SVG: &str = "image/svg+xml";

struct Asset {
    name: &'static str,
    path: String,
    kind: &'static str,
    body: String,
}

static ASSETS: LazyLock<Vec<Asset>> = LazyLock::new(|| {
    vec![
        asset("desk.css", CSS, format!("{}{}", pages::STYLE, include_str!("../assets/desk.css"))),
        asset("inbox.js", JS, include_str!("../assets/inbox.js").to_owned()),
        asset("review.css", CSS, include_str!("../assets/review.css").to_owned()),
        asset("review.js", JS, include_str!("../assets/review.js").to_owned()),
        asset("picker.js", JS, include_str!("../assets/picker.js").to_owned()),
        asset("redact.js", JS, include_str!("../assets/redact.js").to_owned()),
        asset("find.js", JS, include_str!("../assets/find.js").to_owned()),
        asset("mark.svg", SVG, include_str!("../assets/mark.svg").to_owned()),
    ]
});

fn asset(name: &'static str, kind: &'static str, body: String) -> Asset {
    let digest = hex::encode(Sha256::digest(body.as_bytes()));
    let short = digest.get(..16).unwrap_or_default();
    Asset { name, path: format!("/assets/{short}/{name}"), kind, body }
}

/// The address of an asset.
pub(crate) fn address(name: &str) -> &'static str {
    ASSETS.iter().find(|asset| asset.name == name).map_or("", |asset| asset.path.as_str())
}

pub(crate) fn routes() -> Routes {
    Routes::new().open_get("/assets/{digest}/{name}", serve)
}

async fn serve(Path((digest, name)): Path<(String, String)>) -> Result<Response, Failure> {
    let path = format!("/assets/{digest}/{name}");
    let asset = ASSETS.iter().find(|asset| asset.path == path).ok_or(Failure::NotFound)?;
    let headers = [
        (header::CONTENT_TYPE, asset.kind),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    Ok((headers, asset.body.as_str()).into_response())
}
