"""The language server: what an editor holds open is held against the registry as one types."""

from __future__ import annotations
