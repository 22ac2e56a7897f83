//! Writing request targets.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Everything but the unreserved characters of RFC 3986, section 2.3.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
const RESERVED_BUT_SLASH: &AsciiSet = &RESERVED.remove(b'/');

/// A value as it stands in one segment of a path, or in a query.
pub fn encode_segment(value: &str) -> String {
    utf8_percent_encode(value, RESERVED).to_string()
}

/// A value with slashes as it stands in a path.
pub fn encode_path(value: &str) -> String {
    utf8_percent_encode(value, RESERVED_BUT_SLASH).to_string()
}

/// A query with its question mark; nothing when there are no parameters.
pub fn encode_query<'a>(parameters: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let pairs: Vec<String> = parameters
        .into_iter()
        .map(|(name, value)| format!("{}={}", encode_segment(name), encode_segment(value)))
        .collect();
    if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodes_what_would_mean_something_else() {
        assert_eq!(encode_path("a/b c"), "a/b%20c");
        assert_eq!(encode_segment("a/b"), "a%2Fb");
        assert_eq!(encode_query([("prefix", "a/"), ("after", "0")]), "?prefix=a%2F&after=0");
        assert_eq!(encode_query([]), "");
    }
}
