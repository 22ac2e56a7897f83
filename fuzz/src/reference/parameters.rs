//! The parameters and the body of a request, read as the contract describes them.

use charter_api::runtime::{
    Body, Kind, Location, Operation, Parameter,
    fuzzing::{fits_schema, read_json},
};
use http::{HeaderMap, Request, header};
use serde_json::{Map, Value, json};

use super::{decimal, percent};

/// Why a request is refused.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    /// 400
    Invalid,
    /// 413
    TooLarge,
    /// 415
    MediaType,
}

/// The parameters by their names, the place of the body's media type in the contract, and the body.
pub(crate) type Parts = (Map<String, Value>, usize, Value);

/// `tail` is what a path has behind the operation's fixed part.
pub(crate) fn read(operation: &Operation, tail: &str, request: &Request<Vec<u8>>) -> Result<Parts, Refused> {
    let tail = String::from_utf8(percent::decode(tail)).map_err(|_| Refused::Invalid)?;
    let parameters = parameters(operation, &tail, request);
    let (media_type, body) = match &operation.body {
        None => (0, None),
        Some(expected) => body(expected, request)?,
    };
    let body_fits = operation.body.as_ref().is_none_or(|expected| {
        body.as_ref().is_some_and(|body| fits_schema(expected.media_types[media_type].schema, body))
    });
    match parameters {
        Some(parameters) if body_fits => Ok((parameters, media_type, body.unwrap_or_default())),
        _ => Err(Refused::Invalid),
    }
}

fn parameters(operation: &Operation, tail: &str, request: &Request<Vec<u8>>) -> Option<Map<String, Value>> {
    let query = percent::form(request.uri().query().unwrap_or_default());
    let is_known = |name: &str| {
        operation.parameters.iter().any(|parameter| parameter.location == Location::Query && parameter.name == name)
    };
    if !query.iter().all(|(name, _)| is_known(name)) {
        return None;
    }
    let mut read = Map::new();
    for parameter in operation.parameters {
        let texts = match parameter.location {
            Location::Path => vec![tail.to_owned()],
            Location::Query => {
                query.iter().filter(|(name, _)| name == parameter.name).map(|(_, text)| text.clone()).collect()
            }
            Location::Header => header_lines(request.headers(), parameter.name)?,
        };
        match value(parameter, &texts)? {
            Value::Null if parameter.required => return None,
            Value::Null => {}
            value if fits_schema(parameter.schema, &value) => {
                read.insert(parameter.name.to_owned(), value);
            }
            _ => return None,
        }
    }
    Some(read)
}

/// All lines of a header as one.
fn header_lines(headers: &HeaderMap, name: &str) -> Option<Vec<String>> {
    let lines: Option<Vec<&str>> = headers.get_all(name).iter().map(|line| line.to_str().ok()).collect();
    lines.map(|lines| if lines.is_empty() { Vec::new() } else { vec![lines.join(", ")] })
}

/// Null when there is none; `None` when it cannot be read.
fn value(parameter: &Parameter, texts: &[String]) -> Option<Value> {
    match (parameter.kind, texts) {
        (_, []) => Some(Value::Null),
        (Kind::List, texts) => Some(json!(texts)),
        (Kind::Text, [text]) => Some(json!(text)),
        (Kind::Boolean, [text]) if text == "true" || text == "false" => Some(json!(text == "true")),
        (Kind::Integer, [text]) => {
            let (is_negative, digits) = text.strip_prefix('-').map_or((false, text.as_str()), |digits| (true, digits));
            let is_number = !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
            // What is beyond a double's whole numbers is beyond every range.
            let number = decimal::digits(digits, 1 << 53).map_or(1 << 60, u64::cast_signed);
            is_number.then(|| json!(if is_negative { -number } else { number }))
        }
        _ => None,
    }
}

/// The body's media type, and the body when it is JSON that is accepted.
fn body(expected: &Body, request: &Request<Vec<u8>>) -> Result<(usize, Option<Value>), Refused> {
    let sent = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let sent = sent.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let media_type = expected.media_types.iter().position(|media_type| media_type.name == sent);
    let media_type = media_type.ok_or(Refused::MediaType)?;
    let announced = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
    if request.body().len().max(announced.unwrap_or(0)) > expected.max_bytes {
        return Err(Refused::TooLarge);
    }
    Ok((media_type, read_json(request.body()).ok()))
}
