from .base import reader


@reader("csv")
def read_csv(text):
    return [line.split(",") for line in text.splitlines()]


@reader("tsv")
def read_tsv(text):
    return [line.split("\t") for line in text.splitlines()]
