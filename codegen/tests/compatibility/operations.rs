//! Operations: removed, renamed, moved, taken from their callers, ended too early.

use jiff::civil::date;
use serde_json::{Value, json};

use crate::support::{LIST, PATCH, SCHEMAS, SHELF, TODAY, assert_breaks, breaks_on, edited};

#[test]
fn operations_that_are_not_what_they_were() {
    let at = |member: &'static str| format!("{LIST}/{member}");
    let (id, tags, access) = (at("operationId"), at("tags"), at("x-access"));
    let (pagination, items, stability) = (at("x-pagination"), at("x-pagination/items"), at("x-stability"));
    let callbacks = at("callbacks");
    assert_breaks(&[
        ("removed operation", vec![(LIST, Value::Null)], "#/paths/~1v1~1notes/get: was removed"),
        ("removed path", vec![("/paths/~1v1~1notes", Value::Null)], "#/paths/~1v1~1notes/get: was removed"),
        (
            "renamed operation",
            vec![(&id, json!("getNotes"))],
            "#/paths/~1v1~1notes/get/operationId: was \"listNotes\" and is \"getNotes\"",
        ),
        (
            "another family",
            vec![(&tags, json!(["paper"]))],
            "#/paths/~1v1~1notes/get/tags: was [\"note\"] and is [\"paper\"]",
        ),
        (
            "other rights",
            vec![(&access, json!("write"))],
            "#/paths/~1v1~1notes/get/x-access: was \"read\" and is \"write\"",
        ),
        (
            "other credentials",
            vec![("/components/securitySchemes/token/scheme", json!("basic"))],
            "#/components/securitySchemes/token/scheme: was \"bearer\" and is \"basic\"",
        ),
        (
            "no pages",
            vec![(&pagination, Value::Null)],
            "#/paths/~1v1~1notes/get/x-pagination: was {\"cursor\":\"cursor\",\"next\":\"next_cursor\",\"items\":\"items\"} and is not there",
        ),
        (
            "other pages",
            vec![(&items, json!("notes"))],
            "#/paths/~1v1~1notes/get/x-pagination: was {\"cursor\":\"cursor\",\"next\":\"next_cursor\",\"items\":\"items\"} and is {\"cursor\":\"cursor\",\"next\":\"next_cursor\",\"items\":\"notes\"}",
        ),
        (
            "no longer stable",
            vec![(&stability, json!("provisional"))],
            "#/paths/~1v1~1notes/get/x-stability: was stable and is provisional",
        ),
        (
            "a change that no rule knows",
            vec![(&callbacks, json!({}))],
            "#/paths/~1v1~1notes/get/callbacks: was not there and is {}",
        ),
        (
            "another base of all paths",
            vec![("/servers", json!([{ "url": "/api" }]))],
            "#/servers/0/url: was not there and is \"/api\"",
        ),
    ]);
}

#[test]
fn a_public_operation_that_asks_for_credentials() {
    let new =
        edited(&[("/paths/~1healthz/get/x-access", json!("read")), ("/paths/~1healthz/get/security", Value::Null)]);
    let place = "#/paths/~1healthz/get";
    let expected = [
        format!("{place}/security: was [] and is [{{\"token\":[]}}]"),
        format!("{place}/x-access: was \"public\" and is \"read\""),
    ];
    assert_eq!(breaks_on(TODAY, &new), expected);
}

#[test]
fn new_paths_that_take_requests_from_old_ones() {
    let operation = json!({ "operationId": "countNotes", "x-stability": "stable", "x-since": "1.3.0" });
    let item = json!({ "post": operation });
    assert_breaks(&[
        (
            "a word where a name stood",
            vec![("/paths/~1v1~1notes~1count", item.clone())],
            "#/paths/~1v1~1notes~1count: takes requests that were for `patchNote`",
        ),
        (
            "a path below a name that takes the rest",
            vec![("/paths/~1v1~1notes~1{name}~1history", item.clone())],
            "#/paths/~1v1~1notes~1{name}~1history: takes requests that were for `patchNote`",
        ),
    ]);
    // Elsewhere, and where a word was kept free.
    assert_eq!(breaks_on(TODAY, &edited(&[("/paths/~1v2~1notes", item.clone())])), Vec::<String>::new());
    let excluded = format!("{SCHEMAS}/NoteName/x-excluded");
    let old = edited(&[(&excluded, json!(["events", "count"]))]);
    let mut new = old.clone();
    new["paths"]["/v1/notes/count"] = item;
    new["paths"]["/v1/notes/count"]["post"]["x-since"] = json!("1.3.1");
    assert_eq!(charter_codegen::compatibility::breaks(&old, &new, TODAY), []);
}

#[test]
fn what_is_new_says_so() {
    let operation = json!({ "operationId": "countNotes", "x-stability": "provisional", "x-since": "1.2.3" });
    assert_breaks(&[(
        "a version that is older than the operation",
        vec![("/paths/~1v2~1notes", json!({ "get": operation }))],
        "#/paths/~1v2~1notes/get/x-since: says 1.2.3, which was released without it",
    )]);
}

const DEPRECATION: &str = "{\"version\":\"1.3.0\",\"date\":\"2026-03-01\",\"sunset\":\"2026-09-01\"}";

#[test]
fn deprecations_that_are_not_kept() {
    let sunset = format!("{SHELF}/x-deprecation/sunset");
    let version = format!("{SHELF}/x-deprecation/version");
    let (stability, deprecation) = (format!("{LIST}/x-stability"), format!("{LIST}/x-deprecation"));
    let mut backdated: Value = serde_json::from_str(DEPRECATION).unwrap();
    backdated["version"] = json!("1.2.3");
    assert_breaks(&[
        (
            "a sunset that comes earlier",
            vec![(&sunset, json!("2026-08-31"))],
            "#/paths/~1v1~1notes~1shelves~1{name}/get/x-deprecation: the sunset moved forward from 2026-09-01 to 2026-08-31",
        ),
        (
            "a deprecation that is made older",
            vec![(&version, json!("1.1.0"))],
            "#/paths/~1v1~1notes~1shelves~1{name}/get/x-deprecation: was deprecated in 1.2.0 and now says 1.1.0",
        ),
        (
            "a deprecation of an earlier version",
            vec![(&stability, json!("deprecated")), (&deprecation, backdated)],
            "#/paths/~1v1~1notes/get/x-deprecation: says 1.2.3, which was released without it",
        ),
        (
            "what is deprecated still binds",
            vec![(&format!("{SHELF}/parameters/0/x-wildcard"), json!(false))],
            "#/paths/~1v1~1notes~1shelves~1{name}/get/parameters/path/name/x-wildcard: the parameter no longer takes the rest of the path",
        ),
    ]);
}

#[test]
fn what_is_deprecated_goes_after_its_sunset_and_two_minor_versions() {
    let gone = |version: &str| edited(&[(SHELF, Value::Null), ("/info/version", json!(version))]);
    let place = "#/paths/~1v1~1notes~1shelves~1{name}/get";
    let early = format!("{place}: was removed before its sunset on 2026-09-01");
    let soon = format!("{place}: was removed within 2 minor versions of 1.2.0, which deprecated it");
    let (before, after) = (date(2026, 8, 31), date(2026, 9, 1));
    assert_eq!(breaks_on(before, &gone("1.4.0")), std::slice::from_ref(&early));
    assert_eq!(breaks_on(after, &gone("1.3.9")), std::slice::from_ref(&soon));
    assert_eq!(breaks_on(before, &gone("1.3.0")), [early, soon]);
    assert_eq!(breaks_on(after, &gone("1.4.0")), Vec::<String>::new());
    assert_eq!(breaks_on(after, &gone("2.0.0")), Vec::<String>::new());
}

#[test]
fn a_stable_operation_may_be_deprecated_and_a_deprecated_one_taken_back() {
    let deprecation: Value = serde_json::from_str(DEPRECATION).unwrap();
    let at = |member: &str| format!("{LIST}/{member}");
    let (stability, dates, flag) = (at("x-stability"), at("x-deprecation"), at("deprecated"));
    let deprecated = edited(&[(&stability, json!("deprecated")), (&dates, deprecation), (&flag, json!(true))]);
    assert_eq!(breaks_on(TODAY, &deprecated), Vec::<String>::new());

    let at = |member: &str| format!("{SHELF}/{member}");
    let mut edits = vec![(at("x-stability"), json!("stable")), (at("x-deprecation"), Value::Null)];
    for status in ["200", "default"] {
        for header in ["Deprecation", "Sunset", "Link"] {
            edits.push((at(&format!("responses/{status}/headers/{header}")), Value::Null));
        }
    }
    edits.push((format!("{SCHEMAS}/SunsetDate"), Value::Null));
    let edits: Vec<_> = edits.iter().map(|(place, value)| (place.as_str(), value.clone())).collect();
    assert_eq!(breaks_on(TODAY, &edited(&edits)), Vec::<String>::new());
}

#[test]
fn what_is_provisional_binds_nobody() {
    let mut old = crate::support::released();
    old.pointer_mut(PATCH).unwrap()["x-stability"] = json!("provisional");
    let new = edited(&[(PATCH, Value::Null)]);
    assert_eq!(charter_codegen::compatibility::breaks(&old, &new, TODAY), []);
}
