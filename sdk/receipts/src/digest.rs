use charter_types::Sha256;
use serde::Serialize;
use serde_json::{Number, Value};
use sha2::Digest as _;

/// The largest whole number up to which every one is a number of its own in every JSON reader.
const LARGEST: f64 = 9_007_199_254_740_991.0;

/// A number that JSON readers do not agree about: another number could have the same digest.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{pointer}: numbers beyond 2^53 - 1 are not the same for every reader; write it as text")]
pub struct InexactNumber {
    /// Where it is, as a JSON pointer (RFC 6901).
    pub pointer: String,
}

/// The SHA-256 of the arguments in their canonical form (RFC 8785).
///
/// # Errors
/// [`InexactNumber`] when the canonical form would not tell the arguments from others.
pub fn digest(arguments: &Value) -> Result<Sha256, InexactNumber> {
    check_numbers(arguments, &mut String::new())?;
    Ok(sha256(&canonical(arguments)))
}

/// The canonical form of a value (RFC 8785).
pub(crate) fn canonical(value: &impl Serialize) -> Vec<u8> {
    serde_json_canonicalizer::to_vec(value)
        .expect("what has only texts as names and finite numbers has a canonical form")
}

pub(crate) fn sha256(bytes: &[u8]) -> Sha256 {
    let hexadecimal = sha2::Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    hexadecimal.parse().expect("64 hexadecimal digits are a digest")
}

fn check_numbers(value: &Value, pointer: &mut String) -> Result<(), InexactNumber> {
    match value {
        Value::Number(number) if !is_exact(number) => Err(InexactNumber { pointer: pointer.clone() }),
        Value::Array(items) => {
            items.iter().enumerate().try_for_each(|(index, item)| check_member(&index.to_string(), item, pointer))
        }
        Value::Object(members) => members.iter().try_for_each(|(name, member)| {
            let escaped = name.replace('~', "~0").replace('/', "~1");
            check_member(&escaped, member, pointer)
        }),
        _ => Ok(()),
    }
}

fn check_member(name: &str, member: &Value, pointer: &mut String) -> Result<(), InexactNumber> {
    let length = pointer.len();
    pointer.push('/');
    pointer.push_str(name);
    check_numbers(member, pointer)?;
    pointer.truncate(length);
    Ok(())
}

fn is_exact(number: &Number) -> bool {
    number.as_f64().is_some_and(|number| number.abs() <= LARGEST)
        && number.as_i64().is_none_or(|whole| whole.unsigned_abs() <= 9_007_199_254_740_991)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn read(text: &str) -> Value {
        serde_json::from_str(text).unwrap()
    }

    /// The examples of RFC 8785, sections 3.2.2 and 3.2.3, without the number that is beyond 2^53.
    #[test]
    fn the_canonical_form_is_that_of_the_rfc() {
        let sorted = read(
            "{\"\\u20ac\":\"Euro Sign\",\"\\r\":\"Carriage Return\",\"\\ufb33\":\"Hebrew Letter Dalet With Dagesh\",\"1\":\"One\",\"\\ud83d\\ude00\":\"Emoji: Grinning Face\",\"\\u0080\":\"Control\",\"\\u00f6\":\"Latin Small Letter O With Diaeresis\"}",
        );
        let values: Vec<&str> = sorted.as_object().unwrap().values().map(|value| value.as_str().unwrap()).collect();
        assert_eq!(values.len(), 7);
        let written = String::from_utf8(canonical(&sorted)).unwrap();
        let order = ["Carriage Return", "One", "Control", "Latin Small", "Euro Sign", "Emoji", "Hebrew"];
        let places: Vec<usize> = order.iter().map(|value| written.find(value).unwrap()).collect();
        assert!(places.is_sorted(), "{written}");
        let numbers = read("[333333333.33333329, 4.50, 2e-3, 0.000000000000000000000000001, -0.0, 1E2]");
        assert_eq!(canonical(&numbers), b"[333333333.3333333,4.5,0.002,1e-27,0,100]");
        let text = read(r#""\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/""#);
        assert_eq!(canonical(&text), "\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"".as_bytes());
    }

    #[test]
    fn the_form_of_numbers_and_the_order_of_members_do_not_count() {
        let one = digest(&read(r#"{"a": 10, "b": [1.50, true, null]}"#)).unwrap();
        for same in [r#"{"b":[1.5,true,null],"a":10}"#, r#"{ "a": 1e1, "b": [15e-1, true, null] }"#] {
            assert_eq!(digest(&read(same)).unwrap(), one, "{same}");
        }
        for other in
            [r#"{"a":11,"b":[1.5,true,null]}"#, r#"{"a":"10","b":[1.5,true,null]}"#, r#"{"a":10,"b":[true,1.5,null]}"#]
        {
            assert_ne!(digest(&read(other)).unwrap(), one, "{other}");
        }
    }

    #[test]
    fn a_digest_is_that_of_the_canonical_bytes() {
        let digest = digest(&json!({ "service": "atlas", "version": "1.4.0" })).unwrap();
        // sha256sum of {"service":"atlas","version":"1.4.0"}
        assert_eq!(digest.as_str(), "eff147e0a51e5ca65e74b705b9723c5900f7e1fe9f0332076845185f10526166");
    }

    #[test]
    fn numbers_that_could_be_mistaken_for_others_are_refused() {
        for (text, pointer) in [
            ("9007199254740992", ""),
            ("-9007199254740993", ""),
            ("[0, 18446744073709551617]", "/1"),
            (r#"{"a/b": {"~": 1e300}}"#, "/a~1b/~0"),
        ] {
            assert_eq!(digest(&read(text)), Err(InexactNumber { pointer: pointer.to_owned() }), "{text}");
        }
        for text in ["9007199254740991", "-9007199254740991", "0.1", "1e15", "[]"] {
            assert!(digest(&read(text)).is_ok(), "{text}");
        }
    }

    fn values() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::Bool),
            any::<i32>().prop_map(|number| json!(number)),
            (-1e9_f64..1e9).prop_map(|number| json!(number)),
            ".{0,6}".prop_map(Value::String),
        ];
        leaf.prop_recursive(4, 32, 5, |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..5).prop_map(Value::Array),
                proptest::collection::vec((".{0,4}", inner), 0..5)
                    .prop_map(|members| Value::Object(members.into_iter().collect())),
            ]
        })
    }

    /// Another way to write the same value: members in reverse order, whole numbers with a point.
    fn otherwise(value: &Value) -> Value {
        match value {
            Value::Array(items) => Value::Array(items.iter().map(otherwise).collect()),
            Value::Object(members) => {
                Value::Object(members.iter().rev().map(|(name, member)| (name.clone(), otherwise(member))).collect())
            }
            Value::Number(number) => number.as_f64().map_or_else(|| value.clone(), |number| json!(number)),
            other => other.clone(),
        }
    }

    proptest! {
        #[test]
        fn whatever_the_value_its_digest_is_one(value in values()) {
            let one = digest(&value).unwrap();
            prop_assert_eq!(digest(&otherwise(&value)).unwrap(), one.clone());
            prop_assert_eq!(digest(&read(&value.to_string())).unwrap(), one);
        }

        #[test]
        fn another_value_has_another_digest(one in values(), other in values()) {
            prop_assert_eq!(digest(&one).unwrap() == digest(&other).unwrap(), otherwise(&one) == otherwise(&other));
        }
    }
}
