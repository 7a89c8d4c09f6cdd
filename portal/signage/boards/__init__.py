"""Boards, their keys, pairing, and who is speaking when a board asks."""
