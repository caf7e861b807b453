"""The main window and the parts that only it knows."""
