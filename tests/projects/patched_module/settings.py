DEBUG = False
TARGET = "prod"
TAGS = ["a"]


def describe():
    return TARGET, DEBUG, TAGS
