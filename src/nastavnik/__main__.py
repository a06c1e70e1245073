"""`python -m nastavnik` is the command `nastavnik`."""

import sys

from nastavnik.config.console import main

sys.exit(main())
