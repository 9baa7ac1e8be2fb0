"""What is read from disk: the registry becomes claims, files and folders become sources."""
