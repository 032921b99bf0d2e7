-- What the search looks through, in an index. Versions 1 to 6 stay as they were: profiles of them
-- exist.

-- From here on deal_search holds the texts that are not in the index yet: of older programs, and of
-- pulls (cosell-store-index.c moves them). One there counts before what the index has of its deal.

-- Items that are usually the same in very many deals (a colleague, a solution, a city), once each.
CREATE TABLE search_line (
  id INTEGER PRIMARY KEY,
  uses INTEGER NOT NULL,     -- deals that have it
  text TEXT NOT NULL UNIQUE  -- with the byte of its member (cosell-search-text.h), folded
) STRICT;

-- The rest of a deal's search text, folded.
CREATE TABLE search_text (
  deal INTEGER PRIMARY KEY REFERENCES deal(id) ON DELETE CASCADE,
  lines TEXT NOT NULL,       -- JSON: ids of search_line
  text TEXT NOT NULL
) STRICT;

-- What was there of deals that were deleted, until it is out of the index too: at the end of the same
-- transaction. (A trigger cannot write the index: the schema is not trusted that far.)
CREATE TABLE search_gone (
  deal INTEGER PRIMARY KEY,
  lines TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE TRIGGER search_text_removed AFTER DELETE ON search_text BEGIN
  INSERT INTO search_gone (deal, lines, text) VALUES (old.deal, old.lines, old.text);
END;

-- Which of them have one, two or three characters in a row (cosell-store-grams.c); of search_text also
-- which lines they have. The texts stand in the tables only.
CREATE VIRTUAL TABLE search_index USING fts5 (
  text, content = '', columnsize = 0, detail = none, tokenize = 'cosell_grams'
);
CREATE VIRTUAL TABLE search_line_index USING fts5 (
  text, content = '', columnsize = 0, detail = none, tokenize = 'cosell_grams'
);
