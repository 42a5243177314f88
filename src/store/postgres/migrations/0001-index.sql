-- Tables of an index. What their bytea columns hold is sealed: it says by a checksum whether it was changed
-- (src/store/rows/seal.ts). Keys are never used twice, and rows other than the state, the keys, attachments and a
-- document's file never change: a server that holds one in memory holds it for ever.

-- One row: what the last commit made.
CREATE TABLE state (
  id smallint PRIMARY KEY CHECK (id = 1),
  generation bigint NOT NULL,
  content text NOT NULL -- JSON
);

-- The last key that a row of each table was ever given.
CREATE TABLE keys (
  name text PRIMARY KEY,
  last bigint NOT NULL
);

CREATE TABLE documents (
  key bigint PRIMARY KEY,
  id bytea NOT NULL, -- JSON
  file bytea NOT NULL, -- path, size and time
  about bytea NOT NULL, -- all that doesn't grow with the text
  structure bytea NOT NULL, -- headings and marks
  text bytea NOT NULL
);
-- An id may be longer than an entry of an index.
CREATE UNIQUE INDEX documents_by_id ON documents (sha256(id));

CREATE TABLE paragraphs (
  key bigint PRIMARY KEY,
  document bigint NOT NULL REFERENCES documents ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  language text NOT NULL,
  passages integer NOT NULL, -- how many
  terms bytea NOT NULL, -- language and term frequencies
  content bytea NOT NULL -- extent, text, vector and sentences
);
CREATE INDEX paragraphs_by_document ON paragraphs (document);
-- Vectors don't become smaller by being compressed.
ALTER TABLE paragraphs ALTER COLUMN content SET STORAGE EXTERNAL;

CREATE TABLE passages (
  key bigint PRIMARY KEY,
  paragraph bigint NOT NULL REFERENCES paragraphs ON DELETE CASCADE,
  document bigint NOT NULL,
  about bytea NOT NULL, -- extent, place and headings
  embedding halfvec NOT NULL, -- proposes the nearest
  vector bytea NOT NULL -- as it was embedded: says which are the nearest
);
CREATE INDEX passages_by_paragraph ON passages (paragraph);
CREATE INDEX passages_by_document ON passages (document);
ALTER TABLE passages ALTER COLUMN vector SET STORAGE EXTERNAL;

-- What the lexical leg looks through, in pieces of one language each: lengths, which every server holds in memory.
CREATE TABLE segments (
  key bigint PRIMARY KEY,
  language text NOT NULL,
  passages integer NOT NULL, -- how many, with those that were removed since
  head bytea NOT NULL -- passages, lengths, and which block holds which terms
);
ALTER TABLE segments ALTER COLUMN head SET STORAGE EXTERNAL;

-- The postings of consecutive terms of a segment.
CREATE TABLE postings (
  key bigint PRIMARY KEY,
  segment bigint NOT NULL REFERENCES segments ON DELETE CASCADE,
  content bytea NOT NULL
);
CREATE INDEX postings_by_segment ON postings (segment);
ALTER TABLE postings ALTER COLUMN content SET STORAGE EXTERNAL;

-- The dictionary behind the term frequencies: each row holds terms with consecutive ids.
CREATE TABLE terms (
  last_id bigint PRIMARY KEY,
  terms bytea NOT NULL
);

CREATE TABLE failures (
  path bytea NOT NULL, -- JSON
  about bytea NOT NULL
);
CREATE UNIQUE INDEX failures_by_path ON failures (sha256(path));

-- Small texts that are kept with the index, also when that is replaced.
CREATE TABLE attachments (
  name text PRIMARY KEY,
  content text NOT NULL
);
