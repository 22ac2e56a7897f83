//! Requests as bytes. Keys and counters have a fixed number of digits, so that they can be filled in.

use std::{fmt::Write as _, io::Write as _, ops::Range};

use crate::servers::Target;

/// How many bytes the value of a resource has, as JSON.
const VALUE_BYTES: usize = 256;
/// Of numbers that are filled in.
const DIGITS: usize = 8;
/// All keys are under it.
pub const PREFIX: &str = "bench/";

/// A resource's value: JSON of 256 bytes, different for each `count`.
pub fn value(count: u64) -> String {
    let mut text = format!(r#"{{"count":"{count:0DIGITS$}","state":"open","text":""#);
    while text.len() < VALUE_BYTES - 2 {
        text.push('x');
    }
    text.push_str("\"}");
    text
}

/// The body of a PUT.
pub fn put_body(count: u64) -> String {
    format!(r#"{{"value":{}}}"#, value(count))
}

/// The body of a PUT, with a place for what makes its value another one.
#[derive(Debug, Clone)]
pub struct BodyTemplate {
    bytes: Vec<u8>,
    count: Range<usize>,
}

impl BodyTemplate {
    pub fn new() -> Self {
        let bytes = put_body(0).into_bytes();
        let count = place_after(&bytes, "\"count\":\"").expect("the value has a count");
        Self { bytes, count }
    }

    pub fn fill(&mut self, count: u64) -> &[u8] {
        write_digits(&mut self.bytes[self.count.clone()], count);
        &self.bytes
    }
}

/// The key with a number.
pub fn key(number: u64) -> String {
    format!("{PREFIX}k{number:0DIGITS$}")
}

fn head(target: &Target, method: &str, path: &str, accept: &str) -> String {
    let Target { address, token, .. } = target;
    format!("{method} {path} HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer {token}\r\naccept: {accept}\r\n")
}

/// # Panics
/// Never: writing to a string does not fail.
fn with_body(mut head: String, headers: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    write!(head, "{headers}content-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}")
        .expect("a string takes everything");
    head.into_bytes()
}

/// A PUT of a resource; `headers` are whole lines.
pub fn put_request(target: &Target, key: &str, headers: &str, count: u64) -> Vec<u8> {
    let head = head(target, "PUT", &format!("/v1/resources/{key}"), "application/json");
    with_body(head, headers, &put_body(count))
}

/// A request with a body of JSON.
pub fn json_request(target: &Target, method: &str, path: &str, body: &str) -> Vec<u8> {
    with_body(head(target, method, path, "application/json"), "", body)
}

pub fn get_request(target: &Target, key: &str) -> Vec<u8> {
    (head(target, "GET", &format!("/v1/resources/{key}"), "application/json") + "\r\n").into_bytes()
}

/// The first page of all resources.
pub fn list_request(target: &Target, limit: u32) -> Vec<u8> {
    let path = format!("/v1/resources?prefix={PREFIX}&limit={limit}");
    (head(target, "GET", &path, "application/json") + "\r\n").into_bytes()
}

/// A stream of the events of all resources, from now on or after a revision.
pub fn watch_request(target: &Target, after: Option<u64>) -> Vec<u8> {
    let after = after.map_or_else(String::new, |after| format!("&after={after}"));
    let path = format!("/v1/resources/events?prefix={PREFIX}{after}");
    (head(target, "GET", &path, "text/event-stream") + "\r\n").into_bytes()
}

/// A request with a number that is filled in before it is sent.
#[derive(Debug)]
pub struct Template {
    bytes: Vec<u8>,
    key: Range<usize>,
    count: Option<Range<usize>>,
}

impl Template {
    /// A PUT with places for the key's number and for what makes its value another one.
    pub fn put(target: &Target) -> Self {
        let bytes = put_request(target, &key(0), "", 0);
        let places = Self::places(&bytes);
        Self { key: places.0, count: places.1, bytes }
    }

    /// A GET with a place for the key's number.
    pub fn get(target: &Target) -> Self {
        let bytes = get_request(target, &key(0));
        let places = Self::places(&bytes);
        Self { key: places.0, count: None, bytes }
    }

    fn places(bytes: &[u8]) -> (Range<usize>, Option<Range<usize>>) {
        let key = place_after(bytes, "/bench/k").expect("the key is in the request's first line");
        (key, place_after(bytes, "\"count\":\""))
    }

    pub fn fill(&mut self, key: u64, count: u64) -> &[u8] {
        write_digits(&mut self.bytes[self.key.clone()], key);
        if let Some(place) = self.count.clone() {
            write_digits(&mut self.bytes[place], count);
        }
        &self.bytes
    }
}

/// Where the number behind a marker is.
fn place_after(bytes: &[u8], marker: &str) -> Option<Range<usize>> {
    let start = memchr::memmem::find(bytes, marker.as_bytes())? + marker.len();
    Some(start..start + DIGITS)
}

fn write_digits(mut place: &mut [u8], number: u64) {
    write!(place, "{number:0DIGITS$}").expect("no number here has more digits");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_is_the_request_with_other_numbers() {
        let target = Target { address: ([127, 0, 0, 1], 7717).into(), pid: 1, token: "token".into() };
        assert_eq!(value(7).len(), VALUE_BYTES);
        assert_eq!(Template::put(&target).fill(12, 345), put_request(&target, &key(12), "", 345));
        assert_eq!(BodyTemplate::new().fill(345), put_body(345).as_bytes());
        assert_eq!(Template::get(&target).fill(12, 0), get_request(&target, &key(12)));
    }
}
