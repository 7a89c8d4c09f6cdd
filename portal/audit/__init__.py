"""Who did what, when, from where and on which sub-site: written once, never changed."""
