"""Models that write answers on this computer: fetched, kept, and run in a process of their own."""
