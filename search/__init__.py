"""Engine: how anything is found. Refuses to know units and content types."""
