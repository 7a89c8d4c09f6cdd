"""A procedure on paper: the guide to take home, and the sheet for the notice board. A4, PDF."""
