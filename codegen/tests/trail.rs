//! The workboard tells the truth: what is done has an acceptance command, and what the commands name exists.

use std::{fs, path::Path};

#[test]
fn acceptance_commands_exist() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let board = fs::read_to_string(root.join("docs/WORKBOARD.md")).unwrap();
    let items: Vec<Vec<&str>> = board
        .lines()
        .filter(|line| line.starts_with("| W-"))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    assert!(items.len() > 10);
    let packages = packages(&root);
    for item in items {
        let [id, _, _, command, state] = item[..] else { panic!("{item:?} has not five columns") };
        let command = command.trim_matches('`');
        assert!(state != "done" || !command.is_empty(), "{id} is done without a command");
        let mut words = command.split_whitespace();
        match (words.next(), words.next(), words.next(), words.next()) {
            (None, ..) => {}
            (Some("cargo"), Some("test" | "run"), Some("-p"), Some(package)) => {
                assert!(packages.iter().any(|name| name == package), "{id}: there is no package {package}");
            }
            (Some(script), ..) => assert!(root.join(script).is_file(), "{id}: there is no {script}"),
        }
    }
}

fn packages(root: &Path) -> Vec<String> {
    let workspace = fs::read_to_string(root.join("Cargo.toml")).unwrap();
    let (_, members) = workspace.split_once("members = [").unwrap();
    let (members, _) = members.split_once(']').unwrap();
    let folders = members.split(',').map(|member| member.trim().trim_matches('"')).filter(|member| !member.is_empty());
    folders
        .map(|folder| {
            let manifest = fs::read_to_string(root.join(folder).join("Cargo.toml")).unwrap();
            let name = manifest.lines().find_map(|line| line.strip_prefix("name = ")).unwrap();
            name.trim_matches('"').to_owned()
        })
        .collect()
}
