"""Alerts: sending, renewing, correcting and cancelling them; how boards learn of them; who saw them.

A channel of its own, with nothing of it in playlists (contract 3.8). What an alert looks like is the
renderer's, what it replaces on the board is the player's.
"""
