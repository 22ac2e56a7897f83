//! From a request's method and path to the operation that it is meant for.

use http::Method;
use percent_encoding::percent_decode_str;

use super::Operation;

/// The operation that a request is meant for.
#[derive(Debug)]
pub struct Matched<'a> {
    /// The operation.
    pub operation: &'a Operation,
    /// The path parameters, decoded; a value that is not UTF-8 is `None`.
    pub path_values: Vec<(&'a str, Option<String>)>,
}

/// Why no operation takes a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unmatched {
    /// No operation has this path.
    Path,
    /// There are operations with this path, but not with this method.
    Method,
}

/// A path is matched as it is sent, before decoding: `%65vents` is not the static segment `events`.
pub(super) fn find<'a>(operations: &'a [Operation], method: &Method, path: &str) -> Result<Matched<'a>, Unmatched> {
    let fitting = operations
        .iter()
        .filter_map(|operation| match_template(&operation.path, operation, path).map(|values| (operation, values)));
    // Static segments have precedence over parameters, and one path belongs to one template whatever the method.
    let mut best: Vec<_> = fitting.collect();
    let most_static =
        best.iter().map(|(operation, _)| static_segments(&operation.path)).max().ok_or(Unmatched::Path)?;
    best.retain(|(operation, _)| static_segments(&operation.path) == most_static);
    best.into_iter()
        .find(|(operation, _)| operation.method == *method)
        .map(|(operation, path_values)| Matched { operation, path_values })
        .ok_or(Unmatched::Method)
}

fn static_segments(template: &str) -> usize {
    template.split('/').filter(|segment| !segment.starts_with('{')).count()
}

type PathValues<'a> = Vec<(&'a str, Option<String>)>;

fn match_template<'a>(template: &'a str, operation: &'a Operation, path: &str) -> Option<PathValues<'a>> {
    let mut values = Vec::new();
    let mut rest = path.strip_prefix('/')?;
    let mut segments = template.strip_prefix('/')?.split('/').peekable();
    while let Some(expected) = segments.next() {
        if let Some(name) = parameter_name(expected) {
            let wildcard = operation.parameters.iter().any(|parameter| parameter.name == name && parameter.wildcard);
            let (value, after) = if wildcard { (rest, None) } else { split_segment(rest) };
            if value.is_empty() {
                return None;
            }
            values.push((name, decode(value)));
            if wildcard {
                return Some(values);
            }
            rest = advance(after, segments.peek().is_some())?;
        } else {
            let (segment, after) = split_segment(rest);
            if segment != expected {
                return None;
            }
            rest = advance(after, segments.peek().is_some())?;
        }
    }
    Some(values)
}

fn parameter_name(segment: &str) -> Option<&str> {
    segment.strip_prefix('{')?.strip_suffix('}')
}

fn split_segment(path: &str) -> (&str, Option<&str>) {
    path.split_once('/').map_or((path, None), |(segment, rest)| (segment, Some(rest)))
}

/// What is left of the path, when there is as much left as the template goes on.
fn advance(after: Option<&str>, template_goes_on: bool) -> Option<&str> {
    match (after, template_goes_on) {
        (Some(rest), true) => Some(rest),
        (None, false) => Some(""),
        _ => None,
    }
}

fn decode(value: &str) -> Option<String> {
    percent_decode_str(value).decode_utf8().ok().map(std::borrow::Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::Contract;

    fn found(method: &Method, path: &str) -> Result<(String, Vec<String>), Unmatched> {
        let contract = Contract::embedded().unwrap();
        contract.find(method, path).map(|matched| {
            let values = matched.path_values.into_iter().map(|(_, value)| value.unwrap()).collect();
            (matched.operation.id.clone(), values)
        })
    }

    #[test]
    fn a_key_takes_the_rest_of_the_path_bare_or_encoded() {
        for path in ["/v1/resources/project/atlas/readme", "/v1/resources/project%2Fatlas%2freadme"] {
            assert_eq!(found(&Method::GET, path), Ok(("getResource".into(), vec!["project/atlas/readme".into()])));
        }
    }

    #[test]
    fn static_paths_come_first() {
        assert_eq!(found(&Method::GET, "/v1/resources/events").unwrap().0, "watchResources");
        assert_eq!(found(&Method::PUT, "/v1/resources/events"), Err(Unmatched::Method));
        assert_eq!(found(&Method::GET, "/v1/resources/%65vents").unwrap().0, "getResource");
        assert_eq!(found(&Method::GET, "/v1/resources/events/today").unwrap().0, "getResource");
    }

    #[test]
    fn other_paths_are_not_found() {
        for path in ["/", "/v1", "/v1/resources/", "/docs/a/b", "/v2/store", "/v1/store/"] {
            assert_eq!(found(&Method::GET, path), Err(Unmatched::Path), "{path}");
        }
    }
}
