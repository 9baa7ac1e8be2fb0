"""A linter for facts: check source texts against a registry of canonical claims."""

__version__ = "0.1.0"
