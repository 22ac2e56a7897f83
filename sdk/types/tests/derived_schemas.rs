//! The schemas that schemars derives from the types say the same as the contract.

use charter_types::derived_schemas;
use serde_json::{Map, Value, json};

#[test]
fn types_say_what_the_contract_says() {
    let document: Value = serde_json::from_str(include_str!("../../../openapi/dist/openapi.json")).unwrap();
    let contract = Contract { schemas: document["components"]["schemas"].as_object().unwrap().clone() };
    let derived = derived_schemas();
    let mut compared = 0;
    for (name, schema) in &derived {
        let Some(expected) = contract.expected(name) else { continue };
        assert_eq!(expected, normal_derived(schema, &derived), "{name}");
        compared += 1;
    }
    assert!(compared > 25, "only {compared} types were compared");
}

struct Contract {
    schemas: Map<String, Value>,
}

impl Contract {
    /// What the contract says of a type; nothing of the hand-written ones that have another name there.
    fn expected(&self, name: &str) -> Option<Value> {
        if name == "EngineEvent" {
            return Some(self.event());
        }
        let schema = self.schemas.get(name)?;
        let mut schema = self.normal(schema, true);
        // A variant of a union does not have its tag as a member: the enum around it has.
        for union in self.schemas.values().filter(|union| union["oneOf"].is_array()) {
            let tag = union["discriminator"]["propertyName"].as_str().unwrap();
            let is_variant = union["oneOf"].as_array().unwrap().iter().any(|variant| name_of(variant) == Some(name));
            if is_variant && schema["properties"][tag]["enum"].is_array() {
                let properties = schema["properties"].as_object_mut().unwrap();
                properties.remove(tag);
                if properties.is_empty() {
                    schema.as_object_mut().unwrap().remove("properties");
                }
                let required = schema["required"].as_array_mut().unwrap();
                required.retain(|member| member != tag);
                if required.is_empty() {
                    schema.as_object_mut().unwrap().remove("required");
                }
            }
        }
        Some(schema)
    }

    /// One type has all events: the envelope with any type and any data.
    fn event(&self) -> Value {
        let union = self.schemas["EngineEvent"]["oneOf"].as_array().unwrap();
        let mut event = self.normal(&self.schemas[name_of(&union[0]).unwrap()], true);
        event["properties"]["type"] = json!("EventType");
        event["properties"]["data"] = json!({});
        // A constant is a text that the constructor knows.
        event["properties"]["specversion"] = json!({ "type": "string" });
        event
    }

    fn normal(&self, schema: &Value, is_root: bool) -> Value {
        if let Some(name) = name_of(schema) {
            return self.reference(name);
        }
        if !is_root && schema["x-rust-type"].is_string() {
            return json!(schema["x-rust-type"].as_str().unwrap().rsplit("::").next());
        }
        if let Some(variants) = schema["oneOf"].as_array() {
            return variants
                .iter()
                .map(|variant| self.normal(&self.schemas[name_of(variant).unwrap()], true))
                .collect();
        }
        normal_members(schema, |schema| self.normal(schema, false))
    }

    /// A schema without constraints has no type of its own, and some have a hand-written one of another name.
    fn reference(&self, name: &str) -> Value {
        let schema = &self.schemas[name];
        if let Some(path) = schema["x-rust-type"].as_str() {
            return json!(path.rsplit("::").next());
        }
        let is_plain = match schema["type"].as_str() {
            Some("boolean" | "array") | None => schema["oneOf"].is_null(),
            Some("string") => ["minLength", "maxLength", "pattern", "enum"].iter().all(|key| schema[*key].is_null()),
            Some("object") => schema["properties"].is_null(),
            _ => false,
        };
        if is_plain { self.normal(schema, false) } else { json!(name) }
    }
}

fn normal_derived(schema: &Value, derived: &Map<String, Value>) -> Value {
    if let Some(variants) = schema["oneOf"].as_array() {
        return variants.iter().map(|variant| normal_derived(&with_tag(variant, derived), derived)).collect();
    }
    if let Some(value) = schema.get("const") {
        return json!({ "type": "string", "enum": [value] });
    }
    if let Some(name) = name_of(schema) {
        return json!(name);
    }
    if *schema == Value::Bool(true) {
        return json!({});
    }
    normal_members(schema, |schema| normal_derived(schema, derived))
}

/// A variant that refers to its type, as one object of its members and the tag.
fn with_tag(variant: &Value, derived: &Map<String, Value>) -> Value {
    let (Some(name), Some(_)) = (name_of(variant), variant.get("properties")) else { return variant.clone() };
    let mut whole = derived[name].clone();
    whole["properties"].as_object_mut().unwrap().extend(variant["properties"].as_object().unwrap().clone());
    whole["required"].as_array_mut().unwrap().extend(variant["required"].as_array().unwrap().clone());
    whole
}

/// What constrains a value; what explains it does not.
fn normal_members(schema: &Value, normal: impl Fn(&Value) -> Value) -> Value {
    let mut members = Map::new();
    for (name, value) in schema.as_object().unwrap() {
        let value = match name.as_str() {
            "properties" if value.as_object().unwrap().is_empty() => continue,
            "properties" => {
                let properties = value.as_object().unwrap().iter();
                properties.map(|(name, property)| (name.clone(), normal(property))).collect::<Map<_, _>>().into()
            }
            "items" => normal(value),
            // To require nothing, or to have nothing, is to say nothing.
            "required" if value.as_array().unwrap().is_empty() => continue,
            "required" => {
                let mut required = value.as_array().unwrap().clone();
                required.sort_by_key(|name| name.to_string());
                required.into()
            }
            "type" | "enum" | "minLength" | "maxLength" | "pattern" | "minimum" | "maximum" => value.clone(),
            // The limits of lists bound requests; a Vec has none.
            "additionalProperties" => value.clone(),
            _ => continue,
        };
        members.insert(name.clone(), value);
    }
    Value::Object(members)
}

fn name_of(schema: &Value) -> Option<&str> {
    schema["$ref"].as_str().and_then(|reference| reference.rsplit('/').next())
}
