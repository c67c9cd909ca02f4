"""Draw every page of the demo: 1280 and 390 px, light and dark, into var/shots/. `python tests/shots.py [part of a name ...]`"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WIDTHS, SCHEMES = (1280, 390), ("light", "dark")
sys.path.insert(0, str(ROOT))
os.environ.pop("DATABASE_URL", None)  # pictures need no server

from playwright.sync_api import sync_playwright  # noqa: E402  (the path comes first)

from tests.chromium import ARGUMENTS, executable  # noqa: E402
from tests.house import demo_house  # noqa: E402
from tests.pages import pages  # noqa: E402


def main(wanted: list[str]) -> None:
    with demo_house() as house:
        things = house.ask("from tests.things import demo_things\nanswer = demo_things()")
        faces = house.ask("from people.accounts.demo import FACES\nanswer = [(face.name, face.username) for face in FACES]")
        draw(house.url, things, {name.partition(" ")[0].lower(): username for name, username in faces}, wanted)


def draw(url: str, things: dict[str, int], names: dict[str, str], wanted: list[str]) -> None:
    shots = ROOT / "var" / "shots"
    shots.mkdir(parents=True, exist_ok=True)
    chosen = [page for page in pages(things) if not wanted or any(word in page.name for word in wanted)]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        for who in {page.who for page in chosen}:
            for scheme in SCHEMES:
                context = browser.new_context(color_scheme=scheme, base_url=url)
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
