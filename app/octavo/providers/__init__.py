"""Outside models: how a host is asked, what it answers, and which hosts the user has chosen."""
