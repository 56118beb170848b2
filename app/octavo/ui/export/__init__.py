"""Threads on paper: pages of a PDF."""
