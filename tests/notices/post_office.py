"""A mail server of the tests: it speaks SMTP on a port of this computer and keeps what it is given."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage


@dataclass
class PostOffice:
    """Where it listens and what has come; an address with «refused» in it is unknown here, «spam» is not taken."""

    port: int = 0
    letters: list[EmailMessage] = field(default_factory=list)


@contextmanager
def open_post_office() -> Iterator[PostOffice]:
    office = PostOffice()

    class Conversation(socketserver.StreamRequestHandler):
        def say(self, line: str) -> None:
            self.wfile.write(f"{line}\r\n".encode())

        def handle(self) -> None:
            self.say("220 office")
            to = ""
            while line := self.rfile.readline().decode().strip():
                word = line.split()[0].upper()
                if word == "RCPT":
                    to = line
                    self.say("550 unknown" if "refused" in line else "250 known")
                elif word == "DATA":
                    self.say("354 go on")
                    self.take(to)
                elif word == "QUIT":
                    self.say("221 bye")
                    return
                else:
                    self.say("250 yes")

        def take(self, to: str) -> None:
            lines = []
            while (line := self.rfile.readline()) != b".\r\n":
                lines.append(line)
            if "spam" in to:
                self.say("554 no")
                return
            office.letters.append(message_from_bytes(b"".join(lines), policy=policy.default))  # type: ignore[arg-type]
            self.say("250 taken")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Conversation) as server:
        server.daemon_threads = True
        office.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield office
        finally:
            server.shutdown()
            thread.join()
