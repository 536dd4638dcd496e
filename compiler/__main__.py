"""`python -m flowc.compiler`: the same as `flowc`."""

import sys

from .cli import main

sys.exit(main())
