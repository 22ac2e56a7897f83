//! Reading a request body as JSON, more strictly than RFC 8259 asks: a member that stands twice, a number that does
//! not fit and a document that is nested too deeply are refused instead of being read in some way.

use std::{cell::RefCell, fmt};

use charter_types::FieldError;
use serde::de::{self, DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use charter_types::is_reserved_member;

use super::contract::pointer_step;

/// The deepest that arrays and objects of a body may be nested: 64 levels of a value and what stands around it.
const MAX_DEPTH: usize = 68;

/// # Errors
/// The place, as a JSON pointer, and what is wrong there.
pub(super) fn parse(bytes: &[u8]) -> Result<Value, FieldError> {
    let place = RefCell::new(String::new());
    let seed = Strict { place: &place, depth: 0 };
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let read = seed.deserialize(&mut deserializer).and_then(|value| deserializer.end().map(|()| value));
    // The place is left where reading stopped.
    read.map_err(|error| FieldError::new(place.take(), format!("is not JSON that is accepted: {error}")))
}

#[derive(Clone, Copy)]
struct Strict<'a> {
    place: &'a RefCell<String>,
    depth: usize,
}

impl Strict<'_> {
    /// Runs `read` one level further down, at `step`; on success the place is again where it was.
    fn below<T, E>(self, step: &str, read: impl FnOnce(Self) -> Result<T, E>) -> Result<T, E> {
        let length = self.place.borrow().len();
        {
            let mut place = self.place.borrow_mut();
            place.push('/');
            place.push_str(&pointer_step(step));
        }
        let value = read(Self { depth: self.depth + 1, ..self })?;
        self.place.borrow_mut().truncate(length);
        Ok(value)
    }

    fn check_depth<E: de::Error>(self) -> Result<(), E> {
        if self.depth >= MAX_DEPTH {
            return Err(E::custom(format_args!("nested more than {MAX_DEPTH} levels deep")));
        }
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Strict<'_> {
    type Value = Value;
    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }
    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }
    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }
    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }
    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }
    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Value, E> {
        Number::from_f64(value).map(Value::Number).ok_or_else(|| E::custom("a number must be finite"))
    }
    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }
    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        self.check_depth()?;
        let mut values = Vec::new();
        while let Some(value) = self.below(&values.len().to_string(), |below| items.next_element_seed(below))? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        self.check_depth()?;
        let mut object = Map::new();
        while let Some(name) = members.next_key::<String>()? {
            let value = self.below(&name, |below| {
                if is_reserved_member(&name) {
                    return Err(de::Error::custom("a member's name is reserved"));
                }
                if object.contains_key(&name) {
                    return Err(de::Error::custom("a member stands twice"));
                }
                members.next_value_seed(below)
            })?;
            object.insert(name, value);
        }
        Ok(Value::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn reads_json() {
        let text = br#"{"a": [1, -2, 2.5, true, null, "x"], "b": {}}"#;
        assert_eq!(parse(text).unwrap(), json!({"a": [1, -2, 2.5, true, null, "x"], "b": {}}));
    }

    #[test]
    fn names_the_place_of_a_member_that_stands_twice() {
        let error = parse(br#"{"a": [{"b/c": 1, "b/c": 2}]}"#).unwrap_err();
        assert_eq!(error.pointer, "/a/0/b~1c");
        assert!(error.message.contains("stands twice"), "{}", error.message);
    }

    #[test]
    fn refuses_what_other_readers_guess_at() {
        for text in ["", "{", "1e999", "-1e999", "NaN", "[1,]", "{\"a\":1}x", "\"\\ud800\"", "\u{feff}1"] {
            assert!(parse(text.as_bytes()).is_err(), "{text:?}");
        }
        assert!(parse(b"\"\xff\"").is_err());
    }

    #[test]
    fn refuses_names_by_which_serde_json_smuggles_other_values() {
        let error = parse(br#"{"a": {"$serde_json::private::RawValue": "bad"}}"#).unwrap_err();
        assert_eq!(error.pointer, "/a/$serde_json::private::RawValue");
    }

    #[test]
    fn bounds_the_depth() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(parse(nested(MAX_DEPTH).as_bytes()).is_ok());
        assert!(parse(nested(MAX_DEPTH + 1).as_bytes()).is_err());
        assert!(parse("[".repeat(1_000_000).as_bytes()).is_err());
    }

    proptest! {
        #[test]
        fn never_panics_and_agrees_with_serde_json(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
            if let Ok(value) = parse(&bytes) {
                prop_assert_eq!(value, serde_json::from_slice::<Value>(&bytes).unwrap());
            }
        }
    }
}
