"""PDFs, opened in a worker process only: text, rectangles, pictures, facts."""
