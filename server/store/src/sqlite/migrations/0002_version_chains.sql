-- Versions of a document become a chain: each version, and the document itself, names the one before it. A write then
-- appends the version that it supersedes and touches no index of them.
ALTER TABLE documents RENAME TO documents_1;
ALTER TABLE document_versions RENAME TO document_versions_1;
DROP INDEX documents_due;
DROP INDEX document_versions_by_key;

-- The newest version of each document. `previous` is the sequence of the version before it. `body` comes last, so that
-- looking at the other columns never reads it.
CREATE TABLE documents (
    collection TEXT    NOT NULL,
    partition  TEXT    NOT NULL,
    key        TEXT    NOT NULL,
    rev        INTEGER NOT NULL,
    previous   INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    due_at     INTEGER,
    body       BLOB    NOT NULL,
    PRIMARY KEY (collection, partition, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX documents_due ON documents (collection, due_at) WHERE due_at IS NOT NULL;

-- Where the chain of a deleted document begins. `rev` is the revision of its deletion.
CREATE TABLE deleted_documents (
    collection TEXT    NOT NULL,
    partition  TEXT    NOT NULL,
    key        TEXT    NOT NULL,
    rev        INTEGER NOT NULL,
    previous   INTEGER NOT NULL,
    PRIMARY KEY (collection, partition, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX deleted_documents_by_rev ON deleted_documents (rev);

-- Versions that were replaced or deleted; where there was no document for a while, a version without a body. `sequence`
-- is the place of the write that ended it, among all writes: it grows, so that new rows are appended and compaction
-- takes them from the front.
CREATE TABLE document_versions (
    sequence   INTEGER PRIMARY KEY,
    rev        INTEGER NOT NULL,
    previous   INTEGER,
    created_at INTEGER,
    updated_at INTEGER,
    due_at     INTEGER,
    body       BLOB
) STRICT;

-- A version begins at `rev` and ends at the revision of `sequence`. Where the next one begins later than that, the
-- document did not exist in between: that is a version of its own, in one of the last places of the commit that made the
-- document again. There is room: no commit has had more than 129 writes of its 1024 places.
CREATE TEMP TABLE chained AS
SELECT sequence, collection, partition, key, rev, created_at, updated_at, due_at, body FROM document_versions_1;

INSERT INTO chained (sequence, collection, partition, key, rev)
SELECT (next_rev << 10) | (1024 - row_number() OVER (PARTITION BY next_rev)), collection, partition, key, ended FROM (
    SELECT collection, partition, key, sequence >> 10 AS ended,
           coalesce(lead(rev) OVER (PARTITION BY collection, partition, key ORDER BY rev, sequence),
                    (SELECT rev FROM documents_1 AS d WHERE d.collection = v.collection
                        AND d.partition = v.partition AND d.key = v.key)) AS next_rev
    FROM document_versions_1 AS v
) WHERE next_rev > ended;

INSERT INTO document_versions (sequence, rev, previous, created_at, updated_at, due_at, body)
SELECT sequence, rev, lag(sequence) OVER (PARTITION BY collection, partition, key ORDER BY rev, sequence),
       created_at, updated_at, due_at, body
FROM chained;

CREATE TEMP TABLE newest AS
SELECT collection, partition, key, sequence FROM (
    SELECT collection, partition, key, sequence,
           row_number() OVER (PARTITION BY collection, partition, key ORDER BY rev DESC, sequence DESC) AS place
    FROM chained
) WHERE place = 1;

INSERT INTO documents (collection, partition, key, rev, previous, created_at, updated_at, due_at, body)
SELECT collection, partition, key, rev, sequence, created_at, updated_at, due_at, body
FROM documents_1 LEFT JOIN newest USING (collection, partition, key);

INSERT INTO deleted_documents (collection, partition, key, rev, previous)
SELECT collection, partition, key, sequence >> 10, sequence
FROM newest LEFT JOIN documents_1 AS d USING (collection, partition, key)
WHERE d.rev IS NULL;

DROP TABLE temp.chained;
DROP TABLE temp.newest;
DROP TABLE documents_1;
DROP TABLE document_versions_1;
