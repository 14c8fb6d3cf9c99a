"""Settings, root addresses and the server's entry point: everything that is decided once per instance."""
