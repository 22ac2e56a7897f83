use std::path::Path;

use crate::support::{Lines, charter, run};

/// Where the demonstration's data is, as it says.
fn data_dir(line: &str) -> &Path {
    Path::new(line.strip_prefix("Its data is in ").unwrap().split(" (").next().unwrap())
}

#[test]
fn the_demonstration_succeeds_and_leaves_nothing_behind() {
    let printed = run(&["demo", "--exit"]).success();
    assert!(!printed.contains('\u{1b}'), "colours are for terminals");
    for part in [
        "→ 201 Created, revision 1",
        "412 Precondition Failed, nothing was changed; it is at revision 2 now",
        "--merge '{\"language\":\"en\",\"reviewed\":true}'",
        "◆ rev 4     updated  project/demo/todo",
        "◆ rev 4     updated  project/demo/done",
        "◆ rev 6     expired  project/demo/lock",
    ] {
        assert!(printed.contains(part), "{part}: {printed}");
    }
    let line = printed.lines().find(|line| line.starts_with("Its data is in")).unwrap();
    assert!(!data_dir(line).exists());
}

#[test]
fn it_stays_up_to_be_tried_until_ctrl_c() {
    let directory = tempfile::tempdir().unwrap();
    let place = directory.path().join("demo");
    let lines = Lines::of(charter(&["demo", "--data-dir"]).arg(&place));
    assert_eq!(data_dir(&lines.until("Its data is in")), place);
    lines.until("Ctrl-C stops the server.");
    let mut put = charter(&["resource", "put", "project/demo/greeting", "\"from over there\"", "--data-dir"]);
    assert!(put.arg(&place).output().unwrap().status.success());
    lines.until("\"from over there\"");
    assert!(lines.stop().success());
    assert!(!place.join("endpoint.json").exists() && place.join("store.sqlite3").exists());
}

#[test]
fn the_environment_does_not_lead_it_to_a_real_servers_data() {
    let directory = tempfile::tempdir().unwrap();
    let real = directory.path().join("real");
    let output = charter(&["demo", "--exit"]).env("CHARTER_DATA_DIR", &real).output().unwrap();
    assert!(output.status.success() && !real.exists());
}
