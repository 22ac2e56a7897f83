//! Whether an answer is as the contract says, and fits its request.

use http::{HeaderMap, header, response::Parts};
use serde_json::Value;

use super::request::{CheckedRequest, media_type, read_text};
use crate::contract::{Answer, Contract, MediaType, read_json};

const PROBLEM: &str = "application/problem+json";

pub(super) fn is_stream(parts: &Parts) -> bool {
    parts.status.is_success() && content_type(&parts.headers) == "text/event-stream"
}

/// Checks everything but the body.
pub(super) fn check_head(contract: &Contract, request: &CheckedRequest, parts: &Parts) -> Vec<String> {
    let mut violations = check_against_request(contract, request, parts);
    if let Some(answer) = documented(contract, request, parts.status.as_u16()) {
        violations.extend(check_headers(contract, answer, &parts.headers));
        let name = content_type(&parts.headers);
        if content_of(answer, &name).is_none() && !answer.content.is_empty() {
            violations.push(format!("the content type {name:?} is not documented for this status"));
        }
    } else if request.operation.is_some() {
        violations.push("this status is not documented".into());
    }
    violations
}

/// Checks an answer that has come whole.
pub(super) fn check_whole(contract: &Contract, request: &CheckedRequest, parts: &Parts, body: &[u8]) -> Vec<String> {
    let mut violations = check_head(contract, request, parts);
    let name = content_type(&parts.headers);
    let status = parts.status.as_u16();
    let answer = documented(contract, request, status);
    if answer.is_some_and(|answer| answer.content.is_empty()) {
        if !body.is_empty() {
            violations.push("it should have no body".into());
        }
        return violations;
    }
    // A path that the contract does not have is answered with a problem all the same.
    let schema = match answer {
        Some(answer) => content_of(answer, &name).and_then(|content| content.schema.as_deref()),
        None if name == PROBLEM => Some("Problem"),
        None => {
            violations.push(format!("an error should be {PROBLEM}, and is {name:?}"));
            None
        }
    };
    if name.ends_with("json") {
        match read_json(body) {
            Err(error) => violations.push(format!("its body is not JSON: {error}")),
            Ok(value) => {
                violations.extend(schema.into_iter().flat_map(|schema| contract.answer_violations(schema, &value)));
                violations.extend(check_meaning(&value, &name, status, &parts.headers));
            }
        }
    }
    violations
}

fn documented<'a>(contract: &'a Contract, request: &CheckedRequest, status: u16) -> Option<&'a Answer> {
    contract.operation(request.operation.as_deref()?)?.answer(status)
}

fn content_of<'a>(answer: &'a Answer, name: &str) -> Option<&'a MediaType> {
    answer.content.iter().find(|content| content.name == name || content.name == "*/*")
}

fn check_against_request(contract: &Contract, request: &CheckedRequest, parts: &Parts) -> Vec<String> {
    let mut violations = Vec::new();
    let refused = parts.status.is_client_error();
    // What was wrong once may be right for a later server.
    let accepted = contract.may_have_grown() && parts.status.is_success();
    match (request.complaints.as_slice(), request.deliberate) {
        _ if accepted => {}
        ([], true) if !refused => violations.push("the server should refuse this request".to_owned()),
        ([first, ..], _) if !refused => violations.push(format!("the server should refuse this request: {first}")),
        ([first, ..], false) => violations.push(format!("the client sent what the contract does not allow: {first}")),
        _ => {}
    }
    let operation = request.operation.as_deref().and_then(|id| contract.operation(id));
    if operation.is_some_and(|operation| !operation.public) && !request.has_credentials && !refused {
        violations.push("the server should refuse a request without a token".to_owned());
    }
    let answered_id = parts.headers.get("x-request-id").map(|value| value.as_bytes());
    match (answered_id, &request.request_id) {
        (None, _) => violations.push("the header X-Request-Id is missing".to_owned()),
        (Some(answered), Some(asked)) if well_formed_id(contract, asked) && answered != asked.as_bytes() => {
            violations.push(format!("X-Request-Id should be the client's own, {asked:?}"));
        }
        _ => {}
    }
    violations
}

fn well_formed_id(contract: &Contract, id: &str) -> bool {
    contract.schemas.violations("RequestId", &Value::from(id)).is_empty()
}

fn check_headers(contract: &Contract, answer: &Answer, headers: &HeaderMap) -> Vec<String> {
    let mut violations = Vec::new();
    for header in &answer.headers {
        let text = headers.get(&header.name).map(|value| value.to_str());
        match text {
            // X-Request-Id is checked on every answer, documented or not.
            None if header.required && !header.name.eq_ignore_ascii_case("x-request-id") => {
                violations.push(format!("the header {} is missing", header.name));
            }
            None => {}
            Some(Err(_)) => violations.push(format!("the header {} is not text", header.name)),
            Some(Ok(text)) => match read_text(&header.kind, text) {
                None => violations.push(format!("the header {} is of the wrong type: {text:?}", header.name)),
                Some(value) => violations.extend(contract.answer_violations(&header.schema, &value)),
            },
        }
    }
    violations
}

/// What a schema cannot say: members that repeat the status line or a header.
fn check_meaning(body: &Value, name: &str, status: u16, headers: &HeaderMap) -> Vec<String> {
    let mut violations = Vec::new();
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if name == PROBLEM && body["status"] != status {
        violations.push(format!("the problem's status is {}", body["status"]));
    }
    if let (Some(named), Some(header)) = (body["request_id"].as_str(), text("x-request-id"))
        && named != header
    {
        violations.push(format!("request_id is {named:?}, and X-Request-Id is {header:?}"));
    }
    if let (Some(rev), Some(tag)) = (body["rev"].as_u64(), text("etag"))
        && tag != format!("\"{rev}\"")
    {
        violations.push(format!("rev is {rev}, and ETag is {tag}"));
    }
    violations
}

fn content_type(headers: &HeaderMap) -> String {
    media_type(headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default())
}
