use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde_json::Value;

use super::{Failure, Outcome};

/// An answer that came whole.
#[derive(Debug, Clone)]
pub struct Answer {
    /// What was asked, for the report.
    pub request: String,
    /// Its status.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body.
    pub body: Bytes,
}

impl Answer {
    /// The answer itself, when it has this status.
    ///
    /// # Errors
    /// When it has another; the failure shows the body.
    pub fn expect(self, status: u16) -> Outcome<Self> {
        self.expect_one_of(&[status])
    }

    /// The answer itself, when it has one of these statuses.
    ///
    /// # Errors
    /// When it has another; the failure shows the body.
    pub fn expect_one_of(self, statuses: &[u16]) -> Outcome<Self> {
        if statuses.contains(&self.status.as_u16()) {
            return Ok(self);
        }
        let wanted: Vec<String> = statuses.iter().map(ToString::to_string).collect();
        let wanted = wanted.join(" or ");
        Err(Failure::new(format!("{} should answer {wanted}, and answered {}", self.request, self.shown())))
    }

    /// The body as JSON; null when it is none.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }

    /// A header's text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// A member of the body that is a whole number.
    ///
    /// # Errors
    /// When the body does not have it.
    pub fn number(&self, member: &str) -> Outcome<u64> {
        self.json()[member].as_u64().ok_or_else(|| {
            Failure::new(format!("{} should have the number `{member}`: {}", self.request, self.shown()))
        })
    }

    /// The pointers of everything that was wrong with the request.
    pub fn pointers(&self) -> Vec<String> {
        let body = self.json();
        let errors = body["errors"].as_array().into_iter().flatten();
        errors.filter_map(|error| error["pointer"].as_str().map(str::to_owned)).collect()
    }

    /// Status and body in one line, cut to what a report can show.
    pub fn shown(&self) -> String {
        const MOST_CHARACTERS: usize = 400;
        let body = String::from_utf8_lossy(&self.body);
        let cut: String = body.chars().take(MOST_CHARACTERS).collect();
        let more = if cut.len() < body.len() { "…" } else { "" };
        format!("{} {cut}{more}", self.status.as_u16())
    }
}
