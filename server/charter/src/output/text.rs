//! Text that fits, and that does to a terminal nothing but be read.

use charter_types::Timestamp;
use unicode_width::UnicodeWidthChar;

/// `text` with its control characters spelled out, and those that only show in what others become: what others have
/// written must neither steer the reader's terminal nor look like something else (Unicode TR 36).
pub fn printable(text: &str) -> String {
    let mut printable = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_control() || hides(character) {
            printable.extend(character.escape_unicode())
        } else {
            printable.push(character)
        }
    }
    printable
}

/// Marks that turn the direction of text around, and spaces of no width.
fn hides(character: char) -> bool {
    matches!(character, '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}')
        || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
}

/// The beginning of `text` that takes at most `width` columns, with an ellipsis when that is not all.
pub fn fit(text: &str, width: usize) -> String {
    let columns = |character: char| character.width().unwrap_or(0);
    if text.chars().map(columns).sum::<usize>() <= width {
        return text.to_owned();
    }
    let mut taken = 0;
    let mut fitting = String::new();
    for character in text.chars() {
        taken += columns(character);
        if taken + 1 > width {
            break;
        }
        fitting.push(character);
    }
    if width > 0 {
        fitting.push('…');
    }
    fitting
}

/// `text` with spaces behind it, `width` columns together, or more when it is longer.
pub fn pad(text: &str, width: usize) -> String {
    let columns: usize = text.chars().map(|character| character.width().unwrap_or(0)).sum();
    format!("{text}{}", " ".repeat(width.saturating_sub(columns)))
}

/// How long ago `then` was, in the largest whole unit.
pub fn age(now: Timestamp, then: Timestamp) -> String {
    let seconds = (now.unix_ms() - then.unix_ms()).max(0) / 1000;
    match seconds {
        0..60 => format!("{seconds}s"),
        60..3600 => format!("{}m", seconds / 60),
        3600..86_400 => format!("{}h", seconds / 3600),
        _ => format!("{}d", seconds / 86_400),
    }
}

/// How long it is until `then`, in the largest whole unit.
pub fn until(now: Timestamp, then: Timestamp) -> String {
    if then <= now { "now".to_owned() } else { format!("in {}", age(then, now)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(printable("a\u{1b}[2Jb\nc\u{9b}d"), "a\\u{1b}[2Jb\\u{a}c\\u{9b}d");
        assert_eq!(printable("rm \u{202e}txt.\u{200b}a é日"), "rm \\u{202e}txt.\\u{200b}a é日");
    }

    #[test]
    fn text_is_cut_by_columns() {
        assert_eq!(fit("short", 5), "short");
        assert_eq!(fit("longer", 5), "long…");
        assert_eq!(fit("日本語", 4), "日…");
        assert_eq!(fit("anything", 0), "");
    }

    #[test]
    fn an_age_is_one_number() {
        let then = Timestamp::from_unix_ms(0);
        for (milliseconds, shown) in [(0, "0s"), (59_999, "59s"), (60_000, "1m"), (86_400_000 * 3, "3d"), (-5, "0s")] {
            assert_eq!(age(Timestamp::from_unix_ms(milliseconds), then), shown);
        }
    }
}
