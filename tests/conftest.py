"""The named cast, so that tests read as stories."""

import gc
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from hypothesis import HealthCheck
from hypothesis import settings as of_hypothesis
from xdist.scheduler import LoadScopeScheduling

from people.employees.models import Employee
from tests.factories import EmployeeFactory, ReportingLineFactory
from tests.house import House, built_house, forget_foundations, foundation, houses
from tests.world import world  # noqa: F401  (a fixture for all)

# Playwright leaves a loop running in the thread of the tests, and Django takes that for an asynchronous caller.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

# How fast this machine is at the moment is nobody's fault.
of_hypothesis.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
of_hypothesis.load_profile("house")


@pytest.fixture(autouse=True)
def keys_of_evaluations(settings, tmp_path: Path) -> None:
    """Every test has a directory of keys of its own."""
    settings.EVALUATION_KEYS_DIR = tmp_path / "evaluation-keys"


@pytest.fixture(autouse=True)
def passwords_that_cost_nothing(settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def hana(db: None) -> Employee:
    """Hana, HR administrator."""
    return EmployeeFactory(first_name="Hana", last_name="Sato", user__is_hr_administrator=True)


@pytest.fixture
def lena(db: None) -> Employee:
    """Lena, Ines's manager and sponsor."""
    return EmployeeFactory(first_name="Lena", last_name="Okafor")


@pytest.fixture
def ines(lena: Employee) -> Employee:
    """Ines, an engineer who reports to Lena."""
    ines = EmployeeFactory(first_name="Ines", last_name="Duarte")
    ReportingLineFactory(employee=ines, manager=lena)
    return ines


@pytest.fixture
def otto(ines: Employee) -> Employee:
    """Otto, Ines's report."""
    otto = EmployeeFactory(first_name="Otto", last_name="Lind")
    ReportingLineFactory(employee=otto, manager=ines)
    return otto


@pytest.fixture
def marco(db: None) -> Employee:
    """Marco, a senior engineer, Ines's mentor."""
    return EmployeeFactory(first_name="Marco", last_name="Bianchi")


@pytest.fixture
def sam(db: None) -> Employee:
    """Sam, a stranger to all of them."""
    return EmployeeFactory(first_name="Sam", last_name="Mensah")


@pytest.fixture
def signed_in():
    """Return a function that gives a browser (Django's test client) signed in as an employee."""

    def sign_in(employee: Employee) -> Client:
        client = Client()
        client.force_login(employee.user)
        return client

    return sign_in


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data beside the project; tests that need it are skipped, loudly, where it is missing."""
    folder = Path(os.environ.get("SHARED_DATA", settings.BASE_DIR.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"REAL DATA MISSING: there is no {folder}")
    return folder


@pytest.fixture
def build_house(tmp_path: Path) -> Iterator[Callable[..., House]]:
    """Return a function that builds a house: an installation of its own, with real processes."""
    with ExitStack() as stack:
        yield lambda **how: stack.enter_context(built_house(foundation(houses(), "empty"), tmp_path, **how))


def pytest_configure(config: pytest.Config) -> None:
    """Give all processes of this run one folder for what their houses are copied from."""
    if not hasattr(config, "workerinput"):
        os.environ["TEST_HOUSES"] = tempfile.mkdtemp(prefix="transition-houses-")


def with_room(call: Callable[..., Any], /, *args: Any, **named: Any) -> Any:
    """Call with half a megabyte of stack: Python takes stack in pieces of 16 KB, and where a test happens to begin at the end of a
    piece, every call in it fetches and returns memory, a million times in the permission matrix."""
    return call(*args, **named)


# Its own frame asks for that many words and uses none of them.
with_room.__code__ = with_room.__code__.replace(co_stacksize=70_000)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long (a browser, a long form, a walk through the whole product), so that no process has it left at the end."""
    here = Path(__file__).parent
    items.sort(
        key=lambda item: not (item.get_closest_marker("browser") or item.get_closest_marker("soak") or item.path.parent == here)
    )
    for item in items:
        item.setup, item.runtest = partial(with_room, item.setup), partial(with_room, item.runtest)


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """What is loaded by now stays: the collector of garbage need not look at it again and again, and an eighth of the time is saved."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


class OneByOne(LoadScopeScheduling):
    """Hands out tests one by one, but all with a browser to one process: it has the one demo company for them."""

    def _split_scope(self, nodeid: str) -> str:
        return "browser" if nodeid.startswith("tests/browser/") else nodeid


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    return OneByOne(config, log)


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        forget_foundations(houses())


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly what was not tested."""
    skipped = terminalreporter.stats.get("skipped", [])
    for words, sign in (("browser tests: no Chromium was found", "NO CHROMIUM"), ("tests of real data", "REAL DATA MISSING")):
        count = sum(sign in str(report.longrepr) for report in skipped)
        if count:
            terminalreporter.write_line(f"!!! SKIPPED {count} {words}", red=True, bold=True)
