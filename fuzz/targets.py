"""What is attacked, by name: each target takes bytes, and raises where the tool crashes or breaks a law of its own."""

from __future__ import annotations

from collections.abc import Callable

import inputs
import readers
import stages
import writers

TARGETS: dict[str, Callable[[bytes], None]] = {**stages.TARGETS, **readers.TARGETS, **inputs.TARGETS, **writers.TARGETS}
