"""Does the house stand as it is drawn? What a linter cannot see (README, "How the code is laid out")."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import rules
from django.conf import settings

from tests.test_permission_matrix import addresses
from transition.celery import app as celery_app
from transition.lib import access
from transition.schedule import BEAT_SCHEDULE

ROOT = Path(settings.BASE_DIR)
APPS = ("people", "training")
NOT_FEATURES = {"migrations", "templatetags", "management"}
GATHERED = ("models", "tasks", "permissions", "personal_data", "messages")  # by import; urls by include()
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "base", "core", "tools", "stuff", "services", "managers", "lib"}
DATA = {".py", ".json", ".yaml", ".md", ".twee"}  # what may lie in a feature; what else is shown lies in templates/ and static/

# Every address that somebody who is not signed in may open. Whoever adds one writes it here and says why it is safe.
PUBLIC = {
    "alive", "ready", "outbox_health",  # reveal that something is wrong, never what
    "accounts:invitation",  # a secret of 256 bits is in the address
    "coaching:invitation",  # a secret of 256 bits is in the address
    "calendar:feed",  # a secret of 256 bits is in the address; titles without names
    "accounts:demo_sign_in",  # 404 unless DEMO is set
    "accounts:theme",  # sets one cookie, light or dark
    "account_login", "account_logout", "account_inactive", "account_reset_password", "account_reset_password_done",
    "account_reset_password_from_key", "account_reset_password_from_key_done", "mfa_authenticate", "mfa_login_webauthn",
}  # fmt: skip


def features(app: str) -> list[Path]:
    return sorted(
        path.parent for path in (ROOT / app).glob("*/__init__.py") if path.parent.name not in NOT_FEATURES | {"__pycache__"}
    )


def python_files() -> list[Path]:
    """Return our own code: no tests, no migrations."""
    return sorted(
        path
        for app in (*APPS, "transition")
        for path in (ROOT / app).rglob("*.py")
        if "migrations" not in path.relative_to(ROOT).parts
    )


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def templates() -> list[Path]:
    return sorted(path for path in (ROOT / "templates").rglob("*") if path.is_file())


def test_there_are_features_templates_and_code_to_look_at():
    assert len(features("people")) > 5
    assert len(features("training")) > 3
    assert len(templates()) > 50
    assert len(python_files()) > 80


def imported(path: Path) -> set[str]:
    """Return the modules a file imports, as dotted names."""
    found = set()
    for node in parsed(path).body:
        if isinstance(node, ast.ImportFrom):
            found |= {node.module or ""} | {f"{node.module}.{name.name}" for name in node.names}
        elif isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
    return found


@pytest.mark.parametrize("app", APPS)
@pytest.mark.parametrize("kind", GATHERED)
def test_every_feature_is_gathered(app, kind):
    wanted = {f"{app}.{feature.name}.{kind}" for feature in features(app) if (feature / f"{kind}.py").exists()}
    file = ROOT / app / f"{kind}.py"
    assert file.exists() or not wanted, f"{file} is missing; it gathers {wanted}"
    got = {name for name in imported(file) if name.endswith(f".{kind}")} if file.exists() else set()
    assert got == wanted


@pytest.mark.parametrize("app", APPS)
def test_every_features_addresses_are_gathered(app):
    wanted = {f"{app}.{feature.name}.urls" for feature in features(app) if (feature / "urls.py").exists()}
    text = (ROOT / app / "urls.py").read_text()
    assert set(re.findall(r'include\("([\w.]+)"\)', text)) == wanted


@pytest.mark.parametrize("app", APPS)
def test_gathering_files_only_gather(app):
    for kind in GATHERED:
        file = ROOT / app / f"{kind}.py"
        if file.exists():
            _, *rest = parsed(file).body
            assert all(isinstance(node, ast.ImportFrom) or is_assignment_to(node, "__all__") for node in rest), file


def is_assignment_to(node: ast.stmt, name: str) -> bool:
    return isinstance(node, ast.Assign) and [target.id for target in node.targets if isinstance(target, ast.Name)] == [name]


@pytest.mark.parametrize("app", APPS)
def test_what_registers_itself_is_loaded_when_the_app_is_ready(app):
    ready = {
        name.name for node in ast.walk(parsed(ROOT / app / "apps.py")) if isinstance(node, ast.ImportFrom) for name in node.names
    }
    needed = {kind for kind in ("permissions", "messages", "personal_data") if (ROOT / app / f"{kind}.py").exists()}
    assert needed <= ready


@pytest.mark.parametrize("app", APPS)
def test_features_hold_only_what_has_a_place(app):
    odd = []
    for feature in features(app):
        for path in feature.rglob("*"):
            if path.is_dir() or "__pycache__" in path.parts:
                continue
            if path.suffix not in DATA:
                odd.append(f"{path}: {path.suffix} files belong to templates/ or static/")
            if path.suffix == ".py" and path.parent != feature:
                odd.append(f"{path}: a package inside a feature is a feature of its own")
            if path.stem.strip("_") in VAGUE:
                odd.append(f"{path}: says nothing about what it is")
    assert not odd, "\n".join(odd)


def test_every_module_says_in_its_first_line_what_it_answers():
    assert not [path for path in python_files() if not ast.get_docstring(parsed(path))]


@pytest.mark.parametrize("app", APPS)
def test_actions_queries_and_models_see_no_request_and_no_clock(app):
    odd = []
    for feature in features(app):
        for kind in ("actions", "queries", "models"):
            file = feature / f"{kind}.py"
            if not file.exists():
                continue
            for node in ast.walk(parsed(file)):
                if isinstance(node, ast.Name | ast.Attribute):
                    name = ast.unparse(node)
                    if name in (
                        "timezone.now",
                        "timezone.localdate",
                        "timezone.localtime",
                        "moments.now",
                        "moments.today",
                        "date.today",
                        "datetime.now",
                        "HttpRequest",
                    ):
                        odd.append(f"{file}:{node.lineno} {name}")
    assert not odd, "\n".join(odd)


def test_packages_hold_only_a_docstring():
    for path in (path for path in python_files() if path.name == "__init__.py"):
        docstring, *rest = parsed(path).body
        assert isinstance(docstring, ast.Expr), path
        if path == ROOT / "transition" / "__init__.py":
            assert [ast.unparse(node) for node in rest] == [
                "from transition.celery import app as celery_app",
                "__all__ = ['celery_app']",
            ]
        else:
            assert not rest, path


def test_every_scheduled_task_exists():
    celery_app.loader.import_default_modules()
    assert {entry["task"] for entry in BEAT_SCHEDULE.values()} <= set(celery_app.tasks)


def test_every_task_is_named_after_its_feature_and_function():
    names = {}
    for path in python_files():
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.FunctionDef):
                for mark in node.decorator_list:
                    called = mark.func if isinstance(mark, ast.Call) else mark
                    if ast.unparse(called).split(".")[-1] in ("shared_task", "task"):
                        words = (
                            {word.arg: ast.unparse(word.value) for word in mark.keywords} if isinstance(mark, ast.Call) else {}
                        )
                        names[path.parent.name, node.name, path.name] = words.get("name")
    assert names
    assert names == {(feature, function, "tasks.py"): repr(f"{feature}.{function}") for feature, function, _ in names}


ASKING = {"require", "may", "readers", "has_perm", "add_permission"}  # what takes the name of a permission


def named_permissions() -> Iterator[tuple[str, str]]:
    """Yield (where, name) for what is asked for, and for every other string in code that starts as permissions do ("people.see_")."""
    verbs = "|".join(sorted({name.partition(".")[2].partition("_")[0] for name in rules.permissions.permissions}))
    for path in python_files():
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in ASKING:
                yield from ((f"{path}:{node.lineno}", name) for name in constants(node.args) if "." in name)
            elif isinstance(node, ast.Constant) and re.fullmatch(rf"(people|training)\.({verbs})_[a-z_]+", str(node.value)):
                yield f"{path}:{node.lineno}", node.value
    for path in templates():
        for name in re.findall(r'\{%\s*(?:may|readers)\s+"([^"]*)"|permission="([^"]*)"', path.read_text()):
            yield str(path), "".join(name)


def constants(nodes: list[ast.expr]) -> list[str]:
    return [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]


def test_every_permission_named_anywhere_exists():
    found = list(named_permissions())
    assert len(found) > 50
    assert not [f"{where} {name}" for where, name in found if not rules.perm_exists(name)]


def test_every_tag_and_call_about_permissions_names_one_in_plain_words():
    unread = []
    for path in (path for path in templates() if path.parent.name != "components"):  # a component is told by its page
        tags = re.findall(r"\{%\s*(?:may|readers)\b[^%]*%\}", path.read_text())
        unread += [f"{path} {tag}" for tag in tags if not re.match(r'\{%\s*\w+\s+"(people|training)\.[a-z_]+"', tag)]
    assert not unread


def test_whoever_says_who_can_read_names_a_permission_with_readers():
    for path in templates():
        for name in re.findall(r'\{%\s*readers\s+"([^"]*)"|permission="([^"]*)"', path.read_text()):
            assert access.readers("".join(name)), path


def test_exactly_these_addresses_are_public():
    public = {name for name, pattern in addresses().items() if not getattr(pattern.callback, "login_required", True)}
    assert public == PUBLIC


# Every address that an account which is no employee may open, besides the public ones and those of its own sign-in.
OUTSIDE = {
    "accounts:draft",  # what they are typing themself
    "coaching:desk",  # those they coach
    "coaching:thing",  # what one of those shares with them
}


def test_exactly_these_addresses_are_open_to_an_account_that_is_no_employee():
    assert {name for name, pattern in addresses().items() if access.is_open_to_outside(pattern.callback)} == OUTSIDE
    assert settings.MIDDLEWARE[-1] == "people.accounts.middleware.OutsideMiddleware"


def linked(file: str, pattern: str) -> list[str]:
    return re.findall(pattern, (ROOT / "templates" / "components" / file).read_text())


def test_every_stylesheet_is_linked_once_layers_first():
    links = linked("stylesheets.html", r"\{% static '(css/[^']+)' %\}")
    assert sorted(links) == sorted(str(path.relative_to(ROOT / "static")) for path in (ROOT / "static" / "css").rglob("*.css"))
    assert links[0] == "css/layers.css"


def test_every_script_is_linked_once():
    links = linked("scripts.html", r"\{% static '(js/[^']+)' %\}")
    assert sorted(links) == sorted(str(path.relative_to(ROOT / "static")) for path in (ROOT / "static" / "js").rglob("*.js"))


def test_scripts_import_nothing():
    for path in (ROOT / "static" / "js").rglob("*.js"):
        assert not re.search(
            r"^\s*(import|export)\b|\beval\(|new Function\(|localStorage|sessionStorage", path.read_text(), re.MULTILINE
        ), path


def test_the_example_environment_lists_exactly_what_settings_read():
    read = set()
    for node in ast.walk(parsed(ROOT / "transition" / "settings.py")):
        if isinstance(node, ast.Call) and re.fullmatch(r"env(\.\w+)?|_secret", ast.unparse(node.func)) and node.args:
            name = node.args[0]
            if isinstance(name, ast.Constant):
                read.add(name.value)
    listed = re.findall(r"^#? ?([A-Z][A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    assert sorted(listed) == sorted(read)


def test_only_settings_read_the_environment():
    allowed = {"transition/settings.py", "transition/celery.py", "transition/wsgi.py"}
    readers = {
        str(path.relative_to(ROOT))
        for path in python_files()
        if re.search(r"os\.(environ\b(?!\)\.run)|getenv)|environ\.Env", path.read_text())
    }
    assert readers <= allowed


FORBIDDEN = re.compile(
    r"\b(demot\w+|step(s|ped|ping)? down|(?<!not a )promot(e|ed|es|ion|ions)|fail(s|ed|ure)?( the| a| his| her| their)? trial)\b",
    re.IGNORECASE,
)


def words_shown() -> Iterator[tuple[Path, str]]:
    """Yield (where, words) for every template and every string in code that is not a docstring."""
    for path in templates():
        yield path, re.sub(r"\s+", " ", path.read_text())
    for path in python_files():
        documented = [node for node in ast.walk(parsed(path)) if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)]
        docstrings = {ast.get_docstring(node, clean=False) for node in documented}
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value not in docstrings:
                yield path, node.value


def test_no_page_calls_a_move_of_equal_height_a_rise_or_a_fall():
    assert not [f"{path}: {found.group()}" for path, words in words_shown() if (found := FORBIDDEN.search(words))]


INLINE = re.compile(r"""\s(style|on[a-z]+|hx-on[\w:-]*)\s*=\s*["'{]|<style\b|<script\b(?![^>]*\ssrc=)|javascript:""", re.I)


def test_no_template_holds_inline_style_or_script():
    assert not [f"{path}: {found.group()}" for path in templates() if (found := INLINE.search(path.read_text()))]
