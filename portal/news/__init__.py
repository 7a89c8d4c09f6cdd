"""News: an index by year and topic, and the article."""
