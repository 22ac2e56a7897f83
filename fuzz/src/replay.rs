//! The targets on all that is kept, without libFuzzer.

use std::{collections::BTreeSet, fs, panic, path::Path};

type Check = fn(&[u8]);

/// The files in a directory of this package, by their name; none when it is not there.
fn files(directory: &str) -> Vec<(String, Vec<u8>)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(directory);
    let entries = fs::read_dir(path).into_iter().flatten().map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> = entries.filter(|path| path.is_file()).collect();
    paths.sort();
    let name = |path: &Path| format!("{directory}/{}", path.file_name().unwrap().to_string_lossy());
    paths.iter().map(|path| (name(path), fs::read(path).unwrap())).collect()
}

fn replay(target: &str, check: Check) {
    let seeds = files(&format!("seeds/{target}"));
    assert!(!seeds.is_empty(), "{target} has no seeds");
    let kept = seeds.into_iter().chain(files(&format!("regressions/{target}")));
    let failed: Vec<_> =
        kept.filter(|(_, data)| panic::catch_unwind(|| check(data)).is_err()).map(|(name, _)| name).collect();
    assert!(failed.is_empty(), "{failed:?} break what {target} checks");
}

#[test]
fn every_binary_is_replayed() {
    let binaries = files("fuzz_targets").into_iter().map(|(name, _)| name);
    let replayed = TARGETS.map(|target| format!("fuzz_targets/{target}.rs"));
    assert_eq!(binaries.collect::<BTreeSet<_>>(), BTreeSet::from(replayed));
}

macro_rules! replays {
    ($($target:ident),*) => {
        const TARGETS: [&str; [$(stringify!($target)),*].len()] = [$(stringify!($target)),*];
        $(
            #[test]
            fn $target() {
                replay(stringify!($target), crate::$target::check);
            }
        )*
    };
}
replays!(cursors, json, keys, patches, requests, scalars, sse, tokens);
