"""The province acts as one of a sub-site's people: for an hour, with a reason, under both names."""
