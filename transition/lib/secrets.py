"""Where do the embedded default's own secrets come from?"""

import base64
import os
from pathlib import Path


def embedded_secret(folder: Path, name: str) -> str:
    """Return the secret kept in `folder`/secrets/`name`, made at the first call (256 random bits, base64, mode 0600)."""
    path = folder / "secrets" / name
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(base64.urlsafe_b64encode(os.urandom(32)).decode())
    except FileExistsError:
        pass
    return path.read_text()
