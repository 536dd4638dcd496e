import string
from collections import Counter

STOP = {"the", "a"}
_ENDS = string.punctuation


def stripped(word):
    return word.strip(_ENDS)


def most_common(words):
    return Counter(words).most_common(1)


def _secret_sauce(words):
    return words
