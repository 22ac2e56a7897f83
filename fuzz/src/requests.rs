//! Requests as a whole: paths, queries, headers and bodies.
//!
//! A request is taken exactly when a reading by hand takes it, and its parts come through as they were sent; what is
//! taken fits the types behind the schemas; what is refused is a problem of the client's, and names places.

use std::sync::{Arc, LazyLock, Mutex};

use axum::{
    Router,
    body::Body,
    extract::Request,
    response::{IntoResponse, Response},
    routing::{MethodFilter, on},
};
use charter_api::{
    generated::resource::{LIST_RESOURCES, PATCH_RESOURCE, PUT_RESOURCE, TRANSACT_RESOURCES, WATCH_RESOURCES},
    runtime::{Input, Operation, Refusal},
};
use charter_types::{
    Cursor, EntityTags, IdempotencyKey, JsonPatchOperation, KeyPrefix, PageLimit, PutResource, ResourceKey, Revision,
    StoreId, Transaction,
};
use futures::FutureExt as _;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tower::ServiceExt as _;

use crate::reference::parameters::{self, Refused};

/// Between them they have every kind of parameter and of body.
static ROUTES: [(MethodFilter, &str, &Operation); 5] = [
    (MethodFilter::GET, "/v1/resources", &LIST_RESOURCES),
    (MethodFilter::PUT, "/v1/resources/{*key}", &PUT_RESOURCE),
    (MethodFilter::PATCH, "/v1/resources/{*key}", &PATCH_RESOURCE),
    (MethodFilter::POST, "/v1/resources/transaction", &TRANSACT_RESOURCES),
    (MethodFilter::GET, "/v1/resources/events", &WATCH_RESOURCES),
];

type Read = (&'static Operation, Result<Input, Refusal>);

/// What became of a request, on its way out beside the response.
#[derive(Clone)]
struct Taken(Arc<Mutex<Option<Read>>>);

static ROUTER: LazyLock<Router> = LazyLock::new(|| {
    ROUTES.iter().fold(Router::new(), |router, (method, path, operation)| {
        router.route(path, on(*method, |request| take(operation, request)))
    })
});

async fn take(operation: &'static Operation, request: Request) -> Response {
    let read = Input::read(operation, request).await;
    let mut response = match &read {
        Ok(_) => Response::default(),
        Err(refusal) => refusal.clone().into_response(),
    };
    response.extensions_mut().insert(Taken(Arc::new(Mutex::new(Some((operation, read))))));
    response
}

/// The first line is a method and a target, the next are headers; after an empty line comes the body.
///
/// # Panics
/// When a promise is broken.
pub fn check(data: &[u8]) {
    let Some(request) = request(data) else { return };
    let sent = request.clone().map(Body::from);
    let answered = ROUTER.clone().oneshot(sent).now_or_never().expect("nothing has to be waited for");
    let response = answered.unwrap_or_else(|never| match never {});
    // Without this there is no such route.
    let Some(Taken(taken)) = response.extensions().get() else { return };
    let (operation, read) = taken.lock().ok().and_then(|mut taken| taken.take()).expect("it is there once");
    let tail = request.uri().path().strip_prefix("/v1/resources/").unwrap_or_default();
    match (read, parameters::read(operation, tail, &request)) {
        (Ok(input), Ok(expected)) => taken_as_sent(operation, input, expected),
        (Err(refusal), Err(refused)) => told_as_problem(&refusal, &response, &refused),
        (read, expected) => panic!("{request:?} gave {read:?}, not {expected:?}"),
    }
}

fn request(data: &[u8]) -> Option<http::Request<Vec<u8>>> {
    let end_of_head = data.windows(2).position(|two| two == b"\n\n");
    let (head, body) = end_of_head.map_or((data, &[][..]), |end| (&data[..end], &data[end + 2..]));
    let mut lines = head.split(|byte| *byte == b'\n');
    let line = lines.next()?;
    let space = line.iter().position(|byte| *byte == b' ')?;
    let mut request = http::Request::builder().method(&line[..space]).uri(&line[space + 1..]);
    for line in lines {
        let colon = line.iter().position(|byte| *byte == b':')?;
        request = request.header(&line[..colon], line[colon + 1..].trim_ascii());
    }
    request.body(body.to_vec()).ok()
}

fn taken_as_sent(operation: &Operation, mut input: Input, (sent, media_type, body): parameters::Parts) {
    for parameter in operation.parameters {
        let value: Option<Value> = input.optional(parameter.name).expect("any value is one");
        assert_eq!(value.as_ref(), sent.get(parameter.name), "{} of {}", parameter.name, operation.id);
        if let Some(value) = value {
            fits_type(parameter.schema, value);
        }
    }
    assert_eq!(input.media_type(), media_type);
    let value: Value = input.body().expect("any value is one");
    assert_eq!(value, body);
    if let Some(expected) = &operation.body {
        fits_type(expected.media_types[media_type].schema, value);
    }
}

/// The type behind a schema takes what the schema allows.
fn fits_type(schema: &str, value: Value) {
    fn fits<T: DeserializeOwned>(value: Value) -> bool {
        serde_json::from_value::<T>(value).is_ok()
    }
    let told = value.to_string();
    let fits = match schema {
        "Cursor" => fits::<Cursor>(value),
        "EntityTags" => fits::<EntityTags>(value),
        "IdempotencyKey" => fits::<IdempotencyKey>(value),
        "JsonPatch" => fits::<Vec<JsonPatchOperation>>(value),
        "KeyPrefix" => fits::<KeyPrefix>(value),
        "KeyPrefixes" => fits::<Vec<KeyPrefix>>(value),
        "MergePatch" => true,
        "PageLimit" => fits::<PageLimit>(value),
        "PutResource" => fits::<PutResource>(value),
        "ResourceKey" => fits::<ResourceKey>(value),
        "Revision" => fits::<Revision>(value),
        "SnapshotWanted" => fits::<bool>(value),
        "StoreId" => fits::<StoreId>(value),
        "Transaction" => fits::<Transaction>(value),
        other => panic!("{other} has no type here"),
    };
    assert!(fits, "{schema} allows {told}, its type does not");
}

fn told_as_problem(refusal: &Refusal, response: &Response, refused: &Refused) {
    let status = match refused {
        Refused::Invalid => 400,
        Refused::TooLarge => 413,
        Refused::MediaType => 415,
    };
    assert_eq!((refusal.status().as_u16(), response.status().as_u16()), (status, status), "{refusal:?}");
    let errors = refusal.problem().errors.as_deref().unwrap_or_default();
    assert_eq!(errors.is_empty(), status != 400, "{refusal:?}");
    assert!(errors.len() <= Refusal::MOST_ERRORS, "{refusal:?}");
    for error in errors {
        let place = ["path", "query", "header", ""].iter().find_map(|start| error.pointer.strip_prefix(start));
        assert!(place.is_some_and(|place| place.is_empty() || place.starts_with('/')), "{refusal:?}");
    }
}
