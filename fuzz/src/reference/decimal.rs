//! Whole numbers as text, and as JSON has them.

/// Digits only, not above `largest`; zeros may lead.
pub(crate) fn digits(text: &str, largest: u64) -> Option<u64> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let significant = text.trim_start_matches('0');
    // Twenty digits are more than every `u64` has, and fit in an `u128`.
    if !is_number || significant.len() > 20 {
        return None;
    }
    let value = significant.bytes().fold(0_u128, |value, digit| value * 10 + u128::from(digit - b'0'));
    u64::try_from(value).ok().filter(|value| *value <= largest)
}

/// The whole number that a JSON number in `text` means (JSON Schema: `6e4` and `60000.0` are whole too). Integers
/// beyond 64 bits and fractions are read as the nearest double.
#[expect(clippy::cast_possible_truncation, reason = "only what is exact in an i128 is converted")]
pub(crate) fn whole_json_number(text: &str) -> Option<i128> {
    let text = text.trim_matches([' ', '\t', '\n', '\r']);
    if let Ok(integer) = text.parse::<i128>()
        && (i128::from(i64::MIN)..=i128::from(u64::MAX)).contains(&integer)
        && text != "-0"
    {
        return Some(integer);
    }
    let double: f64 = text.parse().ok()?;
    (double.fract() == 0.0 && double.abs() < 1e30).then_some(double as i128)
}
