"""What is said of findings, as values: English texts that their rules refer to. `diagnosis.prose` fills them in."""
