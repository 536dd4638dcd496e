import logging
import os
from collections import defaultdict

CONFIG = {"retries": 1}
CONFIG["size"] = 4
CONFIG.update(region=os.environ.get("REGION_OF_NOBODY", "eu"))
if CONFIG["size"] > 3:
    CONFIG["large"] = True
else:
    del CONFIG["retries"]

SQUARES = defaultdict(int)
for number in range(CONFIG["size"]):
    SQUARES[number] += number**2
total = 0
while total < 3:
    total += 1

try:
    LIMIT = int(os.environ["LIMIT_OF_NOBODY"])
except KeyError:
    LIMIT = 7
finally:
    CONFIG["limit"] = LIMIT

assert LIMIT, "no limit"
first, *others = sorted(SQUARES)
MESSAGES: list = []


class Remember(logging.Handler):
    def emit(self, record):
        MESSAGES.append(record.getMessage())


log = logging.getLogger("module_setup")
log.setLevel(logging.INFO)
log.addHandler(Remember())
log.info("configured %s", CONFIG["region"])
