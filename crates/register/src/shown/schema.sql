-- What the public may see, made from the views and the log, in the transaction that changes them, and
-- made anew by `rebuild`. `content` is JSON; `changed` is the last row of the log when what the page of
-- the thing shows changed.
CREATE TABLE public_facts(
    id INTEGER PRIMARY KEY, fact TEXT NOT NULL UNIQUE, subject TEXT NOT NULL, property TEXT NOT NULL,
    names TEXT, source TEXT NOT NULL, finding TEXT, at TEXT NOT NULL, content TEXT NOT NULL);
CREATE INDEX public_facts_subject ON public_facts(subject, property);
CREATE INDEX public_facts_names ON public_facts(names, at) WHERE names IS NOT NULL;
CREATE INDEX public_facts_source ON public_facts(source, at);
CREATE INDEX public_facts_finding ON public_facts(finding, subject) WHERE finding IS NOT NULL;
CREATE INDEX public_facts_at ON public_facts(at, fact);
CREATE INDEX public_facts_property ON public_facts(property, fact);
-- What released facts call an entity, and how many do.
CREATE TABLE public_names(
    entity TEXT NOT NULL, name TEXT NOT NULL, facts INTEGER NOT NULL, PRIMARY KEY(entity, name)) WITHOUT ROWID;
-- Rows are long, and are kept out of the trees by which they are found.
CREATE TABLE public_entities(
    id TEXT PRIMARY KEY NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, content TEXT NOT NULL,
    facts INTEGER NOT NULL, at TEXT NOT NULL, changed INTEGER NOT NULL,
    -- The latest year, and the highest amount in the first of its currencies: what lists are ordered by.
    year TEXT NOT NULL, currency TEXT NOT NULL, amount REAL,
    -- What lists, maps and charts tell of it: JSON.
    glance TEXT NOT NULL,
    -- The last row of the log when it came to be there, and when it got its name.
    came INTEGER NOT NULL, named INTEGER NOT NULL);
CREATE INDEX public_entities_name ON public_entities(kind, name, id);
CREATE INDEX public_entities_facts ON public_entities(kind, facts DESC, name, id);
CREATE INDEX public_entities_at ON public_entities(kind, at DESC, name, id);
CREATE INDEX public_entities_year ON public_entities(kind, year DESC, name, id);
CREATE INDEX public_entities_amount ON public_entities(kind, currency, amount DESC, name, id);
CREATE INDEX public_entities_changed ON public_entities(changed, id);
CREATE TABLE public_sources(
    id TEXT PRIMARY KEY NOT NULL, title TEXT NOT NULL, content TEXT NOT NULL, facts INTEGER NOT NULL,
    at TEXT NOT NULL, changed INTEGER NOT NULL);
CREATE INDEX public_sources_title ON public_sources(title, id);
CREATE INDEX public_sources_changed ON public_sources(changed, id);
CREATE TABLE public_disputes(
    subject TEXT NOT NULL, place INTEGER NOT NULL, content TEXT NOT NULL, PRIMARY KEY(subject, place)) WITHOUT ROWID;
-- What the public was told had been wrong, where no source or redaction forbids it.
CREATE TABLE public_corrections(
    seq INTEGER PRIMARY KEY, facts TEXT NOT NULL, text TEXT NOT NULL, role TEXT NOT NULL, at TEXT NOT NULL);
CREATE TABLE public_facets(
    kind TEXT NOT NULL, facet TEXT NOT NULL, value TEXT NOT NULL, entity TEXT NOT NULL,
    -- The last row of the log when it came to have it.
    since INTEGER NOT NULL,
    PRIMARY KEY(kind, facet, value, entity)) WITHOUT ROWID;
CREATE INDEX public_facets_entity ON public_facets(entity);
-- How many have each value: the most frequent of them are read off its index.
CREATE TABLE public_counted(
    kind TEXT NOT NULL, facet TEXT NOT NULL, value TEXT NOT NULL, total INTEGER NOT NULL,
    PRIMARY KEY(kind, facet, value)) WITHOUT ROWID;
CREATE INDEX public_counted_most ON public_counted(kind, facet, total DESC, value);
CREATE TRIGGER counted_facet AFTER INSERT ON public_facets BEGIN
    INSERT INTO public_counted VALUES (NEW.kind, NEW.facet, NEW.value, 1) ON CONFLICT DO UPDATE SET total = total + 1; END;
CREATE TRIGGER uncounted_facet AFTER DELETE ON public_facets BEGIN
    UPDATE public_counted SET total = total - 1 WHERE kind = OLD.kind AND facet = OLD.facet AND value = OLD.value;
    DELETE FROM public_counted WHERE kind = OLD.kind AND facet = OLD.facet AND value = OLD.value AND total = 0; END;
-- Things that have no page any more, lists and findings that changed, totals, and what is yet to be settled.
CREATE TABLE public_gone(
    what TEXT NOT NULL, id TEXT NOT NULL, changed INTEGER NOT NULL, PRIMARY KEY(what, id)) WITHOUT ROWID;
CREATE TABLE public_marks(what TEXT PRIMARY KEY, changed INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE public_totals(what TEXT PRIMARY KEY, total INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE public_dirty(what TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY(what, id)) WITHOUT ROWID;
CREATE INDEX sources_public ON sources(public_id);

-- Whatever event changes a view, these note what it may change for the public.
CREATE TRIGGER dirty_released AFTER INSERT ON released BEGIN
    INSERT OR IGNORE INTO public_dirty VALUES ('fact', NEW.fact); END;
CREATE TRIGGER dirty_retracted AFTER DELETE ON released BEGIN
    INSERT OR IGNORE INTO public_dirty VALUES ('fact', OLD.fact); END;
CREATE TRIGGER dirty_bound BEFORE INSERT ON bindings
    WHEN EXISTS (SELECT 1 FROM bindings WHERE source = NEW.source AND kind = NEW.kind AND folded = NEW.folded) BEGIN
    INSERT OR IGNORE INTO public_dirty
        SELECT 'fact', r.fact FROM statements s JOIN released r ON r.statement = s.id WHERE s.source = NEW.source; END;
CREATE TRIGGER dirty_source AFTER UPDATE ON sources BEGIN
    INSERT OR IGNORE INTO public_dirty VALUES ('source', NEW.public_id); END;
CREATE TRIGGER dirty_origin AFTER INSERT ON origins BEGIN
    INSERT OR IGNORE INTO public_dirty SELECT 'source', public_id FROM sources WHERE id = NEW.source; END;
CREATE TRIGGER dirty_layer AFTER INSERT ON layers BEGIN
    INSERT OR IGNORE INTO public_dirty SELECT 'source', public_id FROM sources WHERE id = NEW.source; END;
CREATE TRIGGER total_facts AFTER INSERT ON public_facts BEGIN
    INSERT INTO public_totals VALUES ('facts', 1) ON CONFLICT DO UPDATE SET total = total + 1; END;
CREATE TRIGGER less_facts AFTER DELETE ON public_facts BEGIN
    UPDATE public_totals SET total = total - 1 WHERE what = 'facts'; END;
CREATE TRIGGER total_findings AFTER INSERT ON public_facts WHEN NEW.finding IS NOT NULL BEGIN
    INSERT INTO public_totals VALUES (NEW.finding, 1) ON CONFLICT DO UPDATE SET total = total + 1; END;
CREATE TRIGGER less_findings AFTER DELETE ON public_facts WHEN OLD.finding IS NOT NULL BEGIN
    UPDATE public_totals SET total = total - 1 WHERE what = OLD.finding; END;
CREATE TRIGGER total_entities AFTER INSERT ON public_entities BEGIN
    INSERT INTO public_totals VALUES (NEW.kind, 1) ON CONFLICT DO UPDATE SET total = total + 1; END;
CREATE TRIGGER less_entities AFTER DELETE ON public_entities BEGIN
    UPDATE public_totals SET total = total - 1 WHERE what = OLD.kind; END;
CREATE TRIGGER total_sources AFTER INSERT ON public_sources BEGIN
    INSERT INTO public_totals VALUES ('sources', 1) ON CONFLICT DO UPDATE SET total = total + 1; END;
CREATE TRIGGER less_sources AFTER DELETE ON public_sources BEGIN
    UPDATE public_totals SET total = total - 1 WHERE what = 'sources'; END;
CREATE TRIGGER total_disputes AFTER INSERT ON public_disputes BEGIN
    INSERT INTO public_totals VALUES ('contradictions', 1) ON CONFLICT DO UPDATE SET total = total + 1; END;
CREATE TRIGGER less_disputes AFTER DELETE ON public_disputes BEGIN
    UPDATE public_totals SET total = total - 1 WHERE what = 'contradictions'; END;
CREATE TRIGGER total_releases AFTER INSERT ON releases BEGIN
    INSERT INTO public_totals VALUES ('releases', 1) ON CONFLICT DO UPDATE SET total = total + 1;
    INSERT INTO public_totals VALUES ('standing', iif(NEW.released, 1, -1))
        ON CONFLICT DO UPDATE SET total = total + iif(NEW.released, 1, -1); END;
-- A merge moves facts to another entity, and back.
CREATE TRIGGER dirty_root AFTER UPDATE OF root ON entities WHEN OLD.root != NEW.root BEGIN
    INSERT OR IGNORE INTO public_dirty SELECT 'fact', r.fact FROM bindings b
        CROSS JOIN statements s ON s.source = b.source
            AND ((s.subject_kind = b.kind AND s.subject = b.folded) OR (s.named_kind = b.kind AND s.named = b.folded))
        CROSS JOIN released r ON r.statement = s.id WHERE b.entity = NEW.id;
    INSERT OR IGNORE INTO public_dirty VALUES ('entity', OLD.root), ('entity', NEW.root); END;
-- What editors say that something is called too.
CREATE TRIGGER dirty_alias AFTER INSERT ON aliases BEGIN
    INSERT OR IGNORE INTO public_dirty SELECT 'entity', root FROM entities WHERE id = NEW.entity; END;
CREATE TRIGGER dirty_no_alias AFTER DELETE ON aliases BEGIN
    INSERT OR IGNORE INTO public_dirty SELECT 'entity', root FROM entities WHERE id = OLD.entity; END;
-- Which of these may be shown hangs on what confidential sources say and on what is redacted.
CREATE TRIGGER dirty_called AFTER INSERT ON statements
    WHEN EXISTS (SELECT 1 FROM aliases WHERE folded IN (NEW.subject, NEW.named)) BEGIN
    INSERT OR IGNORE INTO public_dirty SELECT 'entity', e.root FROM aliases a JOIN entities e ON e.id = a.entity
        WHERE a.folded IN (NEW.subject, NEW.named); END;
CREATE TRIGGER dirty_uncalled AFTER DELETE ON statements
    WHEN EXISTS (SELECT 1 FROM aliases WHERE folded IN (OLD.subject, OLD.named)) BEGIN
    INSERT OR IGNORE INTO public_dirty SELECT 'entity', e.root FROM aliases a JOIN entities e ON e.id = a.entity
        WHERE a.folded IN (OLD.subject, OLD.named); END;
CREATE TRIGGER dirty_seen AFTER UPDATE OF visibility ON sources WHEN OLD.visibility != NEW.visibility BEGIN
    INSERT OR IGNORE INTO public_dirty
        SELECT 'entity', e.root FROM aliases a JOIN entities e ON e.id = a.entity; END;
CREATE TRIGGER dirty_cut AFTER INSERT ON redactions BEGIN
    INSERT OR IGNORE INTO public_dirty
        SELECT 'entity', e.root FROM aliases a JOIN entities e ON e.id = a.entity; END;
CREATE TRIGGER dirty_uncut AFTER DELETE ON redactions BEGIN
    INSERT OR IGNORE INTO public_dirty
        SELECT 'entity', e.root FROM aliases a JOIN entities e ON e.id = a.entity; END;
CREATE TRIGGER dirty_redacted AFTER INSERT ON redactions BEGIN
    INSERT OR IGNORE INTO public_dirty SELECT 'source', public_id FROM sources WHERE id = NEW.source;
    INSERT OR IGNORE INTO public_dirty SELECT 'fact', r.fact FROM statements s
        JOIN released r ON r.statement = s.id WHERE s.source = NEW.source; END;
CREATE TRIGGER dirty_unredacted AFTER DELETE ON redactions BEGIN
    INSERT OR IGNORE INTO public_dirty SELECT 'source', public_id FROM sources WHERE id = OLD.source;
    INSERT OR IGNORE INTO public_dirty SELECT 'fact', r.fact FROM statements s
        JOIN released r ON r.statement = s.id WHERE s.source = OLD.source; END;
-- Whether what was told may still be shown hangs on the sources of its facts and on what is redacted anywhere.
CREATE TRIGGER dirty_told AFTER INSERT ON corrections BEGIN
    INSERT OR IGNORE INTO public_dirty VALUES ('correction', NEW.seq); END;
CREATE TRIGGER dirty_told_of AFTER UPDATE OF visibility ON sources WHEN OLD.visibility != NEW.visibility BEGIN
    INSERT OR IGNORE INTO public_dirty SELECT 'correction', seq FROM corrections; END;
CREATE TRIGGER dirty_told_cut AFTER INSERT ON redactions BEGIN
    INSERT OR IGNORE INTO public_dirty SELECT 'correction', seq FROM corrections; END;
CREATE TRIGGER dirty_told_uncut AFTER DELETE ON redactions BEGIN
    INSERT OR IGNORE INTO public_dirty SELECT 'correction', seq FROM corrections; END;
