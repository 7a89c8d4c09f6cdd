"""Published figures of each service and unit: how they come in, are checked and are shown."""
