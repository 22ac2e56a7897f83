//! What the contract says of its texts, without regular expressions.

/// What the names and values of media types are made of.
const TOKEN: &str = "aA0!#$&^_.+-";

/// Whether all characters are in the list; `a-z`, `A-Z` and `0-9` are written as `a`, `A` and `0`.
fn consists_of(text: &str, classes: &str) -> bool {
    text.chars().all(|character| match character {
        'a'..='z' => classes.contains('a'),
        'A'..='Z' => classes.contains('A'),
        '0'..='9' => classes.contains('0'),
        other => classes.contains(other),
    })
}

fn has_length(text: &str, shortest: usize, longest: usize) -> bool {
    (shortest..=longest).contains(&text.chars().count())
}

/// A key of a resource: one to eight segments, none of dots only, and no name of an operation.
pub(crate) fn is_resource_key(text: &str) -> bool {
    let segments: Vec<&str> = text.split('/').collect();
    let is_segment = |segment: &&str| consists_of(segment, "aA0._~-") && segment.chars().any(|one| one != '.');
    has_length(text, 1, 512)
        && segments.len() <= 8
        && segments.iter().all(is_segment)
        && !matches!(text, "events" | "transaction")
}

pub(crate) fn is_key_prefix(text: &str) -> bool {
    has_length(text, 0, 512) && consists_of(text, "aA0._~-/")
}

pub(crate) fn is_cursor(text: &str) -> bool {
    has_length(text, 1, 2048) && consists_of(text, "aA0_-")
}

pub(crate) fn is_idempotency_key(text: &str) -> bool {
    has_length(text, 1, 255) && text.chars().all(|one| one.is_ascii_graphic())
}

pub(crate) fn is_request_id(text: &str) -> bool {
    has_length(text, 1, 128) && text.chars().all(|one| one.is_ascii_graphic())
}

pub(crate) fn is_store_id(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    let is_hexadecimal = |group: &&str| group.chars().all(|one| matches!(one, '0'..='9' | 'a'..='f'));
    groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12]) && groups.iter().all(is_hexadecimal)
}

/// A UUID, or that of a mission with a number of eight digits behind it.
pub(crate) fn is_run_id(text: &str) -> bool {
    match text.split_once('.') {
        None => is_store_id(text),
        Some((mission_id, number)) => is_store_id(mission_id) && has_length(number, 8, 8) && consists_of(number, "0"),
    }
}

pub(crate) fn is_artifact_name(text: &str) -> bool {
    let is_name = |name: &str| !name.is_empty() && consists_of(name, "aA0._-") && !name.starts_with('.');
    has_length(text, 1, 255) && text.split('/').all(is_name)
}

pub(crate) fn is_sha256(text: &str) -> bool {
    has_length(text, 64, 64) && text.chars().all(|one| matches!(one, '0'..='9' | 'a'..='f'))
}

pub(crate) fn is_base64url(text: &str, characters: usize) -> bool {
    has_length(text, characters, characters) && consists_of(text, "aA0_-")
}

pub(crate) fn is_action_name(text: &str) -> bool {
    has_length(text, 1, 128) && consists_of(text, "aA0._:/-") && text.starts_with(|one: char| one.is_alphanumeric())
}

/// An action, or what actions begin with and a `*`.
pub(crate) fn is_action_pattern(text: &str) -> bool {
    let beginning = text.strip_suffix('*').unwrap_or(text);
    has_length(text, 1, 128) && (beginning.is_empty() || is_action_name(beginning))
}

pub(crate) fn is_content_tag(text: &str) -> bool {
    text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).is_some_and(is_sha256)
}

pub(crate) fn is_content_range(text: &str) -> bool {
    let is_number = |text: &str| has_length(text, 1, 16) && consists_of(text, "0");
    let is_range = |text: &str| text.split_once('-').is_some_and(|(first, last)| is_number(first) && is_number(last));
    let parts = text.strip_prefix("bytes ").and_then(|rest| rest.split_once('/'));
    parts.is_some_and(|(range, whole)| (range == "*" || is_range(range)) && is_number(whole))
}

/// A type and its parameters, with at most one space on each side of a semicolon.
pub(crate) fn is_media_type(text: &str) -> bool {
    let is_token = |token: &str, classes: &str| !token.is_empty() && consists_of(token, classes);
    let is_type = |text: &str| {
        let halves = text.split_once('/');
        halves.is_some_and(|(left, right)| is_token(left, TOKEN) && is_token(right, TOKEN))
    };
    let is_parameter = |text: &str| {
        let halves = text.split_once('=');
        halves.is_some_and(|(name, value)| is_token(name, "aA0_-") && is_token(value, TOKEN))
    };
    let parts: Vec<&str> = text.split(';').collect();
    let last = parts.len() - 1;
    let trimmed = parts.iter().enumerate().map(|(index, part)| {
        let part = if index > 0 { part.strip_prefix(' ').unwrap_or(part) } else { part };
        if index < last { part.strip_suffix(' ').unwrap_or(part) } else { part }
    });
    let are_right =
        trimmed.enumerate().all(|(index, part)| if index == 0 { is_type(part) } else { is_parameter(part) });
    has_length(text, 3, 255) && are_right
}

pub(crate) fn is_item_id(text: &str) -> bool {
    has_length(text, 1, 64) && consists_of(text, "aA0._-") && !text.starts_with('.')
}

pub(crate) fn is_label(text: &str) -> bool {
    has_length(text, 1, 64)
        && consists_of(text, "aA0._:/-")
        && text.starts_with(|one: char| one.is_ascii_alphanumeric())
}

pub(crate) fn is_capability(text: &str) -> bool {
    has_length(text, 1, 64) && consists_of(text, "a0._-") && !text.starts_with(['.', '_', '-'])
}

pub(crate) fn is_role(text: &str) -> bool {
    has_length(text, 1, 64) && consists_of(text, "a0_-") && text.starts_with(|one: char| one.is_ascii_lowercase())
}

pub(crate) fn is_asset_name(text: &str) -> bool {
    has_length(text, 1, 128) && consists_of(text, "aA0._-")
}

pub(crate) fn is_json_pointer(text: &str) -> bool {
    has_length(text, 0, 4096) && is_place(text)
}

/// A JSON pointer (RFC 6901) of any length.
pub(crate) fn is_place(text: &str) -> bool {
    // Every `~` begins `~0` or `~1`.
    let is_escaped = text.split('~').skip(1).all(|rest| rest.starts_with(['0', '1']));
    (text.is_empty() || text.starts_with('/')) && is_escaped
}

pub(crate) fn is_partition(text: &str) -> bool {
    let names: Vec<&str> = text.split('/').collect();
    let is_name = |name: &&str| has_length(name, 1, 64) && consists_of(name, "a0_-") && !name.starts_with(['_', '-']);
    names.len() == 3 && names.iter().all(is_name)
}

pub(crate) fn is_principal(text: &str) -> bool {
    let names = ["user:", "agent:", "service:"].map(|kind| text.strip_prefix(kind));
    names.into_iter().flatten().any(|name| has_length(name, 1, 128) && consists_of(name, "aA0._~@+-"))
}

/// A right of a token: `*`, or a family and what may be done with it.
pub(crate) fn is_operation(text: &str) -> bool {
    let families = [":read", ":write", ":decide"].map(|access| text.strip_suffix(access));
    let is_family = |family: &str| {
        has_length(family, 1, 32) && consists_of(family, "a0_") && family.starts_with(|one: char| one.is_alphabetic())
    };
    text == "*" || families.into_iter().flatten().any(is_family)
}
