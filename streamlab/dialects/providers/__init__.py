"""One small file per family of providers."""
