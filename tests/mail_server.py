"""Which mail servers do tests talk to? One that takes and counts, and one that answers as it is told."""

import email
import socket
import socketserver
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from email.message import EmailMessage
from email.policy import default
from typing import BinaryIO, Self


def free_port() -> int:
    """Return a port on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """Something that listens on a port of this machine; each connection is talked to in a thread of its own."""

    def __enter__(self) -> Self:
        talk_to = self.talk_to

        class Talk(socketserver.StreamRequestHandler):
            disable_nagle_algorithm = True

            def handle(self) -> None:
                with suppress(OSError):  # whoever called has died
                    talk_to(self.rfile, self.wfile)

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk)
        self._server.daemon_threads = True
        self.port: int = self._server.server_address[1]
        self.over = threading.Event()
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *fault: object) -> None:
        self.over.set()
        self._server.shutdown()
        self._server.server_close()

    def talk_to(self, said: BinaryIO, answers: BinaryIO) -> None:
        raise NotImplementedError


class Sink(Server):
    """A mail server that takes mail and counts it by Message-ID. `answer(verb, address)` may return a refusal ("451 Not now")."""

    def __init__(self, answer: Callable[[str, str], str | None] = lambda verb, address: None) -> None:
        self.answer = answer
        self.taken: Counter[str] = Counter()
        self._raw: list[bytes] = []
        self.refused = 0

    def talk_to(self, said: BinaryIO, answers: BinaryIO) -> None:
        def say(words: str) -> None:
            answers.write(f"{words}\r\n".encode())

        address = ""
        say("220 ready")
        while line := said.readline():
            verb = line[:4].decode().upper().strip()
            if verb == "RCPT":
                address = line.decode().partition("<")[2].partition(">")[0]
            refusal = self.answer(verb, address) if verb in ("RCPT", "DATA") else None
            if refusal:
                self.refused += 1
                say(refusal)
            elif verb == "DATA":
                say("354 go on")
                content = b""
                while (part := said.readline()) != b".\r\n":
                    if not part:
                        return  # the rest never came: not taken
                    content += part
                self.taken[content.partition(b"\nMessage-ID: ")[2].partition(b"\r\n")[0].decode()] += 1
                self._raw.append(content)
                say("250 taken")
            elif verb == "QUIT":
                say("221 bye")
                return
            else:
                say("250 ok" if verb in ("EHLO", "HELO", "MAIL", "RCPT", "RSET", "NOOP") else "502 what")

    @property
    def count(self) -> int:
        return len(self._raw)

    @property
    def mails(self) -> list[EmailMessage]:
        return [email.message_from_bytes(one, policy=default) for one in self._raw]

    @property
    def repeated(self) -> int:
        """How many mails came more often than once, counted by how often too much."""
        return self.count - len(self.taken)


HANG = "hang"  # say nothing any more
DROP = "drop"  # hang up


class Scripted(Server):
    """A mail server that gives fixed answers: `Scripted(RCPT="550 Nobody here")`. Verbs: greeting, EHLO, MAIL, RCPT, DATA, body."""

    def __init__(self, **answers: str) -> None:
        usual = {
            "greeting": "220 ready", "EHLO": "250 hello", "MAIL": "250 ok", "RCPT": "250 ok", "DATA": "354 go on", "body": "250 taken",
            "RSET": "250 ok", "QUIT": "221 bye",
        }  # fmt: skip
        self.answers = usual | answers
        self.seen: Counter[str] = Counter()

    def talk_to(self, said: BinaryIO, answers: BinaryIO) -> None:
        def goes_on(verb: str) -> bool:
            self.seen[verb] += 1
            answer = self.answers.get(verb, "502 what")
            if answer == HANG:
                self.over.wait(30)
            if answer in (HANG, DROP):
                return False
            answers.write(f"{answer}\r\n".encode())
            return True

        is_open = goes_on("greeting")
        while is_open and (line := said.readline()):
            verb = line[:4].decode().strip().upper()
            is_open = goes_on(verb)
            if is_open and verb == "DATA" and self.answers["DATA"].startswith("354"):
                while said.readline() not in (b".\r\n", b""):
                    pass
                is_open = goes_on("body")


def wait_until(is_so: Callable[[], bool], *, seconds: float, what: str = "it", every: float = 0.05) -> None:
    """Wait until something is so; fails, in words, when it takes longer."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, f"{what} did not happen within {seconds} seconds"
        time.sleep(every)
