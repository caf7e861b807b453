"""What rules need and only a pass over the stream can tell, counted once when it arrives."""
