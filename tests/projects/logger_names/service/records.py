import logging

LOG = logging.getLogger(f"{__name__}.kept")


class Records(logging.Handler):
    def __init__(self):
        super().__init__()
        self.kept = []

    def emit(self, record):
        LOG.debug("kept")
        self.kept.append((record.levelname, record.getMessage(), record.funcName))
