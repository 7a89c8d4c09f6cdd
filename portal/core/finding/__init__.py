"""The search of a sub-site for its readers: page, interface for programs, suggestions, counts, best bets."""
