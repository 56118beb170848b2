"""Simple mathematics of answers, written in TeX, as text that people can read."""
