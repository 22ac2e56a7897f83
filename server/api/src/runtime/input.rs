//! From an HTTP request to values that the contract allows.

use axum::{
    RequestPartsExt as _,
    extract::{RawPathParams, Request},
};
use bytes::Bytes;
use charter_types::{FieldError, ProblemType};
use http::{HeaderMap, header, request::Parts};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use serde_path_to_error::Segment;

use super::{Body, BrokenBody, ByteStream, Kind, Location, Operation, Parameter, Refusal, contract, json};

/// A request's parameters and body, each checked against its schema.
#[derive(Debug)]
pub struct Input {
    operation: &'static Operation,
    parameters: Map<String, Value>,
    body: Value,
    media_type: usize,
    stream: Option<ByteStream>,
}

impl Input {
    /// Reads and checks the whole request.
    ///
    /// # Errors
    /// 400 with every place that is wrong, 413 or 415.
    pub async fn read(operation: &'static Operation, request: Request) -> Result<Self, Refusal> {
        let (mut parts, stream) = request.into_parts();
        let path: RawPathParams = parts
            .extract()
            .await
            .map_err(|_| Refusal::invalid(vec![FieldError::new(path_place(operation), "is not UTF-8".to_owned())]))?;
        let mut errors = Vec::new();
        let parameters = read_parameters(operation, &parts, &path, &mut errors);
        let mut input = Self { operation, parameters, body: Value::Null, media_type: 0, stream: None };
        match &operation.body {
            None => {}
            Some(expected) if expected.streamed => {
                media_type(expected, &parts.headers)?;
                check_announced(expected, &parts.headers)?;
                input.stream = Some(ByteStream::new(stream, expected.max_bytes));
            }
            Some(expected) => {
                input.media_type = media_type(expected, &parts.headers)?;
                let bytes = read_body(expected, &parts.headers, stream).await?;
                input.body = parse_body(expected.media_types[input.media_type].schema, &bytes, &mut errors);
            }
        }
        if errors.is_empty() { Ok(input) } else { Err(Refusal::invalid(errors)) }
    }

    /// A parameter that has to be there.
    ///
    /// # Errors
    /// When the model's type refuses what the schema let through.
    pub fn required<T: DeserializeOwned>(&mut self, name: &str) -> Result<T, Refusal> {
        let value = self.parameters.remove(name).unwrap_or_default();
        typed(&self.place(name), value)
    }

    /// A parameter that may be left out.
    ///
    /// # Errors
    /// When the model's type refuses what the schema let through.
    pub fn optional<T: DeserializeOwned>(&mut self, name: &str) -> Result<Option<T>, Refusal> {
        self.parameters.remove(name).map(|value| typed(&self.place(name), value)).transpose()
    }

    fn place(&self, name: &str) -> String {
        let parameter = self.operation.parameters.iter().find(|parameter| parameter.name == name);
        parameter.map_or_else(|| name.to_owned(), place)
    }

    /// Which of the operation's media types the body has.
    pub fn media_type(&self) -> usize {
        self.media_type
    }

    /// The body, as it comes.
    pub fn stream(&mut self) -> ByteStream {
        self.stream.take().unwrap_or_else(ByteStream::empty)
    }

    /// The body.
    ///
    /// # Errors
    /// When the model's type refuses what the schema let through.
    pub fn body<T: DeserializeOwned>(&mut self) -> Result<T, Refusal> {
        typed("", self.body.take())
    }
}

fn place(parameter: &Parameter) -> String {
    format!("{}/{}", parameter.location.as_str(), parameter.name)
}

/// A path is one text: where it is not UTF-8, all its parameters are doubtful, and the first is named.
fn path_place(operation: &Operation) -> String {
    let first = operation.parameters.iter().find(|parameter| parameter.location == Location::Path);
    format!("path/{}", first.map_or("", |parameter| parameter.name))
}

/// What fits the schema and not the type has a meaning that no schema can say, for example an instant that no calendar has.
fn typed<T: DeserializeOwned>(place: &str, value: Value) -> Result<T, Refusal> {
    serde_path_to_error::deserialize(value).map_err(|error| {
        let inside = error.path().iter().filter_map(|segment| match segment {
            Segment::Seq { index } => Some(format!("/{index}")),
            Segment::Map { key } => Some(format!("/{}", key.replace('~', "~0").replace('/', "~1"))),
            Segment::Enum { .. } | Segment::Unknown => None,
        });
        let pointer = std::iter::once(place.to_owned()).chain(inside).collect();
        // What serde says repeats what the client sent.
        Refusal::invalid(vec![FieldError::new(pointer, "does not fit the data model".to_owned())])
    })
}

fn read_parameters(
    operation: &'static Operation,
    parts: &Parts,
    path: &RawPathParams,
    errors: &mut Vec<FieldError>,
) -> Map<String, Value> {
    let query: Vec<_> = form_urlencoded::parse(parts.uri.query().unwrap_or_default().as_bytes()).collect();
    for (name, _) in &query {
        let is_known = |parameter: &Parameter| parameter.location == Location::Query && parameter.name == name;
        if errors.len() < Refusal::MOST_ERRORS && !operation.parameters.iter().any(is_known) {
            errors.push(FieldError::new(format!("query/{name}"), "is not a parameter of this operation".to_owned()));
        }
    }
    let mut values = Map::new();
    for parameter in operation.parameters {
        let place = place(parameter);
        let texts: Result<Vec<String>, &str> = match parameter.location {
            Location::Path => {
                Ok(path.iter().filter(|(name, _)| *name == parameter.name).map(|(_, text)| text.to_owned()).collect())
            }
            Location::Query => {
                Ok(query.iter().filter(|(name, _)| name == parameter.name).map(|(_, text)| text.to_string()).collect())
            }
            Location::Header => header_text(&parts.headers, parameter.name).map(|text| text.into_iter().collect()),
        };
        let value = texts.and_then(|texts| read_parameter(parameter, texts));
        match value {
            Ok(Some(value)) => {
                errors.extend(contract::check(parameter.schema, &place, &value));
                values.insert(parameter.name.to_owned(), value);
            }
            Ok(None) if parameter.required => errors.push(FieldError::new(place, "is required".to_owned())),
            Ok(None) => {}
            Err(message) => errors.push(FieldError::new(place, message.to_owned())),
        }
    }
    values
}

/// A header that stands several times means the same as one with its values in a row (RFC 9110, section 5.3).
fn header_text(headers: &HeaderMap, name: &str) -> Result<Option<String>, &'static str> {
    let texts: Result<Vec<_>, _> = headers.get_all(name).iter().map(|value| value.to_str()).collect();
    let texts = texts.map_err(|_| "must be ASCII")?;
    Ok((!texts.is_empty()).then(|| texts.join(", ")))
}

fn read_parameter(parameter: &Parameter, mut texts: Vec<String>) -> Result<Option<Value>, &'static str> {
    if parameter.kind == Kind::List {
        return Ok((!texts.is_empty()).then(|| texts.into()));
    }
    if texts.len() > 1 {
        return Err("stands more than once");
    }
    let Some(text) = texts.pop() else { return Ok(None) };
    match parameter.kind {
        Kind::Integer => read_integer(&text).ok_or("must be a whole number").map(Some),
        Kind::Boolean => text.parse().map(|value| Some(Value::Bool(value))).map_err(|_| "must be true or false"),
        Kind::Text | Kind::List => Ok(Some(Value::String(text))),
    }
}

/// Digits, with a minus sign or without; what is too large for an integer is at least too large for every schema.
fn read_integer(text: &str) -> Option<Value> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| Value::from(text.parse().unwrap_or(i64::MAX)))
}

fn media_type(expected: &Body, headers: &HeaderMap) -> Result<usize, Refusal> {
    let sent = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let name = sent.split(';').next().unwrap_or_default().trim();
    expected.media_types.iter().position(|media_type| media_type.name.eq_ignore_ascii_case(name)).ok_or_else(|| {
        let names: Vec<_> = expected.media_types.iter().map(|media_type| media_type.name).collect();
        Refusal::new(ProblemType::UnsupportedMediaType, format!("Content-Type must be {}", names.join(" or ")))
    })
}

fn too_large(expected: &Body) -> Refusal {
    BrokenBody::TooLarge { most: expected.max_bytes }.into()
}

fn check_announced(expected: &Body, headers: &HeaderMap) -> Result<(), Refusal> {
    let announced = headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if announced.is_some_and(|bytes| bytes > expected.max_bytes) { Err(too_large(expected)) } else { Ok(()) }
}

async fn read_body(expected: &Body, headers: &HeaderMap, stream: axum::body::Body) -> Result<Bytes, Refusal> {
    check_announced(expected, headers)?;
    match Limited::new(stream, expected.max_bytes).collect().await {
        Ok(body) => Ok(body.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => Err(too_large(expected)),
        Err(_) => Err(BrokenBody::BrokeOff.into()),
    }
}

fn parse_body(schema: &str, bytes: &[u8], errors: &mut Vec<FieldError>) -> Value {
    match json::parse(bytes) {
        Ok(value) => {
            errors.extend(contract::check(schema, "", &value));
            value
        }
        Err(error) => {
            errors.push(error);
            Value::Null
        }
    }
}
