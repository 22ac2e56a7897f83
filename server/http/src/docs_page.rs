//! The reference page: Swagger UI out of the binary, so that it works without a network.

use std::sync::{Arc, LazyLock};

use bytes::Bytes;
use charter_api::runtime::Asset;
use utoipa_swagger_ui::Config;

static CONFIG: LazyLock<Arc<Config<'static>>> =
    LazyLock::new(|| Arc::new(Config::new(["/openapi.json"]).try_it_out_enabled(true).persist_authorization(true)));

/// The page. It is served at `/docs`, so what it loads is named from the root.
pub(crate) fn page() -> Option<String> {
    let (_, html) = file("index.html")?;
    Some(String::from_utf8_lossy(&html).replace("\"./", "\"/docs/").replace("\"index.css\"", "\"/docs/index.css\""))
}

/// A file of the page.
pub(crate) fn asset(name: &str) -> Option<Asset> {
    let (media_type, bytes) = file(name)?;
    Some(Asset::whole(media_type, bytes))
}

fn file(name: &str) -> Option<(String, Bytes)> {
    let file = utoipa_swagger_ui::serve(name, CONFIG.clone()).ok()??;
    Some((file.content_type, Bytes::from(file.bytes.into_owned())))
}
