//! The arrows between crates go one way, and what is linked in has a licence that goes with ours.

use std::{collections::BTreeMap, path::Path, process::Command};

use serde_json::Value;

/// Each crate with the crates of this workspace that it may use. A new arrow is a decision: it is made here first.
const ARROWS: [(&str, &[&str]); 16] = [
    (
        "charter",
        &[
            "charter-auth",
            "charter-engine",
            "charter-orchestrator",
            "charter-sdk",
            "charter-server",
            "charter-store",
            "charter-types",
        ],
    ),
    ("charter-api", &["charter-types"]),
    ("charter-auth", &["charter-receipts", "charter-types"]),
    ("charter-benches", &["charter-sdk", "charter-types"]),
    ("charter-codegen", &[]),
    ("charter-conformance", &["charter-sdk", "charter-types"]),
    ("charter-engine", &["charter-auth", "charter-orchestrator", "charter-receipts", "charter-store", "charter-types"]),
    ("charter-examples", &["charter-sdk"]),
    ("charter-fuzz", &["charter-api", "charter-auth", "charter-engine", "charter-sdk", "charter-types"]),
    ("charter-orchestrator", &["charter-types"]),
    ("charter-receipts", &["charter-types"]),
    ("charter-robustness", &["charter-conformance", "charter-sdk", "charter-types"]),
    ("charter-sdk", &["charter-receipts", "charter-types"]),
    ("charter-server", &["charter-api", "charter-auth", "charter-engine", "charter-store", "charter-types"]),
    ("charter-store", &["charter-types"]),
    ("charter-types", &[]),
];

/// Licences that go with MIT or Apache-2.0. MPL-2.0 binds the files it covers, which are used as they are.
const LICENCES: [&str; 16] = [
    "MIT",
    "MIT-0",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MPL-2.0",
    "NCSA",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
    "0BSD",
];

fn metadata() -> Value {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.toml");
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--offline", "--manifest-path"])
        .arg(manifest)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn crates_use_only_what_the_arrows_allow() {
    let metadata = metadata();
    let packages = metadata["packages"].as_array().unwrap();
    let members: Vec<_> = packages.iter().filter(|package| package["source"].is_null()).collect();
    let arrows: BTreeMap<_, _> = ARROWS.into_iter().collect();
    assert_eq!(members.len(), arrows.len(), "every crate of the workspace has its arrows");
    for member in members {
        let name = member["name"].as_str().unwrap();
        let allowed = arrows[name];
        for dependency in member["dependencies"].as_array().unwrap() {
            let is_ours = dependency["path"].is_string();
            let is_for_tests = dependency["kind"] == "dev";
            let used = dependency["name"].as_str().unwrap();
            assert!(!is_ours || is_for_tests || allowed.contains(&used), "{name} must not use {used}");
        }
    }
}

#[test]
fn licences_go_with_ours() {
    for package in metadata()["packages"].as_array().unwrap() {
        let licence = package["license"].as_str().unwrap_or("none");
        // `A OR B` leaves the choice, `A AND B` does not; an old way to write OR is a slash.
        let is_allowed = licence
            .replace('/', " OR ")
            .split(" OR ")
            .any(|choice| choice.split(" AND ").all(|part| LICENCES.contains(&part.trim_matches(['(', ')', ' ']))));
        assert!(is_allowed, "{} has the licence {licence}", package["name"]);
    }
}
