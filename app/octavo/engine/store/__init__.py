"""Where everything is kept: the store's interface, its SQLite adapter, and the blobs."""
