"""A sub-site's own people: who works there, in which roles. Refuses to know how somebody signs in."""
