"""A linter for facts: check source texts against a registry of canonical claims.

What is named here is the library; docs/library.md shows it at work. Each name is loaded when it is first asked for, so that
`factcheck --version` waits for none of them.
"""

__version__ = "0.1.0"

TYPE_CHECKING = False  # as in `typing`, which would cost more than all the rest of this module
if TYPE_CHECKING:
    from factcheck.api import RegistryWarning, check, load_claims, load_sources, read_quantities, render
    from factcheck.errors import FactcheckError, InputError, NothingChecked, Problem
    from factcheck.model import (
        Claim,
        ClaimResult,
        Finding,
        Interval,
        Mention,
        Period,
        Place,
        Provenance,
        Quantity,
        Rate,
        Registry,
        Report,
        Scope,
        Source,
        Span,
    )
    from factcheck.units import Unit

__all__ = [
    "Claim",
    "ClaimResult",
    "FactcheckError",
    "Finding",
    "InputError",
    "Interval",
    "Mention",
    "NothingChecked",
    "Period",
    "Place",
    "Problem",
    "Provenance",
    "Quantity",
    "Rate",
    "Registry",
    "RegistryWarning",
    "Report",
    "Scope",
    "Source",
    "Span",
    "Unit",
    "__version__",
    "check",
    "load_claims",
    "load_sources",
    "read_quantities",
    "render",
]

_HOMES = {
    "errors": ("FactcheckError", "InputError", "NothingChecked", "Problem"),
    "api": ("RegistryWarning", "check", "load_claims", "load_sources", "read_quantities", "render"),
    "units": ("Unit",),
}

if not TYPE_CHECKING:  # else a type checker would take any name for one of ours

    def __getattr__(name: str) -> object:
        """Return a name of the library; AttributeError where there is no such."""
        if name not in __all__:
            raise AttributeError(f"module 'factcheck' has no attribute {name!r}")
        from importlib import import_module

        home = next((home for home, names in _HOMES.items() if name in names), "model")
        value = globals()[name] = getattr(import_module(f"factcheck.{home}"), name)
        return value

    def __dir__() -> list[str]:
        """Return the names of the library, also those that are not loaded yet."""
        return sorted({*globals(), *__all__})
