"""Defaults, file, environment: what is read, and the sentence for each thing that is wrong."""

import dataclasses
import re
import stat
from pathlib import Path

import pytest

from nastavnik.config.databases import django_databases
from nastavnik.config.mail import MailServer, mail_server
from nastavnik.config.options import Options, load_options
from nastavnik.config.values import OptionsError

URLS = {
    "DATABASE_URL": "postgresql://web:web-secret@db:5433/nastavnik?sslmode=require",
    "NASTAVNIK_OWNER_DATABASE_URL": "postgresql://owner:owner-secret@db/nastavnik",
    "NASTAVNIK_WORKER_DATABASE_URL": "postgres://worker:worker-secret@db/nastavnik",
}
LONG = "k" * 40


@pytest.fixture(autouse=True)
def _in_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_nothing_given_means_the_defaults(tmp_path: Path) -> None:
    options = load_options({})
    assert options == Options(data_dir=tmp_path / "var", allowed_hosts=("127.0.0.1", "localhost", "[::1]"))
    assert (options.host, options.port, options.demo, options.debug) == ("127.0.0.1", 8000, False, False)
    assert options.is_embedded
    assert options.database_name == "nastavnik"
    assert not (tmp_path / "var").exists()  # reading makes nothing


@pytest.mark.parametrize(
    ("variable", "raw", "option", "value"),
    [
        ("NASTAVNIK_HOST", "0.0.0.0", "host", "0.0.0.0"),
        ("NASTAVNIK_HOST", "::1", "host", "::1"),
        ("NASTAVNIK_HOST", "nastavnik.local", "host", "nastavnik.local"),
        ("NASTAVNIK_PORT", " 80 ", "port", 80),
        ("NASTAVNIK_DEMO", "да", "demo", True),
        ("NASTAVNIK_DEMO", "0", "demo", False),
        ("NASTAVNIK_DEBUG", "TRUE", "debug", True),
        ("NASTAVNIK_WEB_WORKERS", "8", "web_workers", 8),
        ("NASTAVNIK_LOG_LEVEL", "debug", "log_level", "DEBUG"),
        ("NASTAVNIK_ALLOWED_HOSTS", "a.ru, .b.ru,10.0.0.1", "allowed_hosts", ("a.ru", ".b.ru", "10.0.0.1")),
        ("NASTAVNIK_SECRET_KEY", LONG, "secret_key", LONG),
        ("NASTAVNIK_SITE_URL", "https://nastavnik.example.ru/", "site_url", "https://nastavnik.example.ru"),
        ("NASTAVNIK_SITE_URL", "http://10.0.0.5:8000", "site_url", "http://10.0.0.5:8000"),
        ("NASTAVNIK_EMAIL_FROM", "nastavnik@example.ru", "email_from", "nastavnik@example.ru"),
        ("DATABASE_URL", "postgresql:///base?host=/run/postgresql", "database_url", "postgresql:///base?host=/run/postgresql"),
    ],
)  # fmt: skip
def test_variable_is_read(variable: str, raw: str, option: str, value: object) -> None:
    assert getattr(load_options({variable: raw}), option) == value


@pytest.mark.parametrize(
    ("variable", "raw", "right"),
    [
        ("NASTAVNIK_PORT", "восемь", "целое число от 1 до 65535"),
        ("NASTAVNIK_PORT", "0", "целое число от 1 до 65535"),
        ("NASTAVNIK_PORT", "70000", "целое число от 1 до 65535"),
        ("NASTAVNIK_PORT", "", "целое число от 1 до 65535"),
        ("NASTAVNIK_PORT", "80.5", "целое число от 1 до 65535"),
        ("NASTAVNIK_WEB_WORKERS", "-1", "целое число от 1 до 64"),
        ("NASTAVNIK_DEMO", "может быть", "нужно 1 или 0"),
        ("NASTAVNIK_DEBUG", "", "нужно 1 или 0"),
        ("NASTAVNIK_HOST", "http://localhost", "без порта"),
        ("NASTAVNIK_HOST", "300.1.2.3", "без порта"),
        ("NASTAVNIK_HOST", "localhost:8000", "без порта"),
        ("NASTAVNIK_ALLOWED_HOSTS", "a.example.ru:80", "через запятую"),
        ("NASTAVNIK_ALLOWED_HOSTS", "a,,b", "через запятую"),
        ("NASTAVNIK_LOG_LEVEL", "LOUD", "DEBUG, INFO, WARNING"),
        ("NASTAVNIK_DATA_DIR", "", "путь к папке"),
        ("NASTAVNIK_ROLE", "admin", "web, owner, worker"),
        ("NASTAVNIK_SITE_URL", "nastavnik.example.ru", "https://nastavnik.example.ru"),
        ("NASTAVNIK_SITE_URL", "https://example.ru/path", "https://nastavnik.example.ru"),
        ("NASTAVNIK_EMAIL_FROM", "nastavnik", "nastavnik@example.ru"),
        ("NASTAVNIK_EMAIL_URL", "imap://a@b", "smtp+tls://"),
        ("NASTAVNIK_EMAIL_URL", "smtp://", "smtp+tls://"),
        ("NASTAVNIK_EMAIL_URL", "smtp://u:p@mail.example.ru:port", "smtp+tls://"),
        ("NASTAVNIK_EMAIL_URL", "smtp://u:p@mail.example.ru/path", "smtp+tls://"),
        ("DATABASE_URL", "mysql://a@b/c", "postgresql://"),
        ("DATABASE_URL", "postgresql://db", "не указано имя базы"),
        ("DATABASE_URL", "postgresql://db:port/base", "postgresql://"),
        ("DATABASE_URL", "postgresql://u:p@ss@db/base", "%40"),
    ],
)
def test_malformed_variable_is_named_with_its_value_and_what_is_right(
    variable: str, raw: str, right: str
) -> None:
    with pytest.raises(OptionsError) as refused:
        load_options({variable: raw})
    assert variable in refused.value.reason
    assert right in refused.value.reason
    assert (f"«{raw}»" in refused.value.reason) or raw == "" or "@" in raw


@pytest.mark.parametrize(
    ("variable", "raw", "secret"),
    [
        ("NASTAVNIK_SECRET_KEY", "short-secret", "short-secret"),
        ("DATABASE_URL", "mysql://name:very-secret@db/base", "very-secret"),
        ("DATABASE_URL", "postgresql://name:very@secret@db/base", "secret"),
    ],
)
def test_secrets_are_not_shown_in_errors(variable: str, raw: str, secret: str) -> None:
    with pytest.raises(OptionsError) as refused:
        load_options({variable: raw})
    assert variable in refused.value.reason
    assert secret not in refused.value.reason


@pytest.mark.parametrize(
    ("variable", "nearest"),
    [
        ("NASTAVNIK_PROT", "NASTAVNIK_PORT"),
        ("NASTAVNIK_ALLOWED_HOST", "NASTAVNIK_ALLOWED_HOSTS"),
        ("NASTAVNIK_SECRET_KEYFILE", "NASTAVNIK_SECRET_KEY_FILE"),
        ("NASTAVNIK_XYZZY", "NASTAVNIK_DATA_DIR"),  # nothing is near: all are listed
    ],
)
def test_unknown_variable_is_refused_with_the_nearest_name(variable: str, nearest: str) -> None:
    with pytest.raises(OptionsError, match=f"Неизвестная переменная {variable}.*{nearest}"):
        load_options({variable: "1"})


def test_foreign_and_internal_variables_are_let_pass() -> None:
    environ = {
        "PATH": "/bin",
        "NASTAVNIK_ROLE": "owner",
        "NASTAVNIK_NO_BROWSER": "1",
        "NASTAVNIK_TEST_ANYTHING": "x",
    }
    assert load_options(environ).port == 8000


def test_file_stands_between_defaults_and_environment(tmp_path: Path) -> None:
    (tmp_path / "nastavnik.toml").write_text(
        'port = 9000\nhost = "0.0.0.0"\ndemo = true\nallowed_hosts = ["a.example.ru"]\ndata_dir = "here"\n'
    )
    options = load_options({"NASTAVNIK_PORT": "9001"})
    assert (options.host, options.port, options.demo) == ("0.0.0.0", 9001, True)
    assert options.allowed_hosts == ("a.example.ru",)
    assert options.data_dir == tmp_path / "here"
    assert options.database_name == "nastavnik_demo"


def test_file_is_found_beside_the_data_folder_and_by_its_variable(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "nastavnik.toml").write_text("port = 9000\n")
    (tmp_path / "named.toml").write_text("port = 9002\n")
    beside = {"NASTAVNIK_DATA_DIR": str(tmp_path / "elsewhere" / "var")}
    assert load_options(beside).port == 9000
    assert load_options({**beside, "NASTAVNIK_CONFIG": str(tmp_path / "named.toml")}).port == 9002
    assert load_options({}, tmp_path / "named.toml").port == 9002


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("prot = 1\n", "неизвестный параметр prot: возможно, имелось в виду port"),
        ("port = '8000x'\n", "параметр port.*неверное значение «8000x»"),
        ("port = true\n", "параметр port.*неверное значение «True»"),
        ("demo = 1\n", "параметр demo.*неверное значение «1»"),
        ("allowed_hosts = [1]\n", "параметр allowed_hosts"),
        ("secret_key = 'short'\n", r"параметр secret_key.*не показано"),
        ("port 8000\n", "ошибка записи TOML"),
        ("role = 'owner'\n", "неизвестный параметр role"),
    ],
)
def test_malformed_file_is_refused_with_its_name(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "nastavnik.toml").write_text(text)
    with pytest.raises(OptionsError) as refused:
        load_options({})
    assert re.search(said, refused.value.reason, re.IGNORECASE), refused.value.reason
    assert "nastavnik.toml" in refused.value.reason


def test_missing_named_file_is_refused() -> None:
    with pytest.raises(OptionsError, match=r"NASTAVNIK_CONFIG.*нет"):
        load_options({"NASTAVNIK_CONFIG": "/nowhere/nastavnik.toml"})


def test_secret_may_come_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "key").write_text(f"{LONG}\n")
    (tmp_path / "url").write_text(f"{URLS['DATABASE_URL']}\n")
    options = load_options(
        {"NASTAVNIK_SECRET_KEY_FILE": str(tmp_path / "key"), "DATABASE_URL_FILE": str(tmp_path / "url")}
    )
    assert options.secret_key == LONG
    assert options.database_url == URLS["DATABASE_URL"]


def test_secret_given_twice_or_in_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OptionsError, match="и NASTAVNIK_SECRET_KEY, и NASTAVNIK_SECRET_KEY_FILE"):
        load_options({"NASTAVNIK_SECRET_KEY": LONG, "NASTAVNIK_SECRET_KEY_FILE": str(tmp_path / "key")})
    with pytest.raises(OptionsError, match=r"DATABASE_URL_FILE.*не читается"):
        load_options({"DATABASE_URL_FILE": str(tmp_path / "missing")})


def test_only_secrets_come_from_files() -> None:
    with pytest.raises(OptionsError, match="NASTAVNIK_PORT_FILE"):
        load_options({"NASTAVNIK_PORT_FILE": "/dev/null"})


def test_secret_key_is_made_once_and_closed_to_others(tmp_path: Path) -> None:
    options = load_options({})
    key = options.secret_key
    assert len(key) >= 50
    assert load_options({}).secret_key == key
    kept = tmp_path / "var" / "secret-key"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert list((tmp_path / "var").iterdir()) == [kept]


def test_spoilt_secret_key_is_refused(tmp_path: Path) -> None:
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "secret-key").write_text("")
    with pytest.raises(OptionsError, match="secret-key"):
        _ = load_options({}).secret_key


def test_own_address_is_an_allowed_host() -> None:
    assert "192.168.0.5" in load_options({"NASTAVNIK_HOST": "192.168.0.5"}).allowed_hosts
    assert "[fe80::1]" in load_options({"NASTAVNIK_HOST": "fe80::1"}).allowed_hosts
    assert "0.0.0.0" not in load_options({"NASTAVNIK_HOST": "0.0.0.0"}).allowed_hosts


def test_options_do_not_change() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        load_options({}).port = 1  # type: ignore[misc]


def test_each_role_has_its_own_login_by_address() -> None:
    options = load_options(URLS)
    assert not options.is_embedded
    found = {role: django_databases(options, role)["default"] for role in ("web", "owner", "worker")}
    assert {role: settings["USER"] for role, settings in found.items()} == {
        "web": "web",
        "owner": "owner",
        "worker": "worker",
    }
    web = found["web"]
    assert (web["NAME"], web["HOST"], web["PORT"], web["PASSWORD"]) == (
        "nastavnik",
        "db",
        "5433",
        "web-secret",
    )
    assert web["OPTIONS"] == {"sslmode": "require"}
    assert (web["ATOMIC_REQUESTS"], web["CONN_HEALTH_CHECKS"], web["CONN_MAX_AGE"]) == (True, True, 600)
    assert web["ENGINE"] == "django.db.backends.postgresql"


@pytest.mark.parametrize("role", ["owner", "worker"])
def test_missing_address_of_a_role_is_refused_when_needed(role: str) -> None:
    options = load_options({"DATABASE_URL": URLS["DATABASE_URL"]})
    assert django_databases(options, "web")["default"]["USER"] == "web"
    with pytest.raises(OptionsError, match=f"NASTAVNIK_{role.upper()}_DATABASE_URL"):
        django_databases(options, role)


def test_address_of_the_owner_alone_is_refused() -> None:
    with pytest.raises(OptionsError, match=r"NASTAVNIK_OWNER_DATABASE_URL.*DATABASE_URL"):
        load_options({"NASTAVNIK_OWNER_DATABASE_URL": URLS["NASTAVNIK_OWNER_DATABASE_URL"]})


def test_embedded_parameters_before_the_first_start_lead_nowhere(tmp_path: Path) -> None:
    settings = django_databases(load_options({"NASTAVNIK_DEMO": "1"}), "web")["default"]
    assert settings["NAME"] == "nastavnik_demo"
    assert settings["HOST"].startswith(str(tmp_path))
    assert not (tmp_path / "var").exists()


MAIL = "smtp+tls://robot%40example.ru:p%2Fw@mail.example.ru"


def test_mail_needs_its_sender_and_the_address_of_the_site() -> None:
    with pytest.raises(OptionsError, match="не задана NASTAVNIK_EMAIL_FROM и NASTAVNIK_SITE_URL"):
        load_options({"NASTAVNIK_EMAIL_URL": MAIL})
    given = {"NASTAVNIK_EMAIL_FROM": "r@example.ru", "NASTAVNIK_SITE_URL": "https://n.example.ru"}
    assert load_options({"NASTAVNIK_EMAIL_URL": MAIL, **given}).email_url == MAIL
    assert load_options(given).email_url is None


def test_password_of_mail_is_never_shown() -> None:
    with pytest.raises(OptionsError) as refusal:
        load_options({"NASTAVNIK_EMAIL_URL": "smtp://robot:very-secret@mail.example.ru/path"})
    assert "very-secret" not in refusal.value.reason


@pytest.mark.parametrize(
    ("url", "server"),
    [
        (MAIL, MailServer("mail.example.ru", 587, "robot@example.ru", "p/w", starts_tls=True, is_tls=False)),
        ("smtps://a:b@mail.example.ru", MailServer("mail.example.ru", 465, "a", "b", starts_tls=False, is_tls=True)),
        ("smtp://10.0.0.5:2525", MailServer("10.0.0.5", 2525, "", "", starts_tls=False, is_tls=False)),
    ],
)  # fmt: skip
def test_address_of_mail_is_taken_apart(url: str, server: MailServer) -> None:
    assert mail_server(url) == server
