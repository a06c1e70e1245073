# From an empty clone with nothing but Python 3.11 and make.
.SILENT:
.PHONY: help setup run test core check look fmt bench lock migrations docs
python := .venv/bin/python
django := NASTAVNIK_ROLE=owner DJANGO_SETTINGS_MODULE=nastavnik.config.settings $(python) -W ignore::RuntimeWarning -m django

help:
	echo "make run    запустить демонстрацию"
	echo "make test   выполнить все проверки, включая прохождения в браузере"
	echo "make check  проверить оформление, типы, границы комнат и правила дома"
	echo "make core   только правила, за секунды, без базы данных"
	echo "make setup  только создать .venv"
	echo "make look   снимки всех страниц в var/look"
	echo "make fmt    исправить оформление"
	echo "make bench  измерения"
	echo "make lock   обновить списки пакетов requirements/*.txt"
	echo "make migrations, make docs   переписать миграции и документы, которые получаются из кода"

setup:
	sh requirements/install dev

# exec: Ctrl+C must find the product itself, which stops the database last.
run:
	sh requirements/install run && exec .venv/bin/nastavnik run --demo

test:
	sh requirements/install dev
	if [ "$${NASTAVNIK_NO_BROWSER:-}" = 1 ]; then \
	  left=$$($(python) -m pytest --collect-only -q -m journey 2>/dev/null | grep -c "::" || true); \
	  $(python) -m pytest -n 2 -m "not journey" || exit 1; \
	  echo "Прохождений в браузере не выполнено: $$left (NASTAVNIK_NO_BROWSER=1)"; \
	else \
	  sh requirements/browser && $(python) -m pytest -n 2; \
	fi

# The pure core alone: no database, no Django.
core:
	sh requirements/install dev
	$(python) -m pytest -q -o addopts= --noconftest -p no:django -W ignore::pytest.PytestConfigWarning tests/rulebook

check:
	sh requirements/install dev
	$(python) -m ruff format --check --quiet .
	$(python) -m ruff check --quiet .
	$(python) -m mypy --no-error-summary
	$(python) -m djlint --lint --quiet src
	.venv/bin/lint-imports
	$(django) makemigrations --check --dry-run
	$(python) -m pytest -q -n 2 tests/house

look:
	sh requirements/install dev
	sh requirements/browser
	$(python) -m tests.journeys.look

fmt:
	sh requirements/install dev
	$(python) -m ruff format .
	$(python) -m ruff check --fix .

bench:
	sh requirements/install dev
	$(python) -m benchmarks

migrations:
	sh requirements/install dev
	$(django) makemigrations

docs:
	sh requirements/install dev
	$(django) write_house_docs

# The lists name no index: they are the same wherever the packages come from.
lock:
	sh requirements/install dev
	for list in run dev; do \
	  test $$list = run && extra= || extra="--extra dev --constraint requirements/run.txt"; \
	  CUSTOM_COMPILE_COMMAND="make lock" $(python) -m piptools compile --quiet --generate-hashes --allow-unsafe --strip-extras \
	    --build-deps-for editable --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options \
	    $$extra --output-file requirements/$$list.txt pyproject.toml || exit 1; \
	done
