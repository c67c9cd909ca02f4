"""Does `manage.py check --deploy` find anything with the settings of production?"""

import os
import secrets
import subprocess
import sys

PRODUCTION = {
    "DATABASE_URL": "postgres://transition@127.0.0.1:5432/transition",
    "REDIS_URL": "redis://127.0.0.1:6379/0",
    "SITE_URL": "https://transition.example",
    "SECRET_KEY": secrets.token_urlsafe(50),
    "FIELD_KEYS": secrets.token_urlsafe(32),
}

if __name__ == "__main__":
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    sys.exit(subprocess.run(command, env=os.environ | PRODUCTION, check=False).returncode)
