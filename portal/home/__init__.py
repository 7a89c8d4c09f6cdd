"""Home pages and pages of text."""
