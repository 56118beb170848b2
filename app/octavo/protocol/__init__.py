"""The wire models of the interface: requests, replies, events, ids, lists and errors."""
