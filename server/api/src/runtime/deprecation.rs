//! What answers of deprecated operations say of it.

use axum::{
    Router,
    extract::{MatchedPath, Request},
    middleware::{Next, from_fn},
    response::Response,
};
use http::{HeaderMap, HeaderName, HeaderValue, Method, header};

/// A deprecated operation with the headers that its answers carry; the generated code has a table of these.
#[derive(Debug)]
pub struct Deprecated {
    /// Its method.
    pub method: &'static str,
    /// Its path as the router has it.
    pub path: &'static str,
    /// `Deprecation` (RFC 9745): since when.
    pub deprecation: &'static str,
    /// `Sunset` (RFC 8594): until when.
    pub sunset: &'static str,
    /// `Link`: where to read what to use instead.
    pub link: Option<&'static str>,
}

/// The router with the headers on every answer of the deprecated operations: refusals, and what layers within it answer
/// in an operation's stead, included. Costs nothing where nothing is deprecated.
pub fn announce_deprecations(router: Router, deprecated: &'static [Deprecated]) -> Router {
    if deprecated.is_empty() {
        return router;
    }
    router.layer(from_fn(move |request: Request, next: Next| async move {
        let operation = find(deprecated, &request);
        let mut response: Response = next.run(request).await;
        if let Some(operation) = operation {
            operation.add_to(response.headers_mut());
        }
        response
    }))
}

fn find(deprecated: &'static [Deprecated], request: &Request) -> Option<&'static Deprecated> {
    let path = request.extensions().get::<MatchedPath>()?.as_str();
    // The router answers HEAD with what GET does.
    let method = if request.method() == Method::HEAD { "GET" } else { request.method().as_str() };
    deprecated.iter().find(|operation| operation.path == path && operation.method == method)
}

impl Deprecated {
    fn add_to(&self, headers: &mut HeaderMap) {
        headers.insert(HeaderName::from_static("deprecation"), HeaderValue::from_static(self.deprecation));
        headers.insert(HeaderName::from_static("sunset"), HeaderValue::from_static(self.sunset));
        if let Some(link) = self.link {
            headers.append(header::LINK, HeaderValue::from_static(link));
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::{body::Body, response::IntoResponse as _, routing::get};
    use charter_types::ProblemType;
    use http::StatusCode;
    use tower::ServiceExt as _;

    use super::*;
    use crate::runtime::Refusal;

    static DEPRECATED: &[Deprecated] = &[
        Deprecated {
            method: "GET",
            path: "/notes/{*name}",
            deprecation: "@1688083200",
            sunset: "Tue, 31 Dec 2024 00:00:00 GMT",
            link: Some("<https://a.example/notes>; rel=\"deprecation\""),
        },
        Deprecated {
            method: "PUT",
            path: "/refused",
            deprecation: "@1688083200",
            sunset: "Tue, 31 Dec 2024 00:00:00 GMT",
            link: None,
        },
    ];

    /// A layer that answers in the operation's stead.
    async fn time_out(request: Request, next: Next) -> Response {
        match request.uri().query() {
            Some("late") => Refusal::new(ProblemType::RequestTimeout, "late").into_response(),
            _ => next.run(request).await,
        }
    }

    async fn answer(method: &str, path: &str) -> Response {
        let refuse = || async { Refusal::new(ProblemType::NotFound, "none") };
        let router = Router::new()
            .route("/notes/{*name}", get(|| async { "a note" }).put(|| async { "written" }))
            .route("/refused", get(refuse).put(refuse))
            .fallback(refuse)
            .layer(from_fn(time_out));
        let router = announce_deprecations(router, DEPRECATED);
        let request = Request::builder().method(method).uri(path).body(Body::empty()).unwrap();
        router.oneshot(request).await.unwrap()
    }

    #[tokio::test]
    async fn every_answer_of_a_deprecated_operation_tells() {
        for (method, path, status) in [
            ("GET", "/notes/a/b", StatusCode::OK),
            ("HEAD", "/notes/a", StatusCode::OK),
            ("GET", "/notes/a?late", StatusCode::REQUEST_TIMEOUT),
            ("PUT", "/refused", StatusCode::NOT_FOUND),
        ] {
            let answer = answer(method, path).await;
            assert_eq!(answer.status(), status);
            assert_eq!(answer.headers()["deprecation"], "@1688083200", "{method} {path}");
            assert_eq!(answer.headers()["sunset"], "Tue, 31 Dec 2024 00:00:00 GMT", "{method} {path}");
            assert_eq!(answer.headers().contains_key(header::LINK), path != "/refused");
        }
    }

    #[tokio::test]
    async fn no_other_answer_does() {
        for (method, path) in [("PUT", "/notes/a"), ("GET", "/refused"), ("GET", "/nothing"), ("POST", "/notes/a")] {
            let answer = answer(method, path).await;
            assert!(!answer.headers().contains_key("deprecation"), "{method} {path}");
            assert!(!answer.headers().contains_key("sunset"), "{method} {path}");
        }
    }
}
