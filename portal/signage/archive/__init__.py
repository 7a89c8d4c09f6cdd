"""The public twin of the boards: what they show now, and what they showed on any day, in words.

Answered from versions that are never changed, and from the board as it was then: an edit, another
tag or another unit afterwards does not change what was shown.
"""
