//! What the generator writes for a small contract that uses everything of the profile.

use std::path::Path;

use charter_codegen::{GeneratedFiles, generate};

fn small() -> GeneratedFiles {
    generate(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/small")).unwrap()
}

macro_rules! snapshots {
    ($($test:ident: $path:literal),* $(,)?) => {
        $(
            #[test]
            fn $test() {
                insta::assert_snapshot!(small().get($path).unwrap());
            }
        )*
    };
}

snapshots! {
    the_bundled_document: "openapi/dist/openapi.json",
    the_lowered_document: "openapi/dist/openapi-3.0.json",
    the_schema_of_an_event: "openapi/dist/events/note.added.v2.schema.json",
    the_matrix: "SDK_CONTRACTS.md",
    the_model: "sdk/types/src/generated.rs",
    the_server: "server/api/src/generated/note.rs",
    the_servers_families: "server/api/src/generated/mod.rs",
    the_operations: "sdk/client/src/generated/operations.rs",
    the_client: "sdk/client/src/generated/client.rs",
}

#[test]
fn a_second_run_writes_the_same() {
    let folder = tempfile::tempdir().unwrap();
    small().write(folder.path()).unwrap();
    assert!(small().check(folder.path()).is_ok());
    assert!(small().write(folder.path()).unwrap().contains(" 0 written"));
}

#[test]
fn a_check_names_what_differs_is_missing_or_is_left_over() {
    let folder = tempfile::tempdir().unwrap();
    small().write(folder.path()).unwrap();
    std::fs::write(folder.path().join("SDK_CONTRACTS.md"), "edited").unwrap();
    std::fs::remove_file(folder.path().join("openapi/dist/openapi.yaml")).unwrap();
    std::fs::write(folder.path().join("server/api/src/generated/old.rs"), "").unwrap();
    let message = small().check(folder.path()).unwrap_err().to_string();
    for expected in [
        "SDK_CONTRACTS.md differs",
        "openapi/dist/openapi.yaml is missing",
        "server/api/src/generated/old.rs is no longer generated",
    ] {
        assert!(message.contains(expected), "{message}");
    }
    small().write(folder.path()).unwrap();
    assert!(small().check(folder.path()).is_ok());
}

#[test]
fn what_is_stable_and_not_verified_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/small"), folder.path());
    std::fs::write(folder.path().join("openapi/examples/note.yaml"), "examples: []").unwrap();
    let message = generate(folder.path()).err().unwrap().to_string();
    assert!(message.contains("getHealth is promised, and no example or behaviour verifies it"), "{message}");
    assert!(message.contains("note.added is promised, and no example or behaviour verifies it"), "{message}");
    assert!(!message.contains("listNotes"), "a behaviour verifies it: {message}");
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        match entry.path().is_dir() {
            true => copy(&entry.path(), &target),
            false => drop(std::fs::copy(entry.path(), target).unwrap()),
        }
    }
}

#[test]
fn the_committed_files_are_up_to_date() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    generate(&root).unwrap().check(&root).unwrap();
}
