"""What can be told of documents without a question: summaries, key terms, comparisons."""
