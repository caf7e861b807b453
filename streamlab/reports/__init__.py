"""An analysis as text for people or JSON for machines: `terminal`, `document`, `chunks`, `summary`."""
