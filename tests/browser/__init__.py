"""The same in a real Chromium."""
