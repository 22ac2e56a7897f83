//! The format of the database, one numbered step after the other.

use std::path::Path;

use charter_types::Timestamp;
use rusqlite::{Connection, TransactionBehavior};

use super::{state::State, values::failed};
use crate::{StoreError, StoreId};

/// Step `n` brings format `n` to format `n + 1`. A released step is never changed.
const STEPS: &[&str] =
    &[include_str!("migrations/0001_initial.sql"), include_str!("migrations/0002_version_chains.sql")];

/// The format that this program writes.
pub(super) const FORMAT_VERSION: u32 = STEPS.len() as u32;

/// "CHTR": marks the file as ours, in the place that SQLite's file format has for it.
const APPLICATION_ID: i32 = 0x4348_5452;

/// Brings the database to the format of this program, or leaves it as it is; a new one becomes a new store.
///
/// # Errors
/// [`StoreError::NewerFormat`], and [`StoreError::Corrupt`] when it is some other program's database.
pub(super) fn run(connection: &mut Connection, directory: &Path, now: Timestamp) -> Result<(), StoreError> {
    let failed = failed("bring the store to the format of this program");
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failed)?;
    let application_id: i32 =
        transaction.pragma_query_value(None, "application_id", |row| row.get(0)).map_err(failed)?;
    let found: u32 = transaction.pragma_query_value(None, "user_version", |row| row.get(0)).map_err(failed)?;
    let is_new: bool = transaction
        .query_row("SELECT NOT EXISTS (SELECT 1 FROM sqlite_schema)", [], |row| row.get(0))
        .map_err(failed)?;
    if !is_new && application_id != APPLICATION_ID {
        return Err(StoreError::Corrupt { finding: "the file is another program's database".into() });
    }
    if found > FORMAT_VERSION {
        return Err(StoreError::NewerFormat { directory: directory.into(), found, supported: FORMAT_VERSION });
    }
    for step in &STEPS[found as usize..] {
        transaction.execute_batch(step).map_err(failed)?;
    }
    if is_new {
        State::create(&transaction, StoreId::generate(now), now)?;
        transaction.pragma_update(None, "application_id", APPLICATION_ID).map_err(failed)?;
    }
    if found != FORMAT_VERSION {
        transaction.pragma_update(None, "user_version", FORMAT_VERSION).map_err(failed)?;
    }
    transaction.commit().map_err(failed)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use charter_types::Revision;
    use proptest::prelude::*;
    use rusqlite::params;

    use super::*;
    use crate::{Collection, Frame, ListQuery, sqlite::list};

    const RESOURCES: Collection = Collection::versioned("resource");

    /// What each commit writes: a key and its body, or a key alone, which is deleted.
    type History = Vec<Vec<(String, Option<u8>)>>;

    fn histories() -> impl Strategy<Value = History> {
        let write = ("[abc]", prop::option::weighted(0.7, any::<u8>()));
        prop::collection::vec(prop::collection::vec(write, 1..4), 1..12)
    }

    /// Writes a history as the program with format 1 did; answers with the documents at each revision.
    fn play_in_format_1(connection: &Connection, history: &History) -> Vec<BTreeMap<String, (u64, u8)>> {
        let mut states = vec![BTreeMap::new()];
        for (commit, writes) in history.iter().enumerate() {
            let revision = commit as u64 + 1;
            let mut state = states[commit].clone();
            for (place, (key, body)) in writes.iter().enumerate() {
                let sequence = (revision << 10 | place as u64).cast_signed();
                let keep = "INSERT INTO document_versions
                    SELECT ?1, collection, partition, key, rev, created_at, updated_at, due_at, body
                    FROM documents WHERE key = ?2";
                connection.execute(keep, params![sequence, key]).unwrap();
                match body {
                    None => {
                        connection.execute("DELETE FROM documents WHERE key = ?1", [key]).unwrap();
                        state.remove(key);
                    }
                    Some(body) => {
                        let put = "INSERT INTO documents VALUES ('resource', 'a/b/c', ?1, ?2, 0, 0, NULL, ?3)
                            ON CONFLICT DO UPDATE SET rev = excluded.rev, body = excluded.body";
                        connection.execute(put, params![key, revision.cast_signed(), [*body]]).unwrap();
                        state.insert(key.clone(), (revision, *body));
                    }
                }
            }
            states.push(state);
        }
        connection.execute("UPDATE store SET revision = ?1", [history.len() as i64]).unwrap();
        states
    }

    fn listed(connection: &Connection, at: usize) -> BTreeMap<String, (u64, u8)> {
        let query = ListQuery {
            collection: RESOURCES,
            partition: "a/b/c".parse().unwrap(),
            prefix: String::new(),
            after_key: None,
            limit: usize::MAX,
            max_bytes: usize::MAX,
            at: Some(Revision::new(at as u64).unwrap()),
            frame: Frame::default(),
        };
        let documents = list::list(connection, &query).unwrap().documents;
        documents.iter().map(|document| (document.key.to_owned(), (document.rev.get(), document.body[0]))).collect()
    }

    proptest! {
        #[test]
        fn a_store_of_format_1_shows_every_revision_as_before(history in histories()) {
            let mut connection = Connection::open_in_memory().unwrap();
            let now = Timestamp::from_unix_ms(0);
            connection.execute_batch(STEPS[0]).unwrap();
            State::create(&connection, StoreId::generate(now), now).unwrap();
            connection.pragma_update(None, "application_id", APPLICATION_ID).unwrap();
            connection.pragma_update(None, "user_version", 1).unwrap();
            let states = play_in_format_1(&connection, &history);
            run(&mut connection, Path::new("memory"), now).unwrap();
            for (at, state) in states.iter().enumerate() {
                prop_assert_eq!(&listed(&connection, at), state, "at {}", at);
            }
        }
    }
}
