import logging

from prefect import task

from .records import Records

logger = logging.getLogger(__name__)
logger.setLevel("DEBUG")
records = Records()
logger.addHandler(records)


@task
def work(n):
    logger.debug("working on %d", n)
    return records.kept


if __name__ == "__main__":
    work.run(1)
