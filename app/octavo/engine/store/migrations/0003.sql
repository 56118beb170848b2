-- What a page has besides its text, as pdf/extras.py packs it: headings, what people do not see,
-- and where the words of a recognised page are. Null for most pages.
ALTER TABLE pages ADD COLUMN extras TEXT;
