//! The headers of answers that mean something to every operation.

use std::time::Duration;

use charter_types::{Clock, EntityTag, RequestId, Revision};
use http::{
    HeaderMap,
    header::{self, AsHeaderName, HeaderName},
};

pub(crate) const IDEMPOTENCY_KEY: &str = "idempotency-key";

// Made once: a name that is text is checked anew each time it is looked for.
pub(crate) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
pub(crate) const DEPRECATION: HeaderName = HeaderName::from_static("deprecation");
pub(crate) const SUNSET: HeaderName = HeaderName::from_static("sunset");

pub(crate) fn text(headers: &HeaderMap, name: impl AsHeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}

pub(crate) fn request_id(headers: &HeaderMap) -> Option<RequestId> {
    text(headers, REQUEST_ID)?.parse().ok()
}

pub(crate) fn entity_tag(headers: &HeaderMap) -> Option<EntityTag> {
    text(headers, header::ETAG)?.parse().ok()
}

pub(crate) fn revision(headers: &HeaderMap) -> Option<Revision> {
    entity_tag(headers).map(EntityTag::revision)
}

pub(crate) fn was_replayed(headers: &HeaderMap) -> bool {
    text(headers, "idempotency-replayed") == Some("true")
}

/// How long `Retry-After` asks to wait: seconds, or until a date (RFC 9110, section 10.2.3).
pub(crate) fn retry_after(headers: &HeaderMap, clock: &dyn Clock) -> Option<Duration> {
    let value = text(headers, header::RETRY_AFTER)?;
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until_ms = jiff::fmt::rfc2822::parse(value).ok()?.timestamp().as_millisecond();
    Some(Duration::from_millis(u64::try_from(until_ms - clock.now().unix_ms()).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use charter_types::{ManualClock, Timestamp};

    use super::*;

    fn wait(value: &str) -> Option<Duration> {
        let clock = ManualClock::new(Timestamp::from_unix_ms(784_111_777_000));
        let headers = HeaderMap::from_iter([(header::RETRY_AFTER, value.parse().unwrap())]);
        retry_after(&headers, &clock)
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        assert_eq!(wait("3"), Some(Duration::from_secs(3)));
        assert_eq!(wait("Sun, 06 Nov 1994 08:49:47 GMT"), Some(Duration::from_secs(10)));
        assert_eq!(wait("Sun, 06 Nov 1994 08:49:27 GMT"), Some(Duration::ZERO));
        assert_eq!(wait("soon"), None);
    }
}
