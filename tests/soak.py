"""How many cases does a long test run? All in `make soak`, about one in a hundred in `make test`."""

import os

IS_SOAK = os.environ.get("SOAK") == "1"


def cases(full: int, *, quick: int | None = None) -> int:
    """Return `full` in a soak run, else `quick` (by default one percent, at least 5)."""
    return full if IS_SOAK else quick if quick is not None else max(5, full // 100)
