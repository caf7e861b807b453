"""streamlab: who broke a streamed reply, and the proof."""
