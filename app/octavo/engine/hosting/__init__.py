"""Files at hosts: sent, searched there, found again on their pages, and deleted."""
