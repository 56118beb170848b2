-- The stems of each store that a misspelt word may have been meant to be, by their length: a stem
-- with an error is as long as the right one or nearly so, and begins with the same letter. Stems
-- stay when the last passage that has them goes; whoever finds one asks the index whether it is
-- still there. Filled by the program, which knows how (sqlite_stems.py).
CREATE TABLE spellings (
    store INTEGER NOT NULL,
    letters INTEGER NOT NULL,
    stem TEXT NOT NULL,
    PRIMARY KEY (store, letters, stem)
) STRICT, WITHOUT ROWID;
