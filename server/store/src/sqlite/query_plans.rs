//! What a query costs does not grow with what it does not ask for: each goes through an index and sorts nothing.

use rusqlite::Connection;

use super::{compact, documents, list, log, migrations, versions};

fn plan(connection: &Connection, sql: &str) -> Vec<String> {
    let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    let parameters = vec![rusqlite::types::Null; statement.parameter_count()];
    let rows = statement.query_map(rusqlite::params_from_iter(parameters), |row| row.get("detail")).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

#[test]
fn every_read_goes_through_an_index_in_its_order() {
    let mut connection = Connection::open_in_memory().unwrap();
    let now = charter_types::Timestamp::from_unix_ms(0);
    migrations::run(&mut connection, std::path::Path::new("memory"), now).unwrap();
    for (sql, expected) in [
        (documents::GET, "SEARCH documents USING PRIMARY KEY (collection=? AND partition=? AND key=?)"),
        (documents::NEXT_DUE, "SEARCH documents USING COVERING INDEX documents_due (collection=? AND due_at>?)"),
        (documents::DUE, "SEARCH documents USING INDEX documents_due (collection=? AND due_at>? AND due_at<?)"),
        (list::NEWEST, "SEARCH documents USING PRIMARY KEY (collection=? AND partition=? AND key>? AND key<?)"),
        (list::EARLIER, "SEARCH documents USING PRIMARY KEY (collection=? AND partition=? AND key>? AND key<?)"),
        (
            list::EARLIER,
            "SEARCH deleted_documents USING PRIMARY KEY (collection=? AND partition=? AND key>? AND key<?)",
        ),
        (versions::AT, "SEARCH document_versions USING INTEGER PRIMARY KEY (rowid=?)"),
        (log::ALL_PARTITIONS, "SEARCH events USING INTEGER PRIMARY KEY (rowid>?)"),
        (log::ONE_PARTITION, "SEARCH events USING INDEX events_by_partition (partition=? AND rowid>?)"),
        (compact::DROP_EVENTS, "SEARCH events USING INTEGER PRIMARY KEY (rowid<?)"),
        (compact::DROP_VERSIONS, "SEARCH document_versions USING INTEGER PRIMARY KEY (rowid<?)"),
        (compact::DROP_DELETED, "SEARCH deleted_documents USING COVERING INDEX deleted_documents_by_rev (rev<?)"),
        (compact::LAST_EVENT, "SEARCH events USING INTEGER PRIMARY KEY (rowid<?)"),
    ] {
        let plan = plan(&connection, sql);
        assert!(plan.iter().any(|step| step == expected), "{sql}\n{plan:#?}");
        assert!(!plan.iter().any(|step| step.starts_with("SCAN") || step.contains("TEMP B-TREE")), "{sql}\n{plan:#?}");
    }
}
