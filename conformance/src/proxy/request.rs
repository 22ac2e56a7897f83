//! Whether a request is as the contract says.

use std::collections::BTreeMap;

use http::{HeaderMap, header, request::Parts};
use percent_encoding::percent_decode_str;
use serde_json::{Value, json};

use crate::contract::{Body, Contract, Location, Matched, Operation, Parameter, Unmatched, ValueKind, read_json};

/// The media type of bodies that are bytes of any kind.
const BYTES: &str = "application/octet-stream";

/// A request with what the check of its answer needs to know of it.
#[derive(Debug)]
pub(super) struct CheckedRequest {
    /// The id of the operation that it is meant for.
    pub operation: Option<String>,
    /// What in it the contract does not allow.
    pub complaints: Vec<String>,
    /// Whether the client said that it is wrong on purpose.
    pub deliberate: bool,
    /// Whether it came with credentials.
    pub has_credentials: bool,
    /// The name that the client gave to it.
    pub request_id: Option<String>,
    /// Its parameters as JSON, for those that are not wrong.
    pub parameters: BTreeMap<String, Value>,
    /// What tells apart whose rights it uses.
    pub credentials: Option<String>,
}

pub(super) fn check_request(contract: &Contract, parts: &Parts, body: &[u8], deliberate: bool) -> CheckedRequest {
    let text = |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let mut request = CheckedRequest {
        operation: None,
        complaints: Vec::new(),
        deliberate,
        has_credentials: parts.headers.contains_key(header::AUTHORIZATION),
        request_id: text("x-request-id"),
        parameters: BTreeMap::new(),
        credentials: text("authorization"),
    };
    match contract.find(&parts.method, parts.uri.path()) {
        Err(Unmatched::Path) => request.complaints.push("the contract has no such path".into()),
        Err(Unmatched::Method) => request.complaints.push("the contract does not have this method here".into()),
        Ok(matched) => {
            request.operation = Some(matched.operation.id.clone());
            request.check_parameters(contract, &matched, parts);
            request.complaints.extend(check_body(contract, matched.operation, &parts.headers, body));
        }
    }
    request
}

impl CheckedRequest {
    fn check_parameters(&mut self, contract: &Contract, matched: &Matched<'_>, parts: &Parts) {
        let query = read_query(parts.uri.query().unwrap_or_default());
        let Ok(query) = query else {
            self.complaints.push("the query is not UTF-8".into());
            return;
        };
        for (name, _) in &query {
            let known = |parameter: &Parameter| parameter.location == Location::Query && parameter.name == *name;
            if !matched.operation.parameters.iter().any(known) {
                self.complaints.push(format!("query/{name}: the contract does not know it"));
            }
        }
        for parameter in &matched.operation.parameters {
            match texts_of(parameter, matched, &query, &parts.headers) {
                Err(complaint) => self.complaints.push(complaint),
                Ok(texts) if texts.is_empty() => {
                    if parameter.required {
                        self.complaints.push(format!("{} is missing", place(parameter)));
                    }
                }
                Ok(texts) => self.check_parameter(contract, parameter, &texts),
            }
        }
    }

    fn check_parameter(&mut self, contract: &Contract, parameter: &Parameter, texts: &[String]) {
        let place = place(parameter);
        let value = match (&parameter.kind, texts) {
            (ValueKind::List(item), texts) => {
                texts.iter().map(|text| read_text(item, text)).collect::<Option<Vec<_>>>().map(Value::Array)
            }
            (kind, [text]) => read_text(kind, text),
            (_, _) => {
                self.complaints.push(format!("{place} stands there more than once"));
                return;
            }
        };
        let Some(value) = value else {
            self.complaints.push(format!("{place} is of the wrong type: {texts:?}"));
            return;
        };
        let violations = contract.schemas.violations(&parameter.schema, &value);
        self.complaints.extend(violations.into_iter().map(|violation| format!("{place}: {violation}")));
        self.parameters.insert(parameter.name.clone(), value);
    }
}

/// The JSON that a text stands for; `None` when it does not fit.
pub(super) fn read_text(kind: &ValueKind, text: &str) -> Option<Value> {
    match kind {
        ValueKind::Text => Some(json!(text)),
        ValueKind::Integer => {
            let digits = text.strip_prefix('-').unwrap_or(text);
            let whole = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
            // Numbers beyond 64 bits stay numbers, so that the schema's bounds refuse them.
            whole.then(|| text.parse::<i64>().map_or_else(|_| json!(text.parse::<f64>().ok()), |number| json!(number)))
        }
        ValueKind::Boolean => text.parse::<bool>().ok().map(Value::Bool),
        ValueKind::List(_) => None,
    }
}

fn place(parameter: &Parameter) -> String {
    let location = match parameter.location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
    };
    format!("{location}/{}", parameter.name)
}

fn texts_of(
    parameter: &Parameter,
    matched: &Matched<'_>,
    query: &[(String, String)],
    headers: &HeaderMap,
) -> Result<Vec<String>, String> {
    let not_utf8 = || format!("{} is not UTF-8", place(parameter));
    match parameter.location {
        Location::Path => matched
            .path_values
            .iter()
            .filter(|(name, _)| *name == parameter.name)
            .map(|(_, value)| value.clone().ok_or_else(not_utf8))
            .collect(),
        Location::Query => {
            Ok(query.iter().filter(|(name, _)| *name == parameter.name).map(|(_, value)| value.clone()).collect())
        }
        // Several fields of one name mean the same as one with their values in a row (RFC 9110, section 5.3).
        Location::Header => {
            let values = headers.get_all(&parameter.name).iter().map(http::HeaderValue::to_str);
            let values: Vec<&str> = values.collect::<Result<_, _>>().map_err(|_| not_utf8())?;
            Ok(if values.is_empty() { Vec::new() } else { vec![values.join(", ")] })
        }
    }
}

fn read_query(query: &str) -> Result<Vec<(String, String)>, std::str::Utf8Error> {
    let decode = |text: &str| -> Result<String, std::str::Utf8Error> {
        let spaced = text.replace('+', " ");
        percent_decode_str(&spaced).decode_utf8().map(std::borrow::Cow::into_owned)
    };
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            Ok((decode(name)?, decode(value)?))
        })
        .collect()
}

fn check_body(contract: &Contract, operation: &Operation, headers: &HeaderMap, body: &[u8]) -> Vec<String> {
    let Some(expected) = &operation.body else {
        return if body.is_empty() { Vec::new() } else { vec!["the operation takes no body".into()] };
    };
    if body.is_empty() && !headers.contains_key(header::CONTENT_TYPE) {
        return if expected.required { vec!["the body is missing".into()] } else { Vec::new() };
    }
    if expected.max_bytes.is_some_and(|most| body.len() > most) {
        return vec![format!("the body has {} bytes, more than the operation takes", body.len())];
    }
    check_content(contract, expected, headers, body)
}

fn check_content(contract: &Contract, expected: &Body, headers: &HeaderMap, body: &[u8]) -> Vec<String> {
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let name = media_type(content_type);
    let Some(content) = expected.content.iter().find(|content| content.name == name) else {
        return vec![format!("the operation does not take the content type {content_type:?}")];
    };
    if content.name == BYTES {
        return Vec::new();
    }
    match (read_json(body), &content.schema) {
        (Err(error), _) => vec![format!("the body is not JSON: {error}")],
        (Ok(value), Some(schema)) => contract.schemas.violations(schema, &value),
        (Ok(_), None) => Vec::new(),
    }
}

/// A content type without its parameters, in lower case (RFC 9110, section 8.3.1).
pub(super) fn media_type(content_type: &str) -> String {
    content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use http::Request;

    use super::*;

    fn complaints(method: &str, target: &str, headers: &[(&str, &str)], body: &str) -> Vec<String> {
        let mut request = Request::builder().method(method).uri(target);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let (parts, ()) = request.body(()).unwrap().into_parts();
        check_request(&Contract::embedded().unwrap(), &parts, body.as_bytes(), false).complaints
    }

    const JSON: (&str, &str) = ("content-type", "application/json; charset=utf-8");

    #[test]
    fn what_the_contract_allows_has_no_complaint() {
        let cases = [
            ("GET", "/v1/resources?prefix=project%2F&limit=5", vec![], ""),
            ("GET", "/v1/events?type=resource.updated&type=resource.deleted&after=0&snapshot=false", vec![], ""),
            ("PUT", "/v1/resources/a%2Fb", vec![JSON, ("if-match", "\"1\", W/\"2\"")], r#"{"value": null}"#),
            ("DELETE", "/v1/resources/a/b", vec![("if-none-match", "*")], ""),
        ];
        for (method, target, headers, body) in cases {
            assert_eq!(complaints(method, target, &headers, body), Vec::<String>::new(), "{method} {target}");
        }
    }

    #[test]
    fn everything_else_has_one() {
        let cases = [
            ("GET", "/v1/resources?limit=0", vec![], ""),
            ("GET", "/v1/resources?limit=1&limit=2", vec![], ""),
            ("GET", "/v1/resources?limit=+1", vec![], ""),
            ("GET", "/v1/resources?limit=99999999999999999999", vec![], ""),
            ("GET", "/v1/resources?colour=green", vec![], ""),
            ("GET", "/v1/events?snapshot=yes", vec![], ""),
            ("GET", "/v1/resources/a//b", vec![], ""),
            ("GET", "/v1/resources/%ff", vec![], ""),
            ("GET", "/v1/nothing", vec![], ""),
            ("POST", "/v1/store", vec![], ""),
            ("PUT", "/v1/resources/a", vec![], ""),
            ("PUT", "/v1/resources/a", vec![("content-type", "text/plain")], "x"),
            ("PUT", "/v1/resources/a", vec![JSON], r#"{"value": 1, "value": 2}"#),
            ("PUT", "/v1/resources/a", vec![JSON, ("if-match", "1")], r#"{"value": 1}"#),
            ("GET", "/v1/store", vec![JSON], "{}"),
        ];
        for (method, target, headers, body) in cases {
            assert_ne!(complaints(method, target, &headers, body), Vec::<String>::new(), "{method} {target}");
        }
    }

    #[test]
    fn a_body_over_its_limit_has_one() {
        let body = json!({ "value": "x".repeat(300_000) }).to_string();
        let complaints = complaints("PUT", "/v1/resources/a", &[JSON], &body);
        assert!(complaints[0].contains("bytes"), "{complaints:?}");
    }
}
