//! Keys, prefixes, and the other texts that the contract gives a pattern.
//!
//! A text is taken by its type exactly when the contract's schema allows it, and when a reading by hand says so; what
//! was taken is written as it came, directly and as JSON.

use std::{fmt::Display, str::FromStr};

use charter_api::runtime::fuzzing::fits_schema;
use charter_types::{
    ActionName, ActionPattern, ApprovalId, ArtifactId, ArtifactKind, ArtifactName, AssetName, Capability, ContentRange,
    ContentTag, Cursor, IdempotencyKey, ItemId, JsonPointer, KeyPrefix, KeyThumbprint, Label, MediaType, MissionId,
    Partition, Principal, PublicKeyBytes, RequestId, ResourceKey, Role, RoutineId, RunId, Sha256, Signature, StoreId,
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

use crate::reference::grammar;

/// Any text may be any of these.
///
/// # Panics
/// When a promise is broken.
pub fn check(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    text_of_contract::<ResourceKey>("ResourceKey", text, grammar::is_resource_key);
    text_of_contract::<KeyPrefix>("KeyPrefix", text, grammar::is_key_prefix);
    text_of_contract::<Cursor>("Cursor", text, grammar::is_cursor);
    text_of_contract::<IdempotencyKey>("IdempotencyKey", text, grammar::is_idempotency_key);
    text_of_contract::<RequestId>("RequestId", text, grammar::is_request_id);
    text_of_contract::<StoreId>("StoreId", text, grammar::is_store_id);
    text_of_contract::<MissionId>("MissionId", text, grammar::is_store_id);
    text_of_contract::<RunId>("RunId", text, grammar::is_run_id);
    text_of_contract::<ApprovalId>("ApprovalId", text, grammar::is_store_id);
    text_of_contract::<RoutineId>("RoutineId", text, grammar::is_store_id);
    text_of_contract::<ActionName>("ActionName", text, grammar::is_action_name);
    text_of_contract::<ActionPattern>("ActionPattern", text, grammar::is_action_pattern);
    text_of_contract::<KeyThumbprint>("KeyThumbprint", text, |text| grammar::is_base64url(text, 43));
    text_of_contract::<PublicKeyBytes>("PublicKeyBytes", text, |text| grammar::is_base64url(text, 43));
    text_of_contract::<Signature>("Signature", text, |text| grammar::is_base64url(text, 86));
    text_of_contract::<ArtifactId>("ArtifactId", text, grammar::is_store_id);
    text_of_contract::<ArtifactName>("ArtifactName", text, grammar::is_artifact_name);
    text_of_contract::<ArtifactKind>("ArtifactKind", text, grammar::is_role);
    text_of_contract::<Sha256>("Sha256", text, grammar::is_sha256);
    text_of_contract::<MediaType>("MediaType", text, grammar::is_media_type);
    text_of_contract::<ContentTag>("ContentTag", text, grammar::is_content_tag);
    text_of_contract::<ContentRange>("ContentRange", text, grammar::is_content_range);
    text_of_contract::<ItemId>("ItemId", text, grammar::is_item_id);
    text_of_contract::<Label>("Label", text, grammar::is_label);
    text_of_contract::<Capability>("Capability", text, grammar::is_capability);
    text_of_contract::<Role>("Role", text, grammar::is_role);
    text_of_contract::<AssetName>("AssetName", text, grammar::is_asset_name);
    text_of_contract::<JsonPointer>("JsonPointer", text, grammar::is_json_pointer);
    text_of_contract::<Partition>("Partition", text, grammar::is_partition);
    text_of_contract::<Principal>("Principal", text, grammar::is_principal);
    written_as_it_came::<charter_auth::KeyPrefix>(text, grammar::is_key_prefix(text));
    written_as_it_came::<charter_auth::Operation>(text, grammar::is_operation(text));
    parts_of_partition(text);
}

fn text_of_contract<T>(schema: &str, text: &str, is_allowed: fn(&str) -> bool)
where
    T: FromStr + Display + Serialize + DeserializeOwned + PartialEq,
{
    let is_allowed = is_allowed(text);
    assert_eq!(fits_schema(schema, &json!(text)), is_allowed, "{schema}: the contract differs on {text:?}");
    let parsed = written_as_it_came::<T>(text, is_allowed);
    let read: Option<T> = serde_json::from_value(json!(text)).ok();
    assert!(read == parsed, "{schema} is read from JSON in another way than from text: {text:?}");
    let written = parsed.map(|value| serde_json::to_value(value).expect("a text can be written"));
    assert_eq!(written, is_allowed.then(|| Value::from(text)), "{schema}");
}

fn written_as_it_came<T: FromStr + Display>(text: &str, is_allowed: bool) -> Option<T> {
    let type_name = std::any::type_name::<T>();
    let parsed: Option<T> = text.parse().ok();
    assert_eq!(parsed.is_some(), is_allowed, "{type_name} differs on {text:?}");
    if let Some(value) = &parsed {
        assert_eq!(value.to_string(), text, "{type_name}");
    }
    parsed
}

fn parts_of_partition(text: &str) {
    if let Ok(partition) = text.parse::<Partition>() {
        assert_eq!([partition.org(), partition.workspace(), partition.project()].join("/"), text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_of_the_contract_is_looked_at() {
        // `scalars` looks at the others.
        let of_scalars = ["EntityTag", "EntityTags", "Timestamp"];
        let contract: Value = serde_json::from_str(charter_api::runtime::CONTRACT_JSON).unwrap();
        let schemas = contract["components"]["schemas"].as_object().unwrap();
        let with_pattern = schemas.iter().filter(|(_, schema)| schema["pattern"].is_string()).map(|(name, _)| name);
        let source = include_str!("keys.rs");
        for name in with_pattern.filter(|name| !of_scalars.contains(&name.as_str())) {
            assert!(source.contains(&format!("text_of_contract::<{name}>(\"{name}\"")), "{name} is not fuzzed");
        }
    }
}
