"""A small believable network for newcomers. Installed in development and tests only."""
