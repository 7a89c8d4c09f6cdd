"""What every content type shares: the base page, the frame of a page, the content version."""
