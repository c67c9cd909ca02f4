"""Walk through the product as a browser without scripts does: by the links, buttons and labels that stand on the page."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

from django.test import Client

VOID = {"input", "br", "hr", "img", "meta", "link", "source", "path", "circle", "line", "rect"}


@dataclass
class Node:
    """An element of a page."""

    tag: str
    attrs: dict[str, str]
    parent: "Node | None" = None
    children: list["Node | str"] = field(default_factory=list)

    def all(self, *tags: str) -> list["Node"]:
        """Return the elements below with one of these tags, in the order of the page."""
        found = []
        for child in self.children:
            if isinstance(child, Node):
                if child.tag in tags:
                    found.append(child)
                found += child.all(*tags)
        return found

    @property
    def text(self) -> str:
        """Return what one reads there."""
        words = [child if isinstance(child, str) else child.text for child in self.children]
        return " ".join(" ".join(words).split())


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Node("root", {})
        self.here = self.root

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs}, self.here)
        self.here.children.append(node)
        if tag not in VOID:
            self.here = node

    def handle_startendtag(self, tag: str, attrs: Any) -> None:
        self.here.children.append(Node(tag, {name: value or "" for name, value in attrs}, self.here))

    def handle_endtag(self, tag: str) -> None:
        node: Node | None = self.here
        while node is not None and node.tag != tag:
            node = node.parent
        if node is not None and node.parent is not None:
            self.here = node.parent

    def handle_data(self, data: str) -> None:
        self.here.children.append(data)


class Walker:
    """One person's browser."""

    def __init__(self) -> None:
        self.client = Client()
        self.status, self.path = 0, ""
        self.page = Node("root", {})

    def open(self, path: str) -> "Walker":
        """Go to an address."""
        return self._show(self.client.get(path, follow=True))

    def _show(self, response: Any) -> "Walker":
        self.status, self.path = response.status_code, response.request["PATH_INFO"]
        builder = _Builder()
        builder.feed(response.content.decode())
        self.page = builder.root
        return self

    @property
    def text(self) -> str:
        """Return everything one reads."""
        return self.page.text

    def heading(self) -> str:
        """Return the page's first heading."""
        return self.page.all("h1")[0].text

    def faults(self) -> list[str]:
        """Return what the page says needs mending."""
        return [item.text for node in self.page.all("div", "p") if "fault" in node.attrs.get("class", "") for item in [node]] + [
            item.text for node in self.page.all("div") if node.attrs.get("class") == "error-summary" for item in node.all("li")
        ]

    def follow(self, words: str) -> "Walker":
        """Follow a link that says exactly `words`, or else the first that contains them; the page itself comes before its frame."""
        main = self.page.all("main")
        links = [link for root in (*main, self.page) for link in root.all("a") if link.attrs.get("href")]
        for link in sorted(links, key=lambda link: link.text != words):
            if words in link.text:
                return self.open(urljoin(self.path, link.attrs["href"]).partition("#")[0])
        raise AssertionError(f"no link says {words!r} on {self.path}: {[link.text for link in self.page.all('a')]}")

    def press(self, words: str, /, **typed: Any) -> "Walker":
        """Press the first button that says `words`, after filling in the fields of its form: name or label -> what is typed."""
        for button in self.page.all("button", "input"):
            says = button.text or button.attrs.get("value", "")
            if words in says and button.attrs.get("type", "submit") == "submit":
                form = self._form_of(button)
                if form is not None:
                    return self._send(form, button, typed)
        raise AssertionError(f"no button says {words!r} on {self.path}: {[one.text for one in self.page.all('button')]}")

    def _form_of(self, button: Node) -> Node | None:
        if name := button.attrs.get("form"):
            return next(form for form in self.page.all("form") if form.attrs.get("id") == name)
        node: Node | None = button
        while node is not None and node.tag != "form":
            node = node.parent
        return node

    def _fields(self, form: Node) -> list[Node]:
        own = form.all("input", "select", "textarea")
        name = form.attrs.get("id")
        apart = [one for one in self.page.all("input", "select", "textarea") if name and one.attrs.get("form") == name]
        return own + apart

    def _send(self, form: Node, button: Node, typed: dict[str, Any]) -> "Walker":
        data: dict[str, Any] = {}
        names = set()
        for one in self._fields(form):
            name, kind = one.attrs.get("name", ""), one.attrs.get("type", "")
            names.add(name)
            if not name or kind in ("submit", "file"):
                continue
            if one.tag == "select":
                options = one.all("option")
                chosen = [option for option in options if "selected" in option.attrs] or options[:1]
                data[name] = [option.attrs.get("value", option.text) for option in chosen]
            elif kind in ("checkbox", "radio"):
                if "checked" in one.attrs:
                    data.setdefault(name, []).append(one.attrs.get("value", "on"))
            else:
                data[name] = one.text if one.tag == "textarea" else one.attrs.get("value", "")
        for name, value in typed.items():
            if name not in names:
                raise AssertionError(f"no field is called {name!r} on {self.path}: {sorted(names)}")
            data[name] = value
        if button.attrs.get("name"):
            data[button.attrs["name"]] = button.attrs.get("value", "")
        target = urljoin(self.path, button.attrs.get("formaction") or form.attrs.get("action") or self.path)
        if form.attrs.get("method", "get").lower() == "get":
            return self._show(self.client.get(target, data, follow=True))
        return self._show(self.client.post(target, data, follow=True))

    def choice(self, words: str) -> str:
        """Return the value of the option, checkbox or radio button that says `words`."""
        for option in self.page.all("option"):
            if words in option.text:
                return option.attrs.get("value", option.text)
        for label in self.page.all("label"):
            inputs = label.all("input")
            if words in label.text and inputs:
                return inputs[0].attrs["value"]
        raise AssertionError(f"nothing to choose says {words!r} on {self.path}")
