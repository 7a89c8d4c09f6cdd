"""What somebody meets who signs in to the admin: what waits, and what the own role does most."""
