"""The operations of the interface, one class per family; the client is all of them."""
