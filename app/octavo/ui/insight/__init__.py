"""What is told of documents and answers, in the place of the chat."""
