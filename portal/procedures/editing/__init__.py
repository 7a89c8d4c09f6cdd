"""The province's screens for the record itself and for the rules around it."""
