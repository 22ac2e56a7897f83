//! Blobs: files beside the database, found by their digest.

use std::{fs, path::PathBuf, sync::LazyLock};

use bytes::Bytes;
use charter_store::{BlobId, Blobs, Store};
use proptest::prelude::*;
use tokio::runtime::Runtime;

use crate::support::{Fixture, partition};

async fn keep(blobs: &Blobs, parts: &[&[u8]]) -> BlobId {
    let mut incoming = blobs.receive().await.unwrap();
    for part in parts {
        incoming.write(Bytes::copy_from_slice(part)).await.unwrap();
    }
    let received = incoming.finish().await.unwrap();
    assert_eq!(received.size(), parts.iter().map(|part| part.len() as u64).sum::<u64>());
    let id = BlobId { partition: partition(), sha256: received.sha256().clone() };
    blobs.keep(&id.partition, received).await.unwrap();
    id
}

async fn read(blobs: &Blobs, id: &BlobId, range: std::ops::Range<u64>) -> Option<Vec<u8>> {
    let mut reader = blobs.read(id, range).await.unwrap()?;
    let mut bytes = Vec::new();
    while let Some(part) = reader.next().await.unwrap() {
        bytes.extend_from_slice(&part);
    }
    Some(bytes)
}

fn names(fixture: &Fixture, below: &str) -> Vec<PathBuf> {
    fs::read_dir(fixture.directory.path().join(below))
        .into_iter()
        .flatten()
        .map(|entry| entry.unwrap().path())
        .collect()
}

#[tokio::test]
async fn a_blob_is_found_by_the_digest_of_its_bytes() {
    let fixture = Fixture::new();
    let blobs = fixture.store.blobs();
    // RFC 6234's own example.
    let id = keep(blobs, &[b"a", b"", b"bc"]).await;
    assert_eq!(id.sha256.as_str(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_eq!(read(blobs, &id, 0..3).await.unwrap(), b"abc");
    let empty = keep(blobs, &[]).await;
    assert_eq!(read(blobs, &empty, 0..10).await.unwrap(), b"");
    assert!(names(&fixture, "blobs/incoming").is_empty());
}

#[tokio::test]
async fn equal_bytes_are_one_file_in_a_partition_and_none_in_another() {
    let fixture = Fixture::new();
    let blobs = fixture.store.blobs();
    let (first, second) = (keep(blobs, &[b"abc"]).await, keep(blobs, &[b"ab", b"c"]).await);
    assert_eq!(first, second);
    assert_eq!(names(&fixture, "blobs/acme.tools.demo/ba").len(), 1);
    let elsewhere = BlobId { partition: "acme/tools/other".parse().unwrap(), ..first };
    assert!(read(blobs, &elsewhere, 0..3).await.is_none());
}

#[tokio::test]
async fn what_is_given_up_leaves_nothing() {
    let fixture = Fixture::new();
    let blobs = fixture.store.blobs();
    let mut incoming = blobs.receive().await.unwrap();
    incoming.write(vec![1; 1 << 20].into()).await.unwrap();
    assert_eq!(names(&fixture, "blobs/incoming").len(), 1);
    drop(incoming);
    assert!(names(&fixture, "blobs/incoming").is_empty());
    drop(blobs.receive().await.unwrap().finish().await.unwrap());
    assert!(names(&fixture, "blobs/incoming").is_empty());
}

#[tokio::test]
async fn what_a_crash_left_half_received_goes_when_the_store_is_opened() {
    let mut fixture = Fixture::new();
    let id = keep(fixture.store.blobs(), &[b"abc"]).await;
    let half = fixture.directory.path().join("blobs/incoming/half");
    fs::write(&half, "ab").unwrap();
    fixture.reopen().await;
    assert!(!half.exists());
    assert_eq!(read(fixture.store.blobs(), &id, 0..3).await.unwrap(), b"abc");
}

#[tokio::test]
async fn every_blob_is_in_a_folder_and_nothing_else_is() {
    let fixture = Fixture::new();
    let blobs = fixture.store.blobs();
    assert!(blobs.shards().await.unwrap().is_empty());
    let mut kept = vec![keep(blobs, &[b"abc"]).await, keep(blobs, &[b"d"]).await];
    fs::write(fixture.directory.path().join("blobs/acme.tools.demo/ba/notes"), "somebody's").unwrap();
    let mut found = Vec::new();
    for shard in blobs.shards().await.unwrap() {
        found.extend(blobs.in_shard(&shard).await.unwrap());
    }
    kept.sort_by(|left, right| left.sha256.cmp(&right.sha256));
    found.sort_by(|left, right| left.sha256.cmp(&right.sha256));
    assert_eq!(found, kept);
}

#[tokio::test]
async fn who_reads_a_blob_reads_it_to_its_end_though_it_is_removed() {
    let fixture = Fixture::new();
    let blobs = fixture.store.blobs();
    let bytes = vec![5; 1 << 20];
    let id = keep(blobs, &[&bytes]).await;
    let mut reader = blobs.read(&id, 0..1 << 20).await.unwrap().unwrap();
    let mut left = reader.next().await.unwrap().unwrap().to_vec();
    blobs.remove(&id).await.unwrap();
    blobs.remove(&id).await.unwrap();
    while let Some(part) = reader.next().await.unwrap() {
        left.extend_from_slice(&part);
    }
    assert_eq!(left, bytes);
    assert!(read(blobs, &id, 0..1).await.is_none());
}

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().unwrap());

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn a_range_is_that_part_of_the_bytes(
        size in 0_usize..700_000,
        cuts in proptest::collection::vec(0_usize..700_000, 0..5),
        start in 0_u64..800_000,
        length in 0_u64..800_000,
    ) {
        let bytes: Vec<u8> = (0..size).map(|place| (place * 31 % 251) as u8).collect();
        let mut cuts: Vec<_> = cuts.into_iter().map(|cut| cut.min(size)).chain([0, size]).collect();
        cuts.sort_unstable();
        let parts: Vec<_> = cuts.windows(2).map(|ends| &bytes[ends[0]..ends[1]]).collect();
        let part = RUNTIME.block_on(async {
            let fixture = Fixture::new();
            let id = keep(fixture.store.blobs(), &parts).await;
            read(fixture.store.blobs(), &id, start..start + length).await.unwrap()
        });
        let (from, to) = ((start as usize).min(size), ((start + length) as usize).min(size));
        prop_assert_eq!(part, &bytes[from..to]);
    }
}
