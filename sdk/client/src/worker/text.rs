//! Text of any length as the text that the contract takes.

use charter_types::{CallId, LongText, Title, ToolName};

/// The most characters that a long text may have.
pub(super) const LONGEST: usize = 20_000;
const LONGEST_NAME: usize = 200;

/// At most 20,000 characters; a mark tells how many are missing.
pub(super) fn long(text: &str) -> LongText {
    LongText::new(cut(text, LONGEST)).expect("the text was cut to its limit")
}

/// One line of at most 200 characters.
pub(super) fn title(text: &str) -> Title {
    Title::new(name(text)).expect("the text was cut to its limit")
}

pub(super) fn tool(text: &str) -> ToolName {
    ToolName::new(name(text)).expect("the text was cut to its limit")
}

pub(super) fn call(text: &str) -> CallId {
    CallId::new(name(text)).expect("the text was cut to its limit")
}

fn name(text: &str) -> String {
    match text.trim() {
        "" => "…".to_owned(),
        text if text.chars().count() <= LONGEST_NAME => text.to_owned(),
        text => text.chars().take(LONGEST_NAME - 1).chain(['…']).collect(),
    }
}

fn cut(text: &str, longest: usize) -> String {
    let length = text.chars().count();
    if length <= longest {
        return text.to_owned();
    }
    let mark = format!(" … [{length} characters in all]");
    let kept = longest.saturating_sub(mark.chars().count());
    text.chars().take(kept).chain(mark.chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_cut_says_so_and_fits() {
        let cut = long(&"ä".repeat(30_000));
        assert_eq!(cut.chars().count(), LONGEST);
        assert!(cut.ends_with("… [30000 characters in all]"));
        assert_eq!(&*long(&"ä".repeat(20_000)), "ä".repeat(20_000));
    }

    #[test]
    fn a_name_is_never_empty_nor_too_long() {
        assert_eq!(&*title(" "), "…");
        assert_eq!(title(&"x".repeat(201)).chars().count(), 200);
    }
}
