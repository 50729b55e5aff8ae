"""Where machine code is kept between runs."""

import os
import tempfile
from pathlib import Path


def cache_folder() -> Path:
    """Return the folder of generated steps: $HOOPER_CACHE_DIR, the user's cache, or a temporary one."""
    chosen = os.environ.get("HOOPER_CACHE_DIR")
    if chosen:
        return Path(chosen)
    try:
        folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "hooper"
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, RuntimeError):  # Path.home() raises RuntimeError where nobody knows a home
        return _temporary_folder()
    return folder if os.access(folder, os.W_OK) else _temporary_folder()


def _temporary_folder() -> Path:
    return Path(tempfile.gettempdir()) / f"hooper-{os.getuid()}"
