//! Releases: made once, never changed, and kept by what comes after.

use std::{fs, path::Path, process::Command};

use charter_codegen::{generate, releases};
use tempfile::TempDir;

use crate::support::TODAY;

/// The small contract in a folder of its own, with everything generated.
struct Repository(TempDir);

impl Repository {
    fn new() -> Self {
        let repository = Self(tempfile::tempdir().unwrap());
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/small"), repository.0.path());
        git(repository.0.path(), &["init", "--quiet"]);
        repository.generate();
        repository
    }

    fn frozen() -> Self {
        let repository = Self::new();
        repository.freeze(false).unwrap();
        repository
    }

    fn generate(&self) {
        generate(self.0.path()).unwrap().write(self.0.path()).unwrap();
    }

    fn freeze(&self, replace: bool) -> Result<String, String> {
        let files = generate(self.0.path()).unwrap();
        releases::freeze(self.0.path(), &files, TODAY, replace).map_err(|error| error.to_string())
    }

    fn check(&self) -> Result<String, String> {
        let files = generate(self.0.path()).unwrap();
        releases::check(self.0.path(), &files, TODAY).map_err(|error| error.to_string())
    }

    /// Replaces a text in a file of the contract and generates anew.
    fn edit(&self, path: &str, from: &str, to: &str) {
        self.edit_only(path, from, to);
        self.generate();
    }

    fn edit_only(&self, path: &str, from: &str, to: &str) {
        let path = self.0.path().join(path);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{text}");
        fs::write(path, text.replace(from, to)).unwrap();
    }

    fn version(&self, version: &str) {
        let path = self.0.path().join("openapi/charter.yaml");
        let text = fs::read_to_string(&path).unwrap();
        let (before, after) = text.split_once("version: ").unwrap();
        let (_, after) = after.split_once(' ').unwrap();
        fs::write(path, format!("{before}version: {version} {after}")).unwrap();
        self.generate();
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.0.path().join(path), text).unwrap();
    }
}

#[track_caller]
fn assert_refused(outcome: Result<String, String>, expected: &str) {
    let message = outcome.expect_err(expected);
    assert!(message.contains(expected), "{message}");
}

/// A stable operation that is no longer there.
const REMOVED: &str = "#/paths/~1healthz/get: was removed";

fn remove_an_operation(repository: &Repository) {
    let path = repository.0.path().join("openapi/families/note.yaml");
    let text = fs::read_to_string(&path).unwrap();
    let (before, after) = text.split_once("  /healthz:").unwrap();
    let (_, after) = after.split_once("components:").unwrap();
    fs::write(path, format!("{before}components:{after}")).unwrap();
    let examples = repository.0.path().join("openapi/examples/note.yaml");
    let text = fs::read_to_string(&examples).unwrap();
    let (before, _) = text.split_once("  - id: get-health").unwrap();
    fs::write(examples, before).unwrap();
    repository.generate();
}

#[test]
fn what_is_frozen_is_kept() {
    let repository = Repository::new();
    assert_eq!(repository.check().unwrap(), "nothing is released yet");
    assert_eq!(repository.freeze(false).unwrap(), "1.2.3: 3 files frozen");
    assert_eq!(repository.freeze(false).unwrap(), "1.2.3: 0 files frozen");
    assert_eq!(repository.check().unwrap(), "1.2.3 keeps what 1.2.3 promises");
    repository.version("1.2.4");
    assert_eq!(repository.check().unwrap(), "1.2.4 keeps what 1.2.3 promises");
}

#[test]
fn a_break_fails_within_a_line_and_names_its_place() {
    let repository = Repository::frozen();
    repository.version("1.3.0");
    remove_an_operation(&repository);
    assert_refused(repository.check(), &format!("the contract breaks what 1.2.3 promises:\n  {REMOVED}"));
    assert_refused(repository.freeze(false), REMOVED);
    let accepted = format!("breaks:\n  - break: '{REMOVED}'\n    reason: Nobody asks.\n");
    repository.write("openapi/accepted-breaks.yaml", &accepted);
    assert_refused(repository.check(), "cannot be accepted within a line of versions");
}

#[test]
fn a_new_line_breaks_only_what_it_says() {
    let repository = Repository::frozen();
    repository.version("2.0.0");
    remove_an_operation(&repository);
    assert_refused(repository.check(), REMOVED);
    repository.write("openapi/accepted-breaks.yaml", &format!("breaks:\n  - break: '{REMOVED}'\n"));
    assert_refused(repository.check(), "each entry needs `break` and `reason`");
    let accepted = format!("breaks:\n  - break: '{REMOVED}'\n    reason: Nobody asks.\n");
    repository.write("openapi/accepted-breaks.yaml", &accepted);
    assert_eq!(repository.check().unwrap(), "2.0.0 breaks what 1.2.3 promises in 1 accepted ways");
    let more = format!("{accepted}  - break: '#/nothing: was removed'\n    reason: A mistake.\n");
    repository.write("openapi/accepted-breaks.yaml", &more);
    assert_refused(repository.check(), "`#/nothing: was removed` is not made: take it off the list");
}

#[test]
fn before_the_first_major_version_a_minor_one_is_a_line() {
    let repository = Repository::new();
    let family = "openapi/families/note.yaml";
    repository.edit_only(family, "version: 1.2.0", "version: 0.1.0");
    repository.version("0.1.0");
    repository.freeze(false).unwrap();
    remove_an_operation(&repository);
    let accepted = format!("breaks:\n  - break: '{REMOVED}'\n    reason: Nobody asks.\n");
    repository.write("openapi/accepted-breaks.yaml", &accepted);
    repository.version("0.1.1");
    assert_refused(repository.check(), "cannot be accepted within a line of versions");
    repository.version("0.2.0");
    repository.check().unwrap();
}

#[test]
fn a_released_version_does_not_change() {
    let repository = Repository::frozen();
    repository.edit("openapi/families/note.yaml", "List notes", "List all notes");
    assert_refused(repository.check(), "the contract is not the one that was frozen as 1.2.3: raise `info.version`");
    assert_refused(repository.freeze(false), "raise `info.version`");
    repository.edit_only("openapi/families/note.yaml", "version: 1.2.0", "version: 1.1.0");
    repository.version("1.1.9");
    assert_refused(repository.check(), "the contract's version 1.1.9 is older than 1.2.3");
}

#[test]
fn what_has_no_tag_yet_can_be_frozen_again() {
    let repository = Repository::frozen();
    repository.edit("openapi/families/note.yaml", "List notes", "List all notes");
    assert_eq!(repository.freeze(true).unwrap(), "1.2.3: 3 files frozen");
    repository.check().unwrap();
    let identity = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
    git(repository.0.path(), &[&identity[..], &["commit", "--quiet", "--allow-empty", "-m", "x"]].concat());
    git(repository.0.path(), &["tag", "v1.2.3"]);
    assert_refused(repository.freeze(true), "v1.2.3 is released: it stays");
}

#[test]
fn frozen_files_that_were_touched_are_noticed() {
    let touch = |change: &dyn Fn(&Path)| {
        let repository = Repository::frozen();
        change(&repository.0.path().join("openapi/released"));
        repository.check()
    };
    let edited = touch(&|released| {
        let path = released.join("1.2.3/contract.json");
        fs::write(&path, fs::read_to_string(&path).unwrap().replace("listNotes", "getNotes")).unwrap();
    });
    assert_refused(edited, "openapi/released/1.2.3/contract.json was changed after it was frozen");
    let removed = touch(&|released| fs::remove_file(released.join("1.2.3/examples.json")).unwrap());
    assert_refused(removed, "openapi/released/1.2.3/examples.json is missing");
    let added = touch(&|released| {
        fs::create_dir(released.join("1.2.2")).unwrap();
        fs::write(released.join("1.2.2/contract.json"), "{}").unwrap();
    });
    assert_refused(added, "openapi/released/1.2.2/contract.json is not in openapi/released/sha256sums");
    let listed = touch(&|released| fs::write(released.join("sha256sums"), "no list").unwrap());
    assert_refused(listed, "`no list` is not `HASH  PATH`");
}

#[test]
fn a_behaviour_that_is_no_longer_proven_is_a_break() {
    let repository = Repository::frozen();
    repository.version("1.3.0");
    repository.edit("conformance/behaviours.json", "notes-in-order", "notes-in-some-order");
    assert_refused(repository.check(), "conformance/behaviours.json: `notes-in-order` is no longer proven");
}

#[test]
#[expect(clippy::disallowed_methods, reason = "whether a sunset is over depends on the day")]
fn the_contract_keeps_what_was_released() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    assert!(root.join("openapi/released/0.1.0/contract.json").is_file(), "what was released stays");
    let today = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
    releases::check(&root, &generate(&root).unwrap(), today).unwrap();
}

fn git(folder: &Path, arguments: &[&str]) {
    let status = Command::new("git").arg("-C").arg(folder).args(arguments).status().unwrap();
    assert!(status.success(), "git {arguments:?}");
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        match entry.path().is_dir() {
            true => copy(&entry.path(), &target),
            false => drop(fs::copy(entry.path(), target).unwrap()),
        }
    }
}
