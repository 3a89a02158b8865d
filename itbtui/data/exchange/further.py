"""The readers of watch formats: further packages, loaded when a file asks for one."""

from importlib import import_module
from typing import Any

from itbtui.data.exchange import ExchangeError


def further(module: str, kind: str) -> Any:
    """The module, which may not be installed. Raises ExchangeError, which says how to install it."""
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        raise ExchangeError(
            f"{kind} files need further packages that are not installed: pip install 'itbtui[import]'"
        ) from error
