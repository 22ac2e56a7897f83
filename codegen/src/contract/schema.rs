//! Schemas as the generators see them.

use indexmap::IndexMap;
use serde_json::Value;

/// A schema of the contract profile.
#[derive(Debug, Clone)]
pub enum Schema {
    /// A hand-written Rust type of the model crate.
    External(String),
    /// Any JSON.
    Any,
    /// True or false.
    Boolean,
    /// A string without constraints.
    Plain,
    /// A string with constraints.
    Text(Text),
    /// An integer in a range.
    Integer(Integer),
    /// A string out of a list.
    Enum {
        /// Whether later versions may add to the list.
        open: bool,
        /// The list.
        values: Vec<String>,
    },
    /// A list of a named or plain schema.
    List(Box<Schema>),
    /// Another named schema.
    Named(String),
    /// An object.
    Object {
        /// Whether unknown members are refused.
        closed: bool,
        /// Its members in their order.
        fields: Vec<Field>,
    },
    /// One of several objects, told apart by a member.
    Union {
        /// The member that tells.
        tag: String,
        /// The objects.
        variants: Vec<Variant>,
    },
}

/// Constraints of a string.
#[derive(Debug, Clone)]
pub struct Text {
    /// In characters.
    pub min_length: u64,
    /// In characters.
    pub max_length: Option<u64>,
    /// A regular expression, anchored.
    pub pattern: Option<String>,
    /// Values that are refused all the same.
    pub excluded: Vec<String>,
}

/// The range of an integer, both ends included.
#[derive(Debug, Clone, Copy)]
pub struct Integer {
    /// The smallest.
    pub minimum: i64,
    /// The largest.
    pub maximum: i64,
}

/// A member of an object.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its name on the wire.
    pub name: String,
    /// What it means.
    pub description: Option<String>,
    /// Whether it has to be there.
    pub required: bool,
    /// What it holds.
    pub schema: Schema,
}

/// One object of a union.
#[derive(Debug, Clone)]
pub struct Variant {
    /// The tag's value.
    pub value: String,
    /// The object's schema.
    pub schema: String,
}

impl Schema {
    /// Reads a schema that the lint has let through.
    pub fn read(schema: &Value) -> Self {
        if let Some(path) = schema["x-rust-type"].as_str() {
            return Self::External(path.to_owned());
        }
        if let Some(reference) = schema["$ref"].as_str() {
            return Self::Named(name_of(reference));
        }
        if schema["oneOf"].is_array() {
            return read_union(schema);
        }
        match schema["type"].as_str() {
            Some("boolean") => Self::Boolean,
            Some("integer") => Self::Integer(Integer {
                minimum: schema["minimum"].as_i64().unwrap_or_default(),
                maximum: schema["maximum"].as_i64().unwrap_or(i64::MAX),
            }),
            Some("array") => Self::List(Box::new(Self::read(&schema["items"]))),
            Some("object") if schema["properties"].is_object() => read_object(schema),
            Some("string") => read_string(schema),
            _ => Self::Any,
        }
    }
}

/// The last part of a reference.
pub(super) fn name_of(reference: &str) -> String {
    reference.rsplit('/').next().unwrap_or(reference).to_owned()
}

fn read_string(schema: &Value) -> Schema {
    if let Some(values) = schema["enum"].as_array() {
        return Schema::Enum { open: schema["x-open-enum"] == true, values: strings(values) };
    }
    let text = Text {
        min_length: schema["minLength"].as_u64().unwrap_or_default(),
        max_length: schema["maxLength"].as_u64(),
        pattern: schema["pattern"].as_str().map(str::to_owned),
        excluded: schema["x-excluded"].as_array().map(|values| strings(values)).unwrap_or_default(),
    };
    let is_plain =
        text.min_length == 0 && text.max_length.is_none() && text.pattern.is_none() && text.excluded.is_empty();
    if is_plain { Schema::Plain } else { Schema::Text(text) }
}

fn read_object(schema: &Value) -> Schema {
    let required: Vec<String> = schema["required"].as_array().map(|names| strings(names)).unwrap_or_default();
    let fields = schema["properties"]
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, property)| Field {
            name: name.clone(),
            description: property["description"].as_str().map(str::to_owned),
            required: required.contains(name),
            schema: Schema::read(property),
        })
        .collect();
    Schema::Object { closed: schema["additionalProperties"] == false, fields }
}

fn read_union(schema: &Value) -> Schema {
    let mapping: IndexMap<&str, &str> = schema["discriminator"]["mapping"]
        .as_object()
        .into_iter()
        .flatten()
        .filter_map(|(value, reference)| Some((value.as_str(), reference.as_str()?)))
        .collect();
    Schema::Union {
        tag: schema["discriminator"]["propertyName"].as_str().unwrap_or_default().to_owned(),
        variants: mapping
            .into_iter()
            .map(|(value, reference)| Variant { value: value.to_owned(), schema: name_of(reference) })
            .collect(),
    }
}

fn strings(values: &[Value]) -> Vec<String> {
    values.iter().filter_map(Value::as_str).map(str::to_owned).collect()
}
