"""The rules, one file per layer: each a function from a `Subject` to a finding or None."""
