//! `YYYY-MM-DDThh:mm:ss.sssZ` to milliseconds since 1970.

/// `None` when it is not written so, or there is no such instant.
pub(crate) fn unix_ms(text: &str) -> Option<i64> {
    const SHAPE: &str = "0000-00-00T00:00:00.000Z";
    let fits =
        |(shape, character): (char, char)| if shape == '0' { character.is_ascii_digit() } else { shape == character };
    if text.chars().count() != SHAPE.len() || !SHAPE.chars().zip(text.chars()).all(fits) {
        return None;
    }
    let number = |from: usize, to: usize| text[from..to].parse::<i64>().ok();
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    let (hour, minute, second, millisecond) = (number(11, 13)?, number(14, 16)?, number(17, 19)?, number(20, 23)?);
    let is_instant = (1..=12).contains(&month)
        && (1..=days_in_month(year, month)).contains(&day)
        && hour < 24
        && minute < 60
        && second < 60;
    let days = days_before_year(year) - days_before_year(1970)
        + (1..month).map(|month| days_in_month(year, month)).sum::<i64>()
        + day
        - 1;
    is_instant.then_some((((days * 24 + hour) * 60 + minute) * 60 + second) * 1000 + millisecond)
}

fn is_leap_year(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        2 if is_leap_year(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// From the beginning of the year 0 to that of `year`.
fn days_before_year(year: i64) -> i64 {
    (0..year).map(|year| if is_leap_year(year) { 366 } else { 365 }).sum()
}

#[cfg(test)]
mod tests {
    use super::unix_ms;

    #[test]
    fn counts_days() {
        assert_eq!(unix_ms("1970-01-01T00:00:00.000Z"), Some(0));
        assert_eq!(unix_ms("2023-11-14T22:13:20.005Z"), Some(1_700_000_000_005));
        assert_eq!(unix_ms("2023-02-29T00:00:00.000Z"), None);
    }
}
