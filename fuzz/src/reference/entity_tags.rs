//! Lists of entity tags (RFC 9110, sections 8.8.3 and 13.1), one character after another.

/// A tag: whether it is weak, and what stands between its quotes.
pub(crate) type Tag = (bool, String);

/// What `If-Match` may say.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Condition {
    Any,
    OneOf(Vec<Tag>),
}

#[derive(Clone, Copy)]
enum State {
    /// Where a tag must begin.
    BeforeTag,
    /// After `W`.
    AfterW,
    /// After `W/`.
    AfterSlash,
    InTag,
    AfterTag,
}

/// `None` when it is neither `*` nor a list of tags.
pub(crate) fn read(text: &str) -> Option<Condition> {
    if text == "*" {
        return Some(Condition::Any);
    }
    let (mut tags, mut state): (Vec<Tag>, _) = (Vec::new(), State::BeforeTag);
    // White space may stand around a comma, and so not before the first tag.
    let (mut is_weak, mut opaque, mut may_be_space) = (false, String::new(), false);
    for character in text.chars() {
        state = match (state, character) {
            (State::BeforeTag, ' ' | '\t') if may_be_space => State::BeforeTag,
            (State::BeforeTag, 'W') => State::AfterW,
            (State::AfterW, '/') => State::AfterSlash,
            (State::BeforeTag | State::AfterSlash, '"') => {
                is_weak = matches!(state, State::AfterSlash);
                State::InTag
            }
            (State::InTag, '"') => {
                tags.push((is_weak, std::mem::take(&mut opaque)));
                State::AfterTag
            }
            (State::InTag, other) => {
                opaque.push(other);
                State::InTag
            }
            (State::AfterTag, ' ' | '\t') => State::AfterTag,
            (State::AfterTag, ',') => {
                may_be_space = true;
                State::BeforeTag
            }
            _ => return None,
        };
    }
    let is_complete = matches!(state, State::AfterTag) && text.ends_with('"');
    is_complete.then_some(Condition::OneOf(tags))
}

/// Whether a tag, as it is written, is the one of this revision.
pub(crate) fn is_tag_of(opaque: &str, revision: u64) -> bool {
    opaque == revision.to_string()
}
