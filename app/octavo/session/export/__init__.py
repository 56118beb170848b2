"""A thread as a file: Markdown, plain text, a web page, JSON."""
