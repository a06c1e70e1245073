"""The processes that stay: the web and the worker, with the database under them."""

import errno
import http.client
import signal
import socket
import sys
import time

from nastavnik.config.commands.database import CommandError, House, fill_demo, migrate, open_database
from nastavnik.config.options import LOCAL_HOSTS, OWNER, WEB, WORKER, Options
from nastavnik.kit.supervisor import Child, start_child

READY_SECONDS = 90.0
PORT_SECONDS = 2.0
ACCOUNTS_FILE = "demo-accounts.txt"
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  (to be reached, not listened on)


def run(house: House, *, is_open: bool = False) -> None:
    """Start everything, tell the address, and keep it running until Ctrl+C. Refused with a sentence.

    `is_open` says that the database was opened and brought up to date before.
    """
    options = house.options
    if is_open:
        check_port(options.host, options.port)
    elif options.is_embedded:
        open_database(house, alone=True)
        check_port(options.host, options.port)
    else:
        check_port(options.host, options.port)
        open_database(house, alone=True)
    if not is_open:
        migrate(house)
    if options.demo:
        fill_demo(house)
    _ = options.secret_key  # made here, before the children ask for it together
    house.tell("Веб-сервер и фоновые задачи: запускаю")
    house.keep.add(_worker(house))
    web = house.keep.add(_web(house))
    if options.backups_kept and not options.demo:
        house.keep.add(_copying(house))
    _wait_for_web(house, web)
    _say_welcome(house)
    house.keep.run()
    parts = ["веб-сервер", "фоновые задачи", *(["базу данных"] if options.is_embedded else [])]
    house.tell(f"Останавливаю: {', '.join(parts)}")


def run_worker(house: House) -> None:
    """Keep one worker running until Ctrl+C, beside a web that runs elsewhere."""
    open_database(house, alone=False)
    house.keep.add(_worker(house))
    house.tell("Фоновые задачи выполняются. Остановить: Ctrl+C.")
    house.keep.run()
    house.tell("Останавливаю фоновые задачи")


def check_port(host: str, port: int) -> None:
    """Refused when nobody could listen there, with the way out.

    Processes of a killed start get two seconds to go.
    """
    deadline = time.monotonic() + PORT_SECONDS
    while (error := _port_error(host, port)) is not None:
        if error.errno != errno.EADDRINUSE or time.monotonic() > deadline:
            raise CommandError(_port_reason(error.errno, host, port))
        time.sleep(0.1)


def _port_error(host: str, port: int) -> OSError | None:
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        return error
    return None


def _port_reason(number: int | None, host: str, port: int) -> str:
    if number == errno.EADDRINUSE:
        other = port + 1 if port < 65535 else 8000
        return (
            f"Порт {port} уже занят другой программой: остановите её или укажите другой, например --port "
            f"{other}."
        )
    if number == errno.EACCES:
        return (
            f"Порт {port} может занять только администратор: укажите номер больше 1023, например --port 8000."
        )
    return (
        f"На адресе «{host}» этот компьютер не принимает соединений: укажите другой, например --host "
        "127.0.0.1."
    )


def _web(house: House) -> Child:
    options = house.options
    address = f"[{options.host}]" if ":" in options.host else options.host
    command = [
        sys.executable,
        "-P",
        "-m",
        "gunicorn",
        "nastavnik.config.wsgi:application",
        "--no-control-socket",
    ]
    command += ["--bind", f"{address}:{options.port}", "--workers", str(options.web_workers)]
    command += ["--worker-class", "gthread", "--threads", "4", "--timeout", "120", "--graceful-timeout", "10"]
    command += ["--log-level", "warning"]
    environ = house.child_environ(WEB)
    # A signal that the kernel sends for a dead supervisor ends the web in due order too.
    return Child(
        "Веб-сервер", start=lambda: start_child(command, environ=environ, death_signal=signal.SIGTERM)
    )


def _worker(house: House) -> Child:
    command = [sys.executable, "-P", "-m", "nastavnik.config.work"]
    environ = house.child_environ(WORKER)
    # Without its database the worker may wait for long on SIGTERM: with a dead supervisor it is killed at
    # once.
    return Child(
        "Фоновые задачи", start=lambda: start_child(command, environ=environ, death_signal=signal.SIGKILL)
    )


def _copying(house: House) -> Child:
    command = [sys.executable, "-P", "-m", "nastavnik.config.copying"]
    environ = house.child_environ(OWNER)
    return Child(
        "Копии базы данных", start=lambda: start_child(command, environ=environ, death_signal=signal.SIGKILL)
    )


def _wait_for_web(house: House, web: Child) -> None:
    """Until the first answer of any kind. Refused when the web ends instead or keeps silent."""
    options = house.options
    host = EVERYWHERE.get(options.host, options.host)
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        if web.process is None or web.process.poll() is not None:
            raise CommandError("Веб-сервер не запустился: причина — в сообщениях выше.")
        connection = http.client.HTTPConnection(host, options.port, timeout=READY_SECONDS)
        try:
            # By a name that is allowed: another one would leave an error in the log of every start.
            connection.request("GET", "/", headers={"Host": options.allowed_hosts[0].lstrip(".*") or host})
            connection.getresponse()
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
        else:
            return
        finally:
            connection.close()
    raise CommandError(
        f"Веб-сервер не ответил за {READY_SECONDS:g} с: посмотрите сообщения выше и запустите ещё раз."
    )


def web_address(options: Options) -> str:
    """Where a browser finds the product: by the name that the options give it, else by the address it listens on."""
    named = [
        host for host in options.allowed_hosts if host not in LOCAL_HOSTS and not host.startswith((".", "*"))
    ]
    host = EVERYWHERE.get(options.host, options.host)
    host = f"[{host}]" if ":" in host else host
    return f"http://{named[0] if named else host}:{options.port}/"


def _say_welcome(house: House) -> None:
    options = house.options
    house.tell("")
    if options.demo:
        house.tell("Наставник работает на вымышленных данных (демонстрация).")
        accounts = options.data_dir / ACCOUNTS_FILE
        if accounts.is_file():
            house.tell(accounts.read_text(encoding="utf-8").rstrip())
    else:
        house.tell("Наставник работает.")
    if options.host in EVERYWHERE and set(options.allowed_hosts) <= set(LOCAL_HOSTS):
        house.tell(
            "Чтобы открывать его с других компьютеров, укажите имя или адрес этого в NASTAVNIK_ALLOWED_HOSTS."
        )
    house.tell(f"Адрес: {web_address(options)}")
    house.tell("Остановить: Ctrl+C.")
