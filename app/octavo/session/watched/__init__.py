"""Folders whose PDFs a collection follows: what is known of them, how they differ, who looks."""
