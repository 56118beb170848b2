"""Long filings of made-up companies that are alike, and questions to them, for benchmarks."""
