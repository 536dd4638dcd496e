import nowhere_to_be_found as plotting

FIGURE = plotting.figure()


def draw(rows):
    return plotting.figure(), rows
