//! Tokens that are narrowed as they are meant to be, and a model of what is left.

use charter_auth::{
    Access, IssueError, KeyPrefix, MAX_BLOCKS, MAX_TOKEN_BYTES, Narrowing, Operation, Rights, attenuate,
};
use charter_types::Timestamp;

use super::{
    HELD_RIGHTS, WIDE, verify,
    wider::{assert_no_wider, keys_near},
};

const OPERATIONS: [(&str, Access); 4] =
    [("resource", Access::Read), ("resource", Access::Write), ("event", Access::Read), ("run", Access::Write)];

/// What is left of the rights of a token: of each right, all the lists that it must be in.
struct Model {
    operations: Vec<Vec<String>>,
    readable: Vec<Vec<String>>,
    writable: Vec<Vec<String>>,
    expires_at_ms: Option<i64>,
}

impl Model {
    /// The widest token.
    fn new() -> Self {
        let texts = |texts: &[&str]| vec![texts.iter().map(|text| (*text).to_owned()).collect()];
        Self {
            operations: texts(&["resource:read", "resource:write", "event:read"]),
            readable: texts(&["run/", "team/"]),
            writable: texts(&["run/7/"]),
            expires_at_ms: None,
        }
    }

    fn narrow(&mut self, narrowing: &Narrowing) {
        fn texts<T: ToString>(values: &[T]) -> Vec<String> {
            values.iter().map(ToString::to_string).collect()
        }
        self.operations.extend(narrowing.operations.as_deref().map(texts));
        self.readable.extend(narrowing.read_prefixes.as_deref().map(texts));
        self.writable.extend(narrowing.write_prefixes.as_deref().map(texts));
        // Whole seconds from 1970 on, rounded down.
        let ends_at = narrowing.expires_at.map(|at| (at.unix_ms().div_euclid(1000) * 1000).max(0));
        self.expires_at_ms = self.expires_at_ms.into_iter().chain(ends_at).min();
    }

    fn allows(&self, family: &str, access: Access) -> bool {
        let right = format!("{family}:{}", access.as_str());
        self.operations.iter().all(|operations| operations.iter().any(|allowed| *allowed == right || allowed == "*"))
    }
}

fn is_below(prefixes: &[Vec<String>], key: &str) -> bool {
    prefixes.iter().all(|prefixes| prefixes.iter().any(|prefix| key.starts_with(prefix)))
}

/// Each block is some lines of a word and what it allows: `operations`, `read`, `write`, or `until` and a time in
/// milliseconds.
pub(super) fn check(text: &str) {
    let (mut token, mut model) = (WIDE.to_owned(), Model::new());
    for (blocks, block) in (2..).zip(text.split("---\n").take(MAX_BLOCKS)) {
        let Some(narrowing) = narrowing(block) else { return };
        match attenuate(&token, &narrowing) {
            Ok(narrower) => narrower.as_str().clone_into(&mut token),
            Err(IssueError::TooManyBlocks { .. }) => return assert!(blocks > MAX_BLOCKS, "{blocks}"),
            Err(IssueError::TooLarge { bytes }) => return assert!(bytes > MAX_TOKEN_BYTES, "{bytes}"),
            Err(error) => panic!("{narrowing:?}: {error:?}"),
        }
        model.narrow(&narrowing);
    }
    let rights = verify(&token).expect("what was narrowed is good");
    is_what_the_model_says(&rights, &model, text);
    let wide = verify(WIDE).expect("it is a token of the key");
    assert_no_wider(&wide, &rights, text);
    // Narrowed otherwise than the token that is held, and from the same.
    assert_eq!(HELD_RIGHTS.revocation_ids()[0], rights.revocation_ids()[0]);
}

fn narrowing(block: &str) -> Option<Narrowing> {
    fn all<T: std::str::FromStr>(words: &[&str]) -> Option<Option<Vec<T>>> {
        words.iter().map(|word| word.parse().ok()).collect::<Option<Vec<T>>>().map(Some)
    }
    let mut narrowing = Narrowing::default();
    for line in block.lines() {
        let words: Vec<&str> = line.split(' ').filter(|word| !word.is_empty()).collect();
        match words.split_first()? {
            (&"operations", words) => narrowing.operations = all::<Operation>(words)?,
            (&"read", words) => narrowing.read_prefixes = all::<KeyPrefix>(words)?,
            (&"write", words) => narrowing.write_prefixes = all::<KeyPrefix>(words)?,
            (&"until", [time]) => narrowing.expires_at = Some(Timestamp::from_unix_ms(time.parse().ok()?)),
            _ => return None,
        }
    }
    Some(narrowing)
}

fn is_what_the_model_says(rights: &Rights, model: &Model, text: &str) {
    assert_eq!((rights.principal().as_str(), rights.partition().as_str()), ("user:ada", "acme/web/shop"));
    for (family, access) in OPERATIONS {
        assert_eq!(rights.may(family, access).is_ok(), model.allows(family, access), "{family} {access:?}");
    }
    assert_eq!(rights.expires_at().map(Timestamp::unix_ms), model.expires_at_ms);
    if let Some(at) = rights.expires_at() {
        assert!(rights.check_time(at.plus_ms(-1)).is_ok() && rights.check_time(at).is_err());
    }
    let keys = keys_near(text);
    for key in &keys {
        assert_eq!(rights.may_read_key(key).is_ok(), is_below(&model.readable, key), "read {key:?}");
        assert_eq!(rights.may_write_key(key).is_ok(), is_below(&model.writable, key), "write {key:?}");
    }
    for prefix in keys.iter().take(16) {
        let parts: Vec<&str> = rights.readable_within(prefix).collect();
        assert!(parts.is_sorted() && parts.iter().all(|part| part.starts_with(prefix.as_str())), "{parts:?}");
        assert_eq!(rights.may_list_prefix(prefix).is_ok(), !parts.is_empty());
        for key in &keys {
            let in_parts = parts.iter().filter(|part| key.starts_with(**part)).count();
            let expected = key.starts_with(prefix.as_str()) && is_below(&model.readable, key);
            assert_eq!(in_parts, usize::from(expected), "{key:?} in the list of {prefix:?}");
        }
    }
}
