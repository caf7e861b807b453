"""Two runs beside each other: what an experiment changed, as far as it can be said honestly."""
