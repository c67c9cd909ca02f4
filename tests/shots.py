"""Draw every page of the demo: 1280 and 390 px, light and dark, into var/shots/. `python tests/shots.py [part of a name ...]`"""

import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PORT = "8765"
WIDTHS, SCHEMES = (1280, 390), ("light", "dark")


def main(wanted: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        env = os.environ | {"DEMO": "1", "PORT": PORT, "VAR_DIR": folder, "SITE_URL": f"http://127.0.0.1:{PORT}"}
        env.pop("DATABASE_URL", None)
        server = subprocess.Popen([sys.executable, "manage.py", "up"], cwd=ROOT, env=env, stdout=subprocess.DEVNULL)
        try:
            wait_for(f"http://127.0.0.1:{PORT}/accounts/login/")
            os.environ.update(env)
            draw(wanted)
        finally:
            server.terminate()
            server.wait()


def wait_for(address: str) -> None:
    for _ in range(120):
        try:
            urllib.request.urlopen(address, timeout=2)
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise SystemExit("the demo did not start")


def draw(wanted: list[str]) -> None:
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "transition.settings")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    import django  # noqa: PLC0415  (after the environment is set)

    django.setup()
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    from people.accounts.demo import FACES  # noqa: PLC0415
    from tests.chromium import ARGUMENTS, executable  # noqa: PLC0415
    from tests.pages import pages  # noqa: PLC0415
    from tests.things import demo_things  # noqa: PLC0415

    shots = ROOT / "var" / "shots"
    shots.mkdir(parents=True, exist_ok=True)
    chosen = [page for page in pages(demo_things()) if not wanted or any(word in page.name for word in wanted)]
    names = {face.username.partition(".")[0]: face.username for face in FACES}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        for who in {page.who for page in chosen}:
            for scheme in SCHEMES:
                context = browser.new_context(color_scheme=scheme, base_url=f"http://127.0.0.1:{PORT}")
                tab = context.new_page()
                if who:
                    tab.goto("/accounts/login/")
                    tab.click(f"button[value='{names[who]}']")
                for page in chosen:
                    if page.who == who:
                        for width in WIDTHS:
                            tab.set_viewport_size({"width": width, "height": 844})
                            tab.goto(page.path)
                            tab.screenshot(path=shots / f"{page.name}-{width}-{scheme}.png", full_page=True)
                context.close()
        browser.close()
    sys.stdout.write(f"{len(chosen) * 4} pictures in {shots}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
