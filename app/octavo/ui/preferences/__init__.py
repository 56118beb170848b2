"""The settings: a dialog with a page for each subject, and what it asks for."""
