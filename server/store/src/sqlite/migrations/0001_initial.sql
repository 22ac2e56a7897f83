-- One row: what the store is and how far it has come.
CREATE TABLE store (
    only_row        INTEGER PRIMARY KEY CHECK (only_row = 1),
    store_id        TEXT    NOT NULL,
    created_at      INTEGER NOT NULL,
    revision        INTEGER NOT NULL,
    last_commit_at  INTEGER NOT NULL,
    events_appended INTEGER NOT NULL,
    oldest_revision INTEGER NOT NULL
) STRICT;

-- The newest version of each document. `body` comes last, so that looking at the other columns never reads it.
CREATE TABLE documents (
    collection TEXT    NOT NULL,
    partition  TEXT    NOT NULL,
    key        TEXT    NOT NULL,
    rev        INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    due_at     INTEGER,
    body       BLOB    NOT NULL,
    PRIMARY KEY (collection, partition, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX documents_due ON documents (collection, due_at) WHERE due_at IS NOT NULL;

-- Versions that were replaced or deleted. `sequence` is the place of the write that did it, among all writes: it grows,
-- so that new rows are appended and compaction takes them from the front.
CREATE TABLE document_versions (
    sequence   INTEGER PRIMARY KEY,
    collection TEXT    NOT NULL,
    partition  TEXT    NOT NULL,
    key        TEXT    NOT NULL,
    rev        INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    due_at     INTEGER,
    body       BLOB    NOT NULL
) STRICT;

-- Ends with `sequence`, as every index does, so that it says by itself which version was current at a revision.
CREATE INDEX document_versions_by_key ON document_versions (collection, partition, key, rev);

-- `sequence` is the place of the event among all events, `ordinal` its number without gaps.
CREATE TABLE events (
    sequence       INTEGER PRIMARY KEY,
    ordinal        INTEGER NOT NULL,
    time           INTEGER NOT NULL,
    partition      TEXT    NOT NULL,
    family         TEXT    NOT NULL,
    event_type     TEXT    NOT NULL,
    subject        TEXT    NOT NULL,
    actor          TEXT    NOT NULL,
    correlation_id TEXT,
    causation_id   TEXT,
    data           BLOB    NOT NULL
) STRICT;

CREATE INDEX events_by_partition ON events (partition);
