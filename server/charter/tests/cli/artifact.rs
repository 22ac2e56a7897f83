//! Files that are kept: through the command line, and as hostile clients send them.

use std::{
    fs::{self, File},
    io::{Read, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    process::Stdio,
};

use serde_json::json;
use tempfile::TempDir;

use crate::support::{DEADLINE, Server, wait_for};

const MOST_BYTES: usize = 256 << 20;
const BLOCK: usize = 1 << 20;

fn server() -> (TempDir, Server) {
    let directory = tempfile::tempdir().unwrap();
    let server = Server::start(directory.path());
    (directory, server)
}

/// Bytes of which no two blocks are the same.
fn block(number: usize) -> Vec<u8> {
    let mut block = vec![number as u8; BLOCK];
    block[..8].copy_from_slice(&number.to_be_bytes());
    block
}

/// The files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

/// The most memory that the server has ever had, in KiB.
fn peak_memory(server: &Server) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", server.pid())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

/// An upload that is sent by hand: its head, and then what the test writes.
fn begin_upload(server: &Server, directory: &Path, headers: &str) -> TcpStream {
    let token = fs::read_to_string(directory.join("operator.token")).unwrap();
    let mut connection = TcpStream::connect(server.address()).unwrap();
    connection.set_read_timeout(Some(DEADLINE)).unwrap();
    let head = format!(
        "POST /v1/artifacts?name=a HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {}\r\n\
         Content-Type: application/octet-stream\r\n{headers}\r\n\r\n",
        token.trim()
    );
    connection.write_all(head.as_bytes()).unwrap();
    connection
}

fn write_chunk(connection: &mut TcpStream, bytes: &[u8]) -> std::io::Result<()> {
    write!(connection, "{:x}\r\n", bytes.len())?;
    connection.write_all(bytes)?;
    connection.write_all(b"\r\n")
}

fn status(connection: &mut TcpStream) -> String {
    let mut line = [0; 12];
    connection.read_exact(&mut line).unwrap();
    String::from_utf8_lossy(&line[9..]).into_owned()
}

#[test]
fn a_file_goes_through_its_life() {
    let (directory, server) = server();
    let run = |arguments: &[&str]| server.run(&[&["artifact"], arguments, &["--json"]].concat());
    let file = directory.path().join("coast.txt");
    fs::write(&file, "Mind the gap").unwrap();
    let file = file.to_str().unwrap();
    let kept = run(&["put", file, "--kind", "report", "--media-type", "text/plain"]).json();
    assert_eq!((&kept["name"], &kept["kind"], &kept["size"]), (&json!("coast.txt"), &json!("report"), &json!(12)));
    let id = kept["artifact_id"].as_str().unwrap();
    assert_eq!(run(&["get", id]).json(), kept);
    assert_eq!(run(&["list", "--kind", "report"]).json(), kept);
    assert_eq!(run(&["list", "--kind", "file"]).success(), "");
    let out = directory.path().join("out.txt");
    let out_text = out.to_str().unwrap();
    assert_eq!(run(&["fetch", id, "--output", out_text]).json()["size"], 12);
    assert_eq!(fs::read(&out).unwrap(), b"Mind the gap");
    assert!(run(&["fetch", id, "--output", out_text]).failure(2).contains("--force"));
    assert_eq!(server.run(&["artifact", "fetch", id, "--output", "-"]).success(), "Mind the gap");
    assert_eq!(run(&["delete", id]).json(), kept);
    assert!(run(&["fetch", id, "--output", out_text, "--force"]).failure(1).contains("(404)"));
    assert_eq!(fs::read(&out).unwrap(), b"Mind the gap");
}

#[test]
fn people_are_told_what_was_kept() {
    let (directory, server) = server();
    let mut command = server.command(&["artifact", "put", "-", "--name", "maps/coast.txt"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"x").unwrap();
    let told = String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap();
    assert!(told.starts_with("kept ") && told.contains("maps/coast.txt, 1 B, sha256 2d711642"), "{told}");
    let id = told.split(' ').nth(1).unwrap().to_owned();
    let fetched = server.command(&["artifact", "fetch", &id]).current_dir(directory.path()).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&fetched.stdout), "fetched coast.txt 1 B\n");
    assert_eq!(fs::read(directory.path().join("coast.txt")).unwrap(), b"x");
    assert!(server.run(&["artifact", "put", "-", "--name", "../a"]).failure(2).contains("--name"));
}

#[test]
#[cfg(target_os = "linux")]
fn the_largest_file_is_never_whole_in_memory() {
    const MOST_KIB: u64 = 128 << 10;
    let (directory, server) = server();
    let (file, out) = (directory.path().join("large"), directory.path().join("out"));
    let mut large = File::create(&file).unwrap();
    (0..MOST_BYTES / BLOCK).for_each(|number| large.write_all(&block(number)).unwrap());
    let put = |name: &str| server.run(&["artifact", "put", file.to_str().unwrap(), "--name", name, "--json"]).json();
    let (first, second) = (put("first"), put("second"));
    assert_eq!(first["sha256"], second["sha256"]);
    assert_eq!(files(&directory.path().join("blobs")).len(), 1);
    let id = second["artifact_id"].as_str().unwrap();
    server.run(&["artifact", "fetch", id, "--output", out.to_str().unwrap()]).success();
    let (mut fetched, mut part) = (File::open(&out).unwrap(), vec![0; BLOCK]);
    for number in 0..MOST_BYTES / BLOCK {
        fetched.read_exact(&mut part).unwrap();
        assert!(part == block(number), "block {number} is another");
    }
    assert_eq!(fetched.read(&mut part).unwrap(), 0);
    let peak = peak_memory(&server);
    assert!(peak < MOST_KIB, "{peak} KiB");
}

#[test]
fn a_body_over_the_limit_is_refused_however_it_is_sent() {
    let (directory, server) = server();
    let announced = format!("Content-Length: {}", MOST_BYTES + 1);
    assert_eq!(status(&mut begin_upload(&server, directory.path(), &announced)), "413");
    let mut connection = begin_upload(&server, directory.path(), "Transfer-Encoding: chunked");
    for number in 0..MOST_BYTES / BLOCK {
        write_chunk(&mut connection, &block(number)).unwrap();
    }
    write_chunk(&mut connection, b"x").unwrap();
    assert_eq!(status(&mut connection), "413");
    assert!(files(&directory.path().join("blobs")).is_empty());
}

#[test]
fn an_upload_that_breaks_off_leaves_nothing() {
    let (directory, server) = server();
    let mut connection = begin_upload(&server, directory.path(), "Transfer-Encoding: chunked");
    write_chunk(&mut connection, &block(0)).unwrap();
    let blobs = directory.path().join("blobs");
    wait_for("what is being received", || (!files(&blobs).is_empty()).then_some(()));
    drop(connection);
    wait_for("nothing", || files(&blobs).is_empty().then_some(()));
    assert_eq!(server.run(&["artifact", "list"]).success(), "");
}

#[test]
fn a_full_disk_is_told_and_nothing_is_left() {
    let directory = tempfile::tempdir().unwrap();
    let server = Server::start_without_room(directory.path());
    let (large, small) = (directory.path().join("large"), directory.path().join("small"));
    fs::write(&large, vec![7; 16 << 20]).unwrap();
    fs::write(&small, vec![7; 1 << 20]).unwrap();
    let put = |file: &Path| server.run(&["artifact", "put", file.to_str().unwrap()]);
    assert!(put(&large).failure(1).contains("(507)"));
    assert!(files(&directory.path().join("blobs")).is_empty());
    put(&small).success();
    assert_eq!(files(&directory.path().join("blobs")).len(), 1);
}

#[test]
fn killing_the_server_in_mid_upload_leaves_nothing() {
    let (directory, server) = server();
    let blobs = directory.path().join("blobs");
    let kept = directory.path().join("kept");
    fs::write(&kept, "kept").unwrap();
    let kept = server.run(&["artifact", "put", kept.to_str().unwrap(), "--json"]).json();
    let mut server = server;
    for round in 1..=3 {
        let mut connections: Vec<_> =
            (0..4).map(|_| begin_upload(&server, directory.path(), "Transfer-Encoding: chunked")).collect();
        for (number, connection) in connections.iter_mut().enumerate() {
            (0..round * 2).for_each(|part| write_chunk(connection, &block(10 * number + part)).unwrap());
        }
        wait_for("what is being received", || (files(&blobs).len() == 5).then_some(()));
        server.kill();
        drop(connections);
        server = Server::start(directory.path());
    }
    assert_eq!(files(&blobs).len(), 1);
    assert_eq!(server.run(&["artifact", "list", "--json"]).json(), kept);
    let id = kept["artifact_id"].as_str().unwrap();
    assert_eq!(server.run(&["artifact", "fetch", id, "--output", "-"]).success(), "kept");
}
