"""Use cases without Qt: what window and command line do with the client."""
