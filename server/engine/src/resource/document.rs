//! A resource as it is stored.

use charter_types::{Principal, Revision, Timestamp};
use serde::Serialize;
use serde_json::value::RawValue;

/// A [`charter_types::Resource`] whose value is JSON already. Written, the two are the same bytes.
#[derive(Serialize)]
pub(super) struct ResourceDocument<'a> {
    pub(super) key: &'a str,
    pub(super) value: &'a RawValue,
    pub(super) rev: Revision,
    pub(super) created_at: Timestamp,
    pub(super) updated_at: Timestamp,
    pub(super) updated_by: &'a Principal,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) expires_at: Option<Timestamp>,
}

#[cfg(test)]
mod tests {
    use charter_types::Resource;
    use serde_json::{json, value::to_raw_value};

    use super::*;

    #[test]
    fn is_written_like_the_contracts_resource() {
        let value = json!({"b": [1, null], "a": 0.1});
        let (raw, author) = (to_raw_value(&value).unwrap(), "user:ada".parse().unwrap());
        for expires_at in [None, Some(Timestamp::from_unix_ms(3))] {
            let document = ResourceDocument {
                key: "team/plan",
                value: &raw,
                rev: Revision::new(7).unwrap(),
                created_at: Timestamp::from_unix_ms(1),
                updated_at: Timestamp::from_unix_ms(2),
                updated_by: &author,
                expires_at,
            };
            let written = serde_json::to_vec(&document).unwrap();
            let resource: Resource = serde_json::from_slice(&written).unwrap();
            assert_eq!(serde_json::to_vec(&resource).unwrap(), written);
            assert_eq!((resource.value, resource.expires_at), (value.clone(), expires_at));
        }
    }
}
