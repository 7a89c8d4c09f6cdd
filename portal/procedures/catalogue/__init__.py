"""The catalog as citizens see it on a sub-site: lists, and one procedure with its four answers."""
