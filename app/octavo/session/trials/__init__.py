"""Trials of an assistant: a person's own questions with known answers, asked and scored."""
