"""Search over threads and documents."""
