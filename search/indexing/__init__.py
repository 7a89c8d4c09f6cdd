"""From a change in the database to every index, without losing one (see README, "Indexing")."""
