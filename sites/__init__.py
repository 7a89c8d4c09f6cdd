"""Engine: administrative units through time, their sub-sites, and how a sub-site is born.

Knows Django and Wagtail. Refuses to know any content type, any theme, and search.
"""
