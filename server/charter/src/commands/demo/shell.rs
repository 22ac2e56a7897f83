//! Command lines as they are typed into a shell.

/// The words, each quoted where the shell needs it.
pub fn command_line<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    words.into_iter().map(quote).collect::<Vec<_>>().join(" ")
}

/// One word for a POSIX shell.
pub fn quote(word: &str) -> String {
    let is_plain = |character: char| character.is_ascii_alphanumeric() || "-_./:@=+,".contains(character);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_whole() {
        let line = command_line(["charter", "put", "a/b", r#"{"text":"it's"}"#, ""]);
        assert_eq!(line, r#"charter put a/b '{"text":"it'\''s"}' ''"#);
    }
}
