"""The embedded engine: answers the interface from one data folder."""
