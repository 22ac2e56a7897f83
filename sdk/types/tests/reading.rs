//! How what comes over the wire is read: by its family, and with words for what does not fit.

use charter_types::{IdempotencyKey, PageLimit, ResourceKey, SnapshotItem, SnapshotPayload};
use serde_json::{Value, json};

fn item(family: &str, data: Value) -> SnapshotPayload {
    let item = json!({ "family": family, "subject": "project/atlas", "revision": 3, "data": data });
    serde_json::from_value::<SnapshotItem>(item).unwrap().payload()
}

#[test]
fn a_snapshot_shows_documents_by_their_family() {
    let resource = json!({
        "key": "project/atlas",
        "value": { "title": "Atlas" },
        "rev": 3,
        "created_at": "2026-01-05T09:30:00.000Z",
        "updated_at": "2026-01-05T09:30:00.000Z",
        "updated_by": "user:local",
    });
    let SnapshotPayload::Resource(read) = item("resource", resource.clone()) else { panic!("not a resource") };
    assert_eq!(read.key.as_str(), "project/atlas");
    assert_eq!(item("weather", resource.clone()), SnapshotPayload::Unknown(resource));
    assert_eq!(item("resource", json!("rain")), SnapshotPayload::Unknown(json!("rain")));
}

#[test]
fn what_a_text_must_be_is_told_in_words() {
    let reason = |error: charter_types::InvalidValue| error.to_string();
    assert_eq!(
        reason(ResourceKey::new("project//atlas").unwrap_err()),
        "ResourceKey is not written as it must be: 1 to 8 segments of `A-Z a-z 0-9 . _ ~ -`, joined by `/`, at most \
         512 bytes"
    );
    assert_eq!(
        reason(IdempotencyKey::new("two words").unwrap_err()),
        "IdempotencyKey is not written as it must be: printable ASCII without spaces, which names one intended effect \
         of the client"
    );
}

#[test]
fn integers_are_written_without_a_plus_sign() {
    assert_eq!("2".parse::<PageLimit>().unwrap().get(), 2);
    for text in ["+2", "-2", "2.0", " 2", "", "+"] {
        assert!(text.parse::<PageLimit>().is_err(), "{text:?}");
    }
}
