"""Engines: each answers the same requests over its own index (see `base`)."""
