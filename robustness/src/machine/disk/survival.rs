//! What a power cut leaves: everything that was synced, and of the rest whatever happened to be written back.

use fastrand::Rng;

use super::{
    content::{Change, Content},
    directory::Directory,
    inode::{Inode, Node},
    volume::{ROOT, Volume},
};

/// How the unsynced changes of one file or directory fare.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Survival {
    None,
    All,
    /// The first so many of a thousand, and of the next some sectors.
    InOrder {
        permille: usize,
    },
    /// Each sector of each write for itself, whatever came before: with this probability, in percent.
    Scattered {
        percent: u32,
    },
}

/// Decides what is left. The same seed decides the same for the same changes.
#[derive(Debug)]
pub(super) struct Fate {
    random: Rng,
    sector_bytes: usize,
    left: Unsynced,
}

/// What may be left of what was not synced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsynced {
    /// Nothing at all: the power cut that finds the most mistakes.
    Lost,
    /// Whatever the seed says, in any order, torn at sectors.
    ByChance,
}

impl Fate {
    pub(super) fn new(left: Unsynced, mut random: Rng) -> Self {
        let sector_bytes = if random.bool() { 512 } else { 4096 };
        Self { random, sector_bytes, left }
    }

    /// The disk as it is found when the power is back.
    pub(super) fn decide(&mut self, volume: Volume) -> Volume {
        let mut left = Volume::new(volume.sabotage);
        left.next_inode = volume.next_inode;
        left.inodes = volume.inodes.into_iter().map(|(number, inode)| (number, self.inode(inode))).collect();
        drop_unnamed(&mut left);
        left
    }

    fn inode(&mut self, inode: Inode) -> Inode {
        let survival = self.survival();
        let node = match inode.node.clone() {
            Node::File(content) => Node::File(self.file(content, survival)),
            Node::Directory(directory) => Node::Directory(self.directory(directory, survival)),
        };
        inode.surviving(node)
    }

    fn survival(&mut self) -> Survival {
        match self.random.u32(..8) {
            _ if self.left == Unsynced::Lost => Survival::None,
            0 | 1 => Survival::None,
            2 => Survival::All,
            3 | 4 => Survival::InOrder { permille: self.random.usize(..1000) },
            _ => Survival::Scattered { percent: [5, 30, 70, 95][self.random.usize(..4)] },
        }
    }

    fn file(&mut self, content: Content, survival: Survival) -> Content {
        let (mut bytes, unsynced) = content.into_durable_and_unsynced();
        let count = unsynced.len();
        // What lies between written sectors and was never written itself: zeros, or what the disk had there before.
        let has_zeros = self.random.bool();
        for (place, change) in unsynced.into_iter().enumerate() {
            let percent = survival.percent(place, count);
            for change in self.pieces(change) {
                if self.random.u32(..100) < percent {
                    self.fill_gap(&mut bytes, &change, has_zeros);
                    change.apply(&mut bytes);
                }
            }
        }
        Content::durable(bytes)
    }

    /// A write is as many changes as it has sectors.
    fn pieces(&self, change: Change) -> Vec<Change> {
        let Change::Write { offset, bytes } = change else { return vec![change] };
        let mut pieces = Vec::new();
        let mut rest = bytes.as_slice();
        let mut offset = offset;
        while !rest.is_empty() {
            let (sector, after) = rest.split_at(rest.len().min(self.sector_bytes - offset % self.sector_bytes));
            pieces.push(Change::Write { offset, bytes: sector.to_vec() });
            offset += sector.len();
            rest = after;
        }
        pieces
    }

    fn fill_gap(&mut self, bytes: &mut Vec<u8>, change: &Change, has_zeros: bool) {
        let Change::Write { offset, .. } = change else { return };
        while bytes.len() < *offset {
            bytes.push(if has_zeros { 0 } else { self.random.u8(..) });
        }
    }

    fn directory(&mut self, directory: Directory, survival: Survival) -> Directory {
        let (mut entries, unsynced) = directory.into_durable_and_unsynced();
        let count = unsynced.len();
        for (place, change) in unsynced.into_iter().enumerate() {
            if self.random.u32(..100) < survival.percent(place, count) {
                change.apply(&mut entries);
            }
        }
        Directory::durable(entries)
    }
}

impl Survival {
    /// How likely one of `count` changes survives.
    fn percent(self, place: usize, count: usize) -> u32 {
        match self {
            Self::None => 0,
            Self::All => 100,
            Self::Scattered { percent } => percent,
            Self::InOrder { permille } => {
                let reached = count * permille / 1000;
                match place.cmp(&reached) {
                    std::cmp::Ordering::Less => 100,
                    std::cmp::Ordering::Equal => 50,
                    std::cmp::Ordering::Greater => 0,
                }
            }
        }
    }
}

/// Files and directories that no name leads to are gone.
fn drop_unnamed(volume: &mut Volume) {
    let mut named = vec![ROOT];
    let mut next = 0;
    while let Some(inode) = named.get(next) {
        if let Some(Node::Directory(directory)) = volume.inodes.get(inode).map(|inode| &inode.node) {
            named.extend(directory.entries().values());
        }
        next += 1;
    }
    volume.inodes.retain(|inode, _| named.contains(inode));
}

#[cfg(test)]
mod tests {
    use std::ffi::OsStr;

    use super::*;

    const SEEDS: u64 = 300;

    fn file() -> Node {
        Node::File(Content::default())
    }

    fn text(volume: &Volume, name: &str) -> Option<Vec<u8>> {
        let inode = volume.lookup(ROOT, OsStr::new(name)).ok()?;
        match &volume.inodes[&inode].node {
            Node::File(content) => Some(content.bytes().to_vec()),
            Node::Directory(_) => None,
        }
    }

    /// What is left of a disk with each of many seeds.
    fn cuts(prepare: impl Fn(&mut Volume)) -> Vec<Volume> {
        let cut = |seed| {
            let mut volume = Volume::new(None);
            prepare(&mut volume);
            volume.power.cut();
            let left = if seed % 3 == 0 { Unsynced::Lost } else { Unsynced::ByChance };
            Fate::new(left, Rng::with_seed(seed)).decide(volume)
        };
        (0..SEEDS).map(cut).collect()
    }

    #[test]
    fn what_was_synced_is_there_after_every_cut() {
        let left = cuts(|volume| {
            let inode = volume.create(ROOT, OsStr::new("a"), 0o600, file()).unwrap();
            volume.write(inode, 0, b"synced").unwrap();
            volume.sync(inode).unwrap();
            volume.sync(ROOT).unwrap();
            volume.write(inode, 6, b", and more").unwrap();
        });
        for volume in &left {
            let text = text(volume, "a").unwrap();
            assert!(text.starts_with(b"synced"), "{text:?}");
        }
        assert!(left.iter().any(|volume| text(volume, "a").unwrap() == b"synced"));
        assert!(left.iter().any(|volume| text(volume, "a").unwrap() == b"synced, and more"));
    }

    #[test]
    fn a_name_without_a_sync_of_its_directory_may_be_lost_and_its_content_is_apart() {
        let left = cuts(|volume| {
            let inode = volume.create(ROOT, OsStr::new("new"), 0o600, file()).unwrap();
            volume.write(inode, 0, b"text").unwrap();
            volume.rename(ROOT, OsStr::new("new"), OsStr::new("final"), true).unwrap();
        });
        let has = |name, expected: Option<&[u8]>| left.iter().any(|volume| text(volume, name).as_deref() == expected);
        assert!(has("final", None) && has("final", Some(b"text")) && has("final", Some(b"")) && has("new", Some(b"")));
    }

    #[test]
    fn a_removed_name_may_come_back_with_what_it_had() {
        let left = cuts(|volume| {
            let inode = volume.create(ROOT, OsStr::new("a"), 0o600, file()).unwrap();
            volume.write(inode, 0, b"old").unwrap();
            volume.sync(inode).unwrap();
            volume.sync(ROOT).unwrap();
            volume.remove(ROOT, OsStr::new("a"), false).unwrap();
        });
        assert!(left.iter().any(|volume| text(volume, "a").as_deref() == Some(b"old")));
        assert!(left.iter().any(|volume| text(volume, "a").is_none()));
    }

    #[test]
    fn writes_are_torn_at_sectors_and_reordered() {
        let left = cuts(|volume| {
            let inode = volume.create(ROOT, OsStr::new("a"), 0o600, file()).unwrap();
            volume.write(inode, 0, &[1; 8192]).unwrap();
            volume.sync(inode).unwrap();
            volume.sync(ROOT).unwrap();
            volume.write(inode, 0, &[2; 8192]).unwrap();
            volume.write(inode, 0, &[3; 8192]).unwrap();
        });
        let texts: Vec<Vec<u8>> = left.iter().filter_map(|volume| text(volume, "a")).collect();
        let is_whole = |text: &[u8]| text.chunks(512).all(|sector| sector.iter().all(|byte| *byte == sector[0]));
        assert!(texts.iter().all(|text| text.len() == 8192 && is_whole(text)));
        assert!(texts.iter().any(|text| text.contains(&1) && text.contains(&3)), "torn");
        assert!(texts.iter().any(|text| text[..512].contains(&2) && text[4096..].contains(&3)), "reordered");
    }

    #[test]
    fn the_same_seed_leaves_the_same() {
        let cut = || {
            cuts(|volume| {
                let inode = volume.create(ROOT, OsStr::new("a"), 0o600, file()).unwrap();
                volume.write(inode, 5, &[7; 9000]).unwrap();
            })
        };
        for (one, other) in cut().iter().zip(&cut()) {
            assert_eq!(text(one, "a"), text(other, "a"));
        }
    }
}
