"""What boards read: the manifest, RSS, tickers, Concerto's array and the frame of this moment.

Serialisers are pure; `contents.py` reads, `views.py` answers conditional requests.
"""
