//! Percent-encoding (RFC 3986, section 2.1) and forms (the URL standard, section 5.1).

/// The bytes that a text stands for. A percent sign without two digits stands for itself.
pub(crate) fn decode(text: &str) -> Vec<u8> {
    let (mut decoded, mut rest) = (Vec::new(), text.as_bytes());
    while let Some((first, after)) = rest.split_first() {
        let digit = |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        match (first, after) {
            (b'%', [high, low, ..]) if digit(high).is_some() && digit(low).is_some() => {
                decoded.push(digit(high).unwrap_or(0) * 16 + digit(low).unwrap_or(0));
                rest = &after[2..];
            }
            _ => {
                decoded.push(*first);
                rest = after;
            }
        }
    }
    decoded
}

/// The names and values of a form, in their order.
pub(crate) fn form(text: &str) -> Vec<(String, String)> {
    let decode = |part: &str| String::from_utf8_lossy(&decode(&part.replace('+', " "))).into_owned();
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (decode(name), decode(value)))
        .collect()
}
