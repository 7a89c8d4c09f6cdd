"""How lists of units, published as files, become units through time.

`reading` opens files and refuses what is not readable text; `layouts` recognises a header; `rows` turns
cells into facts; `checks_across_rows` looks at a list as a whole; `continuity` decides which unit goes on,
begins or ends; `successions` writes the edges; `services` does it all in one transaction; `selectors`
answers who existed when and what became of whom. Knows nothing of sub-sites' content.
"""
