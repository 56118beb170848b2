"""The assistant's dialog."""
