CENTS = 100


def euros(cents):
    return cents / CENTS
