"""The menu of a site: which sections stand in it, in which order."""
