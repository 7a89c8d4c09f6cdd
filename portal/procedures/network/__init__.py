"""The province looks over what its units say of their own: who is behind, who differs, who asks."""
