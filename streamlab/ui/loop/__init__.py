"""Between the loops: sessions on their thread, their batches on the UI thread, work in turns."""
