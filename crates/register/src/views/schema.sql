-- The views: thrown away and made again from the log by `rebuild`.
CREATE TABLE sources(
    id BLOB PRIMARY KEY, public_id TEXT NOT NULL, salt BLOB NOT NULL, size INTEGER NOT NULL,
    media_type TEXT NOT NULL, meta TEXT NOT NULL, visibility TEXT NOT NULL,
    archived_at TEXT NOT NULL, seq INTEGER NOT NULL, offered INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
CREATE INDEX sources_confidential ON sources(visibility) WHERE visibility = 'confidential';
CREATE INDEX sources_seq ON sources(seq);
CREATE TABLE origins(
    seq INTEGER PRIMARY KEY, source BLOB NOT NULL, place TEXT NOT NULL, acquisition TEXT NOT NULL,
    UNIQUE(source, place));
CREATE TABLE layers(
    id BLOB PRIMARY KEY, source BLOB NOT NULL, extractor TEXT NOT NULL, version TEXT NOT NULL,
    text BLOB NOT NULL, length INTEGER NOT NULL, map BLOB,
    hidden INTEGER NOT NULL, seq INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX layers_source ON layers(source);
CREATE TABLE failures(
    seq INTEGER PRIMARY KEY, source BLOB NOT NULL, why TEXT NOT NULL, UNIQUE(source, why));
-- `result` is the digest of what the archive keeps, `inputs` the files screened together, as JSON.
CREATE TABLE screenings(
    seq INTEGER PRIMARY KEY, source BLOB NOT NULL, result BLOB NOT NULL, size INTEGER NOT NULL,
    rules TEXT NOT NULL, inputs TEXT NOT NULL);
CREATE INDEX screenings_source ON screenings(source, seq);
-- `confidence` is in thousandths, `worth` orders a review.
-- `place` is the first byte of the quote, `reader` what proposed it first; `eyes` is 1 where a person must
-- look at the source itself.
-- `made` is the row that first holds the statement, `content` the row that holds it as it now reads,
-- `decided` the row of the decision in force. `public` is 1 of what is released; what waits for that is
-- found without going through all that was accepted.
CREATE TABLE statements(
    id BLOB PRIMARY KEY, source BLOB NOT NULL, property TEXT NOT NULL, subject_kind TEXT NOT NULL,
    subject TEXT NOT NULL, named_kind TEXT, named TEXT, proposed INTEGER NOT NULL,
    made INTEGER NOT NULL, content INTEGER NOT NULL, version INTEGER NOT NULL, state TEXT NOT NULL,
    decided INTEGER, confidence INTEGER NOT NULL, worth INTEGER NOT NULL, place INTEGER NOT NULL,
    reader TEXT NOT NULL, eyes INTEGER NOT NULL, public INTEGER NOT NULL DEFAULT 0,
    waits INTEGER NOT NULL AS (state = 'accepted' AND NOT public)) WITHOUT ROWID;
CREATE INDEX statements_waits ON statements(made) WHERE waits = 1;
CREATE INDEX statements_worth ON statements(state, worth);
CREATE INDEX statements_source ON statements(source, place, made);
CREATE INDEX statements_state ON statements(state, made);
CREATE INDEX statements_subject ON statements(source, subject_kind, subject);
CREATE INDEX statements_named ON statements(source, named_kind, named) WHERE named IS NOT NULL;
CREATE TABLE sightings(
    statement BLOB NOT NULL, reader TEXT NOT NULL, layer BLOB NOT NULL, seq INTEGER NOT NULL,
    PRIMARY KEY(statement, reader, layer)) WITHOUT ROWID;
-- `undone` is the row that took the decision back.
CREATE TABLE decisions(
    seq INTEGER PRIMARY KEY, statement BLOB NOT NULL, verdict TEXT NOT NULL, into_statement BLOB,
    undone INTEGER);
CREATE INDEX decisions_statement ON decisions(statement, seq);
CREATE INDEX decisions_into ON decisions(into_statement) WHERE into_statement IS NOT NULL;
-- `parent` is what it was merged into, `root` where that leads in the end: the id that every reader asks
-- for; its own where it was not merged.
CREATE TABLE entities(
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, folded TEXT NOT NULL,
    parent TEXT, root TEXT NOT NULL, seq INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX entities_name ON entities(kind, folded, seq);
CREATE INDEX entities_folded ON entities(folded);
CREATE INDEX entities_root ON entities(root);
CREATE INDEX entities_parent ON entities(parent) WHERE parent IS NOT NULL;
CREATE TABLE aliases(
    entity TEXT NOT NULL, folded TEXT NOT NULL, name TEXT NOT NULL, seq INTEGER NOT NULL,
    PRIMARY KEY(entity, folded)) WITHOUT ROWID;
CREATE INDEX aliases_folded ON aliases(folded);
-- The words of names and aliases, to find entities by.
CREATE TABLE entity_words(
    word TEXT NOT NULL, kind TEXT NOT NULL, entity TEXT NOT NULL,
    PRIMARY KEY(word, kind, entity)) WITHOUT ROWID;
CREATE INDEX entity_words_entity ON entity_words(entity);
-- `name` is the mention as the source writes it.
CREATE TABLE bindings(
    source BLOB NOT NULL, kind TEXT NOT NULL, folded TEXT NOT NULL, name TEXT NOT NULL,
    entity TEXT NOT NULL, rule TEXT, seq INTEGER NOT NULL,
    PRIMARY KEY(source, kind, folded)) WITHOUT ROWID;
CREATE INDEX bindings_entity ON bindings(entity);
CREATE TABLE embargoes(
    statement BLOB PRIMARY KEY, until TEXT NOT NULL, seq INTEGER NOT NULL) WITHOUT ROWID;
-- The public id of every statement that was ever accepted: the log of releases knows no other.
CREATE TABLE facts(fact TEXT PRIMARY KEY, statement BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE releases(
    seq INTEGER NOT NULL, place INTEGER NOT NULL, fact TEXT NOT NULL, released INTEGER NOT NULL,
    at TEXT NOT NULL, PRIMARY KEY(seq, place)) WITHOUT ROWID;
CREATE INDEX releases_back ON releases(fact, seq, place) WHERE released = 0;
-- `content` and `decided` are those of the statement as it was released.
CREATE TABLE released(
    statement BLOB PRIMARY KEY, fact TEXT NOT NULL, at TEXT NOT NULL, seq INTEGER NOT NULL,
    content INTEGER NOT NULL, decided INTEGER NOT NULL) WITHOUT ROWID;
-- Each change of what the public sees, with the source that it came from; none for releases.
CREATE TABLE shown(seq INTEGER PRIMARY KEY, source BLOB, at TEXT NOT NULL);
CREATE TABLE purges(
    seq INTEGER PRIMARY KEY, erased INTEGER NOT NULL, ordered TEXT NOT NULL, at TEXT NOT NULL);
CREATE TABLE notes(
    seq INTEGER PRIMARY KEY, stream TEXT NOT NULL, author TEXT NOT NULL, text TEXT NOT NULL,
    at TEXT NOT NULL);
CREATE INDEX notes_stream ON notes(stream, seq);
-- `facts` is a JSON array of public ids.
CREATE TABLE corrections(
    seq INTEGER PRIMARY KEY, facts TEXT NOT NULL, text TEXT NOT NULL, role TEXT NOT NULL,
    at TEXT NOT NULL);
CREATE TABLE redactions(
    seq INTEGER NOT NULL, first INTEGER NOT NULL, after INTEGER NOT NULL, source BLOB NOT NULL,
    layer BLOB NOT NULL, words TEXT NOT NULL, why TEXT NOT NULL, author TEXT NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY(seq, first)) WITHOUT ROWID;
CREATE INDEX redactions_source ON redactions(source);
CREATE TABLE admissions(
    source BLOB NOT NULL, name TEXT NOT NULL, seq INTEGER NOT NULL,
    PRIMARY KEY(source, name)) WITHOUT ROWID;
CREATE INDEX admissions_name ON admissions(name);
CREATE TABLE openings(
    seq INTEGER PRIMARY KEY, source BLOB NOT NULL, reader TEXT NOT NULL, at TEXT NOT NULL);
CREATE INDEX openings_source ON openings(source);
