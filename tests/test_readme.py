"""Does the README say what the code does?"""

import re
import tomllib

from django.conf import settings

from training.trials.models import Trial

README = (settings.BASE_DIR / "README.md").read_text()


def test_the_picture_of_a_trial_is_its_transition_table():
    drawn = {(was, becomes) for was, becomes in re.findall(r"^    (\w+) --> (\w+)$", README, re.MULTILINE)}
    table = {(was.value, becomes.value) for was, found in Trial.TRANSITIONS.items() for becomes in found}
    assert drawn == table


def test_every_dependency_has_its_reason():
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]
    reasons = README.partition("## Dependencies")[2].partition("## Operations")[0].lower()
    names = [re.match(r"[\w-]+", line)[0].lower() for line in project["dependencies"]]
    assert [name for name in names if name not in reasons] == []


def test_every_command_it_names_exists():
    named = set(re.findall(r"manage\.py (\w+)", README)) - {"up", "check"}
    files = {
        path.stem for app in ("people", "training") for path in (settings.BASE_DIR / app / "management" / "commands").glob("*.py")
    }
    assert named <= files


def test_every_picture_is_there():
    assert all((settings.BASE_DIR / path).exists() for path in re.findall(r"\]\((docs/[^)]+)\)", README))
